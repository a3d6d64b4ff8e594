import { compareDates } from '#domain/calendar/local-date.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { closerOf, closersIn, firstOf, isEndedBy, withoutOverturned, type Happened } from './course.js';
import { isPlanned } from './happened.js';
import { momentsOf } from './moments.js';

/** One time that a step ran, or runs, in a case. */
export interface Run {
  /** What it counts from. */
  readonly anchor: Happened;
  /** What it began with: what it counts from, or what had to happen besides, if that came later. */
  readonly begun: Happened;
  /** What ended it; it may be none of the step's own endings. */
  readonly end?: Happened;
}

/** What happened in a case by a day, earliest first. */
export interface Past {
  readonly happened: readonly Happened[];
  /** What makes that something cannot happen any more. */
  readonly closers: readonly Happened[];
}

/** A past with what closes something in it. */
export function pastOf(happened: readonly Happened[]): Past {
  return { happened, closers: closersIn(happened) };
}

/**
 * Every time that a step ran or runs, earliest first; of these only the last can be running. None where it has not begun
 * or is there no more. It begins with what it counts from, or where it is there only if something happened, with that, if
 * that came later.
 */
export function runsOf(step: TimescaleStep, past: Past): readonly Run[] {
  const anchor = firstOf(momentsOf(step.from), past.happened);
  const condition = conditionOf(step, past);
  if (!anchor || condition === 'not_yet' || isExcluded(step, past)) return [];
  const begun =
    condition && past.happened.indexOf(condition) > past.happened.indexOf(anchor) ? condition : anchor;
  const closer = closerOf(step, past.closers);
  const end = earliestEnd(step, { anchor, begun, condition }, past);
  const run = runUntil({ anchor, begun }, step.repeats ? earlier(end, closer, past) : (end ?? closer));
  if (run.end && run.end === closer && !isAfter(closer, begun)) return [];
  if (step.repeats) return [run, ...runsAfter(run, step, past)];
  return step.eachTime ? [run, ...runsOfOtherTimes(run, step, past)] : [run];
}

/** What made that a step is there: undefined where it always is. */
export function conditionOf(step: TimescaleStep, { happened }: Past): Happened | undefined | 'not_yet' {
  if (step.onlyIf === undefined) return undefined;
  return firstOf(momentsOf(step.onlyIf), happened) ?? 'not_yet';
}

/** Whether a step is there no more. A refusal that was overturned takes no step away. */
export function isExcluded(step: TimescaleStep, { happened }: Past): boolean {
  return firstOf(momentsOf(step.unless), withoutOverturned(happened)) !== undefined;
}

/**
 * The first of its endings on the day on which it began or later. What prepares for a day agreed beforehand ends before
 * that day.
 */
function earliestEnd(
  step: TimescaleStep,
  { anchor, begun, condition }: { anchor: Happened; begun: Happened; condition: Happened | undefined },
  { happened }: Past,
): Happened | undefined {
  const since = step.direction === 'before' || isPlanned(anchor.moment) ? condition : begun;
  return happened.find(
    (each) =>
      each !== anchor &&
      isEndedBy(step, each.moment) &&
      (since === undefined || compareDates(since.on, each.on) <= 0),
  );
}

/** Each time that it began anew, from what ended the time before, until the case is over. */
function runsAfter(first: Run, step: TimescaleStep, past: Past): readonly Run[] {
  const closer = closerOf(step, past.closers);
  const runs: Run[] = [];
  for (let { end } = first; end && end !== closer && (!closer || isAfter(closer, end));) {
    const from = past.happened.indexOf(end) + 1;
    const next = past.happened.slice(from).find(({ moment }) => isEndedBy(step, moment));
    const run = runUntil({ anchor: end, begun: end }, earlier(next, closer, past));
    runs.push(run);
    ({ end } = run);
  }
  return runs;
}

/** Each time that what it counts from happened once more after the time before had ended, until the case is over. */
function runsOfOtherTimes(first: Run, step: TimescaleStep, past: Past): readonly Run[] {
  const closer = closerOf(step, past.closers);
  const runs: Run[] = [];
  for (let { end } = first; end && end !== closer;) {
    const later = past.happened.slice(past.happened.indexOf(end) + 1);
    const anchor = firstOf(momentsOf(step.from), later);
    if (!anchor || (closer && !isAfter(closer, anchor))) break;
    const next = later.slice(later.indexOf(anchor) + 1).find(({ moment }) => isEndedBy(step, moment));
    const run = runUntil({ anchor, begun: anchor }, earlier(next, closer, past));
    runs.push(run);
    ({ end } = run);
  }
  return runs;
}

function runUntil(begins: Pick<Run, 'anchor' | 'begun'>, end: Happened | undefined): Run {
  return { ...begins, ...(end && { end }) };
}

function earlier(
  one: Happened | undefined,
  other: Happened | undefined,
  { happened }: Past,
): Happened | undefined {
  if (!one || !other) return one ?? other;
  return happened.indexOf(other) < happened.indexOf(one) ? other : one;
}

function isAfter(one: Happened, other: Happened): boolean {
  return compareDates(one.on, other.on) > 0 || one.at.epochMilliseconds > other.at.epochMilliseconds;
}
