import type { Judgement } from '#domain/policy/criterion.js';
import { deciderInWords } from '#domain/policy/decider.js';
import { answerInWords, answersTo, askedOf, heldAnswer } from './answers.js';
import type { ThresholdFacts } from './facts.js';
import { findingOf, NOTHING, type Finding } from './finding.js';
import { inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import { capitalised } from './sentences.js';

/** A question of the partnership's own is met by the answer that the rule names. */
export function testJudgement(criterion: Judgement, facts: ThresholdFacts): Finding {
  const { id, question, judgedBy, metBy = 'yes' } = criterion;
  const base = { ...findingOf(criterion), ...NOTHING };
  const answers = answersTo(id, facts, {
    said: (answer) => `${answer ? 'yes' : 'no'} to "${question}"`,
    of: judgedBy,
  });
  const held = heldAnswer(answers, judgedBy);
  if (held.state === 'answered') {
    const isMet = held.answer === (metBy === 'yes');
    return { ...base, verdict: isMet ? 'met' : 'not_met', sentence: answerInWords(held, judgedBy) };
  }
  const sentence =
    held.state === 'answers_differ'
      ? `Answers to "${question}" given on ${inWordsWithoutWeekday(held.on)} differ, so none of them holds.`
      : `${capitalised(deciderInWords(judgedBy))} has not answered yet: "${question}"`;
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence,
    awaits: [{ kind: 'question', criterionId: id, question, ...askedOf(judgedBy) }],
  };
}
