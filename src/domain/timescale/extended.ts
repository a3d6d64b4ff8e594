import { inWords, isBefore } from '#domain/calendar/local-date.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';
import type { Extended } from './course.js';
import { extensionRefused } from './extension-limit.js';
import type { Reckoned } from './reckon-length.js';

interface Extendable extends Reckoned {
  readonly step: TimescaleStep;
  readonly standsStill: boolean;
}

/**
 * The last day with the extensions that the policy allows; one that it does not allow is named and moves nothing. A day
 * that somebody gave moves no more by itself, unless the clock stands still.
 */
export function extended(
  { step, standsStill, ...reckoned }: Extendable,
  extensions: readonly Extended[],
  rules: ClockRules,
): Reckoned {
  const firstDueOn = reckoned.dueOn;
  let { dueOn, dueAt, words, provisional } = reckoned;
  let timesBefore = 0;
  for (const extension of extensions) {
    const day = inWords(extension.dueOn);
    const refused = firstDueOn
      ? extensionRefused(step, { firstDueOn, timesBefore, dueOn: extension.dueOn }, rules)
      : undefined;
    if (refused) words += `; the extension to ${day} does not count, which the policy does not allow`;
    else if (!dueOn || isBefore(dueOn, extension.dueOn)) {
      words += `; extended to ${day}`;
      ({ dueOn } = extension);
      dueAt = undefined;
      timesBefore += 1;
      provisional &&= standsStill;
    }
  }
  return { dueOn, ...(dueAt && { dueAt }), words, provisional };
}
