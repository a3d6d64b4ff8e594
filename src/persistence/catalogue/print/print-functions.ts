// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import type { CatalogueQuery } from '../catalogue-query.js';
import type { SchemaScope } from './read-grants.js';

/** Language, volatility, security and search path stand in the definition that PostgreSQL gives. */
const functions = `
  select p.oid::regprocedure::text as signature,
    case when prokind = 'a' then 'create aggregate ' || p.oid::regprocedure::text || E'\\n' else pg_get_functiondef(p.oid) end as text,
    case when proowner <> nspowner
      then 'alter routine ' || p.oid::regprocedure::text || ' owner to ' || quote_ident(pg_get_userbyid(proowner)) || ';' end as owner,
    case when description is not null
      then 'comment on function ' || p.oid::regprocedure::text || ' is ' || quote_literal(description) || ';' end as comment
  from pg_proc p join pg_namespace n on n.oid = pronamespace
  left join pg_description d on d.classoid = 'pg_proc'::regclass and d.objoid = p.oid
  where nspname = $1 order by p.oid::regprocedure::text collate "C"`;

interface Routine {
  readonly signature: string;
  readonly text: string;
  readonly owner: string | null;
  readonly comment: string | null;
}

/** Every function of a schema, one text each. */
export async function printFunctions(
  query: CatalogueQuery,
  { schema, grants }: SchemaScope,
): Promise<string[]> {
  const found = await query<Routine>(functions, [schema]);
  return found.map(({ signature, text, owner, comment }) =>
    [`${text.trimEnd()};`, owner, comment, ...(grants.get(`function ${signature}`) ?? [])]
      .filter((line) => line !== null)
      .join('\n'),
  );
}
