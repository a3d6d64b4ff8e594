import { addCalendarLength, lengthInWords } from '#domain/calendar/length.js';
import { inWords, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import { walkWorkingDays } from '#domain/calendar/working-days.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';

/** What is asked of a clock that is to have more time. */
export interface ExtensionAsked {
  /** The last day before anything was extended. */
  readonly firstDueOn: LocalDate;
  /** How often it was extended before. */
  readonly timesBefore: number;
  /** The new last day. */
  readonly dueOn: LocalDate;
}

/** Why the policy does not allow an extension: of what kind, and in a sentence without subject and with a full stop. */
export interface ExtensionRefused {
  readonly kind: 'not_allowed' | 'too_often' | 'too_late';
  readonly message: string;
}

/** Whether the policy allows that a step be given time until the day; undefined when it does. */
export function extensionRefused(
  step: Pick<TimescaleStep, 'extension'>,
  asked: ExtensionAsked,
  { holidays }: ClockRules,
): ExtensionRefused | undefined {
  const { extension } = step;
  if (!extension) return { kind: 'not_allowed', message: 'is not allowed by the policy.' };
  const { times, upTo } = extension;
  if (times !== undefined && asked.timesBefore >= times) {
    const often = times === 1 ? 'once' : `${String(times)} times`;
    return { kind: 'too_often', message: `is not allowed by the policy again: it allows one ${often}.` };
  }
  if (!upTo) return undefined;
  const latest =
    'workingDays' in upTo
      ? walkWorkingDays(asked.firstDueOn, upTo.workingDays, holidays).date
      : addCalendarLength(asked.firstDueOn, upTo);
  if (!isBefore(latest, asked.dueOn)) return undefined;
  const message =
    `is ${inWords(asked.dueOn)}, later than ${inWords(latest)}: the policy allows at most ` +
    `${lengthInWords(upTo)} beyond ${inWords(asked.firstDueOn)}.`;
  return { kind: 'too_late', message };
}
