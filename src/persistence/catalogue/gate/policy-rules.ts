// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import type { CatalogueQuery } from '../catalogue-query.js';
import type { CatalogueRule } from './finding.js';
import { listPerRowCalls } from './per-row-calls.js';

const expressions = `
  select polrelid::regclass::text || ' ' || quote_ident(polname) as policy, polqual::text as "using", polwithcheck::text as "check"
  from pg_policy join pg_class c on c.oid = polrelid join pg_namespace n on n.oid = relnamespace
  where nspname in ('concord', 'directory') order by 1`;

interface PolicyExpressions {
  readonly policy: string;
  readonly using: string | null;
  readonly check: string | null;
}

/** How policies are written. */
export const policyRules: readonly CatalogueRule[] = [
  {
    name: 'policies-call-functions-once',
    remedy:
      'Write (select f()) without columns of the row: it is worked out once a statement, a bare call for every row (three to sixteen times slower).',
    find: findPerRowCalls,
  },
];

async function findPerRowCalls(query: CatalogueQuery): Promise<string[]> {
  const policies = await query<PolicyExpressions>(expressions);
  const trees = new Set(policies.flatMap(({ using, check }) => [using ?? '', check ?? '']));
  // Most expressions recur, the wall's on every table.
  const called = new Map([...trees].map((tree) => [tree, listPerRowCalls(tree)]));
  const calls = policies.flatMap(({ policy, using, check }) =>
    [using ?? '', check ?? ''].flatMap((tree) => (called.get(tree) ?? []).map((oid) => ({ policy, oid }))),
  );
  const found = await query<{ object: string }>(
    `select distinct policy || ': ' || oid::regprocedure::text as object
     from unnest($1::text[], $2::oid[]) as call (policy, oid) order by 1`,
    [calls.map((call) => call.policy), calls.map((call) => call.oid)],
  );
  return found.map((row) => row.object);
}
