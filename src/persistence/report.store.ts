import type { Temporal } from 'temporal-polyfill';
import type {
  BackgroundReport,
  NewReport,
  ReportCategory,
  ReportRecord,
  ReportStore,
} from '#casework/report-ports.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import { ReportLinkEntity } from './report.entity.js';
import type { Sql } from './transaction.js';

interface ReportRow {
  id: string;
  agency_id: string;
  occurred_on: LocalDate | null;
  reported_on: LocalDate | null;
  background: boolean;
  category: ReportCategory;
}

const toReport = (row: ReportRow): ReportRecord => ({
  id: row.id,
  agencyId: row.agency_id,
  occurredOn: row.occurred_on,
  reportedOn: row.reported_on,
  background: row.background,
  category: row.category,
});

const columns = 'r.id, r.agency_id, r.occurred_on, r.reported_on, r.background, r.category';

/** Agencies' report records and their links to cases. */
export function reportStore(sql: Sql): ReportStore {
  const { tenantId } = sql.principal;
  return {
    add: (report) => addReport(sql, report),

    async find(id) {
      const [row] = await sql.query<ReportRow>(
        `select ${columns} from concord.reports r where r.tenant_id = $1 and r.id = $2`,
        [tenantId, id],
      );
      return row && toReport(row);
    },

    async link(caseId, report, { linkedBy, linkedAt }) {
      const [before] = await sql.query<{ found: number }>(
        'select 1 as found from concord.report_links where tenant_id = $1 and case_id = $2 and report_id = $3',
        [tenantId, caseId, report.id],
      );
      if (before) return 'ALREADY_LINKED';
      const { id: reportId, agencyId, occurredOn, reportedOn, category } = report;
      await sql.insert(ReportLinkEntity, {
        tenantId,
        caseId,
        reportId,
        agencyId,
        occurredOn,
        reportedOn,
        category,
        linkedBy,
        linkedAt,
      });
      return 'LINKED';
    },

    async listLinked(caseId, reportIds) {
      const rows = await sql.query<ReportRow>(
        `select ${columns} from concord.report_links l join concord.reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
         where l.tenant_id = $1 and l.case_id = $2 and l.report_id = any ($3::uuid[])`,
        [tenantId, caseId, reportIds],
      );
      return rows.map(toReport);
    },

    async hasLinked(caseId, agencyId) {
      const rows = await sql.query<{ linked: number }>(
        `select 1 as linked from concord.report_links l
         join concord.reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
         where l.tenant_id = $1 and l.case_id = $2 and r.agency_id = $3 limit 1`,
        [tenantId, caseId, agencyId],
      );
      return rows.length > 0;
    },

    addBackground: (agencyId, reports, createdAt) => addBackground(sql, { agencyId, reports, createdAt }),
  };
}

async function addReport(sql: Sql, report: NewReport): Promise<boolean> {
  const added = await sql.query<{ id: string }>(
    `insert into concord.reports (tenant_id, id, agency_id, reference, source, category, occurred_on, occurred_month,
       reported_on, recorded_on, reporter_name, place, district, summary, hate_perceived, created_at,
       behaviours, recorded_as_hate, household, affected, action_taken, closed_on)
     values ($1, $2, $3, $4, 'OFFICER', $5, $6::date, left($6::text, 7), $7::date, $8::date, $9, $10, $11, $12, $13, $14::timestamptz,
       $15::text[], $16, $17, $18::text[], $19, $20::date)
     on conflict (tenant_id, agency_id, reference) do nothing returning id`,
    [
      sql.principal.tenantId,
      report.id,
      report.agencyId,
      report.reference,
      report.category,
      report.occurredOn.toString(),
      report.reportedOn?.toString() ?? null,
      report.recordedOn?.toString() ?? null,
      report.reporterName,
      report.place,
      report.district,
      report.summary,
      report.hatePerceived,
      report.createdAt.toString(),
      report.behaviours,
      report.recordedAsHate,
      report.household,
      report.affected,
      report.actionTaken,
      report.closedOn?.toString() ?? null,
    ],
  );
  return added.length === 1;
}

/** COPY is refused under row-level security; arrays through unnest insert as many rows in one statement. */
async function addBackground(
  sql: Sql,
  {
    agencyId,
    reports,
    createdAt,
  }: { agencyId: string; reports: readonly BackgroundReport[]; createdAt: Temporal.Instant },
): Promise<number> {
  const added = await sql.query<{ id: string }>(
    `insert into concord.reports (tenant_id, id, agency_id, reference, source, category, occurred_month, place, district,
       lsoa_code, longitude, latitude, hate_perceived, created_at)
     select $1, n.id, $2, n.reference, 'POLICE_UK', 'ASB', n.occurred_month, n.place, n.district, n.lsoa_code,
       n.longitude, n.latitude, false, $3::timestamptz
     from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::float8[], $11::float8[])
       as n (id, reference, occurred_month, place, district, lsoa_code, longitude, latitude)
     on conflict (tenant_id, agency_id, reference) do nothing returning id`,
    [
      sql.principal.tenantId,
      agencyId,
      createdAt.toString(),
      reports.map((row) => row.id),
      reports.map((row) => row.reference),
      reports.map((row) => row.occurredMonth),
      reports.map((row) => row.place),
      reports.map((row) => row.district),
      reports.map((row) => row.lsoaCode),
      reports.map((row) => row.longitude),
      reports.map((row) => row.latitude),
    ],
  );
  return added.length;
}
