import type { Length } from '#domain/calendar/length.js';
import type { Criterion } from './criterion.js';

/** The event from which a timescale runs. */
export const ANCHORS = ['application_received', 'completed_application_received', 'threshold_met'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** The event that ends a timescale. */
export const ENDINGS = [
  'acknowledged',
  'threshold_decided',
  'review_completed',
  'action_plan_agreed',
] as const;
export type Ending = (typeof ENDINGS)[number];

/** Who has to act within a timescale. */
export const ACTORS = [
  'coordinator',
  'partnership',
  'area_team',
  'agency',
  'panel',
  'chair',
  'victim',
] as const;
export type Actor = (typeof ACTORS)[number];

/** One step of a procedure with the time that it may take. */
export interface TimescaleStep {
  /** Kebab-case, unique within the policy version. */
  readonly id: string;
  readonly words: string;
  readonly within: Length;
  readonly from: Anchor;
  readonly endsWith: Ending;
  readonly actor: Actor;
  /** The policy promises this only as the usual time. */
  readonly usually?: boolean;
  /** Present when the policy lets the time be extended, and how. */
  readonly extension?: { readonly words: string };
  readonly source?: string;
}

/** A ground on which an application may be declined, which is not the same as a threshold that is not met. */
export interface DeclineGround {
  readonly id: string;
  readonly words: string;
  readonly source?: string;
}

/** Who may apply. */
export interface Applicants {
  readonly thirdParties: boolean;
  /** Whether one third party may act for several victims. */
  readonly severalVictims: boolean;
  readonly words: string;
  readonly source?: string;
}

/** How an applicant may have the handling or the review looked at again. */
export interface Appeal {
  /** Slug of an agency, or words; left out when the policy does not say. */
  readonly to?: string;
  readonly words: string;
  readonly source?: string;
}

/**
 * The rules of one partnership from a day on. It is plain JSON, so that the stored document, its digest and what is
 * evaluated are one and the same.
 */
export interface PolicyVersion {
  /** First local day on which it is in force, ISO, inclusive. Only the first version may leave it out: since ever. */
  readonly inForceFrom?: string;
  readonly source?: string;
  readonly threshold: Criterion;
  readonly timescales: readonly TimescaleStep[];
  readonly declineGrounds: readonly DeclineGround[];
  readonly applicants: Applicants;
  readonly appeal?: Appeal;
  readonly outcome?: { readonly writtenBy: string; readonly source?: string };
}
