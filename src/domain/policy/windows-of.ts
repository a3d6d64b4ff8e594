import type {
  AnyPeriod,
  Count,
  PeriodFromFirst,
  PerComplaint,
  Window,
  WindowBeforeApplication,
} from './criterion.js';

/** The windows of a count, each of which has to hold; none where it has none. */
export function windowsOf({ window = [] }: Pick<Count, 'window'>): readonly Window[] {
  return isList(window) ? window : [window];
}

/** The windows that end with the application. */
export function windowsBefore(rule: Pick<Count, 'window'>): readonly WindowBeforeApplication[] {
  return windowsOf(rule).filter((each) => each.anchor === 'before_application');
}

/** The one period that holds everything, wherever it begins; undefined where there is none. */
export function periodOf(rule: Pick<Count, 'window'>): AnyPeriod | PeriodFromFirst | undefined {
  return windowsOf(rule).find((each) => each.anchor === 'any_period' || each.anchor === 'from_first');
}

/** For how long each complaint serves an application, where that is asked. */
export function servingOf(rule: Pick<Count, 'window'>): PerComplaint | undefined {
  return windowsOf(rule).find((each) => each.anchor === 'per_complaint');
}

function isList(window: Window | readonly Window[]): window is readonly Window[] {
  return Array.isArray(window);
}
