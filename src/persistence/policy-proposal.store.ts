import type { PolicyProposalStore, ProposalEnd } from '#casework/policy-ports.js';
import { policyOf } from './partnership.store.js';
import { PolicyApprovalEntity } from './policy-proposal.entity.js';
import type { Sql } from './transaction.js';

interface ProposalRow {
  readonly id: string;
  readonly digest: string;
  readonly document: string;
  readonly endedAs: ProposalEnd | null;
}

/** Proposed versions of the rules and their approvals, as the use cases write them. */
export function policyProposalStore(sql: Sql): PolicyProposalStore {
  const { tenantId } = sql.principal;
  return {
    async findForUpdate(id) {
      const [row] = await sql.query<ProposalRow>(
        `select id, digest, document::text, ended_as as "endedAs" from concord.policy_proposals
         where tenant_id = $1 and id = $2 for update`,
        [tenantId, id],
      );
      return row && { id: row.id, digest: row.digest, version: policyOf(row.document), endedAs: row.endedAs };
    },

    approve: (approval) => sql.insert(PolicyApprovalEntity, { ...approval, tenantId }),

    async withdraw(proposalId, userId) {
      const rows = await sql.query(
        `delete from concord.policy_approvals where tenant_id = $1 and proposal_id = $2 and user_id = $3
         returning user_id`,
        [tenantId, proposalId, userId],
      );
      return rows.length > 0;
    },

    async listApprovers(proposalId) {
      const rows = await sql.query<{ user_id: string }>(
        'select user_id from concord.list_policy_approvers($1)',
        [proposalId],
      );
      return rows.map((row) => row.user_id);
    },

    async reject(id, { by, name, reason, at }) {
      await sql.query(
        `update concord.policy_proposals set ended_as = 'REJECTED', ended_at = $3::timestamptz, ended_by = $4,
           ended_by_name = $5, ended_reason = $6
         where tenant_id = $1 and id = $2`,
        [tenantId, id, at.toString(), by, name, reason],
      );
    },

    async adopt(id, { versionId, at }) {
      await sql.query('select concord.adopt_policy($1, $2, $3::timestamptz)', [id, versionId, at.toString()]);
    },
  };
}
