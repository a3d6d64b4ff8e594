import { epochDayOf } from '#domain/calendar/epoch-day.js';
import { inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import type { ComplaintFact, IncidentFact, ThresholdFacts } from './facts.js';
import type { OfDay } from './remembered.js';

/**
 * Facts with their days as numbers of days since 1 January 1970, worked out once for all tests of a threshold. They stand
 * beside the facts, since copying several hundred complaints costs more than a whole decision.
 */
export interface DatedFacts extends ThresholdFacts {
  /** In the order of the incidents. */
  readonly dated: readonly DatedIncident[];
  /** Functions of a day that several tests ask for, which is worked out once. */
  readonly ofDay: {
    readonly lastDays: Map<string, OfDay<number>>;
    readonly words: Map<string, OfDay<string>>;
  };
}

/** An incident with the number of its day. */
export interface DatedIncident {
  readonly incident: IncidentFact;
  readonly occurredOn: number;
  /** "incident of 2 March 2026" */
  readonly words: string;
  /** In the order of its complaints. */
  readonly complaints: readonly DatedComplaint[];
}

/** A complaint with the numbers of its days. */
export interface DatedComplaint {
  readonly complaint: ComplaintFact;
  /** Null: not known. */
  readonly madeOn: number | null;
  /** Null: not known; undefined: that of the complaint. */
  readonly recordedOn: number | null | undefined;
  /** "complaint of 3 March 2026", or "a complaint whose date is not known". */
  readonly words: string;
}

/** The complaint with the numbers of its days. */
export function datedComplaint(complaint: ComplaintFact): DatedComplaint {
  const { madeOn, recordedOn } = complaint;
  return {
    complaint,
    madeOn: madeOn && epochDayOf(madeOn),
    recordedOn: recordedOn && epochDayOf(recordedOn),
    words: madeOn
      ? `complaint of ${inWordsWithoutWeekday(madeOn)}${forVictimInWords(complaint)}`
      : 'a complaint whose date is not known',
  };
}

/** ", made for the victim" */
function forVictimInWords({ madeFor }: ComplaintFact): string {
  return typeof madeFor === 'string' ? ', made for the victim' : '';
}
