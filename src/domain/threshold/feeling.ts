import type { Count } from '#domain/policy/criterion.js';
import { answersTo, heldAnswer, type HeldAnswer } from './answers.js';
import { heldCondition } from './condition.js';
import { conditionWords, saidInWords } from './condition-in-words.js';
import type { ComplaintFact, ThresholdFacts } from './facts.js';
import type { Await } from './finding.js';
import { remembered } from './remembered.js';

/** Whether whoever made a complaint feels as the rule asks of each; undefined while they have not said. */
export type Feeling = (complaint: Pick<ComplaintFact, 'personId' | 'byVictim'>) => boolean | undefined;

/**
 * What each person counted said of their own feelings. An answer for the case, which is the applicant's, is that of the
 * victims; and one to the count itself, by its id, that of everybody of whom none other is known.
 */
export function feelingOf({ each, id }: Count, facts: ThresholdFacts): Feeling | undefined {
  if (each === undefined) return undefined;
  const ofAll = answerOf(heldAnswer(answersTo(id, facts, { said: () => '' })));
  const felt = (personId: string, isVictim: boolean): boolean | undefined => {
    const own = ofPerson(personId, isVictim, facts);
    return answerOf(heldCondition({ condition: each.condition }, own)) ?? ofAll;
  };
  // Of a victim and of another by themselves, so that no text is made for each of hundreds of complaints.
  const ofVictim = remembered((personId: string) => ({ felt: felt(personId, true) }));
  const ofOther = remembered((personId: string) => ({ felt: felt(personId, false) }));
  return ({ personId, byVictim }) => {
    if (personId === null) return ofAll;
    return (byVictim === true ? ofVictim : ofOther)(personId).felt;
  };
}

/** Why a complaint does not count: ", made by somebody who said that they do not feel that no action was taken". */
export function notFeltInWords({ each }: Count): string {
  return each ? `, made by somebody who said ${saidInWords(each.condition, false, 'applicant')}` : '';
}

/** Why it is open. */
export function unsaidFeelingInWords({ each }: Count): string {
  return each ? `, made by somebody who has not said whether ${conditionWords(each.condition).whether}` : '';
}

/** What would settle it: the victim's own answer, or one for all who are counted. */
export interface FeelingAwaits {
  readonly ofVictim: readonly Await[];
  readonly ofOthers: readonly Await[];
}

/** The same for every complaint under the rule. */
export function feelingAwaitsOf({ each, id }: Count): FeelingAwaits {
  if (each === undefined) return { ofVictim: [], ofOthers: [] };
  const question = feelingQuestion(each.condition);
  return {
    ofVictim: [{ kind: 'condition', condition: each.condition, of: 'applicant' }],
    ofOthers: [{ kind: 'question', criterionId: id, question, of: 'coordinator' }],
  };
}

function feelingQuestion(condition: NonNullable<Count['each']>['condition']): string {
  return `Did everybody else who is counted say that ${conditionWords(condition).whether}?`;
}

function ofPerson(personId: string, isVictim: boolean, facts: ThresholdFacts): ThresholdFacts {
  const judgements = (facts.judgements ?? []).filter(
    ({ saidBy }) => saidBy === personId || (isVictim && saidBy === undefined),
  );
  return {
    ...facts,
    dissatisfiedWithResponse: isVictim ? facts.dissatisfiedWithResponse : null,
    judgements: judgements.map(({ saidBy: _who, ...said }) => said),
  };
}

function answerOf(held: HeldAnswer): boolean | undefined {
  return held.state === 'answered' ? held.answer : undefined;
}
