import type { AgreementParty, SharingTerms } from '#domain/sharing/agreement.js';
import type { GrantAudience } from './sharing-ports.js';
import type { DayText, InstantText } from './views.js';

export interface AgreementPartyView extends AgreementParty {
  readonly leftAt: InstantText | null;
  readonly leftReason: string | null;
}

/** A sharing agreement as everybody of the partnership may read it. */
export interface AgreementView extends Pick<
  SharingTerms,
  'title' | 'purpose' | 'recordClasses' | 'fieldGroups' | 'leavesStub'
> {
  readonly id: string;
  readonly coordinatorRank: number;
  /** 0: nothing. */
  readonly partyRank: number;
  readonly startsOn: DayText;
  readonly reviewOn: DayText;
  readonly expiresOn: DayText;
  readonly inForce: boolean;
  readonly reviewIsDue: boolean;
  readonly withdrawnAt: InstantText | null;
  readonly withdrawnReason: string | null;
  /** In the order of their ids. */
  readonly parties: readonly AgreementPartyView[];
}

/** A report opened by its agency, in one case. */
export interface GrantView {
  readonly id: string;
  readonly agreementId: string;
  readonly caseId: string;
  readonly reportId: string;
  readonly audience: GrantAudience;
  readonly agencyId: string | null;
  readonly rank: number;
  readonly untilAt: InstantText | null;
  readonly despiteObjection: string | null;
  readonly givenAt: InstantText;
  readonly withdrawnAt: InstantText | null;
  readonly withdrawnReason: string | null;
}
