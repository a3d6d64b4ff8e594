import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Temporal } from 'temporal-polyfill';
import { startApp, type AppSettings } from '#main/app.js';
import { apiAudience } from '#main/development-identity.js';
import { asOwner, tenantsFolder } from '#main/prepare.js';
import { newId } from '#platform/ids.js';
import { createLogger } from '#platform/logger.js';
import { readTenants } from '#tenancy/read-tenants.js';
import {
  makeKeyPair,
  signToken,
  startIssuer,
  type IssuerDouble,
  type KeyPair,
} from '../identity/issuer-double.js';
import { tellPeople } from '../support/going-live.js';
import { unhurried, type TestApp } from '../support/running-app.js';

/** An agency's own identity provider and the tokens that it signs. */
export interface OutsideIssuer {
  readonly issuer: string;
  readonly key: KeyPair;
  token(subject: string, claims?: Record<string, unknown>): Promise<string>;
  stop(): Promise<void>;
}

export async function startOutsideIssuer(now: () => Temporal.Instant): Promise<OutsideIssuer> {
  const key = await makeKeyPair('outside-1');
  const double: IssuerDouble = await startIssuer([key]);
  return {
    issuer: double.issuer,
    key,
    stop: double.stop,
    token: (subject, claims = {}) => {
      const iat = Math.floor(now().epochMilliseconds / 1_000);
      return signToken(double.issuer, key, {
        claims: { sub: subject, aud: apiAudience, iat, exp: iat + 600, ...claims },
      });
    },
  };
}

export interface MembershipOfTest {
  readonly subject: string;
  readonly partnership: string;
  readonly agency?: string;
  readonly roles: readonly string[];
}

/** What an issuer is trusted with in a partnership: for one agency, or for all where none is told. */
export interface TrustOfTest {
  readonly partnership: string;
  readonly agency?: string;
  readonly mailClaim?: string;
  readonly acr?: readonly string[];
  readonly amr?: readonly string[];
}

/** Makes an issuer known to the deployment and trusted in one partnership. */
export async function trustIssuer(
  app: Pick<TestApp, 'database'>,
  issuer: string,
  { partnership, agency, mailClaim, acr = [], amr = [] }: TrustOfTest,
): Promise<void> {
  await asOwner(app.database.migratorUrl, (source) =>
    source.transaction(async (manager) => {
      await manager.query(
        'insert into directory.issuers (issuer, audience) values ($1, $2) on conflict do nothing',
        [issuer, apiAudience],
      );
      const tenantId = await enter(manager, partnership);
      await manager.query(
        `insert into concord.trusted_issuers (tenant_id, id, issuer, agency_id, mail_claim, acr, amr) values ($1, $2, $3,
           (select id from concord.agencies where tenant_id = $1 and slug = $4), $5, $6, $7)`,
        [tenantId, newId(), issuer, agency ?? null, mailClaim ?? null, acr, amr],
      );
    }),
  );
}

/** Gives somebody of an issuer a membership, whether or not the issuer is trusted for it; returns its id. */
export function addMember(
  app: Pick<TestApp, 'database'>,
  issuer: string,
  { subject, partnership, agency, roles }: MembershipOfTest,
): Promise<string> {
  const membershipId = newId();
  return asOwner(app.database.migratorUrl, (source) =>
    source.transaction(async (manager) => {
      const tenantId = await enter(manager, partnership);
      await manager.query(
        `with person as (
           insert into directory.users (id, issuer, subject, display_name) values ($1, $2, $3, 'Somebody Outside')
           on conflict (issuer, subject) do update set display_name = excluded.display_name returning id)
         insert into concord.memberships (tenant_id, id, user_id, agency_id, roles)
         select $4, $5, person.id, (select id from concord.agencies where tenant_id = $4 and slug = $6), $7 from person`,
        [newId(), issuer, subject, tenantId, membershipId, agency ?? null, roles],
      );
      return membershipId;
    }),
  );
}

interface Manager {
  query<T>(text: string, values: unknown[]): Promise<T>;
}

async function enter(manager: Manager, partnership: string): Promise<string> {
  const rows = await manager.query<{ tenant_id: string }[]>(
    'select tenant_id from directory.partnerships where slug = $1',
    [partnership],
  );
  const tenantId = rows[0]?.tenant_id ?? '';
  await manager.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
  return tenantId;
}

/**
 * A second server on the database of a running one, which learns of its issuers as it starts. For one in production the
 * partnerships tell people what they must.
 */
export async function startBeside(
  { database, clock, secretKey }: TestApp,
  { production, ...others }: { production: boolean } & Pick<AppSettings, 'clientSecretsDir'>,
): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-beside-'));
  const { migratorUrl, appUrl } = database;
  if (production) await tellPeople({ database });
  const remove = () => {
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const app = await startApp({
      database: { migratorUrl, appUrl, listenUrl: appUrl },
      port: 0,
      host: '127.0.0.1',
      dataDir,
      secretKey,
      clock,
      holidays: readTenants(tenantsFolder).holidays,
      production,
      logger: createLogger({ logLevel: 'silent' }),
      limits: unhurried,
      ...others,
    });
    return {
      origin: app.origin,
      stop: async () => {
        await app.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
