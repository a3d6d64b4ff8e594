// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import { ruleOf, type CatalogueRule } from './finding.js';

const constraintName = `con.conrelid::regclass::text || ' ' || quote_ident(con.conname)`;
const columnNumber = (table: string, column: string) =>
  `(select attnum from pg_attribute where attrelid = ${table} and attname = '${column}' and not attisdropped)`;
const tenantColumn = (table: string) => columnNumber(table, 'tenant_id');
const caseColumn = (table: string) => columnNumber(table, 'case_id');

/**
 * Keys that lead with the partnership. Unique checks and foreign keys bypass row-level security, so a key without it tells
 * one partnership what another has; and only such a schema can be distributed by partnership.
 */
export const keyRules: readonly CatalogueRule[] = [
  ruleOf(
    'tables-have-primary-keys',
    'Give the table a primary key that leads with tenant_id.',
    `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname = 'concord' and relkind in ('r', 'p')
       and not exists (select from pg_constraint where conrelid = c.oid and contype = 'p')`,
  ),
  ruleOf(
    'keys-lead-with-tenant',
    'Put tenant_id first in the primary key, unique constraint or unique index.',
    `select indrelid::regclass::text || ' ' || quote_ident(i.relname) as object
     from pg_index join pg_class i on i.oid = indexrelid join pg_class c on c.oid = indrelid
     join pg_namespace n on n.oid = c.relnamespace
     where nspname = 'concord' and c.relkind in ('r', 'p') and indisunique
       and indkey[0] is distinct from ${tenantColumn('c.oid')}`,
  ),
  ruleOf(
    'foreign-keys-carry-tenant',
    'Reference (tenant_id, …) from (tenant_id, …): otherwise a row may hang on another partnership, and errors tell what exists there.',
    `select ${constraintName} as object from pg_constraint con
     join pg_class own on own.oid = conrelid join pg_namespace n on n.oid = own.relnamespace and n.nspname = 'concord'
     join pg_class target on target.oid = confrelid join pg_namespace t on t.oid = target.relnamespace and t.nspname = 'concord'
     where contype = 'f' and (conkey[1] is distinct from ${tenantColumn('conrelid')}
       or confkey[1] is distinct from ${tenantColumn('confrelid')})`,
  ),
  ruleOf(
    'foreign-keys-keep-to-the-case',
    'Reference (tenant_id, case_id, …) from (tenant_id, case_id, …), with a unique constraint there: otherwise a row of one case may point into another.',
    `select ${constraintName} as object from pg_constraint con
     join pg_class c on c.oid = conrelid join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'concord'
     where contype = 'f' and ${caseColumn('conrelid')} is not null and ${caseColumn('confrelid')} is not null
       and not exists (select from unnest(conkey, confkey) as pair (own, target)
         where own = ${caseColumn('conrelid')} and target = ${caseColumn('confrelid')})`,
  ),
  ruleOf(
    'foreign-keys-keep-tenant',
    'Name the columns to empty, on delete set null (column), so that tenant_id stays.',
    `select ${constraintName} as object from pg_constraint con join pg_class c on c.oid = conrelid
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'concord'
     where contype = 'f' and ${tenantColumn('conrelid')} = any (conkey) and (confupdtype in ('n', 'd')
       or confdeltype in ('n', 'd') and (confdelsetcols is null or ${tenantColumn('conrelid')} = any (confdelsetcols)))`,
  ),
];
