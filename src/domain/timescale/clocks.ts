import type { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { inWords, isBefore, localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import type { CaseClock } from './case-clock.js';
import { clockRulesOf, type ClockRules, type PolicyOfTime } from './clock-rules.js';
import {
  anchorOf,
  canStillHappen,
  closerOf,
  closersIn,
  endOf,
  hasEnding,
  happenedBy,
  type CaseCourse,
  type Extended,
  type Happened,
} from './course.js';
import { extensionRefused } from './extension-limit.js';
import { forecastBase, unknownInWords, type FindDue } from './forecast.js';
import { markEnded, markOpen, type Now } from './mark.js';
import { momentsOf } from './moments.js';
import { countedFrom } from './office-hours.js';
import { reckon } from './reckon.js';
import { addStandstill, type Pause } from './standstill.js';

interface Scene {
  readonly rules: ClockRules;
  readonly happened: readonly Happened[];
  readonly closers: readonly Happened[];
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extended[];
  readonly now: Now;
}

/**
 * Every step of a policy as it stands in a case, in the order of the policy: those that run or ran with their marks, and
 * those that are still to come with a forecast, by the graph of what each ends with and the next begins with. A step that
 * can come no more, because the threshold was not met or the case ended, or that was done before its time began to run,
 * is left out.
 */
export function clocksOf(
  policy: PolicyOfTime,
  course: CaseCourse,
  { holidays, now }: { holidays: BankHolidays; now: Temporal.Instant },
): readonly CaseClock[] {
  const today = localDateOf(now);
  const happened = happenedBy(course, today);
  const scene: Scene = {
    rules: clockRulesOf(policy, holidays),
    happened,
    closers: closersIn(happened),
    pauses: course.pauses ?? [],
    extensions: course.extensions ?? [],
    now: { at: now, today },
  };
  const clocks = new Map<TimescaleStep, CaseClock | undefined>();
  // A step whose forecast is being made is there without a clock: a circle of steps ends at it.
  const clockOf = (step: TimescaleStep): CaseClock | undefined => {
    if (clocks.has(step)) return clocks.get(step);
    clocks.set(step, undefined);
    const clock = makeClock(step, scene, (other) => dueOf(clockOf(other)));
    clocks.set(step, clock);
    return clock;
  };
  return scene.rules.steps.flatMap((step) => clockOf(step) ?? []);
}

function dueOf(clock: CaseClock | undefined): ReturnType<FindDue> {
  if (!clock?.dueOn || clock.state === 'ended') return undefined;
  return { dueOn: clock.dueOn, provisional: clock.provisional };
}

function makeClock(step: TimescaleStep, scene: Scene, findDue: FindDue): CaseClock | undefined {
  const anchor = anchorOf(step, scene.happened);
  return anchor ? startedClock(step, anchor, scene) : forecastClock(step, scene, findDue);
}

function startedClock(step: TimescaleStep, anchor: Happened, scene: Scene): CaseClock | undefined {
  const { rules, happened, now } = scene;
  const closer = closerOf(step, scene.closers);
  const end = endOf(step, anchor, happened) ?? closer;
  if (
    end &&
    end === closer &&
    !isBefore(anchor.on, end.on) &&
    end.at.epochMilliseconds <= anchor.at.epochMilliseconds
  )
    return undefined;
  const counted = countedFrom(anchor.moment, anchor.at, rules);
  const run = { step, on: counted.on, until: end?.on ?? now.today, hasEnded: end !== undefined };
  const reckoned = addStandstill(reckon(step, counted.on, rules), { pauses: scene.pauses, run }, rules);
  const { dueOn, words } = extend(step, reckoned, scene);
  return {
    ...partsOf(step),
    state: end ? 'ended' : 'running',
    from: anchor.moment,
    anchoredOn: counted.on,
    dueOn,
    ...(end && { endedOn: end.on, endedBy: end.moment }),
    arithmetic: counted.words === '' ? words : `${counted.words}; ${words}`,
    provisional: counted.provisional || reckoned.provisional,
    standsStill: reckoned.standsStill,
    ...(end
      ? markEnded({ step, dueOn, end }, rules)
      : markOpen({ step, dueOn, state: 'running' }, now, rules)),
  };
}

/** The last day with the extensions that the policy allows; one that it does not allow is named and moves nothing. */
function extend(
  step: TimescaleStep,
  { dueOn: firstDueOn, words }: { dueOn: LocalDate | null; words: string },
  { extensions, rules }: Scene,
): { dueOn: LocalDate | null; words: string } {
  let dueOn = firstDueOn;
  let told = words;
  let timesBefore = 0;
  for (const extension of extensions.filter(({ stepId }) => stepId === step.id)) {
    const day = inWords(extension.dueOn);
    const refused = firstDueOn
      ? extensionRefused(step, { firstDueOn, timesBefore, dueOn: extension.dueOn }, rules)
      : undefined;
    if (refused) told += `; the extension to ${day} does not count, which the policy does not allow`;
    else if (!dueOn || isBefore(dueOn, extension.dueOn)) {
      told += `; extended to ${day}`;
      ({ dueOn } = extension);
      timesBefore += 1;
    }
  }
  return { dueOn, words: told };
}

function forecastClock(step: TimescaleStep, scene: Scene, findDue: FindDue): CaseClock | undefined {
  const { rules, happened, closers, now } = scene;
  const possible = (moments: readonly CaseMoment[]) => moments.some((each) => canStillHappen(each, closers));
  const [first] = momentsOf(step.from);
  if (!first || !possible(momentsOf(step.from)) || !possible(momentsOf(step.endsWith))) return undefined;
  if (hasEnding(step, happened)) return undefined;
  const base = forecastBase(step, { steps: rules.steps, happened, closers, findDue });
  const reckoned = base && reckon(step, base.on, rules);
  const dueOn = reckoned?.dueOn ?? null;
  return {
    ...partsOf(step),
    state: 'forecast',
    from: base?.from ?? first,
    anchoredOn: base?.on ?? null,
    dueOn,
    arithmetic: base && reckoned ? `${base.words}; ${reckoned.words}` : unknownInWords(step),
    provisional: base === undefined || base.provisional || reckoned?.provisional === true,
    standsStill: false,
    ...markOpen({ step, dueOn, state: 'forecast' }, now, rules),
  };
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
