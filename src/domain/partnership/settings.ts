import type { CalendarLength } from '#domain/calendar/length.js';
import type { Told } from '#domain/policy/told.js';
import type { Contact } from './contact.js';
import type { Letter } from './letter.js';
import type { Nation } from './nation.js';
import type { Ombudsman } from './ombudsman.js';

/** How somebody may apply. */
export const WAYS_TO_APPLY = [
  'online',
  'email',
  'phone',
  'letter',
  'in_person',
  'through_police',
  'through_third_party',
] as const;

/** One way to apply: in words what somebody does, and where. */
export interface WayToApply extends Told {
  readonly way: (typeof WAYS_TO_APPLY)[number];
  readonly url?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
}

/** What is kept for a time of its own. */
export const RECORD_CLASSES = [
  'case',
  'contact_details',
  'agency_information',
  'risk_assessments',
  'panel_papers',
  'letters',
  'documents',
  'equality_monitoring',
  'audit',
] as const;

/** How long records of one class are kept, from the day the case was closed. */
export interface Retention {
  readonly records: (typeof RECORD_CLASSES)[number];
  readonly keepFor: CalendarLength;
  readonly words?: string;
  readonly source?: string;
}

/** A page, or words, that say what happens to personal data. */
export interface PrivacyNotice {
  readonly words?: string;
  readonly welsh?: string;
  readonly url?: string;
}

/** What a partnership says of itself that is the same for every version of its policy. */
export interface PartnershipSettings {
  /** Left out: england. */
  readonly nation?: Nation;
  /** BCP 47 codes of the languages in which somebody may ask to be written to. Left out: en, and cy in Wales. */
  readonly languages?: readonly string[];
  /** The single point of contact. @source ASB, Crime and Policing Act 2014, s.104(2) */
  readonly contact?: Contact;
  /** Slug of the agency that leads. */
  readonly leadAgency?: string;
  readonly waysToApply?: readonly WayToApply[];
  /** In place of those of the nation, for the kinds of agency that they name. */
  readonly ombudsmen?: readonly Ombudsman[];
  readonly letters?: readonly Letter[];
  readonly retention?: readonly Retention[];
  readonly privacyNotice?: PrivacyNotice;
  /** Who answers when somebody asks for the personal data held about them. */
  readonly rightsRequests?: Contact;
  /** Who answers a complaint about the use of personal data. @source Data (Use and Access) Act 2025 */
  readonly dataComplaints?: Contact;
  /** What stands on papers: "OFFICIAL-SENSITIVE". */
  readonly protectiveMarking?: string;
}
