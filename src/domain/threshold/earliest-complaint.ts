import { complainantAwait } from './complaint-standing.js';
import type { DatedComplaint, DatedIncident } from './dated-facts.js';
import type { Days } from './day-number.js';
import type { ComplaintFact } from './facts.js';
import { distinctAwaits } from './distinct-awaits.js';
import type { Await, Verdict } from './finding.js';

/** A complaint that was made, or may have been, with the last day on which it would have been in time. */
export interface Made {
  readonly incident: DatedIncident;
  readonly days: Days;
  readonly lastInTime: number;
  readonly awaits: readonly Await[];
  /** Whose it is; who makes a complaint that nobody has produced yet is not settled. */
  readonly by: 'victim' | 'somebody_else' | 'unsettled';
  /** Left out of one that nobody has produced yet. */
  readonly complaint?: DatedComplaint;
}

/** What a set of complaints comes to: the earliest that is sure, and those that may still change the answer. */
export interface Judged {
  readonly verdict: Verdict;
  readonly first?: Made;
  readonly open: readonly Made[];
}

/** The earliest of the complaints, whoever made them. */
export function judge(made: readonly Made[]): Judged {
  const first = firstOf(made.filter((each) => each.awaits.length === 0));
  const open = made.filter((each) => each.awaits.length > 0 && mayChange(each, first));
  const verdict = open.length > 0 ? 'needs_judgement' : !first || isInTime(first) ? 'met' : 'not_met';
  return { verdict, open, ...(first ? { first } : {}) };
}

/**
 * The earliest that the victim made; where the victim made none, the earliest of all. While nothing is surely the
 * victim's, both may be: that none is, and that any one of those not settled is.
 */
export function judgeOfVictim(made: readonly Made[]): Judged {
  const may = made.filter((each) => !isOfSomebodyElse(each)).map(withComplainantAwaited);
  if (may.some((each) => each.awaits.length === 0)) return judge(may);
  const ofAnybody = judge(made);
  if (ofAnybody.verdict === 'needs_judgement') return ofAnybody;
  const against = may.filter((each) => (ofAnybody.verdict === 'met' ? mayBeLate(each) : mayBeInTime(each)));
  return against.length === 0 ? ofAnybody : { ...ofAnybody, verdict: 'needs_judgement', open: against };
}

function withComplainantAwaited(made: Made): Made {
  const { complaint, by, awaits } = made;
  if (by !== 'unsettled' || complaint === undefined) return made;
  return { ...made, awaits: distinctAwaits([...awaits, complainantAwait(complaint.complaint)]) };
}

/** Whether somebody else than a victim surely made it. */
export function isOfSomebodyElse(made: Made): boolean {
  return made.by === 'somebody_else';
}

/** Whose a complaint is; a victim's only once it is known which. */
export function whoMade({ byVictim, personId }: ComplaintFact): Made['by'] {
  if (byVictim === false) return 'somebody_else';
  return byVictim === true && personId !== null ? 'victim' : 'unsettled';
}

/** The first by day, of one day one in time before others; of equals the first listed. */
function firstOf(made: readonly Made[]): Made | undefined {
  let first: Made | undefined;
  for (const each of made) if (first === undefined || byDayThenTimeliness(each, first) < 0) first = each;
  return first;
}

function byDayThenTimeliness(a: Made, b: Made): number {
  return a.days.from - b.days.from || Number(isInTime(b)) - Number(isInTime(a));
}

/** Whether it lies in time from its first possible day on; of a known day, whether that day does. */
export function isInTime(made: Made): boolean {
  return made.days.from <= made.lastInTime;
}

function mayBeInTime({ days, lastInTime }: Made): boolean {
  return days.from <= lastInTime;
}

function mayBeLate({ days, lastInTime }: Made): boolean {
  return lastInTime < days.through;
}

/** Whether a complaint that is not sure could turn the answer that the sure ones give. */
function mayChange(possible: Made, first: Made | undefined): boolean {
  const { days, lastInTime } = possible;
  if (!first || isInTime(first)) {
    const last = first ? Math.min(days.through, first.days.from - 1) : days.through;
    return Math.max(days.from, lastInTime + 1) <= last;
  }
  return days.from <= Math.min(lastInTime, first.days.from, days.through);
}
