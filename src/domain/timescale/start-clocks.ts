import type { Temporal } from 'temporal-polyfill';
import { HolidaysUnknown, type BankHolidays } from '#domain/calendar/bank-holidays.js';
import { isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { clockRulesOf, dueAtOf, type ClockRules, type PolicyOfTime } from './clock-rules.js';
import { startsAs } from './happened.js';
import { momentsOf } from './moments.js';
import { countedFrom } from './office-hours.js';
import { reckon } from './reckon.js';

/** What happens at one instant: several moments where one act is several things at once. */
export interface Happening {
  readonly moments: readonly CaseMoment[];
  readonly at: Temporal.Instant;
}

/** A clock to be started, with the arithmetic of its due date. */
export interface ClockPlan {
  readonly stepId: string;
  /** Any one of these moments ends it. */
  readonly endsWith: readonly CaseMoment[];
  readonly anchor: CaseMoment;
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
  /** Whether the day may still move because bank holidays are not known yet. */
  readonly provisional: boolean;
}

/**
 * The clocks that an event starts: one for every step that counts forward from it, in the order of the steps. A step to
 * the next meeting of a calendar whose listed days have run out starts none, as there is no day for it.
 * @throws HolidaysUnknown when a count of working days begins before the known range
 */
export function startClocks(policy: PolicyOfTime, happening: Happening, holidays: BankHolidays): ClockPlan[] {
  const rules = clockRulesOf(policy, holidays);
  return rules.steps.flatMap((step) => {
    const anchor = happening.moments.find((moment) =>
      startsAs(moment).some((each) => momentsOf(step.from).includes(each)),
    );
    if (anchor === undefined || step.direction === 'before') return [];
    return planClock(step, { anchor, at: happening.at }, rules);
  });
}

function planClock(
  step: TimescaleStep,
  { anchor, at }: { anchor: CaseMoment; at: Temporal.Instant },
  rules: ClockRules,
): ClockPlan[] {
  const counted = countedFrom(anchor, at, rules);
  if ('workingDays' in step.within && isBefore(counted.on, rules.holidays.from))
    throw new HolidaysUnknown(counted.on, rules.holidays);
  const { dueOn, words, provisional } = reckon(step, counted.on, rules);
  if (!dueOn) return [];
  return [
    {
      stepId: step.id,
      endsWith: momentsOf(step.endsWith),
      anchor,
      anchoredOn: counted.on,
      dueOn,
      dueAt: dueAtOf(step, dueOn, rules),
      arithmetic: counted.words === '' ? words : `${counted.words}; ${words}`,
      extendable: step.extension !== undefined,
      provisional: provisional || counted.provisional,
    },
  ];
}
