import type pg from 'pg';
import type { Principal } from '#casework/principal.js';
import { connect } from './tables.js';
import { everybodyOf, twoPartnerships, type Partnership, type TwoPartnerships } from './two-partnerships.js';

/** Both partnerships, and one connection as each role of the database. */
export interface Setting extends TwoPartnerships {
  readonly admin: pg.Client;
  readonly app: pg.Client;
  readonly worker: pg.Client;
  /** Closes the connections and drops the database. */
  end(): Promise<void>;
}

export async function openSetting(): Promise<Setting> {
  const both = await twoPartnerships();
  const { adminUrl, appUrl, workerUrl } = both.database;
  const [admin, app, worker] = [await connect(adminUrl), await connect(appUrl), await connect(workerUrl)];
  return {
    ...both,
    admin,
    app,
    worker,
    async end() {
      for (const client of [admin, app, worker]) await client.end();
      await both.database.drop();
    },
  };
}

export const standings = [
  'coordinator',
  'officer',
  'chair',
  'auditor',
  'public',
  'worker',
  'relay',
  'operator',
] as const;
export type Standing = (typeof standings)[number];

/** Somebody of a partnership by what they are in it. */
export function principalOf(partnership: Partnership, standing: Standing): Principal {
  return standing === 'auditor' ? partnership.others.auditor : everybodyOf(partnership)[standing];
}
