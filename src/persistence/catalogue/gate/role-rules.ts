// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
// cspell:ignore nocreaterole nocreatedb noreplication
import { ruleOf, runTimeRoles, type CatalogueRule } from './finding.js';

/** Everything of this database that has an owner, as (kind, name, schema, owner). */
const owned = `(
  select case relkind when 'S' then 'sequence ' when 'v' then 'view ' else 'table ' end || c.oid::regclass::text as object,
    relnamespace as schema, relowner as owner
  from pg_class c where relkind in ('r', 'p', 'f', 'v', 'm', 'S')
  union all select 'function ' || p.oid::regprocedure::text, pronamespace, proowner from pg_proc p
  union all select 'type ' || t.oid::regtype::text, typnamespace, typowner from pg_type t
    where typrelid = 0 and typelem = 0 and typtype <> 'm' or typtype = 'd'
  union all select 'schema ' || nspname, oid, nspowner from pg_namespace
) as owned join pg_namespace n on n.oid = owned.schema join pg_roles r on r.oid = owned.owner`;

/** Who the run-time roles are: roles that own nothing, may become nobody, and obey every policy. */
export const roleRules: readonly CatalogueRule[] = [
  ruleOf(
    'objects-belong-to-owner',
    'Let concord_owner own it: run the migration as the migrator, who acts as concord_owner.',
    `select object from ${owned} where nspname in ('concord', 'directory') and rolname <> 'concord_owner'`,
  ),
  ruleOf(
    'run-time-roles-own-nothing',
    'Give it to concord_owner: whoever owns a table may change its policies.',
    `select object from ${owned} where rolname in ${runTimeRoles}
       and nspname not in ('concord', 'directory') and nspname !~ '^pg_(toast|temp)'
       and not (rolname = 'concord_worker' and nspname = 'graphile_worker')`,
  ),
  ruleOf(
    'run-time-roles-are-plain',
    'Alter the role: login noinherit nosuperuser nobypassrls nocreaterole nocreatedb noreplication.',
    `select rolname as object from pg_roles where rolname in ${runTimeRoles}
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit or not rolcanlogin)`,
  ),
  ruleOf(
    'run-time-roles-become-nobody',
    'Revoke the membership: a member may set role to the other, and act with its rights.',
    `select member.rolname || ' in ' || granted.rolname as object from pg_auth_members m
     join pg_roles member on member.oid = m.member join pg_roles granted on granted.oid = m.roleid
     where member.rolname in ${runTimeRoles} group by 1`,
  ),
  ruleOf(
    'owner-is-not-above-the-wall',
    'Alter the role: nologin nosuperuser nobypassrls, so that definer functions stay within the wall.',
    `select rolname as object from pg_roles where rolname = 'concord_owner' and (rolsuper or rolbypassrls or rolcanlogin)`,
  ),
];
