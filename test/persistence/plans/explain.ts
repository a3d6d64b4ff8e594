import pg from 'pg';
import type { Principal } from '#casework/principal.js';
import { openingStatements } from '#persistence/session.js';
import type { Statement } from './page-statements.js';

/** A node of PostgreSQL's plan, as EXPLAIN writes it in JSON. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Index Searches'?: number;
  readonly 'Actual Loops': number;
  /** A mean over the loops, like the next two. */
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

/** Plans of statements as the application's role runs them, in a transaction opened for a principal. */
export async function explainAll(
  url: string,
  principal: Principal,
  statements: readonly Statement[],
): Promise<PlanNode[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(openingStatements(principal, 'REPEATABLE READ'));
    const plans: PlanNode[] = [];
    for (const statement of statements) {
      // The second time everything is cached and every row's visibility is known.
      await explainOne(client, statement);
      plans.push(await explainOne(client, statement));
    }
    return plans;
  } finally {
    await client.end();
  }
}

async function explainOne(client: pg.Client, { text, values }: Statement): Promise<PlanNode> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
    `explain (analyze, buffers, timing off, format json) ${text}`,
    [...values],
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('EXPLAIN answers with one plan.');
  return plan;
}

/** Every node of a plan, the ones of subplans included. */
export function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** Pages of tables and indexes that running the plan touched; none for a statement that was not there. */
export function pagesTouched(plan: PlanNode | undefined): number {
  return plan ? plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] : 0;
}

/** How often an index was entered from its root. */
export function searches(plan: PlanNode): number {
  return nodesOf(plan).reduce((sum, node) => sum + (node['Index Searches'] ?? 0), 0);
}
