import type { Judgement } from '#domain/policy/criterion.js';
import { actorInWords } from '#domain/policy/actor-in-words.js';
import { answerInWords, answersTo, heldAnswer } from './answers.js';
import type { ThresholdFacts } from './facts.js';
import { findingOf, NOTHING, type Finding } from './finding.js';
import { inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import { capitalised } from './sentences.js';

/** A question of the partnership's own is met by the answer that the rule names. */
export function testJudgement(criterion: Judgement, facts: ThresholdFacts): Finding {
  const { id, question, judgedBy, metBy = 'yes' } = criterion;
  const base = { ...findingOf(criterion), ...NOTHING };
  const answers = answersTo(id, facts, (answer) => `${answer ? 'yes' : 'no'} to "${question}"`);
  const held = heldAnswer(answers, judgedBy);
  if (held.state === 'answered') {
    const isMet = held.answer === (metBy === 'yes');
    return { ...base, verdict: isMet ? 'met' : 'not_met', sentence: answerInWords(held, judgedBy) };
  }
  const sentence =
    held.state === 'answers_differ'
      ? `Answers to "${question}" given on ${inWordsWithoutWeekday(held.on)} differ, so none of them holds.`
      : `${capitalised(actorInWords(judgedBy))} has not answered yet: "${question}"`;
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence,
    awaits: [{ kind: 'question', criterionId: id, question, of: judgedBy }],
  };
}
