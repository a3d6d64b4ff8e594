import type { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { isBefore, localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import type { CaseClock } from './case-clock.js';
import { clockRulesOf, type ClockRules, type PolicyOfTime } from './clock-rules.js';
import { happenedBy, type CaseCourse, type Extended } from './course.js';
import { extended } from './extended.js';
import type { FindDue } from './forecast.js';
import { forecastOf } from './forecast-of.js';
import { markEnded, markOpen, type Now } from './mark.js';
import { countedFrom, type CountedFrom } from './office-hours.js';
import { reckon } from './reckon.js';
import { pastOf, runsOf, type Past, type Run } from './runs.js';
import { addStandstill, type Pause } from './standstill.js';

interface Scene {
  readonly rules: ClockRules;
  readonly past: Past;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extended[];
  readonly now: Now;
}

/**
 * Every step of a policy as it stands in a case, in the order of the policy: those that run or ran with their marks, and
 * those that are still to come with a forecast, by the graph of what each ends with and the next begins with. A step that
 * repeats, or begins each time, has a clock for each of them, earliest first. A step that can come no more, because the threshold was not met or
 * the case ended, or that was done before its time began to run, is left out; and so is one that the policy takes away
 * once something happened.
 */
export function clocksOf(
  policy: PolicyOfTime,
  course: CaseCourse,
  { holidays, now }: { holidays: BankHolidays; now: Temporal.Instant },
): readonly CaseClock[] {
  const today = localDateOf(now);
  const scene: Scene = {
    rules: clockRulesOf(policy, holidays),
    past: pastOf(happenedBy(course, today)),
    pauses: course.pauses ?? [],
    extensions: course.extensions ?? [],
    now: { at: now, today },
  };
  const known = new Map<TimescaleStep, readonly CaseClock[]>();
  // A step whose forecast is being made is there without a clock: a circle of steps ends at it.
  const clocksOfStep = (step: TimescaleStep): readonly CaseClock[] => {
    const made = known.get(step);
    if (made) return made;
    known.set(step, []);
    const clocks = makeClocks(step, scene, (other) => dueOf(clocksOfStep(other).at(-1)));
    known.set(step, clocks);
    return clocks;
  };
  return scene.rules.steps.flatMap(clocksOfStep);
}

function dueOf(clock: CaseClock | undefined): ReturnType<FindDue> {
  if (!clock?.dueOn || !clock.dueAt || clock.state === 'ended') return undefined;
  return { dueOn: clock.dueOn, dueAt: clock.dueAt, provisional: clock.provisional };
}

function makeClocks(step: TimescaleStep, scene: Scene, findDue: FindDue): readonly CaseClock[] {
  const runs = runsOf(step, scene.past);
  if (runs.length === 0) return forecastClock(step, scene, findDue);
  const reckoned = runs.map((run) => reckonRun(step, run, scene));
  return reckoned.map((each, index) => runClock(each, reckoned[index + 1]?.dueOn ?? null, scene));
}

interface ReckonedRun extends Run, ReturnType<typeof addStandstill> {
  readonly step: TimescaleStep;
  readonly counted: CountedFrom;
}

function reckonRun(step: TimescaleStep, run: Run, { rules, pauses, now }: Scene): ReckonedRun {
  const { anchor, end } = run;
  const counted = countedFrom({ step, moment: anchor.moment }, anchor.at, rules);
  const until = { step, on: counted.on, until: end?.on ?? now.today, hasEnded: end !== undefined };
  const reckoned = addStandstill(
    reckon(step, { on: counted.on, at: anchor.at }, rules),
    { pauses, run: until },
    rules,
  );
  return { ...run, ...reckoned, step, counted };
}

function runClock(run: ReckonedRun, nextDueOn: LocalDate | null, scene: Scene): CaseClock {
  const { rules, now } = scene;
  const { step, anchor, end, counted, standsStill, held } = run;
  const { words, provisional, ...due } = extended(run, extensionsOf(run, nextDueOn, scene), rules);
  return {
    ...partsOf(step),
    state: end ? 'ended' : 'running',
    from: anchor.moment,
    anchoredOn: counted.on,
    dueOn: due.dueOn,
    ...(end && { endedOn: end.on, endedBy: end.moment }),
    arithmetic: counted.words === '' ? words : `${counted.words}; ${words}`,
    provisional: counted.provisional || provisional,
    standsStill,
    held,
    ...(end
      ? markEnded({ step, ...due, end }, rules)
      : markOpen({ step, ...due, state: 'running' }, now, rules)),
  };
}

/** The extensions of a step; where it repeats, each belongs to the last time that was due before the day given to it. */
function extensionsOf({ step, dueOn }: ReckonedRun, nextDueOn: LocalDate | null, { extensions }: Scene) {
  return extensions.filter(
    (each) =>
      each.stepId === step.id &&
      ((!step.repeats && !step.eachTime) ||
        ((!dueOn || isBefore(dueOn, each.dueOn)) && (!nextDueOn || !isBefore(nextDueOn, each.dueOn)))),
  );
}

function forecastClock(step: TimescaleStep, scene: Scene, findDue: FindDue): readonly CaseClock[] {
  const { rules, past, now } = scene;
  const forecast = forecastOf(step, { rules, past, today: now.today, findDue });
  if (!forecast) return [];
  const { from, anchoredOn, words, provisional, ...due } = forecast;
  return [
    {
      ...partsOf(step),
      state: 'forecast',
      from,
      anchoredOn,
      dueOn: due.dueOn,
      arithmetic: words,
      provisional,
      standsStill: false,
      held: false,
      ...markOpen({ step, ...due, state: 'forecast' }, now, rules),
    },
  ];
}

function partsOf(
  step: TimescaleStep,
): Pick<CaseClock, 'stepId' | 'words' | 'welsh' | 'source' | 'actor' | 'soft'> {
  const { id, words, welsh, source, actor, usually } = step;
  return {
    stepId: id,
    words,
    ...(welsh !== undefined && { welsh }),
    ...(source !== undefined && { source }),
    actor,
    soft: usually === true,
  };
}
