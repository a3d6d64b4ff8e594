import DataLoader from 'dataloader';
import type {
  ClockView,
  ComplaintView,
  DecisionView,
  IncidentView,
  JudgementView,
  LabelView,
  MatchView,
  OnRecordView,
  PartnershipView,
  PauseView,
  PersonView,
  ProposalView,
  RequestView,
  SuffererView,
} from '#casework/views.js';
import type { ConflictView } from '#casework/conflict-views.js';
import type { MarkView, MarkerView } from '#casework/marker-views.js';
import type { AgencyRecord, StoredPolicy } from '#casework/partnership-ports.js';
import type { GrantView } from '#casework/sharing-views.js';
import type { LinkedReport } from './case/incident.type.js';
import { readLinkedReports } from './case/linked-reports.js';
import type { Reading } from './reading.js';

/** Batches of one operation. They are made for it and end with it, so nothing passes from one viewer to another. */
export interface Loaders {
  readonly people: DataLoader<string, readonly PersonView[]>;
  readonly incidents: DataLoader<string, readonly IncidentView[]>;
  /** What the labels of a case say, by case; none for whoever does not lead the review. */
  readonly labels: DataLoader<string, readonly LabelView[]>;
  /** By case. */
  readonly sufferers: DataLoader<string, readonly SuffererView[]>;
  /** By case. */
  readonly conflicts: DataLoader<string, readonly ConflictView[]>;
  /** By case; only for whoever leads the review. */
  readonly markers: DataLoader<string, readonly MarkerView[]>;
  /** By case; none for whoever leads the review. */
  readonly marks: DataLoader<string, readonly MarkView[]>;
  /** By case. */
  readonly judgements: DataLoader<string, readonly JudgementView[]>;
  readonly onRecord: DataLoader<string, OnRecordView | undefined>;
  readonly complaints: DataLoader<string, readonly ComplaintView[]>;
  /** By case. */
  readonly matches: DataLoader<string, readonly MatchView[]>;
  readonly requests: DataLoader<string, readonly RequestView[]>;
  readonly clocks: DataLoader<string, readonly ClockView[]>;
  readonly pauses: DataLoader<string, readonly PauseView[]>;
  readonly latestProposal: DataLoader<string, ProposalView | undefined>;
  readonly decision: DataLoader<string, DecisionView | undefined>;
  /** By case. */
  readonly linkedReports: DataLoader<string, readonly LinkedReport[]>;
  /** By report. */
  readonly grants: DataLoader<string, readonly GrantView[]>;
  /** What the partnership says of itself; read once. */
  readonly partnership: () => Promise<PartnershipView>;
  /** The partnership's agencies by id; read once. */
  readonly agencies: () => Promise<ReadonlyMap<string, AgencyRecord>>;
  readonly policy: DataLoader<string, StoredPolicy | undefined>;
}

export function createLoaders({ reads, asked }: Reading): Loaders {
  const caseOf = (row: { readonly caseId: string }) => row.caseId;
  const idOf = (row: { readonly id: string }) => row.id;
  return {
    people: listLoader(reads.listPeople, caseOf),
    incidents: listLoader(reads.listIncidents, caseOf),
    labels: listLoader(reads.listLabels, caseOf),
    sufferers: listLoader(reads.listSufferers, caseOf),
    conflicts: listLoader(reads.listConflicts, caseOf),
    markers: listLoader(reads.listMarkers, caseOf),
    marks: listLoader(reads.listMarks, caseOf),
    judgements: listLoader(reads.listJudgements, caseOf),
    onRecord: oneLoader(reads.listOnRecord, caseOf),
    complaints: listLoader(reads.listComplaints, (row) => row.incidentId),
    matches: listLoader(reads.listMatches, caseOf),
    requests: listLoader(reads.listRequests, caseOf),
    clocks: listLoader(reads.listClocks, caseOf),
    pauses: listLoader(reads.listPauses, caseOf),
    latestProposal: oneLoader(reads.listLatestProposals, caseOf),
    decision: oneLoader(reads.listDecisions, caseOf),
    linkedReports: listLoader((caseIds) => readLinkedReports({ reads, asked }, caseIds), caseOf),
    grants: listLoader(reads.listGrants, (grant) => grant.reportId),
    partnership: once(() => reads.getPartnership()),
    agencies: once(async () => new Map((await reads.listAgencies()).map((agency) => [agency.id, agency]))),
    policy: oneLoader(() => reads.listPolicies(), idOf),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}

type Batch<T> = (keys: readonly string[]) => Promise<readonly T[]>;

function listLoader<T>(read: Batch<T>, keyOf: (row: T) => string): DataLoader<string, readonly T[]> {
  return new DataLoader(async (keys) => {
    const byKey = new Map<string, T[]>();
    for (const row of await read(keys)) {
      const rows = byKey.get(keyOf(row));
      if (rows) rows.push(row);
      else byKey.set(keyOf(row), [row]);
    }
    return keys.map((key) => byKey.get(key) ?? []);
  });
}

function oneLoader<T>(read: Batch<T>, keyOf: (row: T) => string): DataLoader<string, T | undefined> {
  return new DataLoader(async (keys) => {
    const byKey = new Map((await read(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => byKey.get(key));
  });
}
