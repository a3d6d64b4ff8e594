import type { Temporal } from 'temporal-polyfill';
import { HolidaysUnknown, type BankHolidays } from '#domain/calendar/bank-holidays.js';
import { isBefore, localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { clockRulesOf, dueAtOf, type ClockRules, type PolicyOfTime } from './clock-rules.js';
import { happenedBy, type CaseCourse } from './course.js';
import { momentsOf } from './moments.js';
import { countedFrom } from './office-hours.js';
import { reckon } from './reckon.js';
import { pastOf, runsOf, type Past, type Run } from './runs.js';
import { addStandstill, type Pause } from './standstill.js';

/** What happens at one instant: several moments where one act is several things at once. */
export interface Happening {
  readonly moments: readonly CaseMoment[];
  readonly at: Temporal.Instant;
  /** What happened in the case before. Left out: nothing. */
  readonly before?: CaseCourse['moments'];
  /** When clocks stood still, or stand still. Left out: never. */
  readonly pauses?: readonly Pause[];
}

/** A clock to be started, with the arithmetic of its due date. */
export interface ClockPlan {
  readonly stepId: string;
  /** Any one of these moments ends it. */
  readonly endsWith: readonly CaseMoment[];
  /** Any one of these takes it away. */
  readonly takenAwayBy: readonly CaseMoment[];
  readonly anchor: CaseMoment;
  /** What it began with: the anchor, or what had to happen besides, if that came later. */
  readonly begunBy: CaseMoment;
  /** The local day from which it is counted: later than the day of the event where that came after working hours. */
  readonly anchoredOn: LocalDate;
  /** The last local day, inclusive, on which the step is in time. */
  readonly dueOn: LocalDate;
  /** The instant at which that day, or its working day, is over: from then on the clock has fallen due. */
  readonly dueAt: Temporal.Instant;
  /** One sentence without a full stop; working days name the bank holidays passed over. */
  readonly arithmetic: string;
  /** Whether the policy lets the time be extended. */
  readonly extendable: boolean;
  /** Whether the day may still move because bank holidays are not known yet, or it stands still. */
  readonly provisional: boolean;
  /** Whether it stands still from the first and nobody knows yet until when. */
  readonly standsStill: boolean;
}

/**
 * The clocks that an event starts, in the order of the steps: one for every step that counts forward and begins to run
 * with it, be it that the event is what it counts from, that it is there only if this happened, or that it begins anew. A
 * step to the next meeting of a calendar whose listed days have run out starts none, as there is no day for it.
 * @throws HolidaysUnknown when a count of working days begins before the known range
 */
export function startClocks(policy: PolicyOfTime, happening: Happening, holidays: BankHolidays): ClockPlan[] {
  const rules = clockRulesOf(policy, holidays);
  return turnsOf(rules.steps, happening).flatMap(({ step, before, after }) =>
    after && !isSame(before, after) && step.direction !== 'before'
      ? planClock(step, after, { happening, rules })
      : [],
  );
}

/** The ids of the steps that an event ends or takes away; of a step that repeats, also where it begins anew. */
export function stepsStopped(policy: PolicyOfTime, happening: Happening): string[] {
  return turnsOf(stepsOf(policy), happening).flatMap(({ step, before, after }) =>
    before && !isSame(before, after) ? [step.id] : [],
  );
}

/** A time that a step runs: from what, and the how many-th. */
interface Running extends Pick<Run, 'anchor' | 'begun'> {
  readonly nth: number;
}

interface Turn {
  readonly step: TimescaleStep;
  readonly before: Running | undefined;
  readonly after: Running | undefined;
}

/** How each step stands just before an event and just after it. */
function turnsOf(steps: readonly TimescaleStep[], { moments, at, before = [] }: Happening): Turn[] {
  const today = localDateOf(at);
  const earlier = pastOf(happenedBy({ moments: before }, today));
  const now = moments.map((moment) => ({ moment, at }));
  const later = pastOf(happenedBy({ moments: [...before, ...now] }, today));
  return steps.map((step) => ({
    step,
    before: runningOf(step, earlier),
    after: runningOf(step, later),
  }));
}

function runningOf(step: TimescaleStep, past: Past): Running | undefined {
  const runs = runsOf(step, past);
  const last = runs.at(-1);
  return last && !last.end ? { anchor: last.anchor, begun: last.begun, nth: runs.length } : undefined;
}

function isSame(one: Running | undefined, other: Running | undefined): boolean {
  return (
    one !== undefined &&
    one.nth === other?.nth &&
    one.anchor.moment === other.anchor.moment &&
    one.anchor.at.equals(other.anchor.at)
  );
}

function planClock(
  step: TimescaleStep,
  { anchor: from, begun }: Running,
  { happening, rules }: { happening: Happening; rules: ClockRules },
): ClockPlan[] {
  const { moment: anchor, at } = from;
  const counted = countedFrom({ step, moment: anchor }, at, rules);
  if ('workingDays' in step.within && isBefore(counted.on, rules.holidays.from))
    throw new HolidaysUnknown(counted.on, rules.holidays);
  const run = { step, on: counted.on, until: localDateOf(happening.at), hasEnded: false };
  const standstill = { pauses: happening.pauses ?? [], run };
  const reckoned = reckon(step, { on: counted.on, at }, rules);
  const { dueOn, words, provisional, held } = addStandstill(reckoned, standstill, rules);
  if (!dueOn) return [];
  return [
    {
      stepId: step.id,
      endsWith: momentsOf(step.endsWith),
      takenAwayBy: momentsOf(step.unless),
      anchor,
      begunBy: begun.moment,
      anchoredOn: counted.on,
      dueOn,
      dueAt: reckoned.dueAt ?? dueAtOf(step, dueOn, rules),
      arithmetic: counted.words === '' ? words : `${counted.words}; ${words}`,
      extendable: step.extension !== undefined,
      provisional: provisional || counted.provisional,
      standsStill: held,
    },
  ];
}
