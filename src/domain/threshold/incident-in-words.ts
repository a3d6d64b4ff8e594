import { inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import type { IncidentFact } from './facts.js';

/** "incident of 2 March 2026" */
export function incidentInWords(incident: IncidentFact): string {
  return `incident of ${inWordsWithoutWeekday(incident.occurredOn)}`;
}
