import { epochDayOf } from '#domain/calendar/epoch-day.js';
import { lastDayWithin, type Days } from './day-number.js';
import type { Limit } from './distance-in-words.js';
import { isBackground, type ComplaintFact, type IncidentFact, type ThresholdFacts } from './facts.js';
import type { Await } from './finding.js';
import type { Household } from './households.js';
import type { Kin } from './kin.js';
import { kept, remembered, type OfDay } from './remembered.js';

/**
 * Facts with their days as numbers of days since 1 January 1970, worked out once for all tests of a threshold. They stand
 * beside the facts, since copying several hundred complaints costs more than a whole decision.
 */
export interface DatedFacts extends ThresholdFacts {
  /** The day of receipt. */
  readonly receivedDay: number;
  /** The answers of the awaited agencies, in their order. */
  readonly answers: readonly Await[];
  /** In the order of the incidents. */
  readonly dated: readonly DatedIncident[];
  /** Functions of a day that several tests ask for, which is worked out once. */
  readonly ofDay: {
    readonly lastDays: Map<string, OfDay<number>>;
    readonly words: Map<string, OfDay<string>>;
    /** "7 April 2026" */
    readonly inWords: OfDay<string>;
  };
  /** What all complaints together tell of the one of each number, worked out when it is first asked. */
  readonly ofComplaints: {
    readonly all: () => readonly ComplaintFact[];
    readonly households: () => readonly Household[];
    readonly kins: () => readonly Kin[];
    /** The id that stands for each agency of which only the kind is known, by its kind. */
    readonly agencies: () => ReadonlyMap<string, string>;
  };
}

/** An incident with the numbers of its days, and what no rule changes of it. */
export interface DatedIncident {
  readonly incident: IncidentFact;
  /** From its first day through its last as far as the application reaches, inclusive. */
  readonly days: Days;
  /** "incident of 2 March 2026" */
  readonly words: string;
  /** In the order of its complaints. */
  readonly complaints: readonly DatedComplaint[];
  /** The number of the first of its complaints among those of all incidents; the others follow. */
  readonly firstComplaint: number;
  /** Whether one of its complaints is a background record. */
  readonly hasBackground: boolean;
  /** Whether the records said to confirm it are background all of them: they show volume and place, not the incident. */
  readonly isShownByBackgroundOnly: boolean;
  /** The comparison with the agencies' records, where nobody has made it yet. */
  readonly openMatch: readonly Await[];
  /** The answers of the awaited agencies, and that comparison. */
  readonly untilMatched: readonly Await[];
}

/** A complaint with the numbers of its days. */
export interface DatedComplaint {
  readonly complaint: ComplaintFact;
  readonly isBackground: boolean;
  /** Null: not known. */
  readonly madeOn: number | null;
  /** The one day on which it was made; undefined: not known. */
  readonly made: Days | undefined;
  /** Null: not known; undefined: that of the complaint. */
  readonly recordedOn: number | null | undefined;
  /** "complaint of 3 March 2026", or "a complaint whose date is not known". */
  readonly words: string;
}

/** The complaint with the numbers of its days, which the function tells in words. */
export function datedComplaint(complaint: ComplaintFact, dayInWords: OfDay<string>): DatedComplaint {
  const { madeOn: date, recordedOn } = complaint;
  const madeOn = date && epochDayOf(date);
  return {
    complaint,
    isBackground: isBackground(complaint),
    madeOn,
    made: madeOn === null ? undefined : { from: madeOn, through: madeOn },
    recordedOn: recordedOn && epochDayOf(recordedOn),
    words:
      madeOn === null
        ? 'a complaint whose date is not known'
        : `complaint of ${dayInWords(madeOn)}${forVictimInWords(complaint)}`,
  };
}

/** ", made for the victim" */
function forVictimInWords({ madeFor }: ComplaintFact): string {
  return typeof madeFor === 'string' ? ', made for the victim' : '';
}

/** The last day that lies within the length of a day, worked out once for all tests that ask the same. */
export function lastDaysWithin({ ofDay }: DatedFacts, { length, firstDay }: Limit): OfDay<number> {
  return kept(ofDay.lastDays, JSON.stringify([length, firstDay]), () =>
    remembered((day) => lastDayWithin(day, length, firstDay)),
  );
}
