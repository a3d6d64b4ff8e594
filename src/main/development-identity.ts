import { join } from 'node:path';
import type { Express } from 'express';
import { createDevelopmentProvider } from '#identity/development-provider.js';
import { browserClient, browserScope } from '#identity/development/configuration.js';
import { applyDemoPeople } from '#persistence/apply-demo-people.js';
import type { Clock } from '#casework/ports.js';
import { newId } from '#platform/ids.js';
import { listDemoPeople } from './list-demo-people.js';
import { asOwner } from './prepare.js';

/** What access tokens for this server's API are for. */
export const apiAudience = 'urn:concord:api';

export interface DevelopmentIdentity {
  readonly migratorUrl: string;
  readonly origin: string;
  readonly dataDir: string;
  readonly secretKey: Buffer;
  readonly clock: Clock;
  readonly production: boolean;
}

/** Mounts the development identity provider under `/identity` and gives its people their memberships. */
export async function mountDevelopmentIdentity(app: Express, settings: DevelopmentIdentity): Promise<void> {
  const { migratorUrl, origin, dataDir, secretKey, production, clock } = settings;
  const issuer = `${origin}/identity`;
  const people = listDemoPeople();
  const provider = createDevelopmentProvider({
    issuer,
    audience: apiAudience,
    people,
    secretKey,
    keyFile: join(dataDir, 'development-identity-key.json'),
    production,
    now: () => Math.floor(clock.now().epochMilliseconds / 1_000),
  });
  app.use('/identity', provider.handler);
  const client = { id: browserClient, scope: browserScope };
  await asOwner(migratorUrl, (source) =>
    applyDemoPeople(source, { issuer, audience: apiAudience, client, people, newId }),
  );
}
