// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import { ruleOf, type CatalogueRule } from './finding.js';

const tables = `pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'concord' and c.relkind in ('r', 'p', 'f')`;

/** What every table of the partnerships is made like. */
export const tableRules: readonly CatalogueRule[] = [
  ruleOf(
    'tables-force-row-level-security',
    'Enable and force row-level security: call behindTenantWall in the migration that makes the table.',
    `select c.oid::regclass::text as object from ${tables} where not (relrowsecurity and relforcerowsecurity)`,
  ),
  ruleOf(
    'tables-lead-with-tenant',
    'Make "tenant_id uuid not null" the first column.',
    `select c.oid::regclass::text as object from ${tables}
     where not exists (select from pg_attribute where attrelid = c.oid and attnum = 1 and attname = 'tenant_id'
       and atttypid = 'uuid'::regtype and attnotnull)`,
  ),
  ruleOf(
    'tables-stand-behind-the-wall',
    'Add the restrictive policy for all commands and everybody, on tenant_id = (select concord.tenant_id()), in both using and check.',
    `select c.oid::regclass::text as object from ${tables}
     where not exists (select from pg_policy where polrelid = c.oid and not polpermissive and polcmd = '*' and polroles = '{0}'
       and pg_get_expr(polqual, polrelid) = '(tenant_id = ( SELECT concord.tenant_id() AS tenant_id))'
       and pg_get_expr(polwithcheck, polrelid) = '(tenant_id = ( SELECT concord.tenant_id() AS tenant_id))')`,
  ),
  ruleOf(
    'tables-have-comments',
    'Say in a comment on the table what one row is.',
    `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname in ('concord', 'directory') and relkind in ('r', 'p', 'f', 'v')
       and coalesce(obj_description(c.oid, 'pg_class'), '') = ''`,
  ),
  ruleOf(
    'ids-are-not-serial',
    'Let the process make ids (UUID v7): a sequence that all partnerships share tells each how busy the others are.',
    `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname = 'concord' and relkind = 'S'`,
  ),
  ruleOf(
    'views-run-as-invoker',
    'Make the view with (security_invoker = true): otherwise it reads with the rights of its owner.',
    `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname in ('concord', 'directory') and relkind = 'v' and not exists (
       select from pg_options_to_table(reloptions) where option_name = 'security_invoker' and option_value::boolean)`,
  ),
  ruleOf(
    'no-materialised-views',
    'Use a table behind the wall that a job fills: row-level security does not reach a materialised view.',
    `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname in ('concord', 'directory') and relkind = 'm'`,
  ),
];
