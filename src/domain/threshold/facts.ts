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
  /**
   * The victim for whom somebody else made it, as the id of that person; null when it is not known whether it was made
   * for a victim; left out when it was made for nobody else. The person and household are still those who made it.
   */
  readonly madeFor?: string | null;
  /** Whether its reporter told no agency who they are. */
  readonly anonymous?: boolean;
  /** The household from which it came, opaque; null or left out when it is not known. */
  readonly householdId?: string | null;
  /** The local day of the complaint; null when it is not known. */
  readonly madeOn: LocalDate | null;
  /** The local day on which an agency recorded it; left out, that of the complaint. */
  readonly recordedOn?: LocalDate | null;
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
  /** The last local day of behaviour that went on for several days, inclusive; left out, it was of one day. */
  readonly through?: LocalDate;
  /** Whether the applicant, or another person whom an agency recorded, perceives it as motivated by hate. */
  readonly hatePerceived: boolean;
  /** Where that perception is stated; left out where nobody perceives hate or it is not known who does. */
  readonly hatePerceivedBy?: HatePerceivedBy;
  /** Whether another day than the applicant's was agreed from the records; occurredOn is then that day. */
  readonly dateAgreed?: boolean;
  /** Whether a person settled that it amounts to a crime; null or left out while nobody did. */
  readonly crime?: boolean | null;
  /** Who suffered it, as opaque ids of people; left out, only the victim of the case is known to have. */
  readonly affected?: readonly string[];
  /** Whether the police recorded it as one of hate; null or left out when it is not known. */
  readonly hateRecorded?: boolean | null;
  /** Kinds of behaviour, in the partnership's own ids; left out when nobody said. */
  readonly behaviours?: readonly string[];
  /** Labels: incidents with the same one belong together; left out when nobody said. */
  readonly problem?: string;
  readonly place?: string;
  readonly personComplainedOf?: string;
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

/**
 * An answer that a person gave. `question` is a condition, a relation, or the id of a test (judgement, discretion) of the
 * policy. Of several answers to one question the latest day's holds; where those of one day differ, nothing is settled.
 */
export interface JudgementFact {
  readonly question: string;
  /** Relations only: the incidents that belong together, or that do not all. Left out: all incidents of the case. */
  readonly incidentIds?: readonly string[];
  readonly answer: boolean;
  /** A role or opaque id, never a name: "applicant", "coordinator", "panel". */
  readonly by: string;
  readonly on: LocalDate;
  readonly why: string;
  /** The person who said so of their own feelings, as an opaque id; left out, it is an answer for the case. */
  readonly saidBy?: string;
  /** Discretion only: ids of the factors that were weighed. */
  readonly factors?: readonly string[];
}

/** A risk assessment of the victim. The latest one on or before the day of evaluation holds. */
export interface RiskFact {
  /** Id of a band of the policy's risk matrix. */
  readonly band: string;
  readonly points?: number;
  readonly by: string;
  readonly on: LocalDate;
}

/** An application for a review that was made before this one. */
export interface EarlierReview {
  readonly appliedOn: LocalDate;
  /** When its outcome was known; null or left out while it is not. */
  readonly completedOn?: LocalDate | null;
  /** A label of incidents: the problem that it was about. Left out: whatever had been complained of. */
  readonly problem?: string;
}

/** Everything that a threshold is evaluated over. */
export interface ThresholdFacts {
  /** The local day on which the application was received. */
  readonly receivedOn: LocalDate;
  /** For whom the application is made, as opaque ids of people; left out, those by whom complaints are said to be. */
  readonly victims?: readonly string[];
  readonly incidents: readonly IncidentFact[];
  /** Whether the applicant is dissatisfied with the agencies' response; null when not asked or not answered. */
  readonly dissatisfiedWithResponse: boolean | null;
  readonly awaiting: readonly AwaitedAgency[];
  /** Left out: none. */
  readonly judgements?: readonly JudgementFact[];
  /** Left out: nobody looked, and no count leaves anything out for one; an empty list: there was none. */
  readonly earlierReviews?: readonly EarlierReview[];
  /** Left out: none was made yet. */
  readonly risk?: readonly RiskFact[];
}

/**
 * Whether a complaint is background only: a report whose agency holds no reporter or no day of the complaint. It shows
 * volume and place, and never counts towards any test. Where the facts do not say, a report without a day is. That
 * nobody knows which person the reporter is makes no background: such a complaint may count once it is settled.
 */
export function isBackground({ basis, background, madeOn }: ComplaintFact): boolean {
  return basis === 'report' && (background ?? madeOn === null);
}
