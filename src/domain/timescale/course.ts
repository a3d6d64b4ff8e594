import { Temporal } from 'temporal-polyfill';
import { compareDates, isBefore, localTimeOf, type LocalDate } from '#domain/calendar/local-date.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { canFollow, closes, endsAs, isPlanned, startsAs } from './happened.js';
import { momentsOf } from './moments.js';
import type { Pause } from './standstill.js';

/** What happened in a case, as far as its timescales go. */
export interface CaseCourse {
  /** In any order. A moment may happen several times; of a planned day the one listed last holds. */
  readonly moments: readonly { readonly moment: CaseMoment; readonly at: Temporal.Instant }[];
  readonly pauses?: readonly Pause[];
  /** Extensions of which the applicant was told, in the order in which they were given. */
  readonly extensions?: readonly Extended[];
}

/** That a step was given time until a day, inclusive. */
export interface Extended {
  readonly stepId: string;
  readonly dueOn: LocalDate;
  readonly reason: string;
}

/** Something that happened, with the local day and time at which it did. */
export interface Happened {
  readonly moment: CaseMoment;
  readonly at: Temporal.Instant;
  readonly on: LocalDate;
  readonly time: Temporal.PlainTime;
}

/** What has happened by a local day, earliest first; what lies after it has not, but for days agreed beforehand. */
export function happenedBy(course: CaseCourse, today: LocalDate): readonly Happened[] {
  const all = course.moments.map(({ moment, at }): Happened => ({ moment, at, ...localTimeOf(at) }));
  const lastPlanned = new Map(all.map((each) => [each.moment, each]));
  return all
    .filter((each) =>
      isPlanned(each.moment) ? lastPlanned.get(each.moment) === each : !isBefore(today, each.on),
    )
    .sort((one, other) => Temporal.Instant.compare(one.at, other.at));
}

/** What a step counts from: the first that happened of its moments; undefined while none has. */
export function anchorOf(step: TimescaleStep, happened: readonly Happened[]): Happened | undefined {
  const from = momentsOf(step.from);
  return happened.find(({ moment }) => startsAs(moment).some((each) => from.includes(each)));
}

/**
 * What ended a step: the first of its endings on the day of its anchor or later. What prepares for a day agreed
 * beforehand ends before that day.
 */
export function endOf(
  step: TimescaleStep,
  anchor: Happened,
  happened: readonly Happened[],
): Happened | undefined {
  const atAnyTime = step.direction === 'before' || isPlanned(anchor.moment);
  return happened.find(
    (each) =>
      each !== anchor && (atAnyTime || compareDates(anchor.on, each.on) <= 0) && isEndedBy(step, each.moment),
  );
}

/** Whether something that ends a step has happened at all. */
export function hasEnding(step: TimescaleStep, happened: readonly Happened[]): boolean {
  return happened.some(({ moment }) => isEndedBy(step, moment));
}

function isEndedBy(step: TimescaleStep, moment: CaseMoment): boolean {
  const endings = momentsOf(step.endsWith);
  return endsAs(moment).some((each) => endings.includes(each));
}

/** What made it impossible that a step still ends by one of its own moments, the first of such things. */
export function closerOf(step: TimescaleStep, closers: readonly Happened[]): Happened | undefined {
  const endings = momentsOf(step.endsWith);
  return closers.find(({ moment }) => endings.every((ending) => !canFollow(ending, moment)));
}

/** Whether a moment that has not happened still can. */
export function canStillHappen(moment: CaseMoment, closers: readonly Happened[]): boolean {
  return closers.every((each) => canFollow(moment, each.moment));
}

/** What closes something. A refusal that was followed by the decision that the threshold is met closes nothing. */
export function closersIn(happened: readonly Happened[]): readonly Happened[] {
  const met = happened.findLastIndex(({ moment }) => moment === 'threshold_met');
  return happened.filter(({ moment }, index) => {
    const isRefusal = moment === 'threshold_not_met' || moment === 'declined';
    return closes(moment) && (index >= met || !isRefusal);
  });
}
