import type { LocalDate } from '#domain/calendar/local-date.js';

export type ApplicantKind = 'VICTIM' | 'THIRD_PARTY';
/** How a victim gave a third party the authority to act for them. */
export type AuthorityKind = 'WRITTEN' | 'SPOKEN' | 'LEGAL';

/** How to reach a person; at least one way is needed of the applicant. */
export interface Contact {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}

/** A victim for whom a third party applies, with the authority that was given. */
export interface RepresentedVictim {
  readonly name: string;
  readonly authorityKind: AuthorityKind;
  readonly authorityGivenOn: LocalDate;
  /** What they do not want shared, with whom and why. It is a wish and no veto: the bodies share as a duty. */
  readonly sharingObjection?: string | undefined;
  /** Where they live, by a label that is the same for all who live there. */
  readonly household?: string | undefined;
}

/** To whom and when an incident was reported, as the applicant remembers it. */
export interface ComplaintMade {
  /** Slug of an agency of the partnership. */
  readonly agency: string;
  readonly madeOn: LocalDate;
  /** False where somebody else complained about the same incident. */
  readonly madeByVictim: boolean;
  readonly reference?: string | undefined;
  /** Where whoever made it lives, by its label; only where the victim did not make it. */
  readonly household?: string | undefined;
}

export interface IncidentComplainedOf {
  readonly occurredOn: LocalDate;
  readonly place: string;
  readonly description: string;
  /** Hate is what the victim or another person perceives. */
  readonly hatePerceived: boolean;
  /** Ids of the partnership's kinds of behaviour; none where nobody said. */
  readonly behaviours?: readonly string[] | undefined;
  /** Whom it befell, by names or labels, the victim by name; left out, the victims. */
  readonly affected?: readonly string[] | undefined;
  readonly complaints: readonly ComplaintMade[];
}

/** An application for a review as it is handed in. @source ASB, Crime and Policing Act 2014, s.104(1) */
export interface ApplicationDraft {
  readonly applicantKind: ApplicantKind;
  readonly name: string;
  readonly contact: Contact;
  /** What a third party is to the victim: carer, councillor, support worker, … */
  readonly relationship?: string | undefined;
  /** Empty when the victim applies. */
  readonly victims: readonly RepresentedVictim[];
  /** Where the victim who applies lives, by a label that is the same for all who live there. */
  readonly household?: string | undefined;
  readonly incidents: readonly IncidentComplainedOf[];
  readonly dissatisfied: boolean;
  readonly dissatisfaction?: string | undefined;
  /** What the applicant does not want shared, with whom and why. */
  readonly sharingObjection?: string | undefined;
}
