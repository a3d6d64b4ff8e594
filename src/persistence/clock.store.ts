import type { Temporal } from 'temporal-polyfill';
import type { ClockStore, RunningClock } from '#casework/case-ports.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { ClockEntity } from './case.entity.js';
import type { Sql } from './transaction.js';

interface ClockRow {
  id: string;
  case_id: string;
  step: string;
  ends_with: string;
  due_on: LocalDate;
  due_at: Temporal.Instant;
  first_due_on: LocalDate;
  extended_times: number;
  extended_to: LocalDate | null;
  stands_still: boolean;
  extendable: boolean;
  stopped_at: Temporal.Instant | null;
  fell_due_at: Temporal.Instant | null;
}

const columns =
  'id, case_id, step, ends_with, due_on, due_at, first_due_on, extended_times, extended_to, extendable, stands_still, stopped_at, fell_due_at';

/** Several moments that end a clock stand in one column; none of their names has a comma. */
const separator = ',';

const toRunning = (row: ClockRow): RunningClock => ({
  id: row.id,
  caseId: row.case_id,
  step: row.step,
  endsWith: row.ends_with.split(separator) as CaseMoment[],
  dueOn: row.due_on,
  dueAt: row.due_at,
  firstDueOn: row.first_due_on,
  extendedTimes: row.extended_times,
  extendedTo: row.extended_to,
  extendable: row.extendable,
  standsStill: row.stands_still,
  fellDueAt: row.fell_due_at,
});

/** Running timescales of cases. */
export function clockStore(sql: Sql): ClockStore {
  const { tenantId } = sql.principal;
  return {
    start: (caseId, clocks) =>
      sql.insert(
        ClockEntity,
        clocks.map(({ stepId, endsWith, takenAwayBy, ...plan }) => ({
          ...plan,
          step: stepId,
          endsWith: endsWith.join(separator),
          takenAwayBy: takenAwayBy.join(separator),
          firstDueOn: plan.dueOn,
          extendedTimes: 0,
          tenantId,
          caseId,
        })),
      ),

    async listRunning(caseId) {
      const rows = await sql.query<ClockRow>(
        `select ${columns} from concord.clocks where tenant_id = $1 and case_id = $2 and stopped_at is null order by due_at, id`,
        [tenantId, caseId],
      );
      return rows.map(toRunning);
    },

    async listMoments(caseId) {
      return sql.query<{ moment: CaseMoment; at: Temporal.Instant }>(
        'select moment, at from concord.moments_of_case($1)',
        [caseId],
      );
    },

    async find(id) {
      const [row] = await sql.query<ClockRow>(
        `select ${columns} from concord.clocks where tenant_id = $1 and id = $2`,
        [tenantId, id],
      );
      return row && { ...toRunning(row), stopped: row.stopped_at !== null };
    },

    async stop(ids, at) {
      if (ids.length === 0) return;
      await sql.query(
        'update concord.clocks set stopped_at = $3::timestamptz, stands_still = false where tenant_id = $1 and id = any ($2::uuid[]) and stopped_at is null',
        [tenantId, ids, at.toString()],
      );
    },

    async stopStanding(id, at, { dueOn, dueAt, arithmetic }) {
      await sql.query(
        `update concord.clocks set stopped_at = $3::timestamptz, stands_still = false, provisional = false,
           due_on = $4::date, due_at = $5::timestamptz, arithmetic = $6
         where tenant_id = $1 and id = $2 and stopped_at is null`,
        [tenantId, id, at.toString(), dueOn.toString(), dueAt.toString(), arithmetic],
      );
    },

    async extend(id, { dueOn, dueAt, arithmetic, reason }) {
      await sql.query(
        `update concord.clocks set due_on = $3::date, due_at = $4::timestamptz, arithmetic = $5, extension_reason = $6,
           fell_due_at = null, extended_times = extended_times + 1, extended_to = $3::date,
           provisional = stands_still
         where tenant_id = $1 and id = $2`,
        [tenantId, id, dueOn.toString(), dueAt.toString(), arithmetic, reason],
      );
    },

    async reckonAgain(id, { dueOn, dueAt, firstDueOn, arithmetic, provisional, standsStill, isAhead }) {
      await sql.query(
        `update concord.clocks set due_on = $3::date, due_at = $4::timestamptz, first_due_on = $5::date, arithmetic = $6,
           provisional = $7, stands_still = $8, fell_due_at = case when $9 then null else fell_due_at end
         where tenant_id = $1 and id = $2`,
        [
          tenantId,
          id,
          dueOn.toString(),
          dueAt.toString(),
          firstDueOn.toString(),
          arithmetic,
          provisional,
          standsStill,
          isAhead,
        ],
      );
    },

    async markFallenDue(id, at) {
      const marked = await sql.query<{ id: string }>(
        `update concord.clocks set fell_due_at = $3::timestamptz
         where tenant_id = $1 and id = $2 and fell_due_at is null and stopped_at is null and not stands_still
         returning id`,
        [tenantId, id, at.toString()],
      );
      return marked.length === 1;
    },
  };
}
