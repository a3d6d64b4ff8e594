import { epochDayOf } from '#domain/calendar/epoch-day.js';
import { inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import type { Count } from '#domain/policy/criterion.js';
import { Temporal } from 'temporal-polyfill';
import type { EarlierReview, IncidentFact, ThresholdFacts } from './facts.js';
import { remembered } from './remembered.js';

/** A day before which nothing counts. */
export interface FirstDayThatCounts {
  readonly day: number;
  /** "before the last application for a review, of 10 March 2026" */
  readonly words: string;
}

/** From when what is about one incident counts. */
export interface Floor {
  /** Left out: from any day. */
  readonly surely?: FirstDayThatCounts;
  /** A later day, if the incident is of a problem that was reviewed, which nobody said. */
  readonly possibly?: FirstDayThatCounts;
}

const NONE: Floor = {};

/** Finds the first day that counts: fixed by the rule, or that of the last application for a review before this one. */
export function floorOf(
  { notBefore, since }: Count,
  { earlierReviews = [], receivedOn }: ThresholdFacts,
): (incident: IncidentFact) => Floor {
  const fixed = notBefore === undefined ? [] : [fixedDay(notBefore)];
  const earlier = (since === undefined ? [] : earlierReviews).filter(
    ({ appliedOn }) => Temporal.PlainDate.compare(appliedOn, receivedOn) <= 0,
  );
  if (fixed.length === 0 && earlier.length === 0) return () => NONE;
  const ofProblem = remembered((problem: string | undefined): Floor => {
    const of = (some: readonly EarlierReview[]) => some.map(reviewed);
    const own = earlier.filter((each) => each.problem === undefined || each.problem === problem);
    const surely = latest([...fixed, ...of(own)]);
    const unsaid = problem === undefined ? latest(of(earlier)) : undefined;
    const possibly = unsaid && unsaid.day > (surely?.day ?? -Infinity) ? unsaid : undefined;
    return { ...(surely ? { surely } : {}), ...(possibly ? { possibly } : {}) };
  });
  return ({ problem }) => ofProblem(problem);
}

function fixedDay(iso: string): FirstDayThatCounts {
  const day = Temporal.PlainDate.from(iso);
  return { day: epochDayOf(day), words: `before ${inWordsWithoutWeekday(day)}, from when it counts` };
}

function reviewed({ appliedOn }: EarlierReview): FirstDayThatCounts {
  return {
    day: epochDayOf(appliedOn),
    words: `before the last application for a review, of ${inWordsWithoutWeekday(appliedOn)}`,
  };
}

function latest(days: readonly FirstDayThatCounts[]): FirstDayThatCounts | undefined {
  return days.reduce<FirstDayThatCounts | undefined>(
    (last, each) => (last === undefined || each.day > last.day ? each : last),
    undefined,
  );
}
