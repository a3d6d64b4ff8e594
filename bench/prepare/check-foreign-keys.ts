import type pg from 'pg';

interface ForeignKey {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  readonly columns: readonly string[];
  readonly referenced: readonly string[];
}

const foreignKeys = `
  select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
    array(select quote_ident(a.attname) from unnest(c.conkey) with ordinality k (num, nth)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num order by nth) as columns,
    array(select quote_ident(a.attname) from unnest(c.confkey) with ordinality k (num, nth)
      join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num order by nth) as referenced
  from pg_constraint c where c.contype = 'f' and c.connamespace = 'concord'::regnamespace`;

/** The fill goes in without the foreign keys' triggers; this looks afterwards, set by set, whether all of them hold. */
export async function checkForeignKeys(client: pg.Client): Promise<void> {
  const { rows } = await client.query<ForeignKey>(foreignKeys);
  for (const { name, child, parent, columns, referenced } of rows) {
    const equal = columns.map((column, index) => `p.${referenced[index] ?? ''} = c.${column}`).join(' and ');
    const present = columns.map((column) => `c.${column} is not null`).join(' and ');
    const { rowCount } = await client.query(
      `select from ${child} c where ${present} and not exists (select from ${parent} p where ${equal}) limit 1`,
    );
    if (rowCount !== 0) throw new Error(`The filled rows break the foreign key ${name} of ${child}.`);
  }
}
