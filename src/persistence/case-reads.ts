import type { AreaTeamRecord } from '#casework/partnership-ports.js';
import type { CasePosition, Reads } from '#casework/read-ports.js';
import type {
  CaseView,
  ClockView,
  ComplaintView,
  DecisionView,
  IncidentView,
  JudgementView,
  LabelView,
  MatchView,
  PauseView,
  PersonView,
  ProposalView,
  RequestView,
  SuffererView,
} from '#casework/views.js';
import type { CaseStage } from '#domain/review/stage.js';
import { affectedOfIncident } from './affected-of-incident.js';
import { conflictReads } from './conflict.store.js';
import { markerReads } from './marker.store.js';
import { listOnRecord } from './cases-on-record.js';
import type { ReadSession } from './read-session.js';
import { uuidArray } from './uuid-array.js';

type CaseRow = Omit<CaseView, 'areaTeam'> & { readonly areaTeamId: string | null };

const caseColumns = `c.id, c.reference, c.version, c.stage, c.received_at as "receivedAt", c.received_on as "receivedOn",
  c.policy_version_id as "policyVersionId", c.area_team_id as "areaTeamId", c.applicant_kind as "applicantKind",
  c.relationship, c.dissatisfied, c.dissatisfaction`;

/** A page of at most `first` cases; one more row is read to know whether another page follows. */
async function pageCases(
  session: ReadSession,
  { first, after, stage }: { first: number; after?: CasePosition; stage?: CaseStage },
) {
  const { query, principal } = session.sql;
  // Only the conditions that are asked for: one that a parameter could switch off is no condition of an index.
  const conditions = ['c.tenant_id = $1'];
  const values: unknown[] = [principal.tenantId, first + 1];
  if (stage !== undefined) conditions.push(`c.stage = $${values.push(stage)}`);
  if (after !== undefined)
    conditions.push(
      `(c.received_at, c.id) < ($${values.push(after.receivedAt)}::timestamptz, $${values.push(after.id)}::uuid)`,
    );
  const found = query<CaseRow>(
    `select ${caseColumns} from concord.cases c
     where ${conditions.join(' and ')} order by c.received_at desc, c.id desc limit $2`,
    values,
  );
  const rows = await withAreaTeams(session, found);
  return { nodes: rows.slice(0, first), hasNextPage: rows.length > first };
}

/** Completes rows that were made for this answer. */
async function withAreaTeams(
  session: ReadSession,
  found: Promise<(CaseRow & { areaTeam?: AreaTeamRecord | null })[]>,
): Promise<CaseView[]> {
  const [rows, { areaTeams }] = await Promise.all([found, session.readDirectory()]);
  for (const row of rows)
    row.areaTeam = row.areaTeamId === null ? null : (areaTeams.get(row.areaTeamId) ?? null);
  return rows as CaseView[];
}

/** What keeps people out of a case, or parts of it. */
const careReads = (sql: ReadSession['sql']) => ({ ...conflictReads(sql), ...markerReads(sql) });

