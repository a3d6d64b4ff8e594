import { actorInWords } from '#domain/policy/actor-in-words.js';
import type { Discretion } from '#domain/policy/criterion.js';
import { answerInWords, answersTo, differInWords, heldAnswer, type HeldAnswer } from './answers.js';
import { listed } from './awaits-in-words.js';
import type { ThresholdFacts } from './facts.js';
import { findingOf, NOTHING, type Finding } from './finding.js';
import { capitalised } from './sentences.js';

const MET = 'the threshold is to be taken as met by discretion';
const NOT_MET = 'the threshold is not to be taken as met by discretion';

/**
 * A decision of the named role. It holds only once everything that the policy lists was weighed, whichever way it went.
 * @source ASB, Crime and Policing Act 2014, s.104(5)
 */
export function testDiscretion(criterion: Discretion, facts: ThresholdFacts): Finding {
  const base = { ...findingOf(criterion), ...NOTHING };
  const answers = answersTo(criterion.id, facts, (answer) => `that ${answer ? MET : NOT_MET}`);
  const held = heldAnswer(answers, criterion.decidedBy);
  const missing = notWeighed(criterion, held);
  if (held.state === 'answered' && missing.length === 0) {
    const { factors = [] } = criterion;
    const weighed = factors.length === 0 ? '' : ` Weighed were ${listed(factors.map(quoted))}.`;
    return {
      ...base,
      verdict: held.answer ? 'met' : 'not_met',
      sentence: `${answerInWords(held, criterion.decidedBy)}${weighed}`,
    };
  }
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence: openSentence(criterion, held, listed(missing.map(quoted))),
    awaits: [
      {
        kind: 'question',
        criterionId: criterion.id,
        question: questionOf(missing),
        of: criterion.decidedBy,
      },
    ],
  };
}

/** What is to be weighed stands in single quotes, as the question itself is quoted where it is told. */
function questionOf(missing: NonNullable<Discretion['factors']>): string {
  const weighing =
    missing.length === 0 ? '' : `, ${listed(missing.map(({ words }) => `'${words}'`))} having been weighed`;
  return `Is the threshold to be taken as met by discretion${weighing}?`;
}

/** While nobody decided, it is told as a choice: where another test meets the threshold, nothing waits for it. */
function openSentence({ decidedBy }: Discretion, held: HeldAnswer, missing: string): string {
  switch (held.state) {
    case 'answered':
      return `${answerInWords(held, decidedBy)} It does not hold until ${missing} was weighed too.`;
    case 'answers_differ':
      return differInWords(held.on, MET);
    case 'unanswered': {
      const weighing = missing === '' ? '' : `, having weighed ${missing}`;
      return `${capitalised(actorInWords(decidedBy))} may decide whether ${MET}${weighing}, and has decided nothing so far.`;
    }
  }
}

function notWeighed({ factors = [] }: Discretion, held: HeldAnswer): NonNullable<Discretion['factors']> {
  const weighed = held.state === 'answered' ? held.factors : [];
  return held.state === 'answers_differ' ? [] : factors.filter(({ id }) => !weighed.includes(id));
}

function quoted({ words }: { readonly words: string }): string {
  return `"${words}"`;
}
