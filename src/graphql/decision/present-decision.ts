import type { DecisionView, ProposalView } from '#casework/views.js';
import { awaitInWords } from '#domain/threshold/awaits-in-words.js';
import type {
  Finding as DomainFinding,
  FindingFlag as DomainFlag,
  FindingItem as DomainItem,
} from '#domain/threshold/finding.js';
import { findingInWords } from '#domain/threshold/finding-in-words.js';
import type { ThresholdOutcomeEnum } from '../case/case.enum.js';
import { toNodeId } from '../node-id.js';
import type {
  CriterionTestEnum,
  DecisionProposal,
  Finding,
  FindingFlag,
  FindingFlagKindEnum,
  FindingItem,
  ThresholdDecision,
  VerdictEnum,
} from './decision.type.js';

export function presentProposal(view: ProposalView): DecisionProposal {
  return {
    id: toNodeId('DecisionProposal', view.id),
    caseVersion: view.caseVersion,
    verdict: view.verdict as VerdictEnum,
    findings: flatten(view.finding, null, 0),
    statutory: view.statutory === null ? null : presentFinding(view.statutory, null, 0),
    flags: view.flags.map(presentFlag),
    inWords: findingInWords(view.finding),
    proposedAt: view.proposedAt,
  };
}

export function presentDecision(view: DecisionView): ThresholdDecision {
  return { ...view, id: toNodeId('Decision', view.id), outcome: view.outcome as ThresholdOutcomeEnum };
}

/** A tree as a list, each test after the one above it: a client asks for every depth with one selection. */
function flatten(finding: DomainFinding, parentId: string | null, depth: number): Finding[] {
  const own = presentFinding(finding, parentId, depth);
  return [own, ...finding.children.flatMap((child) => flatten(child, finding.criterionId, depth + 1))];
}

function presentFinding(finding: DomainFinding, parentId: string | null, depth: number): Finding {
  return {
    criterionId: finding.criterionId,
    parentId,
    depth,
    test: finding.test.toUpperCase() as CriterionTestEnum,
    words: finding.words,
    welsh: finding.welsh ?? null,
    verdict: finding.verdict.toUpperCase() as VerdictEnum,
    sentence: finding.sentence,
    source: finding.source ?? null,
    needed: finding.needed ?? null,
    countedAtLeast: finding.countedAtLeast ?? null,
    countedAtMost: finding.countedAtMost ?? null,
    counted: finding.counted.map(presentItem),
    notCounted: finding.notCounted.map(presentItem),
    undecided: finding.undecided.map(presentItem),
    awaits: finding.awaits.map((awaited) => ({ kind: awaited.kind, what: awaitInWords(awaited) })),
  };
}

function presentFlag({ kind, ...flag }: DomainFlag): FindingFlag {
  return { ...flag, kind: kind.toUpperCase() as FindingFlagKindEnum };
}

function presentItem({ subject, id, reason }: DomainItem): FindingItem {
  return { subject, id: subject === 'incident' ? toNodeId('Incident', id) : id, reason };
}
