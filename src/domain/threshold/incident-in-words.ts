import { inWordsWithoutWeekday, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { IncidentFact } from './facts.js';

/** "incident of 2 March 2026"; of behaviour that went on, "incident of 2 March 2026 to 4 April 2026" */
export function incidentInWords({ occurredOn, through }: IncidentFact): string {
  const last = through && isBefore(occurredOn, through) ? ` to ${inWordsWithoutWeekday(through)}` : '';
  return `incident of ${inWordsWithoutWeekday(occurredOn)}${last}`;
}

/** The last day of an incident that is looked at on the day of receipt: behaviour that goes on has lasted until then. */
export function lastDayOf({ occurredOn, through }: IncidentFact, receivedOn: LocalDate): LocalDate {
  if (through === undefined || isBefore(through, occurredOn)) return occurredOn;
  if (!isBefore(receivedOn, through)) return through;
  return isBefore(receivedOn, occurredOn) ? occurredOn : receivedOn;
}
