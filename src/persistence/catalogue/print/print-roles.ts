// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import type { CatalogueQuery } from '../catalogue-query.js';

const roles = `
  select 'create role ' || quote_ident(rolname)
      || case when rolcanlogin then ' login' else ' nologin' end
      || case when rolinherit then '' else ' noinherit' end
      || case when rolsuper then ' superuser' else '' end
      || case when rolbypassrls then ' bypassrls' else '' end
      || case when rolcreaterole then ' createrole' else '' end
      || case when rolcreatedb then ' createdb' else '' end
      || case when rolreplication then ' replication' else '' end
      || case when rolconnlimit >= 0 then ' connection limit ' || rolconnlimit else '' end || ';' as line
  from pg_roles where rolname ~ '^concord_' order by rolname collate "C"`;

const settings = `
  select 'alter role ' || quote_ident(rolname) || ' set ' || split_part(setting, '=', 1) || ' = '
      || quote_literal(substr(setting, strpos(setting, '=') + 1)) || ';' as line
  from pg_roles join pg_db_role_setting on setrole = pg_roles.oid and setdatabase = 0, unnest(setconfig) as setting
  where rolname ~ '^concord_' order by rolname collate "C", setting collate "C"`;

const memberships = `
  select distinct 'grant ' || quote_ident(granted.rolname) || ' to ' || quote_ident(member.rolname) || ';' collate "C" as line
  from pg_auth_members m join pg_roles granted on granted.oid = m.roleid join pg_roles member on member.oid = m.member
  where member.rolname ~ '^concord_' order by 1`;

/** Our roles with their attributes and settings. They belong to the server, not to one database; no password is read. */
export async function printRoles(query: CatalogueQuery): Promise<string> {
  const lines: string[] = [];
  for (const statement of [roles, settings, memberships])
    lines.push(...(await query<{ line: string }>(statement)).map((row) => row.line));
  return lines.join('\n');
}
