import type { Temporal } from 'temporal-polyfill';
import { compareDates, inWords, type LocalDate } from '#domain/calendar/local-date.js';
import { lengthInWords } from '#domain/calendar/length.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';
import { canStillHappen, type Happened } from './course.js';
import { isPlanned, startsAs, withStandIns } from './happened.js';
import { anyInWords, momentInWords, momentsOf } from './moments.js';
import { countedFrom, countedFromDay, type CountedFrom } from './office-hours.js';

/** From when a step would be counted that has not begun. */
export interface ForecastBase {
  readonly from: CaseMoment;
  readonly on: LocalDate;
  /** The instant, for what is counted in hours: of a day alone, its end. */
  readonly at: Temporal.Instant;
  /** A sentence without a full stop that says why that day. */
  readonly words: string;
  readonly provisional: boolean;
}

/** The last day of another step that has not ended; undefined where it has none, has ended or waits for this one. */
export type FindDue = (
  step: TimescaleStep,
) =>
  { readonly dueOn: LocalDate; readonly dueAt: Temporal.Instant; readonly provisional: boolean } | undefined;

/** A step that may be counted from a moment. */
interface Counted {
  readonly step: TimescaleStep;
  readonly moment: CaseMoment;
}

interface Scene {
  readonly rules: ClockRules;
  readonly happened: readonly Happened[];
  /** What makes that something cannot happen any more. */
  readonly closers: readonly Happened[];
  readonly findDue: FindDue;
}

/**
 * The earliest day from which a step can be expected to count: the day agreed for what it counts from, or else the last
 * day of the step that ends with that. Where nothing is known of it, what usually comes with it stands in. What comes in
 * after working hours is taken as received on the next working day here as well.
 */
export function forecastBase(step: TimescaleStep, scene: Scene): ForecastBase | undefined {
  const bases = momentsOf(step.from)
    .filter((moment) => canStillHappen(moment, scene.closers))
    .flatMap((moment) => baseOf(moment, step, scene) ?? []);
  return earliest(bases);
}

/** What a step counts from, where no day of it is known: "28 days after the panel met; no day is known for that yet". */
export function unknownInWords({ within, direction, from }: TimescaleStep): string {
  const length = 'meeting' in within ? 'the next meeting' : lengthInWords(within);
  return `${length} ${direction ?? 'after'} ${anyInWords(momentsOf(from))}; no day is known for that yet`;
}

function baseOf(moment: CaseMoment, step: TimescaleStep, scene: Scene): ForecastBase | undefined {
  const standIns = withStandIns(moment);
  const agreed = scene.happened.find((each) => isPlanned(each.moment) && standIns.includes(each.moment));
  const counted = { step, moment };
  if (agreed) return basedOn(counted, agreed, scene);
  for (const standIn of standIns) {
    const ending = scene.rules.steps
      .filter((other) => other !== step && endsWith(other, standIn))
      .flatMap((other) => dueOf(counted, other, scene));
    const base = earliest(ending);
    if (base) return base;
    const other = scene.happened.find((each) => each.moment === standIn);
    if (other) return basedOn(counted, other, scene);
  }
  return undefined;
}

function basedOn(counted: Counted, { moment, on, at }: Happened, { rules }: Scene): ForecastBase {
  const words = `forecast from ${inWords(on)}, the day on which ${momentInWords(moment)}`;
  return baseFrom(countedFrom(counted, at, rules), { from: counted.moment, at, words, provisional: false });
}

function dueOf(counted: Counted, step: TimescaleStep, { findDue, rules }: Scene): ForecastBase[] {
  const due = findDue(step);
  if (!due) return [];
  const words = `forecast from ${inWords(due.dueOn)}, the last day for “${step.words}”`;
  const { dueAt: at, provisional } = due;
  return [
    baseFrom(countedFromDay(counted, due.dueOn, rules), { from: counted.moment, at, words, provisional }),
  ];
}

/** The base with what the working day makes of it. */
function baseFrom(
  counted: CountedFrom,
  { words, provisional, ...base }: Omit<ForecastBase, 'on'>,
): ForecastBase {
  return {
    ...base,
    on: counted.on,
    words: counted.words === '' ? words : `${words}; ${counted.words}`,
    provisional: provisional || counted.provisional,
  };
}

function endsWith(step: TimescaleStep, moment: CaseMoment): boolean {
  return momentsOf(step.endsWith).some((ending) => startsAs(ending).includes(moment));
}

/** The earliest; of one day the certain one, and then by its words, so that the order of the steps makes no difference. */
function earliest(bases: readonly ForecastBase[]): ForecastBase | undefined {
  return [...bases].sort(compareBases)[0];
}

function compareBases(one: ForecastBase, other: ForecastBase): number {
  return (
    compareDates(one.on, other.on) ||
    Number(one.provisional) - Number(other.provisional) ||
    (one.words < other.words ? -1 : Number(one.words > other.words))
  );
}
