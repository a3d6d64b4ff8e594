// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
// cspell:ignore DBNAME
import type { CatalogueQuery } from '../catalogue-query.js';
import type { Grants } from './read-grants.js';

const schemas = `
  select quote_ident(nspname) as name, quote_ident(pg_get_userbyid(nspowner)) as owner
  from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' order by nspname collate "C"`;

const defaultPrivileges = `
  select * from (select 'alter default privileges for role ' || quote_ident(pg_get_userbyid(defaclrole))
      || case when defaclnamespace = 0 then '' else ' in schema ' || quote_ident(defaclnamespace::regnamespace::text) end
      || ' on ' || case defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'routines'
        when 'T' then 'types' when 'n' then 'schemas' else defaclobjtype::text end
      || ': ' || coalesce(string_agg(distinct lower(privilege_type) || ' to '
        || case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end, ', '), 'nothing') as line
  from pg_default_acl left join lateral aclexplode(defaclacl) on privilege_type <> 'MAINTAIN'
  where pg_get_userbyid(defaclrole) ~ '^concord_'
  group by pg_default_acl.oid, defaclrole, defaclnamespace, defaclobjtype) as printed order by line collate "C"`;

const extensions = `
  select 'create extension ' || quote_ident(extname) || ' schema ' || quote_ident(extnamespace::regnamespace::text) || ';' as line
  from pg_extension where extname <> 'plpgsql' order by extname collate "C"`;

/** The database's own grants and every schema that is not PostgreSQL's own. */
export async function printSchemas(query: CatalogueQuery, grants: Grants): Promise<string> {
  const lines = [...(grants.get('database :"DBNAME"') ?? [])];
  for (const { name, owner } of await query<{ name: string; owner: string }>(schemas))
    lines.push('', `create schema ${name} authorization ${owner};`, ...(grants.get(`schema ${name}`) ?? []));
  const defaults = await query<{ line: string }>(defaultPrivileges);
  if (defaults.length > 0) lines.push('', ...defaults.map(({ line }) => `-- ${line}`));
  const extra = await query<{ line: string }>(extensions);
  if (extra.length > 0) lines.push('', ...extra.map(({ line }) => line));
  return lines.join('\n');
}
