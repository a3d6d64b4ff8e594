// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import type { CatalogueQuery } from '#persistence/catalogue/catalogue-query.js';

/** What the catalogue says of one table of the partnerships. */
export interface TableFacts {
  /** Without its schema. */
  readonly name: string;
  /** The table's comment. */
  readonly holds: string;
  readonly forced: boolean;
  /** A restrictive policy for everybody and every command keeps to the partnership of the transaction. */
  readonly walled: boolean;
  /** Primary key, unique keys and the foreign keys between these tables lead with the partnership. */
  readonly keysLead: boolean;
  /** A policy lets agencies see their own rows. */
  readonly byAgency: boolean;
  /** Each row is an agency's. */
  readonly ofAgency: boolean;
  /** Each row names who made it. */
  readonly hasActor: boolean;
}

/** A role that signs in at run time, by its attributes. */
export interface RoleFacts {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  /** May act as the owner of the tables. */
  readonly owner: boolean;
}

/** A table that belongs to no partnership: addresses, people who sign in, issuers. */
export interface GlobalTable {
  readonly name: string;
  readonly holds: string;
  /** Run-time roles that could read or change it. */
  readonly openTo: readonly string[];
}

const tenantColumn = (table: string) =>
  `(select attnum from pg_attribute where attrelid = ${table} and attname = 'tenant_id' and not attisdropped)`;
const wall = '(tenant_id = ( SELECT concord.tenant_id() AS tenant_id))';

export function readTableFacts(query: CatalogueQuery): Promise<TableFacts[]> {
  return query<TableFacts>(
    `select relname as name, coalesce(obj_description(c.oid, 'pg_class'), '') as holds,
       relrowsecurity and relforcerowsecurity as forced,
       exists (select from pg_policy where polrelid = c.oid and not polpermissive and polcmd = '*' and polroles = '{0}'
         and pg_get_expr(polqual, polrelid) = $1 and pg_get_expr(polwithcheck, polrelid) = $1) as walled,
       exists (select from pg_constraint where conrelid = c.oid and contype = 'p')
         and not exists (select from pg_index where indrelid = c.oid and indisunique
           and indkey[0] is distinct from ${tenantColumn('c.oid')})
         and not exists (select from pg_constraint k join pg_class t on t.oid = confrelid
           where conrelid = c.oid and k.contype = 'f' and t.relnamespace = c.relnamespace
             and (conkey[1] is distinct from ${tenantColumn('conrelid')}
               or confkey[1] is distinct from ${tenantColumn('confrelid')})) as "keysLead",
       exists (select from pg_policy where polrelid = c.oid
         and concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) like '%.agency_id()%') as "byAgency",
       exists (select from pg_attribute where attrelid = c.oid and attname = 'agency_id' and attnotnull
         and not attisdropped) as "ofAgency",
       exists (select from pg_attribute where attrelid = c.oid and attname = 'actor' and not attisdropped) as "hasActor"
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname = 'concord' and relkind in ('r', 'p') order by 1`,
    [wall],
  );
}

export function readRoleFacts(query: CatalogueQuery): Promise<RoleFacts[]> {
  return query<RoleFacts>(
    `select rolname as name, rolsuper as superuser, rolbypassrls as bypasses,
       coalesce(pg_has_role(oid, (select oid from pg_roles where rolname = 'concord_owner'), 'member'), false) as owner
     from pg_roles where rolname in ('concord_app', 'concord_worker') order by 1`,
  );
}

export function readGlobalTables(query: CatalogueQuery): Promise<GlobalTable[]> {
  return query<GlobalTable>(
    `select relname as name, coalesce(obj_description(c.oid, 'pg_class'), '') as holds,
       array(select r.rolname::text from pg_roles r where r.rolname in ('concord_app', 'concord_worker')
         and (has_any_column_privilege(r.oid, c.oid, 'select, insert, update')
           or has_table_privilege(r.oid, c.oid, 'delete, truncate')) order by 1) as "openTo"
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname = 'directory' and relkind in ('r', 'p') order by 1`,
  );
}

/** The newest migration that has run, by its name. */
export async function readSchemaVersion(query: CatalogueQuery): Promise<string> {
  const [row] = await query<{ name: string }>(
    'select name from directory.migrations order by id desc limit 1',
  );
  return row?.name ?? 'none';
}
