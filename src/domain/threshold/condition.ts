import { laterOf } from '#domain/calendar/local-date.js';
import type { Condition, ConditionKind } from '#domain/policy/criterion.js';
import { deciderInWords, type Decider } from '#domain/policy/decider.js';
import { answersTo, askedOf, differInWords, heldAnswer, type HeldAnswer, type Said } from './answers.js';
import { listed } from './awaits-in-words.js';
import { conditionWords, saidInWords } from './condition-in-words.js';
import { ofEarlierReviews } from './earlier-reviews.js';
import type { IncidentFact, ThresholdFacts } from './facts.js';
import { incidentInWords } from './incident-in-words.js';
import { findingOf, NOTHING, type Finding, type FindingItem, type Verdict } from './finding.js';
import { capitalised, ended } from './sentences.js';

/**
 * A condition is met or not as the answer that holds says. Nothing is concluded from silence: what nobody answered waits
 * for the applicant or the coordinator.
 */
export function testCondition(criterion: Condition, facts: ThresholdFacts): Finding {
  const { condition, metBy = 'yes' } = criterion;
  const base = { ...findingOf(criterion), ...NOTHING };
  const verdictOf = (answer: boolean): Verdict => (answer === (metBy === 'yes') ? 'met' : 'not_met');
  const held = heldCondition(criterion, facts);
  if (held.state === 'answered' && held.answer)
    return { ...base, verdict: verdictOf(true), sentence: withDefinition(criterion, held.sentence) };
  const judged = condition === 'caused_harassment_alarm_or_distress' ? incidentsJudgedSo(facts) : [];
  if (judged.length > 0) return { ...base, verdict: verdictOf(true), ...ofIncidents(judged) };
  if (held.state === 'answered')
    return { ...base, verdict: verdictOf(false), sentence: withDefinition(criterion, held.sentence) };
  const { whether, askedOf: usual } = conditionWords(condition);
  const of = criterion.judgedBy ?? usual;
  const sentence =
    held.state === 'answers_differ'
      ? differInWords(held.on, conditionWords(condition).yes)
      : of === 'coordinator'
        ? `Nobody has said yet whether ${whether}.`
        : `${capitalised(of === 'applicant' ? 'the applicant' : deciderInWords(of))} has not said whether ${whether}.`;
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence: withDefinition(criterion, sentence),
    awaits: [{ kind: 'condition', condition, ...(of === 'applicant' ? { of } : askedOf(of)) }],
  };
}

/** The answer that holds to a condition, whoever is asked about it. */
export function heldCondition(criterion: Asked, facts: ThresholdFacts): HeldAnswer {
  return heldAnswer(answersAbout(criterion, facts));
}

type Asked = Pick<Condition, 'condition' | 'length' | 'judgedBy'>;

function answersAbout(criterion: Asked, facts: ThresholdFacts): Said[] {
  const { condition, length, judgedBy } = criterion;
  const own = ownAnswers(condition, facts, judgedBy);
  if (length) return [...own, ...ofEarlierReviews(length, facts)];
  if (condition === 'dissatisfied_with_response') return [...own, ...ofApplication(facts)];
  const parts = PARTS[condition];
  return parts ? [...own, ...ofItsParts(parts, facts)] : own;
}

/** Of which two others a condition is made. */
const PARTS: Readonly<Partial<Record<ConditionKind, readonly [ConditionKind, ConditionKind]>>> = {
  no_action_or_inadequate: ['no_action_taken', 'action_inadequate'],
  feels_no_action_or_inadequate: ['feels_no_action_taken', 'feels_action_inadequate'],
};

function ownAnswers(condition: ConditionKind, facts: ThresholdFacts, of?: Decider): Said[] {
  return answersTo(condition, facts, {
    said: (answer, by) => saidInWords(condition, answer, by),
    ...(of ? { of } : {}),
  });
}

/** What the applicant stated in the application is an answer of the day of its receipt. */
function ofApplication({ dissatisfiedWithResponse, receivedOn }: ThresholdFacts): Said[] {
  if (dissatisfiedWithResponse === null) return [];
  const { yes, no } = conditionWords('dissatisfied_with_response');
  const sentence = capitalised(ended(dissatisfiedWithResponse ? yes : no));
  return [{ answer: dissatisfiedWithResponse, on: receivedOn, sentence, factors: [] }];
}

/** That no action was taken, or that it was inadequate, says that one of both holds; that neither was, needs both. */
function ofItsParts([first, second]: readonly [ConditionKind, ConditionKind], facts: ThresholdFacts): Said[] {
  const none = heldAnswer(ownAnswers(first, facts));
  const inadequate = heldAnswer(ownAnswers(second, facts));
  const yes = [none, inadequate].flatMap((each) => (each.state === 'answered' && each.answer ? [each] : []));
  if (yes.length > 0 || none.state !== 'answered' || inadequate.state !== 'answered') return yes;
  return [
    {
      answer: false,
      on: laterOf(none.on, inadequate.on),
      sentence: `${none.sentence} ${inadequate.sentence}`,
      factors: [],
    },
  ];
}

function incidentsJudgedSo({ incidents }: ThresholdFacts): IncidentFact[] {
  return incidents.filter(
    ({ caused, match }) =>
      caused.harassmentAlarmOrDistress === true && match !== 'unmatched' && match !== 'not_found',
  );
}

function ofIncidents(judged: readonly IncidentFact[]): Pick<Finding, 'sentence' | 'counted'> {
  const counted = judged.map((incident): FindingItem => ({
    subject: 'incident',
    id: incident.id,
    reason: `${incidentInWords(incident)}: judged to have caused the victim harassment, alarm or distress`,
  }));
  const which = listed(judged.map((incident) => `the ${incidentInWords(incident)}`));
  return {
    counted,
    sentence: `${capitalised(which)} ${judged.length === 1 ? 'was' : 'were'} judged to have caused the victim harassment, alarm or distress.`,
  };
}

function withDefinition({ definition }: Condition, sentence: string): string {
  return definition === undefined
    ? sentence
    : `${sentence} The partnership means by it: ${ended(definition)}`;
}
