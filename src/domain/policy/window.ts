import type { FirstDay } from '#domain/calendar/first-day.js';
import type { CalendarLength } from '#domain/calendar/length.js';

/** The date of an incident, of a complaint about it, or of an agency's recording of that complaint. */
export type TestedDate = 'incident' | 'complaint' | 'recording';

/** A stretch of time in which the tested date must lie. */
export type Window = WindowBeforeApplication | AnyPeriod | PeriodFromFirst | PerComplaint;

/** Only a window that ends with the application's receipt. */
export interface WindowBeforeApplication {
  readonly anchor: 'before_application';
  readonly length: CalendarLength;
  readonly tests: TestedDate;
  /**
   * Six months before an application received on 10 July reach back to 10 January inclusive when the first day does
   * not count, to 11 January when it counts. The day of receipt always lies inside.
   */
  readonly firstDay?: FirstDay;
  /** Only so many of what is counted need lie inside; left out, all. */
  readonly atLeast?: number;
}

/** Any period of the length, beginning with its first date: six months from 10 January end with 9 July inclusive. */
export interface AnyPeriod {
  readonly anchor: 'any_period';
  readonly length: CalendarLength;
  readonly tests: TestedDate;
}

/** The period of the length that begins with the first incident, complaint or recording that otherwise counts. */
export interface PeriodFromFirst {
  readonly anchor: 'from_first';
  readonly length: CalendarLength;
  readonly tests: TestedDate;
  /** `incident`: it begins with the first incident of what counts, whatever it tests. Left out: with what it tests. */
  readonly of?: 'incident';
  /** Left out, the first day counts: six months from 10 January end with 9 July. */
  readonly firstDay?: FirstDay;
}

/**
 * The statute's own form: the application lies within the length of each complaint, reckoned forward from the day of
 * that complaint. @source ASB, Crime and Policing Act 2014, s.104(11)
 */
export interface PerComplaint {
  readonly anchor: 'per_complaint';
  readonly length: CalendarLength;
  /** Left out, the first day counts: a complaint of 10 January serves an application up to 9 July. */
  readonly firstDay?: FirstDay;
}

/** How soon after its incident a complaint had to be made. */
export interface ReportedWithin {
  readonly length: CalendarLength;
  readonly firstDay?: FirstDay;
  /**
   * `each`: a complaint that was later does not count; one timely complaint is enough for an incident. A number: at
   * least so many of what is counted must have been reported in time. Left out: each.
   */
  readonly which?: 'each' | number;
}
