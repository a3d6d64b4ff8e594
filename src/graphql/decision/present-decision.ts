import type { DecisionView, ProposalView } from '#casework/views.js';
import { awaitInWords } from '#domain/threshold/awaits-in-words.js';
import type { Finding as DomainFinding, FindingItem as DomainItem } from '#domain/threshold/finding.js';
import { findingInWords } from '#domain/threshold/finding-in-words.js';
import type { ThresholdOutcomeEnum } from '../case/case.enum.js';
import { toNodeId } from '../node-id.js';
import type {
  DecisionProposal,
  Finding,
  FindingItem,
  ThresholdDecision,
  VerdictEnum,
} from './decision.type.js';

export function presentProposal(view: ProposalView): DecisionProposal {
  return {
    id: toNodeId('DecisionProposal', view.id),
    caseVersion: view.caseVersion,
    verdict: view.verdict as VerdictEnum,
    findings: presentFindings(view.finding, (id) => toNodeId('Incident', id)),
    inWords: findingInWords(view.finding),
    proposedAt: view.proposedAt,
  };
}

export function presentDecision(view: DecisionView): ThresholdDecision {
  return { ...view, id: toNodeId('Decision', view.id), outcome: view.outcome as ThresholdOutcomeEnum };
}

/** A tree as a list, each test after the one above it: a client asks for every depth with one selection. */
export function presentFindings(
  finding: DomainFinding,
  incidentId: (id: string) => string,
  { parentId, depth }: { parentId: string | null; depth: number } = { parentId: null, depth: 0 },
): Finding[] {
  const present = ({ subject, id, reason }: DomainItem): FindingItem => ({
    subject,
    id: subject === 'incident' ? incidentId(id) : id,
    reason,
  });
  const own: Finding = {
    criterionId: finding.criterionId,
    parentId,
    depth,
    words: finding.words,
    verdict: finding.verdict.toUpperCase() as VerdictEnum,
    sentence: finding.sentence,
    source: finding.source ?? null,
    needed: finding.needed ?? null,
    countedAtLeast: finding.countedAtLeast ?? null,
    countedAtMost: finding.countedAtMost ?? null,
    counted: finding.counted.map(present),
    notCounted: finding.notCounted.map(present),
    undecided: finding.undecided.map(present),
    awaits: finding.awaits.map((awaited) => ({ kind: awaited.kind, what: awaitInWords(awaited) })),
  };
  const below = { parentId: finding.criterionId, depth: depth + 1 };
  return [own, ...finding.children.flatMap((child) => presentFindings(child, incidentId, below))];
}
