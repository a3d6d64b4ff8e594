import { Temporal } from 'temporal-polyfill';
import type { PolicyProposalView } from '#casework/policy-ports.js';
import { isBefore, localDateOf } from '#domain/calendar/local-date.js';
import { differenceInWords, policyDifferences } from '#domain/policy/difference-in-words.js';
import { versionBefore } from '#domain/policy/policy-order.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { toNodeId } from '../node-id.js';
import { PolicyProposalState, type PolicyProposal } from './policy-proposal.type.js';

interface Present {
  /** The partnership's versions, in order. */
  readonly versions: readonly PolicyVersion[];
  readonly now: Temporal.Instant;
  readonly userId: string;
}

export function presentProposal(
  view: PolicyProposalView,
  { versions, now, userId }: Present,
): PolicyProposal {
  const { id, digest, inForceFrom, version, proposedAt, proposedBy, endedAt } = view;
  // An adopted version stands among the versions itself: it is compared with the one before it.
  const others =
    view.endedAs === 'ADOPTED' ? versions.filter((each) => dayOf(each) !== inForceFrom) : versions;
  return {
    id: toNodeId('PolicyProposal', id),
    digest,
    state: stateOf(view, now),
    inForceFrom,
    source: version.source ?? null,
    proposedAt,
    proposedBy,
    difference: policyDifferences(versionBefore(others, version), version).map((each) => ({
      path: each.path,
      words: differenceInWords(each),
    })),
    notes: [...view.notes],
    approvals: view.approvals.map(({ name, approvedAt, userId: by }) => ({
      name,
      approvedAt,
      isYours: by === userId,
    })),
    endedAt,
    rejectedBy: view.endedByName,
    rejectedBecause: view.endedReason,
  };
}

function stateOf({ endedAs, inForceFrom }: PolicyProposalView, now: Temporal.Instant): PolicyProposalState {
  if (endedAs !== null) return PolicyProposalState[endedAs];
  if (inForceFrom === null || isBefore(localDateOf(now), Temporal.PlainDate.from(inForceFrom)))
    return PolicyProposalState.OPEN;
  return PolicyProposalState.LAPSED;
}

function dayOf({ inForceFrom }: PolicyVersion): string | null {
  return inForceFrom ?? null;
}