/** Children of many cases in one statement each; the loaders of a request call these. */
const childStatements = {
  people: `select id, case_id as "caseId", role, is_applicant as "isApplicant", name, email, phone, address,
      authority_kind as "authorityKind", authority_given_on as "authorityGivenOn", sharing_objection as "sharingObjection", household_id as "householdId"
    from concord.case_people where tenant_id = $1 and case_id = any ($2::uuid[]) order by case_id, id`,
  incidents: `select id, case_id as "caseId", number, occurred_on as "occurredOn", place, description,
      hate_perceived as "hatePerceived", match, agreed_on as "agreedOn", caused_harassment as "causedHarassment",
      match_note as "matchNote", matched_at as "matchedAt", behaviours, agreed_behaviours as "agreedBehaviours",
      is_crime as "isCrime", recorded_as_hate as "recordedAsHate", problem_id as "problemId", place_id as "placeId",
      complained_of_id as "complainedOfId"
    from concord.case_incidents where tenant_id = $1 and case_id = any ($2::uuid[]) order by case_id, number`,
  labels: `select id, case_id as "caseId", label
    from concord.case_labels where tenant_id = $1 and case_id = any ($2::uuid[]) order by case_id, id`,
  sufferers: `select i.case_id as "caseId", i.id as "incidentId", unnest(i.affected) as "personId"
    from (select i.case_id, i.id, i.number, (${affectedOfIncident}) as affected
      from concord.case_incidents i where i.tenant_id = $1 and i.case_id = any ($2::uuid[])) i
    order by i.case_id, i.number`,
  complaints: `select id, incident_id as "incidentId", agency_id as "agencyId", made_on as "madeOn",
      made_by_victim as "madeByVictim", reference, evidence_accepted as "evidenceAccepted"
    from concord.incident_complaints where tenant_id = $1 and incident_id = any ($2::uuid[]) order by incident_id, made_on, id`,
  matches: `select case_id as "caseId", report_id as "reportId", incident_id as "incidentId"
    from concord.incident_reports where tenant_id = $1 and case_id = any ($2::uuid[]) order by incident_id`,
  requests: `select id, case_id as "caseId", agency_id as "agencyId", status, requested_at as "requestedAt",
      due_on as "dueOn", holds, actions_taken as "actionsTaken", answered_at as "answeredAt"
    from concord.information_requests where tenant_id = $1 and case_id = any ($2::uuid[]) order by case_id, id`,
  clocks: `select id, case_id as "caseId", step, due_on as "dueOn", arithmetic, provisional, stands_still as "standsStill", extendable,
      extension_reason as "extensionReason", stopped_at as "stoppedAt", fell_due_at as "fellDueAt"
    from concord.clocks where tenant_id = $1 and case_id = any ($2::uuid[]) order by case_id, due_at, id`,
  pauses: `select id, case_id as "caseId", reason, from_on as "from", through_on as "through"
    from concord.case_pauses where tenant_id = $1 and case_id = any ($2::uuid[]) order by case_id, from_on, id`,
  proposals: `select distinct on (case_id) id, case_id as "caseId", case_version as "caseVersion", verdict, finding,
      statutory, flags,
      proposed_at as "proposedAt"
    from concord.decision_proposals where tenant_id = $1 and case_id = any ($2::uuid[])
    order by case_id, case_version desc`,
  judgements: `select id, case_id as "caseId", question, answer, why, incident_ids as "incidentIds", factors,
      answered_by as "answeredBy", agency_id as "agencyId", answered_on as "answeredOn", recorded_at as "recordedAt",
      row_number() over (partition by case_id, question, incident_ids order by recorded_at desc, id desc) = 1 as holds
    from concord.case_judgements where tenant_id = $1 and case_id = any ($2::uuid[]) order by case_id, recorded_at, id`,
  decisions: `select id, case_id as "caseId", proposal_id as "proposalId", outcome, decline_ground as "declineGround",
      reason, departs_from_rules as "departsFromRules", decided_at as "decidedAt"
    from concord.decisions where tenant_id = $1 and case_id = any ($2::uuid[])`,
} as const;

type CaseReads = Pick<
  Reads,
  | 'findCase'
  | 'findCaseByReference'
  | 'pageCases'
  | 'listPeople'
  | 'listIncidents'
  | 'listComplaints'
  | 'listMatches'
  | 'listRequests'
  | 'listClocks'
  | 'listPauses'
  | 'listLatestProposals'
  | 'listDecisions'
  | 'listJudgements'
  | 'listConflicts'
  | 'listOwnConflicts'
  | 'listMarkers'
  | 'listMarks'
  | 'listOnRecord'
  | 'listLabels'
  | 'listSufferers'
  | 'enterApplication'
>;

export function caseReads(session: ReadSession): CaseReads {
  const { query, principal } = session.sql;
  const one = async (column: 'id' | 'reference', value: string) => {
    const found = query<CaseRow>(
      `select ${caseColumns} from concord.cases c where c.tenant_id = $1 and c.${column} = $2`,
      [principal.tenantId, value],
    );
    return (await withAreaTeams(session, found))[0];
  };
  const children =
    <T extends object>(statement: keyof typeof childStatements) =>
    (parents: readonly string[]) =>
      query<T>(childStatements[statement], [principal.tenantId, uuidArray(parents)]);
  return {
    findCase: (id) => one('id', id),
    findCaseByReference: (reference) => one('reference', reference),
    pageCases: (page) => pageCases(session, page),
    listPeople: children<PersonView>('people'),
    listIncidents: children<IncidentView>('incidents'),
    listComplaints: children<ComplaintView>('complaints'),
    listMatches: children<MatchView>('matches'),
    listRequests: children<RequestView>('requests'),
    listClocks: children<ClockView>('clocks'),
    listPauses: children<PauseView>('pauses'),
    listLatestProposals: children<ProposalView>('proposals'),
    listDecisions: children<DecisionView>('decisions'),
    ...careReads(session.sql),
    listOnRecord: (caseIds) => listOnRecord(session.sql, caseIds),
    listJudgements: children<JudgementView>('judgements'),
    listLabels: children<LabelView>('labels'),
    listSufferers: children<SuffererView>('sufferers'),
    async enterApplication(reference, secretHash) {
      const [row] = await query<{ case_id: string | null }>(
        'select concord.enter_application($1, $2) as case_id',
        [reference, secretHash],
      );
      return row?.case_id ? one('id', row.case_id) : undefined;
    },
  };
}
