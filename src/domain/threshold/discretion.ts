import { deciderInWords } from '#domain/policy/decider.js';
import type { Discretion } from '#domain/policy/criterion.js';
import { answerInWords, answersTo, askedOf, differInWords, heldAnswer, type HeldAnswer } from './answers.js';
import { listed } from './awaits-in-words.js';
import type { ThresholdFacts } from './facts.js';
import { findingOf, NOTHING, type Finding } from './finding.js';
import { capitalised } from './sentences.js';

const MET = 'the threshold is to be taken as met by discretion';
const NOT_MET = 'the threshold is not to be taken as met by discretion';

/**
 * A decision of the named role. It holds only once everything that the policy lists was weighed, or any of it where that
 * is enough, whichever way it went.
 * @source ASB, Crime and Policing Act 2014, s.104(5)
 */
export function testDiscretion(criterion: Discretion, facts: ThresholdFacts): Finding {
  const base = { ...findingOf(criterion), ...NOTHING };
  const answers = answersTo(criterion.id, facts, {
    said: (answer) => `that ${answer ? MET : NOT_MET}`,
    of: criterion.decidedBy,
  });
  const held = heldAnswer(answers, criterion.decidedBy);
  const missing = notWeighed(criterion, held);
  if (held.state === 'answered' && missing.length === 0) {
    const weighed = weighedInWords(criterion, held.factors);
    return {
      ...base,
      verdict: held.answer ? 'met' : 'not_met',
      sentence: `${answerInWords(held, criterion.decidedBy)}${weighed}`,
    };
  }
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence: openSentence(criterion, held, missing),
    awaits: [
      {
        kind: 'question',
        criterionId: criterion.id,
        question: questionOf(criterion, missing),
        ...askedOf(criterion.decidedBy),
      },
    ],
  };
}

type Factors = NonNullable<Discretion['factors']>;

function weighedInWords({ factors = [] }: Discretion, weighed: readonly string[]): string {
  const own = factors.filter(({ id }) => weighed.includes(id));
  return own.length === 0 ? '' : ` Weighed ${own.length === 1 ? 'was' : 'were'} ${listed(own.map(quoted))}.`;
}

/** What is to be weighed stands in single quotes, as the question itself is quoted where it is told. */
function questionOf({ weighs }: Discretion, missing: Factors): string {
  const own = missing.map(({ words }) => `'${words}'`);
  const weighing = own.length === 0 ? '' : `, ${listedBy(weighs, own)} having been weighed`;
  return `Is the threshold to be taken as met by discretion${weighing}?`;
}

/** While nobody decided, it is told as a choice: where another test meets the threshold, nothing waits for it. */
function openSentence({ decidedBy, weighs }: Discretion, held: HeldAnswer, missing: Factors): string {
  const words = listedBy(weighs, missing.map(quoted));
  switch (held.state) {
    case 'answered': {
      const was = weighs === 'any' || missing.length === 1 ? 'was' : 'were';
      return `${answerInWords(held, decidedBy)} It does not hold until ${words} ${was} weighed too.`;
    }
    case 'answers_differ':
      return differInWords(held.on, MET);
    case 'unanswered': {
      const weighing = words === '' ? '' : `, having weighed ${words}`;
      return `${capitalised(deciderInWords(decidedBy))} may decide whether ${MET}${weighing}, and has decided nothing so far.`;
    }
  }
}

/** "a and b", or where one is enough "a or b". */
function listedBy(weighs: Discretion['weighs'], parts: readonly string[]): string {
  if (weighs !== 'any' || parts.length < 2) return listed(parts);
  return `${parts.slice(0, -1).join(', ')} or ${parts.at(-1) ?? ''}`;
}

function notWeighed({ factors = [], weighs }: Discretion, held: HeldAnswer): Factors {
  const weighed = held.state === 'answered' ? held.factors : [];
  if (weighs === 'any' && factors.some(({ id }) => weighed.includes(id))) return [];
  return held.state === 'answers_differ' ? [] : factors.filter(({ id }) => !weighed.includes(id));
}

function quoted({ words }: { readonly words: string }): string {
  return `"${words}"`;
}
