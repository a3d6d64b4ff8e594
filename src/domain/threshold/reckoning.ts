import type { AppliedAfter, AppliedWithin } from '#domain/policy/criterion.js';
import type { DatedFacts } from './dated-facts.js';
import { firstDayWithin, lastDayWithin, type Days } from './day-number.js';
import type { Verdict } from './finding.js';
import { boundsOf, isOfLatest, type Candidate } from './marked-day.js';

type Rule = AppliedWithin | AppliedAfter;

/** A test of the day of receipt over the facts. */
export interface Reckoning {
  readonly rule: Rule;
  readonly facts: DatedFacts;
  /** Whether the test is met if that is the marked day. */
  readonly holds: (marked: number) => boolean;
}

/** What the test comes to among some candidates. */
export interface Reckoned {
  readonly verdict: Verdict;
  /** The days that the marked day can be; undefined when there is nothing to reckon from. */
  readonly bounds: Days | undefined;
  /** Whether nothing is sure yet. */
  readonly mayBeNone: boolean;
  /** Those that may still change the answer; empty where it is settled. */
  readonly open: readonly Candidate[];
}

/** Begins to reckon. A later day never serves less far, so one day parts those that are met from those that are not. */
export function reckoningOf(rule: Rule, facts: DatedFacts): Reckoning {
  const { receivedDay } = facts;
  if (rule.test === 'applied_within') {
    const first = firstDayThatReaches(receivedDay, rule);
    return { rule, facts, holds: (marked) => marked >= first };
  }
  const last = lastDayThatLeaves(receivedDay, rule);
  return { rule, facts, holds: (marked) => marked <= last };
}

/** Days by which months of several lengths may differ, at most; found by stepping, the day lies nearer than that. */
const MOST_DIFFERENCE = 4;

function firstDayThatReaches(received: number, { length, firstDay }: AppliedWithin): number {
  let day = firstDayWithin(received, length) - MOST_DIFFERENCE;
  while (lastDayWithin(day, length, firstDay) < received) day++;
  return day;
}

function lastDayThatLeaves(received: number, { length }: AppliedAfter): number {
  let day = firstDayWithin(received, length) + MOST_DIFFERENCE;
  while (lastDayWithin(day, length) > received) day--;
  return day;
}

/** What the test comes to if one of the candidates is what is looked for. */
export function reckon(reckoning: Reckoning, candidates: readonly Candidate[]): Reckoned {
  const { rule, holds } = reckoning;
  const bounds = boundsOf(rule.of, candidates);
  if (!bounds) return { verdict: 'not_met', bounds, mayBeNone: true, open: [] };
  const [atEarliest, atLatest] = [holds(bounds.from), holds(bounds.through)];
  const mayBeNone = !candidates.some((each) => each.isSure);
  if (atEarliest === atLatest && !(mayBeNone && atEarliest))
    return { verdict: atEarliest ? 'met' : 'not_met', bounds, mayBeNone, open: [] };
  const open = candidates.filter((each) =>
    mayBeNone ? mayHold(reckoning, each) : mayTurn(reckoning, each, bounds),
  );
  return { verdict: 'needs_judgement', bounds, mayBeNone, open };
}

/** Whether the test is met if it is this one that is the first or the latest. */
function mayHold({ holds }: Reckoning, { days }: Candidate): boolean {
  return holds(days.from) || holds(days.through);
}

/** Whether what is open about it could give another answer than the sure ones alone. */
function mayTurn({ rule, holds }: Reckoning, { days, awaits, isSure }: Candidate, bounds: Days): boolean {
  if (isSure && awaits.length === 0) return false;
  return isOfLatest(rule.of)
    ? holds(days.through) !== holds(bounds.from)
    : holds(days.from) !== holds(bounds.through);
}
