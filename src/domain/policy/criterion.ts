import type { CalendarLength } from '#domain/calendar/length.js';
import type { AgencyKind } from './agency-kind.js';

/** What every test of a threshold carries: an id unique in its policy version, its meaning, and where it is published. */
interface Test {
  /** Kebab-case, unique within the policy version; findings refer to it. */
  readonly id: string;
  /** The test in plain words, as the public may read it. */
  readonly words: string;
  /** The published page or section that says so. */
  readonly source?: string;
}

/**
 * Whether the first day of a length is day 1 or day 0. Within one month of 10 January reaches 10 February inclusive
 * when it does not count, 9 February when it counts. Left out, it does not count.
 */
export type FirstDay = 'counts' | 'does_not_count';

/** A stretch of time in which the tested date must lie. */
export type Window =
  | {
      readonly anchor: 'before_application';
      readonly length: CalendarLength;
      /** Which date must lie in the window: that of the incident, or that of a complaint about it. */
      readonly tests: 'incident' | 'complaint';
      /**
       * Six months before an application received on 10 July reach back to 10 January inclusive when the first day does
       * not count, to 11 January when it counts. The day of receipt always lies inside.
       */
      readonly firstDay?: FirstDay;
    }
  | {
      /** Any period of the length, beginning with its first date: six months from 10 January end with 9 July inclusive. */
      readonly anchor: 'any_period';
      readonly length: CalendarLength;
      readonly tests: 'incident' | 'complaint';
    };

/** Only a window that ends with the application's receipt. */
export type WindowBeforeApplication = Extract<Window, { anchor: 'before_application' }>;

/** Met when at least one of its parts is. */
export interface AnyOf extends Test {
  readonly test: 'any_of';
  readonly criteria: readonly Criterion[];
}

/** Met when every part is. */
export interface AllOf extends Test {
  readonly test: 'all_of';
  readonly criteria: readonly Criterion[];
}

/** A count of distinct incidents, or of distinct people who complained separately about one incident. */
export interface Count extends Test {
  readonly test: 'count';
  /** For `people` the incident with the most people is taken. */
  readonly unit: 'incidents' | 'people';
  readonly atLeast: number;
  /** A hate incident is anti-social behaviour too: `asb` and `any` take every incident, `hate` where hate is perceived. */
  readonly category: 'asb' | 'hate' | 'any';
  /** Whose complaints count. */
  readonly by: 'victim' | 'anybody';
  /**
   * What must stand behind an incident: `complaint`, that an agency was told; `recorded_report`, that an agency formally
   * recorded it; `suffered`, only that it happened to the victim.
   */
  readonly needs: 'complaint' | 'recorded_report' | 'suffered';
  /** Kinds of agency whose record, or to whom the complaint, counts. Left out: any. */
  readonly recordedBy?: readonly AgencyKind[];
  readonly window?: Window;
  /** A complaint counts only when made within the length of its incident; one timely complaint is enough for an incident. */
  readonly eachComplaintWithin?: CalendarLength;
  /** Applies to eachComplaintWithin. */
  readonly firstDay?: FirstDay;
  /** A question that a person must have answered with yes for each incident. */
  readonly judgement?: 'harassment_alarm_or_distress';
}

/**
 * The earliest complaint must have been made within the length of its incident. Met where there was none. Whose is
 * looked at, `by` says: `anybody`, the earliest of all; `victim`, the earliest that a victim made, and only where no
 * victim made any, the earliest of all. Left out, it is anybody's.
 */
export interface InitialComplaintWithin extends Test {
  readonly test: 'initial_complaint_within';
  readonly by?: 'victim' | 'anybody';
  readonly length: CalendarLength;
  readonly firstDay?: FirstDay;
  /** When given, only complaints made inside it are looked at. */
  readonly window?: WindowBeforeApplication;
}

/** Something that the applicant states about the response. */
export interface Condition extends Test {
  readonly test: 'condition';
  readonly condition: 'dissatisfied_with_response';
}

/** A threshold, or one part of it. */
export type Criterion = AnyOf | AllOf | Count | InitialComplaintWithin | Condition;
