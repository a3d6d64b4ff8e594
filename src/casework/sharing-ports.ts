import type { Temporal } from 'temporal-polyfill';
import type { SharingTerms } from '#domain/sharing/agreement.js';
import type { SharingLevel } from '#domain/sharing/sharing-level.js';

/** Whom a grant opens a report to: whoever leads the review, every other agency of the case, or one of these. */
export type GrantAudience = 'COORDINATOR' | 'OTHER_AGENCIES' | 'AGENCY';

/** An agreement as it was recorded. */
export interface AgreementRecord {
  readonly id: string;
  readonly title: string;
  /** The level up to which it covers records, as a rank. */
  readonly highestRank: number;
  readonly coordinatorRank: number;
  /** 0: nothing is open to the other agencies of a case unless an agency says so. */
  readonly partyRank: number;
  /** Agencies that are party to it and have not left. */
  readonly agencyIds: readonly string[];
}

interface Ending {
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly reason: string;
}

export interface AgreementStore {
  /** False where an agreement of that title was recorded before. */
  add(id: string, terms: SharingTerms, by: { userId: string; at: Temporal.Instant }): Promise<boolean>;
  find(id: string): Promise<AgreementRecord | undefined>;
  /** Those in force at that moment to which the agency is party. */
  listInForce(agencyId: string, at: Temporal.Instant): Promise<readonly AgreementRecord[]>;
  /** Whether it is in force with the viewer's agency as a party; if so nobody ends it before this transaction does. */
  hold(id: string): Promise<boolean>;
  /** False where it was withdrawn before. */
  withdraw(id: string, ending: Ending): Promise<boolean>;
  /** False where the agency is no party, or has left before. */
  leave(id: string, agencyId: string, ending: Ending): Promise<boolean>;
}

/** One report of the agency, in one case, opened to others. */
export interface NewGrant {
  readonly id: string;
  readonly agreementId: string;
  readonly caseId: string;
  readonly reportId: string;
  readonly ownerAgencyId: string;
  readonly audience: GrantAudience;
  /** Where the audience is an agency. */
  readonly agencyId: string | null;
  readonly level: SharingLevel;
  /** Exclusive; null: as long as the agreement. */
  readonly untilAt: Temporal.Instant | null;
  /** Why it is shared although somebody objects. */
  readonly despite: string | null;
  readonly givenBy: string;
  readonly givenAt: Temporal.Instant;
}

export interface GrantStore {
  /** In the place of the one that was given to the same audience before. */
  give(grants: readonly NewGrant[]): Promise<void>;
  /** Whether the same audience has it already as far, as long, and under the same agreement. */
  isGiven(grant: NewGrant): Promise<boolean>;
  /** A grant that stands, of the agency's own report. */
  findOwn(
    id: string,
    agencyId: string,
  ): Promise<{ readonly caseId: string; readonly reportId: string } | undefined>;
  revoke(id: string, ending: Ending): Promise<void>;
  /** Agencies that may know of the report in this case, its own among them. */
  listReaders(caseId: string, reportId: string): Promise<readonly string[]>;
  /** Whether somebody of the case objects to sharing. */
  isObjectedTo(caseId: string): Promise<boolean>;
}
