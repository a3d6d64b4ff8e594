import { laterOf } from '#domain/calendar/local-date.js';
import type { Condition, ConditionKind } from '#domain/policy/criterion.js';
import { answersTo, differInWords, heldAnswer, type Said } from './answers.js';
import { listed } from './awaits-in-words.js';
import { conditionWords } from './condition-in-words.js';
import type { IncidentFact, ThresholdFacts } from './facts.js';
import { findingOf, NOTHING, type Finding, type FindingItem, type Verdict } from './finding.js';
import { ofEarlierReviews } from './earlier-reviews.js';
import { incidentInWords } from './incident-standing.js';
import { capitalised, ended } from './sentences.js';

/**
 * A condition is met or not as the answer that holds says. Nothing is concluded from silence: what nobody answered waits
 * for the applicant or the coordinator.
 */
export function testCondition(criterion: Condition, facts: ThresholdFacts): Finding {
  const { condition, metBy = 'yes' } = criterion;
  const base = { ...findingOf(criterion), ...NOTHING };
  const verdictOf = (answer: boolean): Verdict => (answer === (metBy === 'yes') ? 'met' : 'not_met');
  const held = heldAnswer(answersAbout(criterion, facts));
  if (held.state === 'answered' && held.answer)
    return { ...base, verdict: verdictOf(true), sentence: withDefinition(criterion, held.sentence) };
  const judged = condition === 'caused_harassment_alarm_or_distress' ? incidentsJudgedSo(facts) : [];
  if (judged.length > 0) return { ...base, verdict: verdictOf(true), ...ofIncidents(judged) };
  if (held.state === 'answered')
    return { ...base, verdict: verdictOf(false), sentence: withDefinition(criterion, held.sentence) };
  const { whether, askedOf } = conditionWords(condition);
  const sentence =
    held.state === 'answers_differ'
      ? differInWords(held.on, conditionWords(condition).yes)
      : askedOf === 'applicant'
        ? `The applicant has not said whether ${whether}.`
        : `Nobody has said yet whether ${whether}.`;
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence: withDefinition(criterion, sentence),
    awaits: [{ kind: 'condition', condition, of: askedOf }],
  };
}

function answersAbout({ condition, length }: Condition, facts: ThresholdFacts): Said[] {
  const own = ownAnswers(condition, facts);
  if (length) return [...own, ...ofEarlierReviews(length, facts)];
  if (condition === 'dissatisfied_with_response') return [...own, ...ofApplication(facts)];
  return condition === 'no_action_or_inadequate' ? [...own, ...ofItsParts(facts)] : own;
}

function ownAnswers(condition: ConditionKind, facts: ThresholdFacts): Said[] {
  const { yes, no } = conditionWords(condition);
  return answersTo(condition, facts, (answer) => `that ${answer ? yes : no}`);
}

/** What the applicant stated in the application is an answer of the day of its receipt. */
function ofApplication({ dissatisfiedWithResponse, receivedOn }: ThresholdFacts): Said[] {
  if (dissatisfiedWithResponse === null) return [];
  const { yes, no } = conditionWords('dissatisfied_with_response');
  const sentence = capitalised(ended(dissatisfiedWithResponse ? yes : no));
  return [{ answer: dissatisfiedWithResponse, on: receivedOn, sentence, factors: [] }];
}

/** That no action was taken, or that it was inadequate, says that one of both holds; that neither was, needs both. */
function ofItsParts(facts: ThresholdFacts): Said[] {
  const none = heldAnswer(ownAnswers('no_action_taken', facts));
  const inadequate = heldAnswer(ownAnswers('action_inadequate', facts));
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
