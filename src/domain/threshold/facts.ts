import type { LocalDate } from '#domain/calendar/local-date.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';

export type { AgencyKind } from '#domain/policy/agency-kind.js';

/** One complaint about an incident: a report that an agency holds, or other evidence that a person accepted. */
export interface ComplaintFact {
  /** Opaque. */
  readonly id: string;
  readonly basis: 'report' | 'evidence';
  readonly reportId?: string;
  readonly agencyId?: string;
  /** What kind of agency was told; left out where that is not known. */
  readonly agencyKind?: AgencyKind;
  /** Who complained, as an opaque id that is the same for the same person; null when it is not known who. */
  readonly personId: string | null;
  /** Whether a victim complained; null when that is not settled. A victim may have complained and not be known yet. */
  readonly byVictim: boolean | null;
  /** The local day of the complaint; null when it is not known. */
  readonly madeOn: LocalDate | null;
  /** Whether an agency formally recorded it. */
  readonly formallyRecorded: boolean;
  /** Whether its agency holds it without a reporter or a day of the complaint; see isBackground. */
  readonly background?: boolean;
}

/** How an incident that the applicant names compares with the agencies' records; `unmatched`: nobody compared it yet. */
export const MATCHES = ['confirmed', 'differs', 'other_evidence', 'not_found', 'unmatched'] as const;
export type Match = (typeof MATCHES)[number];

/** Who states that hate is perceived: the applicant, a matched record of an agency, or both. */
export const HATE_PERCEIVED_BY = ['applicant', 'record', 'both'] as const;
export type HatePerceivedBy = (typeof HATE_PERCEIVED_BY)[number];

/** One distinct incident that the application names, with all complaints known about it. */
export interface IncidentFact {
  readonly id: string;
  /** The local day of the incident; where the records differ, the agreed one. */
  readonly occurredOn: LocalDate;
  /** Whether the applicant, or another person whom an agency recorded, perceives it as motivated by hate. */
  readonly hatePerceived: boolean;
  /** Where that perception is stated; left out where nobody perceives hate or it is not known who does. */
  readonly hatePerceivedBy?: HatePerceivedBy;
  /** Whether another day than the applicant's was agreed from the records; occurredOn is then that day. */
  readonly dateAgreed?: boolean;
  readonly match: Match;
  /** What a person judged; null while nobody did. */
  readonly caused: { readonly harassmentAlarmOrDistress: boolean | null };
  readonly complaints: readonly ComplaintFact[];
}

/** An agency that was asked and has not answered. */
export interface AwaitedAgency {
  readonly agencyId: string;
  readonly agencyName: string;
  /** Left out, the agency is taken to be of any kind. */
  readonly agencyKind?: AgencyKind;
  readonly dueOn: LocalDate | null;
}

/** Everything that a threshold is evaluated over. */
export interface ThresholdFacts {
  /** The local day on which the application was received. */
  readonly receivedOn: LocalDate;
  readonly incidents: readonly IncidentFact[];
  /** Whether the applicant is dissatisfied with the agencies' response; null when not asked or not answered. */
  readonly dissatisfiedWithResponse: boolean | null;
  readonly awaiting: readonly AwaitedAgency[];
}

/**
 * Whether a complaint is background only: a report whose agency holds no reporter or no day of the complaint. It shows
 * volume and place, and never counts towards any test. Where the facts do not say, a report without a day is. That
 * nobody knows which person the reporter is makes no background: such a complaint may count once it is settled.
 */
export function isBackground({ basis, background, madeOn }: ComplaintFact): boolean {
  return basis === 'report' && (background ?? madeOn === null);
}
