import type { LocalDate } from '#domain/calendar/local-date.js';
import { actorInWords } from '#domain/policy/actor-in-words.js';
import { ACTORS } from '#domain/policy/timescales.js';

/** The text with its first letter in upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What somebody wrote, ended as a sentence ends; a question in quotes at its end ends it too. */
export function ended(text: string): string {
  const trimmed = text.trim();
  return /[.!?]"?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Who answered, as a sentence names them: "the coordinator"; of an id no role can be read, and so it stands as it is. */
export function personInWords(by: string): string {
  const actor = ACTORS.find((each) => each === by);
  if (actor !== undefined) return actorInWords(actor);
  return isRole(by) ? `the ${by.replaceAll('_', ' ')}` : `the person with id ${by}`;
}

/** Whether it is a role, "panel_chair" or "applicant", and no opaque id. */
export function isRole(by: string): boolean {
  return /^[a-z][a-z _]*$/.test(by);
}

/** "1 day", "68 days" from the first day to the second, which is not before it. */
export function daysBetween(first: LocalDate, second: LocalDate): string {
  const { days } = first.until(second, { largestUnit: 'day' });
  return `${String(days)} ${days === 1 ? 'day' : 'days'}`;
}
