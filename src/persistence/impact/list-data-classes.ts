// cspell:ignore relname relkind nspname relnamespace attname attrelid attnum attisdropped objoid
import type { EntityManager } from 'typeorm';
import type { DataClass } from './impact-facts.js';

/** Every table with its comment and columns, and how many rows of the partnership it holds. */
export async function listDataClasses(manager: EntityManager, tenantId: string): Promise<DataClass[]> {
  const tables = await manager.query<Omit<DataClass, 'rows'>[]>(
    `select nspname as schema, relname as name, coalesce(obj_description(c.oid, 'pg_class'), '') as holds,
       array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
         and attname <> 'tenant_id' order by attnum) as columns
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname in ('concord', 'directory') and relkind in ('r', 'p') and relname <> 'migrations'
     order by nspname, relname`,
  );
  const counted: DataClass[] = [];
  for (const table of tables)
    counted.push({
      ...table,
      rows: table.schema === 'concord' ? await countRows(manager, table.name, tenantId) : null,
    });
  return counted;
}

/** @param table as the catalogue names it */
async function countRows(manager: EntityManager, table: string, tenantId: string): Promise<number> {
  const [row] = await manager.query<{ rows: string }[]>(
    `select count(*) as rows from concord.${manager.dataSource.driver.escape(table)} where tenant_id = $1`,
    [tenantId],
  );
  return Number(row?.rows);
}
