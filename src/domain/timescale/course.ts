import { Temporal } from 'temporal-polyfill';
import { isBefore, localTimeOf, type LocalDate } from '#domain/calendar/local-date.js';
import { CASE_MOMENTS, type CaseMoment, type TimescaleStep } from '#domain/policy/timescales.js';
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

/**
 * What has happened by a local day, earliest first, and of one instant in the order of the moments; what lies after the
 * day has not, but for days agreed beforehand.
 */
export function happenedBy(course: Pick<CaseCourse, 'moments'>, today: LocalDate): readonly Happened[] {
  const all = course.moments.map(({ moment, at }): Happened => ({ moment, at, ...localTimeOf(at) }));
  const lastPlanned = new Map(all.map((each) => [each.moment, each]));
  return all
    .filter((each) =>
      isPlanned(each.moment) ? lastPlanned.get(each.moment) === each : !isBefore(today, each.on),
    )
    .sort(compareHappened);
}

function compareHappened(one: Happened, other: Happened): number {
  return Temporal.Instant.compare(one.at, other.at) || placeOf(one.moment) - placeOf(other.moment);
}

const PLACES: ReadonlyMap<CaseMoment, number> = new Map(CASE_MOMENTS.map((moment, place) => [moment, place]));

function placeOf(moment: CaseMoment): number {
  return PLACES.get(moment) ?? 0;
}

/** The first that happened of some moments; undefined while none has. */
export function firstOf(moments: readonly CaseMoment[], happened: readonly Happened[]): Happened | undefined {
  return happened.find(({ moment }) => startsAs(moment).some((each) => moments.includes(each)));
}

/** Whether a moment is one that ends a step. */
export function isEndedBy(step: TimescaleStep, moment: CaseMoment): boolean {
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
  return withoutOverturned(happened).filter(({ moment }) => closes(moment));
}

/** What happened, but for refusals that were followed by the decision that the threshold is met. */
export function withoutOverturned(happened: readonly Happened[]): readonly Happened[] {
  const met = happened.findLastIndex(({ moment }) => moment === 'threshold_met');
  return happened.filter(
    ({ moment }, index) => index >= met || (moment !== 'threshold_not_met' && moment !== 'declined'),
  );
}
