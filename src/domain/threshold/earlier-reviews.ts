import { epochDayOf } from '#domain/calendar/epoch-day.js';
import { lengthInWords, type CalendarLength } from '#domain/calendar/length.js';
import { compareDates, inWordsWithoutWeekday, isBefore } from '#domain/calendar/local-date.js';
import type { Said } from './answers.js';
import type { EarlierReview, ThresholdFacts } from './facts.js';
import { daysBetween } from './sentences.js';
import { lastDayWithin } from './day-number.js';

/** Whether the latest earlier review lies within the length before the application, as far as anybody looked for one. */
export function ofEarlierReviews(
  length: CalendarLength,
  { earlierReviews, receivedOn }: ThresholdFacts,
): Said[] {
  if (earlierReviews === undefined) return [];
  const own = { on: receivedOn, factors: [] };
  const [latest] = earlierReviews
    .filter(({ appliedOn }) => !isBefore(receivedOn, appliedOn))
    .sort((a, b) => compareDates(lastDayOf(b), lastDayOf(a)));
  if (latest === undefined)
    return [{ ...own, answer: false, sentence: 'No earlier application for a review is known.' }];
  const day = lastDayOf(latest);
  const answer = lastDayWithin(epochDayOf(day), length) >= epochDayOf(receivedOn);
  const what = latest.completedOn ? 'was completed' : 'was applied for';
  const before = isBefore(day, receivedOn) ? `${daysBetween(day, receivedOn)} before` : 'on the day of';
  const sentence = `An earlier review ${what} on ${inWordsWithoutWeekday(day)}, ${before} the application; asked is whether within ${lengthInWords(length)}.`;
  return [{ ...own, answer, sentence }];
}

function lastDayOf({ appliedOn, completedOn }: EarlierReview): EarlierReview['appliedOn'] {
  return completedOn ?? appliedOn;
}
