import type { LocalDate } from '#domain/calendar/local-date.js';
import type { IncidentMatch } from './case-ports.js';
import type { CaseVersion } from './case-version.js';

/** Who made a report or a complaint: a person of the case, somebody else by a label, or nobody known. */
export type Complainant = (
  | { readonly kind: 'PERSON'; readonly personId: string }
  | { readonly kind: 'LABEL'; readonly label: string }
  | { readonly kind: 'UNKNOWN' }
) & {
  /** Where they live, by a label that is the same for all who live there; where it was told before, the last holds. */
  readonly household?: string | undefined;
};

/** Whom an incident befell: a person of the case, or somebody else by a label. */
export type Affected = Extract<Complainant, { kind: 'PERSON' | 'LABEL' }>;

export interface ConfirmIncident extends CaseVersion {
  readonly incidentId: string;
  readonly match: Exclude<IncidentMatch, 'UNMATCHED'>;
  /** The day that the records show, where they differ from what the applicant named. */
  readonly agreedOn?: LocalDate | undefined;
  /** A person's judgement, where the policy asks for one: did it cause harassment, alarm or distress? */
  readonly causedHarassment?: boolean | undefined;
  /** Ids of the policy's kinds of behaviour; none of them, where it is empty. They stand before what others say. */
  readonly behaviours?: readonly string[] | undefined;
  /** Whether it amounts to a crime. */
  readonly crime?: boolean | undefined;
  /** Whether the police recorded it as one of hate; left out, as their matched records and answers say. */
  readonly recordedAsHate?: boolean | undefined;
  /** Everybody whom it befell; left out, as the applicant says. */
  readonly affected?: readonly Affected[] | undefined;
  /** Labels: incidents of the case with the same one belong together. */
  readonly problem?: string | undefined;
  readonly placeLabel?: string | undefined;
  readonly personComplainedOf?: string | undefined;
  /** At least one must not be background for CONFIRMED and DIFFERS; a background one beside it never counts. */
  readonly reports: readonly { readonly reportId: string; readonly madeBy: Complainant }[];
  /**
   * Complaints that no agency holds, accepted on other evidence such as a letter or a call log. Who made one, when left
   * out, is the victim where the applicant says so and the case has one victim, else not known.
   */
  readonly acceptedComplaints: readonly {
    readonly complaintId: string;
    readonly madeBy?: Complainant | undefined;
  }[];
  /**
   * Needed for other evidence on which no complaint is accepted, such as a hate incident that was never reported, and
   * where the records differ in something else than the day.
   */
  readonly note?: string | undefined;
}
