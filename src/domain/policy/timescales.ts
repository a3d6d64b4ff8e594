import type { FirstDay } from '#domain/calendar/first-day.js';
import type { Length } from '#domain/calendar/length.js';
import type { CaseMoment } from './case-moments.js';
import type { Told } from './told.js';

export { CASE_MOMENTS, type CaseMoment } from './case-moments.js';

/** Who has to act. */
export const ACTORS = [
  'coordinator',
  'partnership',
  'partnership_chair',
  'area_team',
  'agency',
  'lead_agency',
  'panel',
  'panel_chair',
  'policing_body',
  'named_director',
  'appeal_panel',
  'other_partnership',
  'victim',
] as const;
export type Actor = (typeof ACTORS)[number];

/** Hours, counted around the clock from the very moment: neither office hours nor bank holidays play a part. */
export interface Hours {
  readonly hours: number;
}

/** The next meeting of one of the policy's meeting calendars; `nth` 2 is the one after. Left out: 1. */
export interface NextMeeting {
  readonly meeting: string;
  readonly nth?: number;
}

/** How far a time may be extended. The applicant is told in writing. */
export interface Extension extends Told {
  /** At most so much beyond the first due date, in all. Left out: as long as the reason holds. */
  readonly upTo?: Length;
  /** At most so many times. Left out: any number. */
  readonly times?: number;
}

/** Why a clock may stand still. */
export const PAUSES = [
  'waiting_for_applicant',
  'waiting_for_authority',
  'criminal_proceedings',
  'complaint_procedure_in_use',
  'agreed_with_applicant',
] as const;
export type PauseReason = (typeof PAUSES)[number];

/** One step of a procedure with the time that it may take. */
export interface TimescaleStep extends Told {
  /** Kebab-case, unique within the policy version. */
  readonly id: string;
  readonly within: Length | Hours | NextMeeting;
  /** From which moment. The first of several that happens, where several are given. */
  readonly from: CaseMoment | readonly CaseMoment[];
  /** `before`: the length is reckoned backwards, and the step must be done by that day. Left out: after. */
  readonly direction?: 'after' | 'before';
  /** Whether the day of the moment is day 1. Left out, it does not count and the day after is day 1. */
  readonly firstDay?: FirstDay;
  /** The moment that ends it, or any one of several. */
  readonly endsWith: CaseMoment | readonly CaseMoment[];
  /** The step is there only once one of these happened: an appeal against "not met" only where it was not met. */
  readonly onlyIf?: CaseMoment | readonly CaseMoment[];
  /** The step is over, and never was, once one of these happened: no papers for a case that was withdrawn. */
  readonly unless?: CaseMoment | readonly CaseMoment[];
  /** Begins anew each time it ends, from the moment that ended it: "an update every ten working days". */
  readonly repeats?: boolean;
  /** Begins again whenever what it counts from happens once more after it ended: "each appeal is acknowledged". */
  readonly eachTime?: boolean;
  /** Id of the appeal of the policy whose step this is. */
  readonly appeal?: string;
  readonly actor: Actor;
  /** The policy promises this only as the usual time: passing it is told, and is no breach. */
  readonly usually?: boolean;
  /** Present when the policy lets the time be extended, and how. */
  readonly extension?: Extension;
  /** The clock stands still while one of these lasts: those days are added to it. */
  readonly pausedBy?: readonly PauseReason[];
}

/** When a working day is over. */
export interface WorkingDayRules {
  /** Local time such as 17:00: what comes in later counts as received on the next working day. Left out: midnight. */
  readonly endsAt?: string;
}

/** A day on which this partnership does not work beside the bank holidays. */
export interface LocalClosingDay {
  /** ISO day. */
  readonly on: string;
  readonly words: string;
}

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const PLACES_IN_MONTH = ['first', 'second', 'third', 'fourth', 'last'] as const;
export type Nth = (typeof PLACES_IN_MONTH)[number];

/** "The first Tuesday of the month", or of some months only. A meeting on a bank holiday is not moved. */
export interface MonthlyMeetings {
  readonly weekday: Weekday;
  /** One or several: "the first and third". */
  readonly nth: Nth | readonly Nth[];
  /** 1 to 12, in order; left out, each month. */
  readonly months?: readonly number[];
}

/** Meetings that come round: listed days, every so many weeks from a first day, or weekdays of the month. */
export interface MeetingCalendar extends Told {
  readonly id: string;
  /** ISO days, in order. */
  readonly dates?: readonly string[];
  /** Without `from` the next meeting may be the whole interval away: its day is then the latest possible, provisional. */
  readonly every?: { readonly weeks: number; readonly from?: string };
  readonly monthly?: MonthlyMeetings;
}

/** Who declares an application form complete, and what is asked when it is not. */
export interface CompleteForm extends Told {
  readonly declaredBy: Actor;
  /** What the applicant is asked for, in the words of the letter. */
  readonly asksFor: string;
  readonly asksForInWelsh?: string;
}
