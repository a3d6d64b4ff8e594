import type { Temporal } from 'temporal-polyfill';
import type { Difference } from '#domain/policy/differences.js';
import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';

/** What became of a version that has to be approved: it was proposed now, is proposed already, or was rejected before. */
export type ProposalStands = 'proposed' | 'proposed_before' | 'rejected';

type Proposed = TenantToApply['policyVersions'][number] & {
  readonly differences: readonly Difference[];
  readonly now: Temporal.Instant;
};

/**
 * Proposes a version for approval. The same version is proposed once; one that was rejected has to change first. An open
 * proposal of another version for the same day is replaced.
 */
export async function proposePolicy(scope: ApplyScope, proposed: Proposed): Promise<ProposalStands> {
  const { runner, tenantId } = scope;
  const { policy, digest, now } = proposed;
  const day = policy.inForceFrom ?? null;
  const [earlier] = (await runner.query(
    `select ended_as as "endedAs" from concord.policy_proposals
     where tenant_id = $1 and digest = $2 and in_force_from is not distinct from $3::date
       and coalesce(ended_as, 'REJECTED') = 'REJECTED'
     order by proposed_at desc, id desc limit 1`,
    [tenantId, digest, day],
  )) as { endedAs: string | null }[];
  if (earlier) return earlier.endedAs === null ? 'proposed_before' : 'rejected';
  await runner.query(
    `update concord.policy_proposals set ended_as = 'REPLACED', ended_at = $3::timestamptz
     where tenant_id = $1 and in_force_from is not distinct from $2::date and ended_as is null`,
    [tenantId, day, now.toString()],
  );
  await addProposal(scope, proposed);
  return 'proposed';
}

async function addProposal(
  { runner, tenantId, newId }: ApplyScope,
  { policy, digest, notes = [], differences, now }: Proposed,
): Promise<void> {
  const id = newId();
  const at = now.toString();
  await runner.query(
    `insert into concord.policy_proposals
       (tenant_id, id, digest, document, in_force_from, proposed_at, proposed_by, difference, lint_findings)
     values ($1, $2, $3, $4::jsonb, $5::date, $6::timestamptz, 'operator', $7::jsonb, $8::jsonb)`,
    [
      tenantId,
      id,
      digest,
      JSON.stringify(policy),
      policy.inForceFrom ?? null,
      at,
      JSON.stringify(differences),
      JSON.stringify(notes),
    ],
  );
  await runner.query(
    `insert into concord.audit_entries (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields)
     values ($1, $2, $3::timestamptz, 'operator', 'POLICY_PROPOSED', 'ALTERATION', 'POLICY_PROPOSAL', array[$4::uuid], '{}')`,
    [tenantId, newId(), at, id],
  );
}
