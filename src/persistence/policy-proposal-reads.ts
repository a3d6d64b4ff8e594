import type { PolicyNote, PolicyProposalView, ProposalEnd } from '#casework/policy-ports.js';
import { policyOf } from './partnership.store.js';
import { instantText } from './pg-types.js';
import type { Sql } from './transaction.js';

type ReadSql = Pick<Sql, 'query' | 'principal'>;

interface Row extends Omit<PolicyProposalView, 'version' | 'endedAs' | 'notes'> {
  readonly document: string;
  readonly endedAs: ProposalEnd | null;
  readonly notes: readonly PolicyNote[];
}

const proposals = `
  select p.id, p.digest, p.document::text, p.in_force_from as "inForceFrom", p.proposed_at as "proposedAt",
    p.proposed_by as "proposedBy", p.lint_findings as "notes", p.ended_as as "endedAs", p.ended_at as "endedAt",
    p.ended_by_name as "endedByName", p.ended_reason as "endedReason",
    coalesce((
      select jsonb_agg(jsonb_build_object('name', a.approver_name, 'userId', a.user_id,
        'approvedAt', a.approved_at) order by a.approved_at, a.user_id)
      from concord.policy_approvals a where a.tenant_id = p.tenant_id and a.proposal_id = p.id), '[]') as approvals
  from concord.policy_proposals p where p.tenant_id = $1`;

/** The newest fifty proposals, newest first. */
export async function listPolicyProposals(sql: ReadSql): Promise<PolicyProposalView[]> {
  const rows = await sql.query<Row>(`${proposals} order by p.proposed_at desc, p.id desc limit 50`, [
    sql.principal.tenantId,
  ]);
  return rows.map(toView);
}

export async function findPolicyProposal(sql: ReadSql, id: string): Promise<PolicyProposalView | undefined> {
  const [row] = await sql.query<Row>(`${proposals} and p.id = $2`, [sql.principal.tenantId, id]);
  return row && toView(row);
}

function toView({ document, approvals, ...row }: Row): PolicyProposalView {
  return {
    ...row,
    version: policyOf(document),
    approvals: approvals.map((each) => ({ ...each, approvedAt: instantText(each.approvedAt) })),
  };
}
