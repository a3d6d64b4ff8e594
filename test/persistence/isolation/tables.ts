import pg from 'pg';
import type { Principal } from '#casework/principal.js';
import { openingStatements } from '#persistence/session.js';

/** A table of the partnerships and what the asking role may do with it, on some column at least. */
export interface Table {
  readonly name: string;
  readonly mayRead: boolean;
  readonly mayInsert: boolean;
  readonly mayDelete: boolean;
  /** A column that the role may change, beside tenant_id. */
  readonly changeable: string | null;
  /** Columns that the role may write a row with, quoted for SQL; null where it may write none. */
  readonly columns: string | null;
}

/** Every table that there is, read from the catalogue, so that a new one is covered from its first day. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.oid::regclass::text as name, has_any_column_privilege(c.oid, 'select') as "mayRead",
       has_any_column_privilege(c.oid, 'insert') as "mayInsert", has_table_privilege(c.oid, 'delete') as "mayDelete",
       min(quote_ident(attname)) filter (where attname <> 'tenant_id'
         and has_column_privilege(c.oid, attnum, 'update')) as changeable,
       string_agg(quote_ident(attname), ', ' order by attnum) filter (
         where has_column_privilege(c.oid, attnum, 'insert')) as columns
     from pg_class c join pg_namespace n on n.oid = relnamespace join pg_attribute on attrelid = c.oid
     where nspname = 'concord' and relkind in ('r', 'p') and attnum > 0 and not attisdropped and attgenerated = ''
     group by c.oid order by 1`,
  );
  return rows;
}

/** A foreign key between tables of the partnerships; its columns pair with those it references, tenant_id first. */
export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly target: string;
  readonly columns: readonly string[];
  readonly references: readonly string[];
}

export async function listForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const names = (
    relation: string,
    key: string,
  ) => `array(select attname::text from unnest(${key}) with ordinality as k (number, place)
    join pg_attribute on attrelid = ${relation} and attnum = k.number order by place)`;
  const { rows } = await client.query<ForeignKey>(
    `select conname as name, conrelid::regclass::text as table, confrelid::regclass::text as target,
       ${names('conrelid', 'conkey')} as columns, ${names('confrelid', 'confkey')} as references
     from pg_constraint c join pg_namespace n on n.oid = connamespace where nspname = 'concord' and contype = 'f' order by 1`,
  );
  return rows;
}

/** Runs `work` in a transaction opened for a principal just as the server opens it, and takes everything back. */
export async function asPrincipal<T>(
  client: pg.ClientBase,
  principal: Principal,
  work: () => Promise<T>,
): Promise<T> {
  await client.query(openingStatements(principal, 'READ COMMITTED'));
  try {
    return await work();
  } finally {
    await client.query('rollback');
  }
}

/** What a statement came to: the server's error, or how many rows it touched. The transaction goes on as if not asked. */
export async function attempt(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[] = [],
): Promise<{ readonly error?: pg.DatabaseError; readonly rows: number }> {
  await client.query('savepoint attempt');
  try {
    return { rows: (await client.query(text, [...values])).rowCount ?? 0 };
  } catch (error) {
    if (error instanceof pg.DatabaseError) return { error, rows: 0 };
    throw error;
  } finally {
    await client.query('rollback to savepoint attempt');
  }
}

/** What the server said no with, or undefined when it did not. */
export async function refusal(client: pg.ClientBase, text: string, values: readonly unknown[] = []) {
  return (await attempt(client, text, values)).error;
}

/** How many rows of each table a principal sees: of the partnership whose settings are set, and of any other. */
export async function countRows(
  client: pg.ClientBase,
  principal: Principal,
): Promise<{ table: string; own: number; foreign: number }[]> {
  return asPrincipal(client, principal, async () => {
    const counts = [];
    for (const { name } of (await listTables(client)).filter(({ mayRead }) => mayRead)) {
      const { rows } = await client.query<{ own: number; foreign: number }>(
        `select (count(*) filter (where tenant_id = $1))::integer as own,
           (count(*) filter (where tenant_id is distinct from $1))::integer as foreign from ${name}`,
        [principal.tenantId],
      );
      counts.push(...rows.map((row) => ({ table: name, ...row })));
    }
    return counts;
  });
}

/** One row of a partnership, read past row-level security, to make forgeries from. */
export async function aRow(
  admin: pg.ClientBase,
  table: string,
  tenantId: string,
): Promise<Record<string, unknown>> {
  const { rows } = await admin.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${table} t where tenant_id = $1 limit 1`,
    [tenantId],
  );
  if (!rows[0]) throw new Error(`${table} has no row of ${tenantId}.`);
  return rows[0].row;
}

/** Inserts its one parameter, a row as JSON, by hand-built SQL. */
export function insertion({ name, columns }: Pick<Table, 'name' | 'columns'>): string {
  if (columns === null) throw new Error(`Nobody may write rows of ${name}.`);
  return `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1)`;
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
