import type { Length } from '#domain/calendar/length.js';
import type { CaseMoment } from './timescales.js';

/** What may be counted for the figures that are published. */
export const COUNTED = [
  'applications',
  'threshold_met',
  'threshold_not_met',
  'declined',
  'withdrawn',
  'pending',
  'reviews',
  'reviews_with_recommendations',
  'appeals',
] as const;
export type Counted = (typeof COUNTED)[number];

/** One row as it is printed, and what is added up in it: "declined" may stand for not met and declined together. */
export interface FiguresLabel {
  readonly id: string;
  readonly words: string;
  readonly welsh?: string;
  readonly counts: readonly Counted[];
  /** Of the declined applications only those declined on one of these grounds. Left out: all. */
  readonly grounds?: readonly string[];
}

/** The event whose date puts a case into a period, for each of the four figures. */
export interface DatedBy {
  readonly applications?: CaseMoment;
  readonly thresholdNotMet?: CaseMoment;
  readonly reviews?: CaseMoment;
  readonly reviewsWithRecommendations?: CaseMoment;
}

/** How the figures of a reporting period are made and printed. @source ASB, Crime and Policing Act 2014, s.104(9) */
export interface Figures {
  readonly words?: string;
  readonly welsh?: string;
  readonly source?: string;
  /** Financial years begin on 1 April, calendar years and quarters on 1 January; `other` periods as `period` says. */
  readonly basis: 'financial_year' | 'calendar_year' | 'quarter' | 'other';
  /** With the basis `other` only: periods of so many months, the first beginning on that ISO day. */
  readonly period?: { readonly months: number; readonly from: string };
  /** Left out, a figure is dated by its own event: receipt, decision, end of the review. */
  readonly datedBy?: DatedBy;
  /** Counts below the number, zero apart, are shown as the words, since they could identify a person. */
  readonly smallNumbers?: { readonly below: number; readonly shownAs: string };
  /** Left out: the four figures of the Act under their own names. */
  readonly labels?: readonly FiguresLabel[];
  /** What the difference is called that is left between applications and outcomes. It is always shown. */
  readonly remainder?: string;
  /** How soon after the end of a period they are published. */
  readonly publishedWithin?: Length;
}
