import type { Reads, ReportPosition } from '#casework/read-ports.js';
import type { PartnershipView, ReportView } from '#casework/views.js';
import { caseReads } from './case-reads.js';
import { readLastPosition } from './event-log.js';
import { partnershipStore } from './partnership.store.js';
import type { ReadSession } from './read-session.js';

const reportColumns = `id, agency_id as "agencyId", reference, source, category, occurred_on as "occurredOn",
  occurred_month as "occurredMonth", reported_on as "reportedOn", recorded_on as "recordedOn",
  reporter_name as "reporterName", place, district, longitude, latitude, summary, hate_perceived as "hatePerceived", background`;

/** Every read port over one session. */
export function readsOver(session: ReadSession): Reads {
  const { sql } = session;
  const { tenantId } = sql.principal;
  const partnership = partnershipStore(sql);
  return {
    ...caseReads(sql),
    listReports: (ids) =>
      sql.query<ReportView>(
        `select ${reportColumns} from concord.reports where tenant_id = $1 and id = any ($2::uuid[])`,
        [tenantId, ids],
      ),
    pageReports: (page) => pageReports(sql, page),
    async getPartnership() {
      const [row] = await sql.query<PartnershipView>(
        `select slug, name, words, area, published_figures as "publishedFigures" from concord.partnerships where tenant_id = $1`,
        [tenantId],
      );
      if (!row) throw new Error('The partnership of a session exists.');
      return row;
    },
    listAgencies: () => partnership.listAgencies(),
    listAreaTeams: () => partnership.listAreaTeams(),
    listPolicies: () => partnership.listPolicies(),
    lastPosition: () => readLastPosition(sql),
    consulted: (entry) => {
      session.consulted(entry);
    },
  };
}

interface ReportPage {
  readonly first: number;
  readonly after?: ReportPosition;
  readonly background?: boolean;
  readonly district?: string;
}

async function pageReports(sql: ReadSession['sql'], { first, after, background, district }: ReportPage) {
  const rows = await sql.query<ReportView>(
    `select ${reportColumns} from concord.reports
     where tenant_id = $1 and ($2::boolean is null or background = $2) and ($3::text is null or district = $3)
       and ($4::text is null or (occurred_month, id) < ($4::text, $5::uuid))
     order by occurred_month desc, id desc limit $6`,
    [
      sql.principal.tenantId,
      background ?? null,
      district ?? null,
      after?.occurredMonth ?? null,
      after?.id ?? null,
      first + 1,
    ],
  );
  return { nodes: rows.slice(0, first), hasNextPage: rows.length > first };
}
