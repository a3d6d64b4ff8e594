// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import type { CatalogueQuery } from '../catalogue-query.js';
import type { SchemaScope } from './read-grants.js';

const views = `
  select c.oid::regclass::text as name,
    'create ' || case relkind when 'm' then 'materialized view ' else 'view ' end || c.oid::regclass::text
      || coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '') || E' as\\n' || pg_get_viewdef(c.oid) as text,
    case when relowner <> nspowner
      then 'alter view ' || c.oid::regclass::text || ' owner to ' || quote_ident(pg_get_userbyid(relowner)) || ';' end as owner,
    case when description is not null
      then 'comment on view ' || c.oid::regclass::text || ' is ' || quote_literal(description) || ';' end as comment
  from pg_class c join pg_namespace n on n.oid = relnamespace
  left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and objsubid = 0
  where nspname = $1 and relkind in ('v', 'm') order by relname collate "C"`;

interface View {
  readonly name: string;
  readonly text: string;
  readonly owner: string | null;
  readonly comment: string | null;
}

/** Every view of a schema, one text each. PostgreSQL 15 puts the table before each column, later versions do not. */
export async function printViews(query: CatalogueQuery, { schema, grants }: SchemaScope): Promise<string[]> {
  const found = await query<View>(views, [schema]);
  return found.map(({ name, text, owner, comment }) =>
    [text, owner, comment, ...(grants.get(`table ${name}`) ?? [])].filter((line) => line !== null).join('\n'),
  );
}
