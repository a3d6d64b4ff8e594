import type { ApplicantKind, AuthorityKind } from '#domain/review/application.js';
import type { PauseReason } from '#domain/policy/timescales.js';
import type { CaseStage, ThresholdOutcome } from '#domain/review/stage.js';
import type { Finding, FindingFlag } from '#domain/threshold/finding.js';
import type { Opened } from '#domain/sharing/sharing-level.js';
import type { IncidentMatch, NewPerson } from './case-ports.js';
import type { AgencyRecord, AreaTeamRecord } from './partnership-ports.js';
import type { CaseOnRecord } from './threshold-facts.js';
import type { ReportCategory } from './report-ports.js';

/** A local day as ISO text, such as "2026-04-07": reads pass it on and do not reckon with it. */
export type DayText = string;

/** A moment as ISO text in UTC, such as "2026-04-07T09:30:00Z". */
export type InstantText = string;

/** What reads return: plain rows, not entities. Row-level security has decided which. */
export interface CaseView {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly stage: CaseStage;
  readonly receivedAt: InstantText;
  readonly receivedOn: DayText;
  readonly policyVersionId: string;
  readonly areaTeam: AreaTeamRecord | null;
  readonly applicantKind: ApplicantKind;
  readonly relationship: string | null;
  readonly dissatisfied: boolean;
  readonly dissatisfaction: string | null;
}

export interface PersonView {
  readonly id: string;
  readonly caseId: string;
  readonly role: NewPerson['role'];
  readonly isApplicant: boolean;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly authorityKind: AuthorityKind | null;
  readonly authorityGivenOn: DayText | null;
  /** What they do not want shared, and why. */
  readonly sharingObjection: string | null;
  /** A label of the case. */
  readonly householdId: string | null;
}

export interface IncidentView {
  readonly id: string;
  readonly caseId: string;
  readonly number: number;
  readonly occurredOn: DayText;
  readonly place: string;
  readonly description: string;
  readonly hatePerceived: boolean;
  readonly match: IncidentMatch;
  readonly agreedOn: DayText | null;
  readonly causedHarassment: boolean | null;
  readonly matchNote: string | null;
  readonly matchedAt: InstantText | null;
  readonly behaviours: readonly string[] | null;
  readonly agreedBehaviours: readonly string[] | null;
  readonly isCrime: boolean | null;
  readonly recordedAsHate: boolean | null;
  /** Labels of the case. */
  readonly problemId: string | null;
  readonly placeId: string | null;
  readonly complainedOfId: string | null;
}

/** What the rules read of a case beside its own row. */
export interface OnRecordView extends Pick<CaseOnRecord, 'incidents' | 'told' | 'judgements' | 'risk'> {
  readonly caseId: string;
}

/** What people call a household, problem, place or person complained of of one case. */
export interface LabelView {
  readonly id: string;
  readonly caseId: string;
  readonly label: string;
}

/** That somebody of the case suffered an incident, as it is settled or else as the applicant says. */
export interface SuffererView {
  readonly caseId: string;
  readonly incidentId: string;
  readonly personId: string;
}

export interface ComplaintView {
  readonly id: string;
  readonly incidentId: string;
  readonly agencyId: string;
  readonly madeOn: DayText;
  readonly madeByVictim: boolean;
  readonly reference: string | null;
  readonly evidenceAccepted: boolean;
}

/**
 * A linked report: that it exists, whose it is and its dates, as every party may know of it; and the report itself, null
 * for those who may not read it. Only its fields that were asked for are there.
 */
export interface LinkedReportView {
  readonly caseId: string;
  readonly reportId: string;
  readonly agency: AgencyRecord;
  readonly occurredOn: DayText | null;
  readonly reportedOn: DayText | null;
  readonly category: ReportCategory | null;
  readonly opened: Opened;
  /** The sharing agreement under which it is open to the viewer; null for one's own, and where none is needed. */
  readonly agreementId: string | null;
  readonly linkedAt: InstantText;
  readonly report: ReportView | null;
}

/** That a person matched a linked report to an incident of the case. */
export interface MatchView {
  readonly caseId: string;
  readonly reportId: string;
  readonly incidentId: string;
}

export interface ReportView {
  readonly id: string;
  readonly agencyId: string;
  readonly reference: string;
  readonly source: 'OFFICER' | 'POLICE_UK';
  readonly category: ReportCategory;
  readonly occurredOn: DayText | null;
  readonly occurredMonth: string;
  readonly reportedOn: DayText | null;
  readonly recordedOn: DayText | null;
  readonly reporterName: string | null;
  readonly place: string;
  readonly district: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly summary: string | null;
  readonly hatePerceived: boolean;
  readonly background: boolean;
  readonly behaviours: readonly string[] | null;
  readonly recordedAsHate: boolean | null;
  readonly household: string | null;
  readonly affected: readonly string[] | null;
  readonly actionTaken: string | null;
  readonly closedOn: DayText | null;
}

/** A report beside what decides how much of it is disclosed. */
export interface OpenedReportView extends ReportView {
  readonly opened: Opened;
  readonly agreementId: string | null;
}

export interface RequestView {
  readonly id: string;
  readonly caseId: string;
  readonly agencyId: string;
  readonly status: 'OPEN' | 'ANSWERED';
  readonly requestedAt: InstantText;
  readonly dueOn: DayText | null;
  readonly holds: 'RECORDS' | 'NOTHING' | null;
  readonly actionsTaken: string | null;
  readonly answeredAt: InstantText | null;
}

export interface ClockView {
  readonly id: string;
  readonly caseId: string;
  readonly step: string;
  readonly dueOn: DayText;
  readonly arithmetic: string;
  readonly provisional: boolean;
  readonly standsStill: boolean;
  readonly extendable: boolean;
  readonly extensionReason: string | null;
  readonly stoppedAt: InstantText | null;
  readonly fellDueAt: InstantText | null;
}

export interface PauseView {
  readonly id: string;
  readonly caseId: string;
  readonly reason: PauseReason;
  readonly from: DayText;
  readonly through: DayText | null;
}

export interface ProposalView {
  readonly id: string;
  readonly caseId: string;
  readonly caseVersion: number;
  readonly verdict: 'MET' | 'NOT_MET' | 'NEEDS_JUDGEMENT';
  readonly finding: Finding;
  /** Null where it was proposed before the mandatory limb of the Act was computed. */
  readonly statutory: Finding | null;
  readonly flags: readonly FindingFlag[];
  readonly proposedAt: InstantText;
}

/** An answer to a question of the policy, as it was recorded. */
export interface JudgementView {
  readonly id: string;
  readonly caseId: string;
  readonly question: string;
  readonly answer: boolean;
  readonly why: string;
  readonly incidentIds: readonly string[] | null;
  readonly factors: readonly string[];
  /** A role. */
  readonly answeredBy: string;
  readonly agencyId: string | null;
  readonly answeredOn: DayText;
  readonly recordedAt: InstantText;
  /** Whether no later answer to the same question stands before it. */
  readonly holds: boolean;
}

export interface DecisionView {
  readonly id: string;
  readonly caseId: string;
  readonly proposalId: string | null;
  readonly outcome: ThresholdOutcome;
  readonly declineGround: string | null;
  readonly reason: string;
  readonly departsFromRules: boolean;
  readonly decidedAt: InstantText;
}

/** A partnership as the public may read it. */
export interface PartnershipView {
  readonly slug: string;
  readonly name: string;
  readonly words: object;
  readonly area: object;
  readonly publishedFigures: object | null;
  /** Everything that its file says, checked when it was applied; null where an earlier release applied it. */
  readonly document: object | null;
}

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
}
