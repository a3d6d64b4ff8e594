// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import { ruleOf, type CatalogueRule } from './finding.js';

/** Which schemas there are, and whose the job queue is. */
export const schemaRules: readonly CatalogueRule[] = [
  ruleOf(
    'only-known-schemas',
    'Drop the schema, or teach the gate by which rules to check it.',
    `select nspname as object from pg_namespace
     where nspname not in ('concord', 'directory', 'graphile_worker', 'public', 'information_schema') and nspname !~ '^pg_'`,
  ),
  ruleOf(
    'schemas-are-there',
    'Make the schema: npm run db:bootstrap.',
    `select name as object from unnest(array['concord', 'directory', 'graphile_worker']) as name
     where not exists (select from pg_namespace where nspname = name)`,
  ),
  ruleOf(
    'public-schema-is-empty',
    'Move it to a schema that the gate checks, or drop it.',
    `select 'table ' || c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname = 'public' and relkind in ('r', 'p', 'f', 'v', 'm', 'S')
     union all
     select 'function ' || p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname = 'public'
     union all
     select 'type ' || t.oid::regtype::text from pg_type t join pg_namespace n on n.oid = typnamespace
     where nspname = 'public' and typtype in ('d', 'e', 'r')`,
  ),
  ruleOf(
    'job-queue-belongs-to-worker',
    'Let concord_worker own the schema, and revoke all on it and in it from concord_app.',
    `select 'schema graphile_worker' as object from pg_namespace
     where nspname = 'graphile_worker' and (pg_get_userbyid(nspowner) <> 'concord_worker'
       or exists (select from aclexplode(nspacl) where grantee <> 0 and pg_get_userbyid(grantee) = 'concord_app'))
     union all
     select 'table ' || c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname = 'graphile_worker'
       and exists (select from aclexplode(relacl) where grantee <> 0 and pg_get_userbyid(grantee) = 'concord_app')`,
  ),
];
