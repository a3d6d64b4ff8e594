import type { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { ApplicantKind, AuthorityKind } from '#domain/review/application.js';
import type { CaseStage, ThresholdOutcome } from '#domain/review/stage.js';
import type { Finding } from '#domain/threshold/finding.js';
import type { IncidentMatch, NewPerson } from './case-ports.js';
import type { ReportCategory } from './report-ports.js';

/** What reads return: plain rows, not entities. Row-level security has decided which. */
export interface CaseView {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly stage: CaseStage;
  readonly receivedAt: Temporal.Instant;
  readonly receivedOn: LocalDate;
  readonly policyVersionId: string;
  readonly areaTeamId: string | null;
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
  readonly authorityGivenOn: LocalDate | null;
}

export interface IncidentView {
  readonly id: string;
  readonly caseId: string;
  readonly number: number;
  readonly occurredOn: LocalDate;
  readonly place: string;
  readonly description: string;
  readonly hatePerceived: boolean;
  readonly match: IncidentMatch;
  readonly agreedOn: LocalDate | null;
  readonly causedHarassment: boolean | null;
  readonly matchNote: string | null;
  readonly matchedAt: Temporal.Instant | null;
}

export interface ComplaintView {
  readonly id: string;
  readonly incidentId: string;
  readonly agencyId: string;
  readonly madeOn: LocalDate;
  readonly madeByVictim: boolean;
  readonly reference: string | null;
  readonly evidenceAccepted: boolean;
}

/** A linked report as every party may know of it: that it exists, whose it is, its dates. */
export interface LinkView {
  readonly caseId: string;
  readonly reportId: string;
  readonly agencyId: string;
  readonly occurredOn: LocalDate | null;
  readonly reportedOn: LocalDate | null;
  readonly linkedAt: Temporal.Instant;
  /** Incidents that a person matched it to. */
  readonly incidentIds: readonly string[];
}

export interface ReportView {
  readonly id: string;
  readonly agencyId: string;
  readonly reference: string;
  readonly source: 'OFFICER' | 'POLICE_UK';
  readonly category: ReportCategory;
  readonly occurredOn: LocalDate | null;
  readonly occurredMonth: string;
  readonly reportedOn: LocalDate | null;
  readonly recordedOn: LocalDate | null;
  readonly reporterName: string | null;
  readonly place: string;
  readonly district: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly summary: string | null;
  readonly hatePerceived: boolean;
  readonly background: boolean;
}

export interface RequestView {
  readonly id: string;
  readonly caseId: string;
  readonly agencyId: string;
  readonly status: 'OPEN' | 'ANSWERED';
  readonly requestedAt: Temporal.Instant;
  readonly dueOn: LocalDate | null;
  readonly holds: 'RECORDS' | 'NOTHING' | null;
  readonly actionsTaken: string | null;
  readonly answeredAt: Temporal.Instant | null;
}

export interface ClockView {
  readonly id: string;
  readonly caseId: string;
  readonly step: string;
  readonly dueOn: LocalDate;
  readonly arithmetic: string;
  readonly extendable: boolean;
  readonly extensionReason: string | null;
  readonly stoppedAt: Temporal.Instant | null;
  readonly fellDueAt: Temporal.Instant | null;
}

export interface ProposalView {
  readonly id: string;
  readonly caseId: string;
  readonly caseVersion: number;
  readonly verdict: 'MET' | 'NOT_MET' | 'CANNOT_TELL_YET';
  readonly finding: Finding;
  readonly proposedAt: Temporal.Instant;
}

export interface DecisionView {
  readonly id: string;
  readonly caseId: string;
  readonly proposalId: string | null;
  readonly outcome: ThresholdOutcome;
  readonly declineGround: string | null;
  readonly reason: string;
  readonly departsFromRules: boolean;
  readonly decidedAt: Temporal.Instant;
}

/** A partnership as the public may read it. */
export interface PartnershipView {
  readonly slug: string;
  readonly name: string;
  readonly words: object;
  readonly area: object;
  readonly publishedFigures: object | null;
}

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
}
