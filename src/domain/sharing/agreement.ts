import { Temporal } from 'temporal-polyfill';
import { endOfLocalDay, instantAt, type LocalDate } from '#domain/calendar/local-date.js';
import type { FieldGroup, SharingLevel } from './sharing-level.js';

/** Which law a party works under: UK GDPR, or Part 3 of the Data Protection Act 2018 (law enforcement). */
export const regimes = ['UK_GDPR', 'LAW_ENFORCEMENT'] as const;
export type Regime = (typeof regimes)[number];

/**
 * The bases of Article 6(1) of the UK GDPR that a party may rest on. Consent, (a), is not among them: the bodies carry
 * out a review as a duty, and somebody who has no choice cannot consent.
 */
export const articleSixBases = [
  'CONTRACT',
  'LEGAL_OBLIGATION',
  'VITAL_INTERESTS',
  'PUBLIC_TASK',
  'LEGITIMATE_INTERESTS',
] as const;
export type ArticleSixBasis = (typeof articleSixBases)[number];

/** What kinds of records an agreement covers. */
export const recordClasses = ['REPORT'] as const;
export type RecordClass = (typeof recordClasses)[number];

/** An agency of an agreement and the law it rests on. */
export interface AgreementParty {
  readonly agencyId: string;
  readonly regime: Regime;
  /** What lets it disclose, such as "Schedule 4, paragraph 7 to the Act" or "section 115, Crime and Disorder Act 1998". */
  readonly gateways: readonly string[];
  /** Under the UK GDPR alone. */
  readonly articleSix: ArticleSixBasis | null;
  /** The condition for special categories of data; under Part 3 the one of Schedule 8. */
  readonly specialCategoryCondition: string | null;
  /** The condition for data on criminal offences; under the UK GDPR alone. */
  readonly criminalOffenceCondition: string | null;
}

/** What agencies agreed to share with one another, for what, and from when until when. */
export interface SharingTerms {
  readonly title: string;
  readonly purpose: string;
  readonly recordClasses: readonly RecordClass[];
  readonly fieldGroups: readonly FieldGroup[];
  /** How far a report that is put to a case is open to the coordinator, unless its agency says otherwise. */
  readonly coordinatorLevel: SharingLevel;
  /** The same for the other agencies of the case; null: not at all. */
  readonly partyLevel: SharingLevel | null;
  /** The first day. */
  readonly startsOn: LocalDate;
  /** By when the parties look at it again. It stays in force. */
  readonly reviewOn: LocalDate;
  /** The last day. */
  readonly expiresOn: LocalDate;
  /** Whether an agency that leaves a case keeps its reference, dates and outcome. */
  readonly leavesStub: boolean;
  readonly parties: readonly AgreementParty[];
}

/** From when (inclusive) until when (exclusive) the terms hold, in local time. */
export function periodOf({ startsOn, expiresOn }: Pick<SharingTerms, 'startsOn' | 'expiresOn'>): {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
} {
  return { startsAt: instantAt(startsOn, new Temporal.PlainTime()), endsAt: endOfLocalDay(expiresOn) };
}
