import type { AuditDraft } from './audit.js';
import type {
  AccessView,
  AuditActor,
  AuditEntryView,
  AuditPage,
  AuditPosition,
  AuditTrailView,
} from './audit-views.js';
import type { ConflictView, OwnConflictView } from './conflict-views.js';
import type { MarkView, MarkerView } from './marker-views.js';
import type { InvitationView, MemberPage, MemberPosition, MemberView } from './member-ports.js';
import type { AgencyRecord, AreaTeamRecord, StoredPolicy } from './partnership-ports.js';
import type { PolicyProposalView } from './policy-ports.js';
import type { AgreementView, GrantView } from './sharing-views.js';
import type {
  CaseView,
  ClockView,
  ComplaintView,
  DecisionView,
  IncidentView,
  JudgementView,
  LabelView,
  LinkedReportView,
  MatchView,
  OnRecordView,
  Page,
  PartnershipView,
  PauseView,
  PersonView,
  ProposalView,
  OpenedReportView,
  RequestView,
  SuffererView,
} from './views.js';
import type { CaseStage } from '#domain/review/stage.js';

/** Where a page of cases begins: after the case received at that moment with that id. */
export interface CasePosition {
  readonly receivedAt: string;
  readonly id: string;
}

export interface ReportPosition {
  readonly occurredMonth: string;
  readonly id: string;
}

/**
 * How much of linked reports to read: that they exist; what lists show (reference, category, place, whether hate was
 * perceived and who complained); or all.
 */
export type LinkedReportExtent = 'LINKS' | 'BRIEF' | 'WHOLE';

/** The fields of a report that are read in brief, beside its id. */
export const briefReportFields = ['reference', 'category', 'place', 'hatePerceived', 'reporterName'] as const;

/** Everything a request reads, in one snapshot and under the viewer's row-level security. Lists are batched by parent. */
export interface Reads {
  findCase(id: string): Promise<CaseView | undefined>;
  findCaseByReference(reference: string): Promise<CaseView | undefined>;
  /** Newest first. */
  pageCases(page: { first: number; after?: CasePosition; stage?: CaseStage }): Promise<Page<CaseView>>;
  readonly listPeople: (caseIds: readonly string[]) => Promise<PersonView[]>;
  readonly listIncidents: (caseIds: readonly string[]) => Promise<IncidentView[]>;
  /** None for whoever does not lead the review. */
  readonly listLabels: (caseIds: readonly string[]) => Promise<LabelView[]>;
  readonly listSufferers: (caseIds: readonly string[]) => Promise<SuffererView[]>;
  readonly listComplaints: (incidentIds: readonly string[]) => Promise<ComplaintView[]>;
  /** Which incidents the linked reports of each case were matched to. */
  readonly listMatches: (caseIds: readonly string[]) => Promise<MatchView[]>;
  readonly listRequests: (caseIds: readonly string[]) => Promise<RequestView[]>;
  readonly listClocks: (caseIds: readonly string[]) => Promise<ClockView[]>;
  readonly listPauses: (caseIds: readonly string[]) => Promise<PauseView[]>;
  /** The newest proposal of each case. */
  readonly listLatestProposals: (caseIds: readonly string[]) => Promise<ProposalView[]>;
  readonly listDecisions: (caseIds: readonly string[]) => Promise<DecisionView[]>;
  /** Every answer to a question of the policy, in the order of recording. */
  readonly listJudgements: (caseIds: readonly string[]) => Promise<JudgementView[]>;
  /** Conflicts of interest of members in each case; all of them only for whoever leads the review. */
  readonly listConflicts: (caseIds: readonly string[]) => Promise<ConflictView[]>;
  /** The cases that are closed to the viewer because of a conflict, newest first. */
  listOwnConflicts(): Promise<OwnConflictView[]>;
  /** Sensitive markers of each case, ended ones too; only for whoever leads the review. */
  readonly listMarkers: (caseIds: readonly string[]) => Promise<MarkerView[]>;
  /** The markers that stand, for what is withheld because of them; none for whoever leads the review. */
  readonly listMarks: (caseIds: readonly string[]) => Promise<MarkView[]>;
  /** What the rules read of each case beside its own row; whole only for whoever leads the review. */
  readonly listOnRecord: (caseIds: readonly string[]) => Promise<OnRecordView[]>;
  /** The reports that were put to each case, in the order of linking, as far as the viewer may read them. */
  readonly listLinkedReports: (
    caseIds: readonly string[],
    extent: LinkedReportExtent,
  ) => Promise<LinkedReportView[]>;
  readonly listReports: (ids: readonly string[]) => Promise<OpenedReportView[]>;
  /** Newest month first. */
  pageReports(page: {
    first: number;
    after?: ReportPosition;
    background?: boolean;
    district?: string;
  }): Promise<Page<OpenedReportView>>;
  /** Sharing agreements, newest first; or the one of that id. */
  listAgreements(id?: string): Promise<readonly AgreementView[]>;
  /** What agencies opened of these reports, as far as the viewer may know, in the order of giving. */
  readonly listGrants: (reportIds: readonly string[]) => Promise<GrantView[]>;
  getPartnership(): Promise<PartnershipView>;
  listAgencies(): Promise<readonly AgencyRecord[]>;
  listAreaTeams(): Promise<readonly AreaTeamRecord[]>;
  listPolicies(): Promise<readonly StoredPolicy[]>;
  /** The newest fifty, newest first; none for whoever may not approve rules. */
  listPolicyProposals(): Promise<readonly PolicyProposalView[]>;
  /** Undefined where there is none for this viewer. */
  findPolicyProposal(id: string): Promise<PolicyProposalView | undefined>;
  /** Newest first; none for whoever is no auditor. */
  pageAuditEntries(page: AuditPage): Promise<Page<AuditEntryView>>;
  /** Newest first; none for whoever may not see who looked at this record. */
  pageAccesses(subjectId: string, page: { first: number; after?: AuditPosition }): Promise<Page<AccessView>>;
  /** The people behind the actors of the trail, also those who left; none for whoever is no auditor. */
  listAuditActors(): Promise<readonly AuditActor[]>;
  getAuditTrail(): Promise<AuditTrailView>;
  /** Newest first; no more than one's own for whoever looks after nobody. */
  pageMembers(page: MemberPage): Promise<Page<MemberView>>;
  /** Undefined where there is none for this viewer. */
  findMember(id: string): Promise<MemberView | undefined>;
  /** One's own memberships in this partnership that have not ended, in the order of their ids. */
  listOwnMemberships(): Promise<readonly MemberView[]>;
  /** Those that nobody has accepted or withdrawn, newest first; none for whoever looks after nobody. */
  pageInvitations(page: { first: number; after?: MemberPosition }): Promise<Page<InvitationView>>;
  findInvitation(id: string): Promise<InvitationView | undefined>;
  /** The applicant's case, where reference and secret belong together; the rest of the session may follow that case. */
  enterApplication(reference: string, secretHash: string): Promise<CaseView | undefined>;
  /** The newest entry of the log that this snapshot sees. */
  lastPosition(): Promise<bigint>;
  /** Notes that personal data was read; written when the session ends, and the read fails when that fails. */
  consulted(entry: AuditDraft): void;
}
