import type pg from 'pg';

interface Table {
  readonly name: string;
  readonly columns: string;
}

const tenantTables = `
  select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'concord'::regnamespace and c.relkind in ('r', 'p') and a.attname <> 'tenant_id'
    and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
  group by c.oid order by 1`;

/**
 * Adds a partnership that is like another, row by row. Every key begins with the tenant, so the rows may keep their
 * ids; nobody asks these partnerships for anything, they only stand beside those that are asked.
 */
export async function copyPartnership(client: pg.Client, from: number, to: number): Promise<void> {
  const { rows } = await client.query<{ before: string; after: string }>(
    `with made as (insert into directory.partnerships (tenant_id, slug, name)
       values (pg_temp.id_at(timestamptz '2023-01-02 09:00Z', $2::text), $2::text, $2::text)
       returning tenant_id)
     select p.tenant_id as before, made.tenant_id as after from directory.partnerships p, made where p.slug = $1`,
    [slugOf(from), slugOf(to)],
  );
  const [tenant] = rows;
  if (!tenant) throw new Error(`The partnership ${slugOf(from)} is there to be copied.`);
  const tables = await client.query<Table>(tenantTables);
  for (const { name, columns } of tables.rows)
    await client.query(
      `insert into ${name} (tenant_id, ${columns}) select $2::uuid, ${columns} from ${name} where tenant_id = $1::uuid`,
      [tenant.before, tenant.after],
    );
  await client.query('update concord.partnerships set slug = $2 where tenant_id = $1', [
    tenant.after,
    slugOf(to),
  ]);
}

/** The name of one of the bench's partnerships in addresses. */
export function slugOf(number: number): string {
  return `bench-${String(number).padStart(3, '0')}`;
}
