import { compareDates, inWordsWithoutWeekday, type LocalDate } from '#domain/calendar/local-date.js';
import { deciderInWords, roleOf, type Decider } from '#domain/policy/decider.js';
import type { Actor } from '#domain/policy/timescales.js';
import type { JudgementFact, ThresholdFacts } from './facts.js';
import { capitalised, ended, isRole, personInWords } from './sentences.js';

/** One answer to a question about the case as a whole, with the sentence that tells who gave it, when and why. */
export interface Said {
  readonly answer: boolean;
  readonly on: LocalDate;
  readonly sentence: string;
  /** Ids of what was weighed. */
  readonly factors: readonly string[];
  /** A role or opaque id; left out where it is what the application states. */
  readonly by?: string;
}

/** What a set of answers comes to. */
export type HeldAnswer =
  | { readonly state: 'unanswered' }
  | { readonly state: 'answers_differ'; readonly on: LocalDate }
  | ({ readonly state: 'answered' } & Said);

/** What an answer says, after "said on … ", and who is asked for it. */
export interface Asked {
  readonly said: (answer: boolean, by: string) => string;
  readonly of?: Decider;
}

/** The answers about the case as a whole. Who gave one is named as the policy names who is asked. */
export function answersTo(
  question: string,
  { judgements = [] }: ThresholdFacts,
  { said, of }: Asked,
): Said[] {
  return judgements
    .filter(
      (each) => each.question === question && each.incidentIds === undefined && each.saidBy === undefined,
    )
    .map((each) => ({
      answer: each.answer,
      on: each.on,
      sentence: sentenceOf(each, said(each.answer, each.by), of),
      factors: each.factors ?? [],
      by: each.by,
    }));
}

/**
 * The answer that holds: that of the latest day. Where those of one day differ, nothing is settled; where they agree, that
 * of the role that the policy names, if one is named, is told before others.
 */
export function heldAnswer(answers: readonly Said[], named?: Decider): HeldAnswer {
  const role = named && roleOf(named);
  const isOfNamed = ({ by }: Said) => Number(by === role);
  const [latest] = [...answers].sort(
    (a, b) => compareDates(b.on, a.on) || (named === undefined ? 0 : isOfNamed(b) - isOfNamed(a)),
  );
  if (!latest) return { state: 'unanswered' };
  const ofDay = answers.filter((each) => compareDates(each.on, latest.on) === 0);
  if (ofDay.some((each) => each.answer !== latest.answer)) return { state: 'answers_differ', on: latest.on };
  return { state: 'answered', ...latest, factors: [...new Set(ofDay.flatMap((each) => each.factors))] };
}

/**
 * The sentence of an answer, with a note where another role gave it than the policy names. It counts all the same: who may
 * speak for whom is for the partnership to say. Of an id no role can be read, so nothing is noted.
 */
export function answerInWords({ sentence, by }: Said, named: Decider): string {
  if (by === undefined || by === roleOf(named) || !isRole(by)) return sentence;
  return `${sentence} The policy names ${deciderInWords(named)} for this answer, and ${personInWords(by)} gave it.`;
}

/** Whom an await names. */
export function askedOf(decider: Decider): { readonly of: Actor; readonly ofWords?: string } {
  return typeof decider === 'string' ? { of: decider } : { of: decider.role, ofWords: decider.words };
}

/** Why answers of one day settle nothing. */
export function differInWords(on: LocalDate, whether: string): string {
  return `Answers given on ${inWordsWithoutWeekday(on)} differ, so it is not settled whether ${whether}.`;
}

function sentenceOf({ by, on, why }: JudgementFact, said: string, of: Decider | undefined): string {
  const who = of !== undefined && roleOf(of) === by ? deciderInWords(of) : personInWords(by);
  const start = `${capitalised(who)} said on ${inWordsWithoutWeekday(on)} ${said}`;
  return why.trim() === '' ? ended(start) : ended(`${start}: ${why}`);
}
