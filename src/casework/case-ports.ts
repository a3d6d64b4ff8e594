import type { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { ApplicantKind, AuthorityKind, Contact } from '#domain/review/application.js';
import type { CaseStage, ThresholdOutcome } from '#domain/review/stage.js';
import type { Finding, FindingFlag } from '#domain/threshold/finding.js';
import type { ThresholdFacts } from '#domain/threshold/facts.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import type { CaseCourse } from '#domain/timescale/course.js';
import type { IncidentOnRecord } from './incident-facts.js';
import type { ClockPlan } from '#domain/timescale/start-clocks.js';

/** A case as a use case locks it: nobody else changes it until the transaction ends. */
export interface LockedCase {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly stage: CaseStage;
  readonly receivedOn: LocalDate;
  readonly policyVersionId: string;
  readonly dissatisfied: boolean;
  /** Agencies that were asked about it. */
  readonly agencyIds: readonly string[];
}

export interface NewCase {
  readonly id: string;
  readonly reference: string;
  readonly receivedAt: Temporal.Instant;
  readonly receivedOn: LocalDate;
  readonly policyVersionId: string;
  readonly areaTeamId: string | null;
  readonly applicantKind: ApplicantKind;
  readonly relationship: string | null;
  readonly dissatisfied: boolean;
  readonly dissatisfaction: string | null;
  readonly secretHash: string;
}

export interface NewPerson {
  readonly id: string;
  readonly role: 'VICTIM' | 'THIRD_PARTY' | 'COMPLAINANT' | 'AFFECTED';
  readonly isApplicant: boolean;
  readonly name: string;
  readonly contact: Contact;
  readonly authorityKind?: AuthorityKind;
  readonly authorityGivenOn?: LocalDate;
  /** What they do not want shared, and why. */
  readonly sharingObjection?: string;
  /** A label of the case. */
  readonly householdId?: string | null;
}

export interface CasePerson {
  readonly id: string;
  readonly role: NewPerson['role'];
  readonly name: string;
}

export interface CaseStore {
  add(newCase: NewCase): Promise<void>;
  /** Undefined when there is none or this principal may not see it. */
  findForUpdate(id: string): Promise<LockedCase | undefined>;
  /** Raises the version by one and stores the stage. */
  advance(id: string, to: { version: number; stage: CaseStage }): Promise<void>;
  addPeople(caseId: string, people: readonly NewPerson[]): Promise<void>;
  listPeople(caseId: string): Promise<readonly CasePerson[]>;
  /** Where a person of the case lives, as it was told last. */
  setHousehold(personId: string, householdId: string): Promise<void>;
  addParty(caseId: string, agencyId: string, since: Temporal.Instant): Promise<void>;
}

export type IncidentMatch = 'UNMATCHED' | 'CONFIRMED' | 'NOT_FOUND' | 'DIFFERS' | 'OTHER_EVIDENCE';

export interface NewIncident {
  readonly id: string;
  readonly number: number;
  readonly occurredOn: LocalDate;
  readonly place: string;
  readonly description: string;
  readonly hatePerceived: boolean;
  /** Null where the applicant named none. */
  readonly behaviours: readonly string[] | null;
}

export interface NewComplaint {
  readonly id: string;
  readonly incidentId: string;
  readonly agencyId: string;
  readonly madeOn: LocalDate;
  readonly madeByVictim: boolean;
  readonly reference: string | null;
  readonly householdId: string | null;
}

/** Somebody of the case who suffered an incident. */
export interface Sufferer {
  readonly incidentId: string;
  readonly personId: string;
}

/** Who made a complaint, and whence it came where nobody knows who. */
interface Maker {
  readonly personId: string | null;
  readonly householdId: string | null;
}

/** What a person settled of an incident beside its match; null where nobody did. */
export interface SettledOfIncident {
  readonly behaviours: readonly string[] | null;
  readonly isCrime: boolean | null;
  readonly recordedAsHate: boolean | null;
  /** Labels of the case. */
  readonly problemId: string | null;
  readonly placeId: string | null;
  readonly complainedOfId: string | null;
}

/** How a person matched one incident to the agencies' records. */
export interface IncidentMatching {
  readonly incidentId: string;
  readonly match: Exclude<IncidentMatch, 'UNMATCHED'>;
  readonly agreedOn: LocalDate | null;
  readonly causedHarassment: boolean | null;
  readonly note: string | null;
  readonly settled: SettledOfIncident;
  /** Who suffered it; empty where that is left as the applicant says. */
  readonly affected: readonly string[];
  /** Which linked reports are about it, and who made each; null where it is not known. */
  readonly reports: readonly (Maker & { readonly reportId: string })[];
  /** Complaints without a record that are accepted on other evidence, and who made each; null where it is not known. */
  readonly acceptedComplaints: readonly (Maker & { readonly complaintId: string })[];
  readonly matchedBy: string;
  readonly matchedAt: Temporal.Instant;
}

export interface IncidentRecord {
  readonly id: string;
  readonly caseId: string;
  readonly occurredOn: LocalDate;
  readonly complaints: readonly { readonly id: string; readonly madeByVictim: boolean }[];
}

export interface IncidentStore {
  add(
    caseId: string,
    told: {
      incidents: readonly NewIncident[];
      complaints: readonly NewComplaint[];
      sufferers: readonly Sufferer[];
    },
  ): Promise<void>;
  find(id: string): Promise<IncidentRecord | undefined>;
  match(caseId: string, matching: IncidentMatching): Promise<void>;
  /** The incidents of a case with their matched records, by number. */
  listOnRecord(caseId: string): Promise<readonly IncidentOnRecord[]>;
  /** Agencies that the applicant says were told, whether or not they were asked. */
  listAgenciesTold(caseId: string): Promise<readonly string[]>;
}

export interface RequestRecord {
  readonly id: string;
  readonly caseId: string;
  readonly agencyId: string;
  readonly status: 'OPEN' | 'ANSWERED';
  readonly dueOn: LocalDate | null;
}

export interface RequestStore {
  add(request: RequestRecord & { requestedAt: Temporal.Instant; requestedBy: string }): Promise<void>;
  find(id: string): Promise<RequestRecord | undefined>;
  /** Those that this principal may see: an officer, the own agency's. */
  listOfCase(caseId: string): Promise<readonly RequestRecord[]>;
  /** Whether any agency has still to answer, whoever asks. */
  hasOpen(caseId: string): Promise<boolean>;
  answer(
    id: string,
    answer: {
      holds: 'RECORDS' | 'NOTHING';
      actionsTaken: string;
      answeredAt: Temporal.Instant;
      answeredBy: string;
    },
  ): Promise<void>;
}

export interface RunningClock {
  readonly id: string;
  readonly caseId: string;
  readonly step: string;
  /** Any one of these moments ends it. */
  readonly endsWith: readonly CaseMoment[];
  readonly dueOn: LocalDate;
  readonly dueAt: Temporal.Instant;
  /** The last day before anything was extended. */
  readonly firstDueOn: LocalDate;
  readonly extendedTimes: number;
  /** The day that somebody gave it last; null where nobody did. */
  readonly extendedTo: LocalDate | null;
  readonly extendable: boolean;
  /** Whether it stands still and nobody knows yet until when: until then it does not fall due. */
  readonly standsStill: boolean;
  readonly fellDueAt: Temporal.Instant | null;
}

/** What a clock comes to when it is reckoned once more. */
export interface ReckonedAgain {
  readonly dueOn: LocalDate;
  readonly dueAt: Temporal.Instant;
  readonly firstDueOn: LocalDate;
  readonly arithmetic: string;
  readonly provisional: boolean;
  readonly standsStill: boolean;
  /** Whether it lies ahead, so that a mark of having fallen due is taken back. */
  readonly isAhead: boolean;
}

export interface ClockStore {
  start(caseId: string, clocks: readonly (ClockPlan & { id: string })[]): Promise<void>;
  listRunning(caseId: string): Promise<readonly RunningClock[]>;
  /** What happened in the case so far, earliest first, whoever asks of those who may see it. */
  listMoments(caseId: string): Promise<CaseCourse['moments']>;
  /** A clock of any case, running or not, or undefined. */
  find(id: string): Promise<(RunningClock & { stopped: boolean }) | undefined>;
  stop(ids: readonly string[], at: Temporal.Instant): Promise<void>;
  /** Stops a clock that stands still, and settles the day to which it had moved on. */
  stopStanding(
    id: string,
    at: Temporal.Instant,
    day: Pick<ReckonedAgain, 'dueOn' | 'dueAt' | 'arithmetic'>,
  ): Promise<void>;
  extend(
    id: string,
    to: { dueOn: LocalDate; dueAt: Temporal.Instant; arithmetic: string; reason: string },
  ): Promise<void>;
  /** Gives a running clock the days that it comes to once pauses have changed; marked it is not where they lie ahead. */
  reckonAgain(id: string, to: ReckonedAgain): Promise<void>;
  /** Marks a running clock as fallen due, once; false when it was marked or stopped before. */
  markFallenDue(id: string, at: Temporal.Instant): Promise<boolean>;
}

export interface Proposal {
  readonly id: string;
  readonly caseId: string;
  readonly caseVersion: number;
  readonly policyVersionId: string;
  readonly facts: ThresholdFacts;
  /** Of the local threshold; the verdict is its. */
  readonly finding: Finding;
  /** Of the mandatory limb of the Act. */
  readonly statutory: Finding;
  readonly flags: readonly FindingFlag[];
  readonly proposedBy: string;
  readonly proposedAt: Temporal.Instant;
}

export interface NewDecision {
  readonly id: string;
  readonly caseId: string;
  readonly proposalId: string | null;
  readonly outcome: ThresholdOutcome;
  readonly declineGround: string | null;
  readonly reason: string;
  readonly departsFromRules: boolean;
  readonly decidedBy: string;
  readonly decidedAt: Temporal.Instant;
}

export interface DecisionStore {
  addProposal(proposal: Proposal): Promise<void>;
  findProposal(id: string): Promise<Pick<Proposal, 'id' | 'caseId' | 'caseVersion' | 'finding'> | undefined>;
  add(decision: NewDecision): Promise<void>;
}
