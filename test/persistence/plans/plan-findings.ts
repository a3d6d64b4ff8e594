import { nodesOf, type PlanNode } from './explain.js';

/** Context functions, and what their bodies would show as if they were written out: each is to be called once. */
const contextCall =
  /\b(?:tenant_id|user_id|agency_id|actor|has_role|sees_every_case|applicant_case_id|current_setting)\(/;

/** What is wrong with a plan: whole tables read, indexes not led by the tenant, functions called row by row. */
export function findingsIn(plan: PlanNode): string[] {
  return nodesOf(plan)
    .filter((node) => node['Actual Loops'] > 0)
    .flatMap((node) => [...scanFindings(node), ...callFindings(node)]);
}

function scanFindings(node: PlanNode): string[] {
  const relation = node['Relation Name'] ?? '';
  if (node['Node Type'] === 'Seq Scan') return [`${relation} is read whole`];
  const index = node['Index Name'];
  if (index === undefined || /\btenant_id\b/.test(node['Index Cond'] ?? '')) return [];
  return [`${index} is searched without the tenant`];
}

function callFindings(node: PlanNode): string[] {
  return Object.entries(node).flatMap(([name, value]) =>
    /Filter$|Cond$/.test(name) && typeof value === 'string' && contextCall.test(value)
      ? [`a function is called for each row: ${value}`]
      : [],
  );
}

/** How many rows of each table were looked at, whether they were wanted or not. */
export function rowsRead(plans: readonly PlanNode[]): ReadonlyMap<string, number> {
  const read = new Map<string, number>();
  for (const node of plans.flatMap(nodesOf)) {
    const table = node['Relation Name'];
    if (table === undefined) continue;
    const { 'Rows Removed by Filter': filtered = 0, 'Rows Removed by Index Recheck': rechecked = 0 } = node;
    const rows = (node['Actual Rows'] + filtered + rechecked) * node['Actual Loops'];
    read.set(table, (read.get(table) ?? 0) + Math.round(rows));
  }
  return read;
}

/** How many rows of each table somebody's page can want to be looked at. */
export type WantedAtMost = Readonly<Record<string, number>>;

/** Tables of which more rows were looked at than the page can want. */
export function readTooMuch(plans: readonly PlanNode[], wanted: WantedAtMost): string[] {
  const read = rowsRead(plans);
  return Object.entries(wanted)
    .filter(([table, most]) => (read.get(table) ?? 0) > most)
    .map(([table]) => table);
}
