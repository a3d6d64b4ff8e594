// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import type { CatalogueQuery } from '../catalogue-query.js';
import type { SchemaScope } from './read-grants.js';

const types = `
  select 'create ' || case typtype when 'd' then 'domain ' else 'type ' end || t.oid::regtype::text || case typtype
      when 'e' then ' as enum (' || (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
        from pg_enum where enumtypid = t.oid) || ')'
      when 'd' then ' as ' || format_type(typbasetype, typtypmod) || case when typnotnull then ' not null' else '' end
        || coalesce((select string_agg(' ' || pg_get_constraintdef(oid), '' order by conname collate "C")
          from pg_constraint where contypid = t.oid and contype = 'c'), '')
      when 'c' then ' as (' || (select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
        from pg_attribute where attrelid = typrelid and attnum > 0 and not attisdropped) || ')'
      else ' as range' end || ';' as text
  from pg_type t left join pg_class c on c.oid = typrelid
  where typnamespace = $1::regnamespace and (typtype in ('e', 'd', 'r') or (typtype = 'c' and relkind = 'c'))
  order by typname collate "C"`;

const sequences = `
  select 'sequence ' || seqrelid::regclass::text as target,
    'create sequence ' || seqrelid::regclass::text || ' as ' || format_type(seqtypid, null) || ';' as text
  from pg_sequence join pg_class c on c.oid = seqrelid where relnamespace = $1::regnamespace order by relname collate "C"`;

/** Types and sequences of a schema that stand for themselves, one text each. */
export async function printTypes(query: CatalogueQuery, { schema, grants }: SchemaScope): Promise<string[]> {
  const own = await query<{ text: string }>(types, [schema]);
  const counters = await query<{ target: string; text: string }>(sequences, [schema]);
  return [
    ...own.map(({ text }) => text),
    ...counters.map(({ target, text }) => [text, ...(grants.get(target) ?? [])].join('\n')),
  ];
}
