import type { Temporal } from 'temporal-polyfill';
import type { PolicyVersion } from '#domain/policy/policy-version.js';

/** How a proposal ended. `REPLACED`: another one was proposed for the same day. */
export type ProposalEnd = 'ADOPTED' | 'REJECTED' | 'REPLACED';

/** Something that the files of a partnership do not say, as it was found when the version was proposed. */
export interface PolicyNote {
  readonly path: string;
  readonly message: string;
}

/** A version of the rules that waits for approval, or did. */
export interface PolicyProposal {
  readonly id: string;
  /** SHA-256 of the version's canonical JSON, in hexadecimal. */
  readonly digest: string;
  readonly version: PolicyVersion;
  readonly endedAs: ProposalEnd | null;
}

/** One person's approval. */
export interface NewApproval {
  readonly proposalId: string;
  readonly digest: string;
  readonly userId: string;
  readonly membershipId: string;
  readonly approverName: string;
  readonly approvedAt: Temporal.Instant;
}

/** Proposals and approvals, as the use cases write them. */
export interface PolicyProposalStore {
  /** Locks it until the end of the transaction, so that approvals of one proposal come one after the other. */
  findForUpdate(id: string): Promise<PolicyProposal | undefined>;
  approve(approval: NewApproval): Promise<void>;
  /** Whether there was an approval of that person to withdraw. */
  withdraw(proposalId: string, userId: string): Promise<boolean>;
  /** People who approved it and still may, by their user ids. */
  listApprovers(proposalId: string): Promise<readonly string[]>;
  reject(
    id: string,
    ended: {
      readonly by: string;
      readonly name: string;
      readonly reason: string;
      readonly at: Temporal.Instant;
    },
  ): Promise<void>;
  /** Brings it among the partnership's rules; the database refuses it without two approvals. */
  adopt(id: string, adopted: { readonly versionId: string; readonly at: Temporal.Instant }): Promise<void>;
}

/** A proposal as it is read. */
export interface PolicyProposalView extends PolicyProposal {
  readonly inForceFrom: string | null;
  readonly proposedAt: string;
  readonly proposedBy: string;
  readonly notes: readonly PolicyNote[];
  readonly endedAt: string | null;
  readonly endedByName: string | null;
  readonly endedReason: string | null;
  readonly approvals: readonly {
    readonly name: string;
    readonly approvedAt: string;
    readonly userId: string;
  }[];
}
