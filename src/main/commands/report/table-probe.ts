// cspell:ignore aclcheck seqscan
import pg from 'pg';
import { permissions } from '#domain/sharing/permissions.js';
import type { TableFacts } from './table-facts.js';

/** A partnership of the database. */
export interface Tenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
}

/** A partnership with its agencies, in whose names it is looked. */
export interface TenantToProbe extends Pick<Tenant, 'tenantId'> {
  readonly agencies: readonly string[];
}

/** How the rows of a table belong to agencies. */
export type TableToProbe = Pick<TableFacts, 'name' | 'byAgency' | 'ofAgency' | 'hasActor'>;

/** What the database did when it was asked for what it must not give. */
export type Refusal = 'refused by the wall' | 'refused by another rule' | 'no right to it' | 'NOT REFUSED';

/** What one role could do with one table, signed in as one partnership. */
export interface TableProbe {
  /** Rows of its own partnership, counted up to the ceiling; undefined where the role may not read. */
  readonly own: number | undefined;
  /** Whether a row of any other partnership was found. */
  readonly foreign: boolean;
  /** Writing a row into another partnership. */
  readonly write: Refusal;
}

/** Rows of one's own are counted up to this many, so that a big table costs no more than a small one. */
export const countCeiling = 1_000;

/** Whatever a policy asks for: together it opens whatever any of it opens. */
const everyService = 'public,worker,relay,operator';
const everyPermission = permissions.join(',');

/**
 * Lets each probe use the primary key, which leads with the partnership. Without it the planner might read a whole table
 * to find that nothing is there.
 */
const byIndexAlone = 'set local enable_seqscan = off; set local jit = off';

const probingActor = 'isolation report';

/** The settings of a transaction of somebody who may do everything. */
function contextOf(tenantId: string, agencyId = ''): string {
  const settings = {
    'concord.tenant_id': tenantId,
    'concord.agency_id': agencyId,
    'concord.roles': everyService,
    'concord.permissions': everyPermission,
    'concord.actor': probingActor,
  };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
  );
  return `select ${calls.join(', ')}`;
}

/** A row for a partnership with what the other rules of the table look at, so that the wall is what has to refuse it. */
function insertionInto(
  { name, ofAgency, hasActor }: TableToProbe,
  { tenantId, agencies }: TenantToProbe,
): [string, unknown[]] {
  const row = {
    tenant_id: tenantId,
    ...(ofAgency && { agency_id: agencies[0] }),
    ...(hasActor && { actor: probingActor }),
  };
  const places = Object.keys(row).map((_, index) => `$${String(index + 1)}`);
  const text = `insert into concord.${name} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`;
  return [text, Object.values(row)];
}

/** One connection of a run-time role, every transaction of which is rolled back. */
export class RoleProbe {
  private constructor(
    readonly role: string,
    private readonly client: pg.Client,
  ) {}

  static async open(role: string, url: string): Promise<RoleProbe> {
    const client = new pg.Client({ connectionString: url, application_name: 'concord isolation report' });
    await client.connect();
    return new RoleProbe(role, client);
  }

  end(): Promise<void> {
    return this.client.end();
  }

  /** Every agency of a partnership. */
  async listAgencies(tenantId: string): Promise<string[]> {
    return this.#inTransaction('read only', async () => {
      await this.client.query(contextOf(tenantId));
      const { rows } = await this.client.query<{ id: string }>(
        'select id from concord.agencies where tenant_id = $1 order by id',
        [tenantId],
      );
      return rows.map(({ id }) => id);
    });
  }

  /** Reads a table with no partnership set, as a forgotten context would. */
  async withoutContext(table: string): Promise<Refusal> {
    return this.#inTransaction('read only', () => this.#refusalOf(`select from concord.${table} limit 1`));
  }

  /**
   * Looks at a table as a partnership in every role at once; where agencies see their own rows, in the name of each of its
   * own and of each of the other partnership's.
   */
  async as(own: TenantToProbe, other: TenantToProbe, table: TableToProbe): Promise<TableProbe> {
    const { name, byAgency } = table;
    const names = (agencies: readonly string[]) => (byAgency && agencies.length > 0 ? agencies : ['']);
    const seen = await this.#inTransaction('read only', async () => {
      try {
        const rows = await this.#countOwn(table, own);
        let foreign = false;
        for (const agency of [...names(own.agencies), ...names(other.agencies)])
          foreign ||= await this.#seesForeign(name, own, agency);
        return { own: rows, foreign };
      } catch (error) {
        if (refusalBy(error) === 'no right to it') return { own: undefined, foreign: false };
        throw error;
      }
    });
    const write = await this.#inTransaction('read write', async () => {
      await this.client.query(contextOf(own.tenantId, other.agencies[0]));
      return this.#refusalOf(...insertionInto(table, other));
    });
    return { ...seen, write };
  }

  /** Agency by agency where rows are theirs, so that an index leads to what each may see. */
  async #countOwn({ name, byAgency, ofAgency }: TableToProbe, own: TenantToProbe): Promise<number> {
    const each = byAgency && ofAgency;
    let counted = 0;
    for (const agency of each ? own.agencies : [undefined]) {
      if (counted > countCeiling) break;
      await this.client.query(contextOf(own.tenantId, agency));
      const { rows } = await this.client.query<{ own: number }>(
        `select count(*)::integer as own from (select from concord.${name}
         where tenant_id = $1 ${each ? 'and agency_id = $2' : ''} limit ${String(countCeiling + 1)}) own`,
        [own.tenantId, ...(agency === undefined ? [] : [agency])],
      );
      counted += rows[0]?.own ?? 0;
    }
    return counted;
  }

  async #seesForeign(table: string, { tenantId }: TenantToProbe, agency: string): Promise<boolean> {
    await this.client.query(contextOf(tenantId, agency));
    const { rows } = await this.client.query<{ foreign: boolean }>(
      `select exists (select from concord.${table} where tenant_id < $1)
         or exists (select from concord.${table} where tenant_id > $1) as foreign`,
      [tenantId],
    );
    return rows[0]?.foreign === true;
  }

  async #refusalOf(text: string, values: readonly unknown[] = []): Promise<Refusal> {
    try {
      await this.client.query(text, [...values]);
      return 'NOT REFUSED';
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      return refusalBy(error) ?? 'NOT REFUSED';
    }
  }

  async #inTransaction<T>(mode: 'read only' | 'read write', work: () => Promise<T>): Promise<T> {
    await this.client.query(`begin ${mode}; ${byIndexAlone}`);
    try {
      return await work();
    } finally {
      await this.client.query('rollback');
    }
  }
}

/**
 * All say 42501: the context function, which raises; the wall, whose name is in the message; another policy; and a missing
 * grant, before anything is looked at.
 */
function refusalBy(error: unknown): Refusal | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code !== '42501') return undefined;
  if (error.routine?.startsWith('aclcheck') === true) return 'no right to it';
  const isPolicy = error.routine === 'ExecWithCheckOptions' && !error.message.includes('"tenant_wall"');
  return isPolicy ? 'refused by another rule' : 'refused by the wall';
}
