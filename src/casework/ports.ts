import type { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { AuditDraft } from './audit.js';
import type { EventDraft } from './events.js';
import type { Outcome } from './outcome.js';
import type { Principal } from './principal.js';
import type { CaseStore, ClockStore, DecisionStore, IncidentStore, RequestStore } from './case-ports.js';
import type { ConflictStore } from './conflict-ports.js';
import type { CaseLabelStore } from './label-ports.js';
import type { JudgementStore } from './judgement-ports.js';
import type { MarkerStore } from './marker-ports.js';
import type { MemberStore } from './member-ports.js';
import type { PauseStore } from './pause-ports.js';
import type { PartnershipStore } from './partnership-ports.js';
import type { PolicyProposalStore } from './policy-ports.js';
import type { AgreementStore, GrantStore } from './sharing-ports.js';
import type { ImportRunStore, ReportStore } from './report-ports.js';

export interface Clock {
  now(): Temporal.Instant;
}

export interface Ids {
  /** A UUID v7. */
  newId(): string;
  /** A human reference such as `LEI-7K3F-9QXM`: random, never serial. */
  newReference(prefix: string): string;
}

/** Keyed and unkeyed digests. Secrets are derived, so the same one can be given again; only hashes are stored. */
export interface Secrets {
  /** The secret with which an applicant follows one case. */
  applicantSecret(caseId: string): string;
  /** SHA-256 in hexadecimal. */
  digest(text: string): string;
}

/** First answers to repeated submissions of the same actor. */
export interface ClientKeyStore {
  find(key: string): Promise<{ operation: string; inputHash: string; answer: object } | undefined>;
  keep(entry: { key: string; operation: string; inputHash: string; answer: object }): Promise<void>;
}

/** Everything a use case may touch inside its transaction. */
export interface Stores {
  readonly partnership: PartnershipStore;
  readonly policies: PolicyProposalStore;
  readonly cases: CaseStore;
  readonly incidents: IncidentStore;
  readonly requests: RequestStore;
  readonly clocks: ClockStore;
  readonly pauses: PauseStore;
  readonly decisions: DecisionStore;
  readonly conflicts: ConflictStore;
  readonly markers: MarkerStore;
  readonly judgements: JudgementStore;
  readonly labels: CaseLabelStore;
  readonly reports: ReportStore;
  readonly agreements: AgreementStore;
  readonly grants: GrantStore;
  readonly importRuns: ImportRunStore;
  readonly members: MemberStore;
  readonly clientKeys: ClientKeyStore;
  /** Appended to the partnership's log when the transaction commits. */
  appendEvent(event: EventDraft): void;
  /** After the commit, whoever follows the partnership's log is asked at once whether they still may. */
  membersChanged(): void;
  recordAudit(entry: AuditDraft): void;
}

/** What the use cases are wired with. */
export interface Casework {
  /** Runs the work in one transaction; a refusal rolls it back. It may run more than once. */
  inTransaction<T>(principal: Principal, work: (stores: Stores) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly holidays: BankHolidays;
}
