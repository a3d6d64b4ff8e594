import pg from 'pg';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { CaseEventType } from '#domain/review/case-event.js';
import { foldStage, stageAfter, type CaseStage, type ThresholdOutcome } from '#domain/review/stage.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import { factsFromJson } from '#domain/threshold/facts-json.js';
import type { TestApp } from './running-app.js';

/** Runs SQL as the server's administrator, outside every wall. */
export async function adminSql<R extends pg.QueryResultRow>(
  { database }: Pick<TestApp, 'database'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    return (await client.query<R>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** What a look at everything recorded found: how much there was, and every promise that does not hold. */
export interface RecordChecked {
  readonly cases: number;
  readonly events: number;
  readonly proposals: number;
  readonly personalTexts: number;
  readonly broken: readonly string[];
}

/**
 * Looks at every case of a database: the stored stage is the fold of its events, versions have no gap, each change has
 * one event and one audit entry, no event holds personal data, and every proposal replays to the same finding.
 */
export async function checkRecord(app: Pick<TestApp, 'database'>): Promise<RecordChecked> {
  const events = await readEventRows(app);
  const cases = await adminSql<CaseRow>(app, 'select id, version, stage from concord.cases order by id');
  const proposals = await adminSql<ProposalRow>(
    app,
    `select p.id, p.facts, p.finding, p.statutory, p.flags, p.verdict, v.document from concord.decision_proposals p
     join concord.policy_versions v on v.tenant_id = p.tenant_id and v.id = p.policy_version_id`,
  );
  const personal = await readPersonalTexts(app);
  return {
    cases: cases.length,
    events: events.length,
    proposals: proposals.length,
    personalTexts: personal.length,
    broken: [
      ...cases.flatMap((row) =>
        brokenHistory(
          row,
          events.filter((event) => event.case_id === row.id),
        ),
      ),
      ...(await brokenAudit(app, events)),
      ...events.flatMap((event) => textsIn(JSON.stringify(event), personal, `event ${event.type}`)),
      ...proposals.flatMap((row) =>
        textsIn(
          JSON.stringify([row.facts, row.finding, row.statutory, row.flags]),
          personal,
          `proposal ${row.id}`,
        ),
      ),
      ...proposals.flatMap(brokenReplay),
    ],
  };
}

interface CaseRow {
  readonly id: string;
  readonly version: number;
  readonly stage: CaseStage;
}

interface EventRow {
  readonly type: CaseEventType;
  readonly case_id: string;
  readonly case_version: number;
  readonly stage: CaseStage;
  readonly subject_id: string | null;
  readonly body: { readonly outcome?: ThresholdOutcome };
}

interface ProposalRow {
  readonly id: string;
  readonly facts: unknown;
  readonly finding: unknown;
  readonly statutory: unknown;
  readonly flags: unknown;
  readonly verdict: string;
  readonly document: PolicyVersion;
}

function readEventRows(app: Pick<TestApp, 'database'>): Promise<EventRow[]> {
  return adminSql<EventRow>(
    app,
    `select tenant_id, position::text, id, at::text, type, case_id, case_version, stage, subject_id, agency_ids, body
     from concord.events order by tenant_id, events.position`,
  );
}

function brokenHistory(row: CaseRow, events: readonly EventRow[]): string[] {
  const history = events.map(({ type, body }) => ({ type, ...(body.outcome && { outcome: body.outcome }) }));
  const broken: string[] = [];
  if (foldStage(history) !== row.stage)
    broken.push(`case ${row.id} is stored in another stage than its events say`);
  if (events.length !== row.version) broken.push(`case ${row.id} has another version than it has events`);
  let stage: CaseStage = 'RECEIVED';
  for (const [index, event] of events.entries()) {
    const told = history[index];
    if (told) stage = stageAfter(stage, told);
    if (event.case_version !== index + 1) broken.push(`case ${row.id} skips version ${String(index + 1)}`);
    if (event.stage !== stage) broken.push(`event ${event.type} of case ${row.id} tells another stage`);
  }
  return broken;
}

/** An event and its audit entry name the same thing, except that a proposal is audited as a look at the case. */
async function brokenAudit(app: Pick<TestApp, 'database'>, events: readonly EventRow[]): Promise<string[]> {
  const entries = await adminSql<{ action: string; subject: string }>(
    app,
    'select action, subject_ids[1]::text as subject from concord.audit_entries where action = any ($1)',
    [[...new Set(events.map((event) => event.type))]],
  );
  const tally = new Map<string, number>();
  const add = (key: string, n: number) => tally.set(key, (tally.get(key) ?? 0) + n);
  for (const { type, subject_id, case_id } of events)
    add(`${type} ${type === 'DECISION_PROPOSED' ? case_id : (subject_id ?? case_id)}`, 1);
  for (const { action, subject } of entries) add(`${action} ${subject}`, -1);
  return [...tally].flatMap(([key, n]) =>
    n === 0 ? [] : [`${key}: ${String(n)} more events than audit entries`],
  );
}

async function readPersonalTexts(app: Pick<TestApp, 'database'>): Promise<string[]> {
  const rows = await adminSql<{ text: string }>(
    app,
    `select distinct t.text from (
       select unnest(array[name, email, phone, address]) as text from concord.case_people
       union all select unnest(array[relationship, dissatisfaction, reference]) from concord.cases
       union all select unnest(array[place, description, match_note]) from concord.case_incidents
       union all select reference from concord.incident_complaints
       union all select actions_taken from concord.information_requests
       union all select unnest(array[reference, reporter_name, place, summary, household, action_taken]) from concord.reports
       union all select unnest(affected) from concord.reports
       union all select label from concord.case_labels
       union all select reason from concord.decisions where departs_from_rules or outcome = 'DECLINED'
       union all select extension_reason from concord.clocks
     ) t where length(t.text) > 3`,
  );
  return rows.map((row) => row.text);
}

function textsIn(haystack: string, texts: readonly string[], where: string): string[] {
  const found = texts.filter((text) => haystack.includes(JSON.stringify(text).slice(1, -1)));
  return found.map((text) => `${where} holds “${text}”`);
}

function brokenReplay({ id, facts, finding, statutory, flags, verdict, document }: ProposalRow): string[] {
  const again = evaluateCase(document, factsFromJson(facts));
  const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other);
  const same =
    isSame(again.local, finding) &&
    isSame([again.statutory, again.flags], [statutory, flags]) &&
    again.verdict.toUpperCase() === verdict;
  return same ? [] : [`proposal ${id} replays to another finding`];
}

/** JSON with its keys in order, since the database keeps them in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
