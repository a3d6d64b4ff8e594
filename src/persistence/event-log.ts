import type { LogState } from '#casework/live-ports.js';
import type { Clock, Ids } from '#casework/ports.js';
import type { CaseEventRecord, EventBody, EventDraft } from '#casework/events.js';
import type { CaseEventType } from '#domain/review/case-event.js';
import type { CaseStage } from '#domain/review/stage.js';
import type { Temporal } from 'temporal-polyfill';
import type { Sql } from './transaction.js';

type ReadSql = Pick<Sql, 'query' | 'principal'>;

/** Appends events as the transaction's last statement; the counter row is locked from here to the commit. */
export async function appendEvents(
  sql: Sql,
  events: readonly EventDraft[],
  { clock, ids }: { clock: Clock; ids: Ids },
): Promise<void> {
  if (events.length === 0) return;
  const at = clock.now().toString();
  const entries = events.map((event) => ({ ...event, id: ids.newId(), at }));
  await sql.query('select concord.append_events($1::jsonb)', [JSON.stringify(entries)]);
}

interface EventRow {
  position: bigint;
  id: string;
  at: Temporal.Instant;
  type: CaseEventType;
  case_id: string;
  case_version: number;
  stage: CaseStage;
  subject_id: string | null;
  agency_ids: string[];
  body: EventBody;
}

/** At most `limit` entries after a position, in order, as far as row-level security lets this principal see them. */
export async function readEvents(
  sql: ReadSql,
  { after, limit }: { after: bigint; limit: number },
): Promise<CaseEventRecord[]> {
  const rows = await sql.query<EventRow>(
    `select position, id, at, type, case_id, case_version, stage, subject_id, agency_ids, body
     from concord.events where tenant_id = $1 and position > $2 and case_id is not null order by position limit $3`,
    [sql.principal.tenantId, after.toString(), limit],
  );
  return rows.map((row) => ({
    position: row.position,
    id: row.id,
    at: row.at.toString(),
    type: row.type,
    caseId: row.case_id,
    caseVersion: row.case_version,
    stage: row.stage,
    ...(row.subject_id !== null && { subjectId: row.subject_id }),
    agencyIds: row.agency_ids,
    body: row.body,
  }));
}

/** The position of the newest entry that this transaction's snapshot can see; 0 in a partnership where nothing happened. */
export async function readLastPosition(sql: ReadSql): Promise<bigint> {
  const [row] = await sql.query<{ last_position: bigint }>(
    'select last_position from concord.event_streams where tenant_id = $1',
    [sql.principal.tenantId],
  );
  return row?.last_position ?? 0n;
}

/** What tells those who follow the log that they must look again, in one statement. */
export async function readLogState(sql: ReadSql): Promise<LogState> {
  const [row] = await sql.query<{ last_position: bigint | null; members_version: string }>(
    `select s.last_position, p.members_version from concord.partnerships p
     left join concord.event_streams s on s.tenant_id = p.tenant_id where p.tenant_id = $1`,
    [sql.principal.tenantId],
  );
  return { lastPosition: row?.last_position ?? 0n, membersVersion: row?.members_version ?? '' };
}
