import type { Temporal } from 'temporal-polyfill';
import { isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';
import { canStillHappen, firstOf, isEndedBy } from './course.js';
import { forecastBase, unknownInWords, type FindDue, type ForecastBase } from './forecast.js';
import { comesAgain, meetingOf } from './happened.js';
import { anyInWords, momentsOf } from './moments.js';
import { countedFrom } from './office-hours.js';
import { reckon } from './reckon.js';
import { conditionOf, isExcluded, type Past } from './runs.js';

/** When a step that has not begun is to be expected. */
interface Forecast {
  readonly from: CaseMoment;
  readonly anchoredOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  /** Only of what is counted in hours. */
  readonly dueAt?: Temporal.Instant;
  /** How the day was reckoned: a sentence without a full stop. */
  readonly words: string;
  readonly provisional: boolean;
}

interface Scene {
  readonly rules: ClockRules;
  readonly past: Past;
  readonly today: LocalDate;
  readonly findDue: FindDue;
}

/** When a step that has never run is to be expected; undefined where it can come no more, or is done already. */
export function forecastOf(step: TimescaleStep, scene: Scene): Forecast | undefined {
  const { rules, past, today, findDue } = scene;
  const [first] = momentsOf(step.from);
  if (!first || !canStillBegin(step, past) || isDone(step, past)) return undefined;
  const base = waitingBase(step, scene) ?? forecastBase(step, { rules, ...past, findDue });
  const condition = conditionInWords(step, past);
  // Of what was to be done before a day that is past, no day can be told until another is agreed.
  if (!base || (step.direction === 'before' && isBefore(base.on, today)))
    return {
      from: base?.from ?? first,
      anchoredOn: null,
      dueOn: null,
      words: unknownInWords(step) + condition,
      provisional: true,
    };
  const { dueOn, dueAt, words, provisional } = reckon(step, base, rules);
  return {
    from: base.from,
    anchoredOn: base.on,
    dueOn,
    ...(dueAt && { dueAt }),
    words: [base.words, words].filter((each) => each !== '').join('; ') + condition,
    provisional: base.provisional || provisional,
  };
}

function canStillBegin(step: TimescaleStep, past: Past): boolean {
  const { happened, closers } = past;
  const isPossible = (moment: CaseMoment) => canStillHappen(moment, closers);
  if (isExcluded(step, past) || !momentsOf(step.endsWith).some(isPossible)) return false;
  const waits = conditionOf(step, past) === 'not_yet';
  if (waits && !momentsOf(step.onlyIf).some(isPossible)) return false;
  if (firstOf(momentsOf(step.from), happened)) return waits;
  return momentsOf(step.from).some((moment) => isPossible(moment) && !isHeld(moment, past));
}

/** Whether a meeting for which no day was agreed was held: none is agreed for it any more. */
function isHeld(moment: CaseMoment, { happened }: Past): boolean {
  const meeting = meetingOf(moment);
  return meeting !== undefined && firstOf([meeting], happened) !== undefined;
}

/**
 * Whether a step was done before its time began to run. What may come again, such as an appeal, ends only what runs; and
 * nothing is done of a step that is not there yet.
 */
function isDone(step: TimescaleStep, past: Past): boolean {
  const condition = conditionOf(step, past);
  if (condition === 'not_yet') return false;
  return past.happened.some(
    ({ moment, on }) =>
      isEndedBy(step, moment) && !comesAgain(moment) && !(condition && isBefore(on, condition.on)),
  );
}

/** What a step counts from that is there only if something else happens, where the first has happened. */
function waitingBase(step: TimescaleStep, { past, rules }: Scene): ForecastBase | undefined {
  const anchor = firstOf(momentsOf(step.from), past.happened);
  if (!anchor) return undefined;
  const { moment, at } = anchor;
  const { on, words, provisional } = countedFrom({ step, moment }, at, rules);
  return { from: moment, on, at, words, provisional };
}

function conditionInWords(step: TimescaleStep, past: Past): string {
  return conditionOf(step, past) === 'not_yet' ? `; only if ${anyInWords(momentsOf(step.onlyIf))}` : '';
}
