import { compareDates } from '#domain/calendar/local-date.js';
import type { AllOf, AnyOf, Condition, Criterion } from '#domain/policy/criterion.js';
import { assertNever } from './assert-never.js';
import { awaitsInWords } from './awaits-in-words.js';
import { count } from './count.js';
import type { ComplaintFact, IncidentFact, ThresholdFacts } from './facts.js';
import { distinctAwaits, findingOf, NOTHING, type Finding, type Verdict } from './finding.js';
import { testInitialComplaint } from './initial-complaint.js';

/**
 * Evaluates a threshold over the facts and explains every test: what counted, what did not, what is still open and for
 * whom it waits. It is a pure function: the same criterion and facts, in whatever order the facts are listed, give the
 * same finding for ever.
 *
 * The verdict has three values. A test is met when what surely counts is enough, not met when even everything
 * possible is not, and otherwise cannot be told yet. An agency's silence is never taken for a nil return. An incident
 * that nobody has matched yet is taken to have happened on the day that the applicant gives.
 */
export function evaluate(criterion: Criterion, facts: ThresholdFacts): Finding {
  return evaluateOrdered(criterion, inOrder(facts));
}

function evaluateOrdered(criterion: Criterion, facts: ThresholdFacts): Finding {
  switch (criterion.test) {
    case 'any_of':
    case 'all_of':
      return combine(criterion, facts);
    case 'count':
      return count(criterion, facts);
    case 'initial_complaint_within':
      return testInitialComplaint(criterion, facts);
    case 'condition':
      return testCondition(criterion, facts);
    default:
      return assertNever(criterion);
  }
}

function combine(criterion: AnyOf | AllOf, facts: ThresholdFacts): Finding {
  const children = criterion.criteria.map((child) => evaluateOrdered(child, facts));
  const isAny = criterion.test === 'any_of';
  const [settling, otherwise]: [Verdict, Verdict] = isAny ? ['met', 'not_met'] : ['not_met', 'met'];
  const settled = children.some((child) => child.verdict === settling);
  const open = children.filter((child) => child.verdict === 'needs_judgement');
  const verdict = settled ? settling : open.length > 0 ? 'needs_judgement' : otherwise;
  const awaits = verdict === 'needs_judgement' ? distinctAwaits(open.flatMap((child) => child.awaits)) : [];
  const sentence = combinedSentence(children, { verdict, isAny, waiting: awaitsInWords(awaits) });
  return { ...findingOf(criterion), ...NOTHING, verdict, sentence, awaits, children };
}

interface Combined {
  readonly verdict: Verdict;
  readonly isAny: boolean;
  readonly waiting: string;
}

function combinedSentence(children: readonly Finding[], { verdict, isAny, waiting }: Combined): string {
  const met = children.filter((child) => child.verdict === 'met').length;
  const failed = children.filter((child) => child.verdict === 'not_met').length;
  const all = children.length;
  const tests = `${String(all)} ${all === 1 ? 'test' : 'tests'}`;
  if (verdict === 'needs_judgement') {
    const need = isAny ? 'one is enough' : 'all are needed';
    return `${String(met)} of ${tests} met so far, ${need}; the rest can be told once ${waiting}.`;
  }
  if (isAny)
    return verdict === 'met'
      ? `${String(met)} of ${tests} met, one is enough.`
      : `None of ${tests} is met, one is needed.`;
  return verdict === 'met'
    ? `All of ${tests} met.`
    : `${String(failed)} of ${tests} not met, all are needed.`;
}

function testCondition(criterion: Condition, facts: ThresholdFacts): Finding {
  const { condition } = criterion;
  const base = { ...findingOf(criterion), ...NOTHING };
  switch (facts.dissatisfiedWithResponse) {
    case true:
      return {
        ...base,
        verdict: 'met',
        sentence: 'The applicant is dissatisfied with the response of the agencies.',
      };
    case false:
      return {
        ...base,
        verdict: 'not_met',
        sentence: 'The applicant is not dissatisfied with the response of the agencies.',
      };
    case null:
      return {
        ...base,
        verdict: 'needs_judgement',
        sentence:
          'The applicant has not said whether they are dissatisfied with the response of the agencies.',
        awaits: [{ kind: 'condition', condition }],
      };
    default:
      return assertNever(facts.dissatisfiedWithResponse);
  }
}

function inOrder(facts: ThresholdFacts): ThresholdFacts {
  return {
    ...facts,
    incidents: facts.incidents
      .map((incident): IncidentFact => ({
        ...incident,
        complaints: [...incident.complaints].sort(byDayThenId),
      }))
      .sort((a, b) => compareDates(a.occurredOn, b.occurredOn) || compareText(a.id, b.id)),
    awaiting: [...facts.awaiting].sort((a, b) => compareText(a.agencyId, b.agencyId)),
  };
}

function byDayThenId(a: ComplaintFact, b: ComplaintFact): number {
  if (a.madeOn && b.madeOn) return compareDates(a.madeOn, b.madeOn) || compareText(a.id, b.id);
  return Number(a.madeOn === null) - Number(b.madeOn === null) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
