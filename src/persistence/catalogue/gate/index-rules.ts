// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
// cspell:ignore leakproof
import { ruleOf, type CatalogueRule } from './finding.js';

const keys = `
  from pg_index join pg_class i on i.oid = indexrelid join pg_class c on c.oid = indrelid
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'concord' join pg_am am on am.oid = i.relam`;
const name = `indrelid::regclass::text || ' ' || quote_ident(i.relname)`;

/**
 * Under row-level security an index serves a condition only where its operator is leakproof; on any other it costs every
 * write and helps no read.
 */
export const indexRules: readonly CatalogueRule[] = [
  ruleOf(
    'indexes-are-plain',
    'Use btree over stored columns or a token table: the operators of GIN, GiST and the like are not leakproof.',
    `select ${name} as object ${keys} where amname not in ('btree', 'hash')`,
  ),
  ruleOf(
    'indexes-are-leakproof',
    'Index stored columns of uuid, text, integer, date or timestamptz: an expression, enum, numeric, jsonb or array loses its index under row-level security.',
    `select ${name} as object ${keys}
     where amname in ('btree', 'hash') and (0 = any (indkey) or exists (
       select from unnest(indclass) as class join pg_opclass oc on oc.oid = class
       join pg_amop on amopfamily = oc.opcfamily and amoplefttype = oc.opcintype and amoprighttype = oc.opcintype
       join pg_operator o on o.oid = amopopr join pg_proc p on p.oid = o.oprcode where not proleakproof))`,
  ),
];
