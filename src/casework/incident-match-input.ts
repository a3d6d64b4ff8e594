import type { LocalDate } from '#domain/calendar/local-date.js';
import type { IncidentMatch } from './case-ports.js';
import type { CaseVersion } from './case-version.js';

/** Who made a report or a complaint: a person of the case, somebody else by a label, or nobody known. */
export type Complainant =
  | { readonly kind: 'PERSON'; readonly personId: string }
  | { readonly kind: 'LABEL'; readonly label: string }
  | { readonly kind: 'UNKNOWN' };

export interface ConfirmIncident extends CaseVersion {
  readonly incidentId: string;
  readonly match: Exclude<IncidentMatch, 'UNMATCHED'>;
  /** The day that the records show, where they differ from what the applicant named. */
  readonly agreedOn?: LocalDate | undefined;
  /** A person's judgement, where the policy asks for one: did it cause harassment, alarm or distress? */
  readonly causedHarassment?: boolean | undefined;
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
