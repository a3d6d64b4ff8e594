import type { DecisionView, ProposalView } from '#casework/views.js';
import type { ConditionKind } from '#domain/policy/criterion.js';
import type {
  Await,
  Finding as DomainFinding,
  FindingItem as DomainItem,
} from '#domain/threshold/finding.js';
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
    findings: flatten(view.finding, null, 0),
    inWords: findingInWords(view.finding),
    proposedAt: view.proposedAt,
  };
}

export function presentDecision(view: DecisionView): ThresholdDecision {
  return { ...view, id: toNodeId('Decision', view.id), outcome: view.outcome as ThresholdOutcomeEnum };
}

/** A tree as a list, each test after the one above it: a client asks for every depth with one selection. */
function flatten(finding: DomainFinding, parentId: string | null, depth: number): Finding[] {
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
    counted: finding.counted.map(presentItem),
    notCounted: finding.notCounted.map(presentItem),
    undecided: finding.undecided.map(presentItem),
    awaits: finding.awaits.map((awaited) => ({ kind: awaited.kind, what: awaitedInWords(awaited) })),
  };
  return [own, ...finding.children.flatMap((child) => flatten(child, finding.criterionId, depth + 1))];
}

function presentItem({ subject, id, reason }: DomainItem): FindingItem {
  return { subject, id: subject === 'incident' ? toNodeId('Incident', id) : id, reason };
}

function awaitedInWords(awaited: Await): string {
  switch (awaited.kind) {
    case 'agency_answer':
      return `the answer of ${awaited.agencyName}`;
    case 'match':
      return "a comparison of an incident with the agencies' records";
    case 'judgement':
    case 'question':
      return awaited.question;
    case 'complainant':
      return 'who made a complaint';
    case 'condition':
      return conditionInWords[awaited.condition];
    case 'relation':
      return 'whether the incidents belong together';
    case 'risk_assessment':
      return 'an assessment of the risk to the victim';
    case 'detail':
      return `${detailInWords[awaited.detail]} of ${awaited.subject === 'incident' ? 'an incident' : 'a complaint'}`;
  }
}

const detailInWords: Readonly<Record<Extract<Await, { kind: 'detail' }>['detail'], string>> = {
  behaviour: 'the kind of behaviour',
  household: 'the household',
  recorded_as_hate: 'whether the police recorded the hate',
  recorded_on: 'the day of recording',
};

const conditionInWords: Readonly<Record<ConditionKind, string>> = {
  dissatisfied_with_response: 'whether the applicant is dissatisfied with the response',
  no_action_taken: 'whether no action was taken',
  action_inadequate: 'whether the action was inadequate',
  no_action_or_inadequate: 'whether there was no action, or none that was adequate',
  feels_ignored: 'whether the applicant feels ignored',
  problem_persists: 'whether the problem goes on',
  case_closed: 'whether the agencies have closed the matter',
  nothing_pending: 'whether no agency still has something to do',
  took_part_in_resolution: 'whether the applicant took part in resolving it',
  caused_harassment_alarm_or_distress: 'whether it caused harassment, alarm or distress',
  caused_harm: 'whether it caused harm',
  caused_by_people_in_area: 'whether people of the area cause it',
};
