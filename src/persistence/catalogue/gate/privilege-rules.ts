// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import { ruleOf, runTimeRoles, type CatalogueRule } from './finding.js';

/** What others than the owner may do with tables, views, sequences and columns. */
const granted = `(
  select c.oid::regclass::text as object, nspname, relname, privilege_type, grantee, is_grantable
  from pg_class c join pg_namespace n on n.oid = relnamespace, aclexplode(relacl)
  where grantee <> relowner
  union all
  select attrelid::regclass::text || '.' || quote_ident(attname), nspname, relname, privilege_type, grantee, is_grantable
  from pg_attribute join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace, aclexplode(attacl)
  where grantee <> relowner
) as granted`;
const toRunTimeRoles = `pg_get_userbyid(grantee) in ${runTimeRoles} and grantee <> 0`;
const named = `object || ': ' || lower(privilege_type) || ' for ' || pg_get_userbyid(grantee)`;

/** Privileges that would rewrite what happened, by table. */
const kept: Readonly<Record<string, readonly string[]>> = {
  events: ['INSERT', 'UPDATE', 'DELETE'],
  event_streams: ['INSERT', 'UPDATE', 'DELETE'],
  audit_entries: ['UPDATE', 'DELETE'],
  audit_chains: ['INSERT', 'UPDATE', 'DELETE'],
  audit_subjects: ['INSERT', 'UPDATE', 'DELETE'],
  audit_checkpoints: ['UPDATE', 'DELETE'],
};
const keptPairs = Object.entries(kept)
  .flatMap(([table, privileges]) => privileges.map((privilege) => `('${table}', '${privilege}')`))
  .join(', ');

/** What the run-time roles, and everybody, may do. */
export const privilegeRules: readonly CatalogueRule[] = [
  ruleOf(
    'nothing-is-for-everybody',
    'Revoke it from public and grant it to the role that needs it.',
    `select object || ': ' || lower(privilege_type) as object from ${granted}
     where grantee = 0 and nspname in ('concord', 'directory', 'graphile_worker', 'public')
     union all
     select 'schema ' || nspname || ': ' || lower(privilege_type) from pg_namespace, aclexplode(nspacl)
     where grantee = 0 and nspname in ('concord', 'directory', 'graphile_worker', 'public')
     union all
     select 'database: ' || lower(privilege_type) from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
     where datname = current_database() and grantee = 0`,
  ),
  ruleOf(
    'run-time-roles-do-not-pass-walls',
    'Revoke it: row-level security does not cover truncate, references, trigger and maintain.',
    `select ${named} as object from ${granted} where ${toRunTimeRoles} and nspname in ('concord', 'directory')
       and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')`,
  ),
  ruleOf(
    'logs-are-only-added-to',
    'Revoke it: events are written by concord.append_events alone, and the audit trail is added to, never changed.',
    `select ${named} as object from ${granted} where ${toRunTimeRoles} and nspname = 'concord'
       and (relname, privilege_type) in (values ${keptPairs})
     union all
     select 'concord.' || name || ' is missing' from unnest(array['${Object.keys(kept).join("', '")}']) as name
     where not exists (select from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'concord' and relname = name)`,
  ),
  ruleOf(
    'directory-answers-through-functions',
    'Revoke it: the run-time roles reach the directory only through the listed functions.',
    `select ${named} as object from ${granted} where ${toRunTimeRoles} and nspname = 'directory'
       and privilege_type not in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
     union all
     select p.oid::regprocedure::text || ': execute for ' || pg_get_userbyid(grantee)
     from pg_proc p join pg_namespace n on n.oid = pronamespace, aclexplode(proacl)
     where nspname = 'directory' and ${toRunTimeRoles} and not prosecdef`,
  ),
  ruleOf(
    'run-time-roles-create-nothing',
    'Revoke create: objects are made by migrations.',
    `select 'schema ' || nspname || ': create for ' || pg_get_userbyid(grantee) as object from pg_namespace, aclexplode(nspacl)
     where ${toRunTimeRoles} and privilege_type = 'CREATE' and grantee <> nspowner
     union all
     select 'database: ' || lower(privilege_type) || ' for ' || pg_get_userbyid(grantee)
     from pg_database, aclexplode(datacl) where datname = current_database() and ${toRunTimeRoles} and privilege_type <> 'CONNECT'`,
  ),
  ruleOf(
    'run-time-roles-pass-nothing-on',
    'Revoke the grant option.',
    `select ${named} as object from ${granted} where ${toRunTimeRoles} and is_grantable and nspname in ('concord', 'directory')
     union all
     select p.oid::regprocedure::text || ': execute for ' || pg_get_userbyid(grantee)
     from pg_proc p join pg_namespace n on n.oid = pronamespace, aclexplode(proacl)
     where nspname in ('concord', 'directory') and ${toRunTimeRoles} and is_grantable
     union all
     select 'schema ' || nspname || ': ' || lower(privilege_type) || ' for ' || pg_get_userbyid(grantee)
     from pg_namespace, aclexplode(nspacl) where ${toRunTimeRoles} and is_grantable and grantee <> nspowner`,
  ),
];
