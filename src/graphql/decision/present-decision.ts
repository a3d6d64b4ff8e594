import type { DecisionView, ProposalView } from '#casework/views.js';
import { awaitInWords } from '#domain/threshold/awaits-in-words.js';
import type {
  Finding as DomainFinding,
  FindingFlag as DomainFlag,
  FindingItem as DomainItem,
} from '#domain/threshold/finding.js';
import { findingInWords } from '#domain/threshold/finding-in-words.js';
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
    verdict: view.verdict,
    findings: presentFindings(view.finding, incidentNodeId),
    statutory: view.statutory === null ? null : presentFinding(view.statutory, incidentNodeId, AT_THE_TOP),
    flags: view.flags.map(presentFlag),
    inWords: findingInWords(view.finding),
    proposedAt: view.proposedAt,
  };
}

export function presentDecision(view: DecisionView): ThresholdDecision {
  return { ...view, id: toNodeId('Decision', view.id), outcome: view.outcome };
}

interface Place {
  readonly parentId: string | null;
  readonly depth: number;
}

const AT_THE_TOP: Place = { parentId: null, depth: 0 };

/** A tree as a list, each test after the one above it: a client asks for every depth with one selection. */
export function presentFindings(
  finding: DomainFinding,
  incidentId: (id: string) => string,
  place = AT_THE_TOP,
): Finding[] {
  const below = { parentId: finding.criterionId, depth: place.depth + 1 };
  return [
    presentFinding(finding, incidentId, place),
    ...finding.children.flatMap((child) => presentFindings(child, incidentId, below)),
  ];
}

function presentFinding(
  finding: DomainFinding,
  incidentId: (id: string) => string,
  { parentId, depth }: Place,
): Finding {
  const present = ({ subject, id, reason }: DomainItem): FindingItem => ({
    subject,
    id: subject === 'incident' ? incidentId(id) : id,
    reason,
  });
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
    counted: finding.counted.map(present),
    notCounted: finding.notCounted.map(present),
    undecided: finding.undecided.map(present),
    awaits: finding.awaits.map((awaited) => ({ kind: awaited.kind, what: awaitInWords(awaited) })),
  };
}

function incidentNodeId(id: string): string {
  return toNodeId('Incident', id);
}

function presentFlag({ kind, ...flag }: DomainFlag): FindingFlag {
  return { ...flag, kind: kind.toUpperCase() as FindingFlagKindEnum };
}
