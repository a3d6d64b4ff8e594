import { column, tenantTable } from './entity-schema.js';

export const PolicyApprovalEntity = tenantTable('policy_approvals', ['proposalId', 'userId'], {
  proposalId: column.uuid,
  userId: column.uuid,
  membershipId: column.uuid,
  approverName: column.text,
  digest: column.text,
  approvedAt: column.instant,
});
