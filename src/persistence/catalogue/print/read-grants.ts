// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import type { CatalogueQuery } from '../catalogue-query.js';

/** `grant` statements by what they are on, such as `table concord.cases`. */
export type Grants = ReadonlyMap<string, readonly string[]>;

/** What a printer of the objects of one schema is given. */
export interface SchemaScope {
  readonly schema: string;
  readonly grants: Grants;
}

/** MAINTAIN exists from PostgreSQL 17 on and is left out, so that every version prints the same. */
const statement = `
  with acl as (
    select 'schema ' || quote_ident(nspname) as target, null::text as column_name, nspowner as owner,
      coalesce(nspacl, acldefault('n', nspowner)) as acl
    from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
    union all
    select 'database :"DBNAME"', null, datdba, coalesce(datacl, acldefault('d', datdba))
    from pg_database where datname = current_database()
    union all
    select case relkind when 'S' then 'sequence ' else 'table ' end || c.oid::regclass::text, null, relowner,
      coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname in ('concord', 'directory') and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    union all
    select 'table ' || attrelid::regclass::text, quote_ident(attname), relowner, attacl
    from pg_attribute join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
    where nspname in ('concord', 'directory') and attacl is not null and not attisdropped
    union all
    select 'function ' || p.oid::regprocedure::text, null, proowner, coalesce(proacl, acldefault('f', proowner))
    from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname in ('concord', 'directory')
  ),
  single as (
    select target, column_name, case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end as grantee,
      lower(privilege_type) as privilege, is_grantable
    from acl, aclexplode(acl.acl)
    where grantee <> owner and privilege_type <> 'MAINTAIN'
  ),
  per_privilege as (
    select target, grantee, is_grantable, privilege
        || coalesce(' (' || string_agg(column_name, ', ' order by column_name collate "C") || ')', '') as privilege
    from single group by target, grantee, is_grantable, privilege, column_name is null
  )
  select * from (select target, 'grant ' || string_agg(privilege, ', ' order by privilege collate "C") || ' on ' || target || ' to ' || grantee
      || case when is_grantable then ' with grant option' else '' end || ';' as line
  from per_privilege group by target, grantee, is_grantable) as printed order by target collate "C", line collate "C"`;

/** Every privilege that somebody else than the owner has, on the database, its schemas and the objects of ours. */
export async function readGrants(query: CatalogueQuery): Promise<Grants> {
  const grants = new Map<string, string[]>();
  for (const { target, line } of await query<{ target: string; line: string }>(statement))
    grants.set(target, [...(grants.get(target) ?? []), line]);
  return grants;
}
