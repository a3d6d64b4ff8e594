import { clockTimeOf, inWords, localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import { lengthInWords } from '#domain/calendar/length.js';
import type { Temporal } from 'temporal-polyfill';
import type { Hours } from '#domain/policy/timescales.js';
import type { Counting, Reckoned } from './reckon-length.js';

/** The instant that lies so many hours after another, or before, as clocks on a wall would not always have it. */
export function reckonHours(
  { hours }: Hours,
  { counting, at }: { counting: Counting; at: Temporal.Instant },
): Reckoned {
  const before = counting.direction === 'before';
  const dueAt = before ? at.subtract({ hours }) : at.add({ hours });
  const shift = clockTimeOf(dueAt).offset - clockTimeOf(at).offset;
  const relation = before ? 'before' : 'after';
  return {
    dueOn: lastDayOf(dueAt),
    dueAt,
    words: `${lengthInWords({ hours })} ${relation} ${timeInWords(at)}: ${timeInWords(dueAt)}${shiftInWords(before ? -shift : shift)}`,
    provisional: false,
  };
}

/** The local day of an instant; midnight is the end of a day and not the beginning of the next. */
function lastDayOf(at: Temporal.Instant): LocalDate {
  return localDateOf(isMidnight(at) ? at.subtract({ hours: 1 }) : at);
}

function timeInWords(at: Temporal.Instant): string {
  const day = inWords(lastDayOf(at));
  return isMidnight(at) ? `midnight at the end of ${day}` : `${clockTimeOf(at).words} on ${day}`;
}

function isMidnight(at: Temporal.Instant): boolean {
  return clockTimeOf(at).isMidnight;
}

function shiftInWords(shift: number): string {
  if (shift === 0) return '';
  return `, as the clocks go ${shift > 0 ? 'forward' : 'back'} meanwhile`;
}
