import { may } from '#casework/principal.js';
import type { Reads, ReportPosition } from '#casework/read-ports.js';
import type { OpenedReportView, PartnershipView, ReportView } from '#casework/views.js';
import { levelOfRank, rankOf } from '#domain/sharing/sharing-level.js';
import { getAuditTrail, listAuditActors, pageAccesses, pageAuditEntries } from './audit-reads.js';
import { caseReads } from './case-reads.js';
import { readLastPosition } from './event-log.js';
import { listLinkedReports } from './linked-report-reads.js';
import {
  findInvitation,
  findMember,
  listOwnMemberships,
  pageInvitations,
  pageMembers,
} from './member-reads.js';
import { openToCoordinator } from './open-to-coordinator.js';
import { partnershipStore } from './partnership.store.js';
import { findPolicyProposal, listPolicyProposals } from './policy-proposal-reads.js';
import type { ReadSession } from './read-session.js';
import { listAgreements, listGrants } from './sharing-reads.js';
import type { Sql } from './transaction.js';
import { uuidArray } from './uuid-array.js';

const reportColumns = `r.id, r.agency_id as "agencyId", r.reference, r.source, r.category, r.occurred_on as "occurredOn",
  r.occurred_month as "occurredMonth", r.reported_on as "reportedOn", r.recorded_on as "recordedOn",
  r.reporter_name as "reporterName", r.place, r.district, r.longitude, r.latitude, r.summary,
  r.hate_perceived as "hatePerceived", r.background, r.behaviours, r.recorded_as_hate as "recordedAsHate", r.household,
  r.affected, r.action_taken as "actionTaken", r.closed_on as "closedOn"`;

/** Beside its agency, only the coordinator finds reports here: open as far as in any case that it was put to. */
const howOpen = 'open.rank, open.agreement_id as "agreementId"';
const toCoordinator = `
  left join lateral (
    select l.coordinator_level as rank, l.coordinator_agreement_id as agreement_id
    from concord.report_links l
    where r.agency_id is distinct from $3 and l.tenant_id = r.tenant_id and l.report_id = r.id
      and ${openToCoordinator}
    order by l.coordinator_level desc limit 1) open on true`;

/** Of one that is open no further than dates and category nothing is shown here: a page of them would be an empty one. */
const sharesContent = `(open.rank is null or open.rank >= ${String(rankOf('CONTENT'))})`;

/** Every read port over one session. */
export function readsOver(session: ReadSession): Reads {
  const { sql } = session;
  const { tenantId } = sql.principal;
  const partnership = partnershipStore(sql);
  return {
    ...caseReads(session),
    listReports: async (ids) => {
      const rows = await sql.query<OpenRow>(
        `select ${reportColumns}, ${howOpen} from concord.reports r ${toCoordinator}
         where r.tenant_id = $1 and r.id = any ($2::uuid[])`,
        [tenantId, uuidArray(ids), agencyOf(sql)],
      );
      return rows.map((row) => toOpened(row, sql));
    },
    listLinkedReports: (caseIds, extent) => listLinkedReports(session, caseIds, extent),
    pageReports: (page) => pageReports(sql, page),
    listAgreements: (id) => listAgreements(sql, id),
    listGrants: (reportIds) => listGrants(sql, reportIds),
    async getPartnership() {
      const [row] = await sql.query<PartnershipView>(
        `select slug, name, words, area, published_figures as "publishedFigures", document from concord.partnerships where tenant_id = $1`,
        [tenantId],
      );
      if (!row) throw new Error('The partnership of a session exists.');
      return row;
    },
    listAgencies: async () => [...(await session.readDirectory()).agencies.values()],
    listAreaTeams: async () => [...(await session.readDirectory()).areaTeams.values()],
    listPolicies: () => partnership.listPolicies(),
    listPolicyProposals: () => listPolicyProposals(sql),
    findPolicyProposal: (id) => findPolicyProposal(sql, id),
    pageMembers: (page) => pageMembers(sql, page),
    findMember: (id) => findMember(sql, id),
    listOwnMemberships: () => listOwnMemberships(sql),
    pageInvitations: (page) => pageInvitations(sql, page),
    findInvitation: (id) => findInvitation(sql, id),
    pageAuditEntries: (page) => pageAuditEntries(sql, page),
    pageAccesses: (subjectId, page) => pageAccesses(sql, subjectId, page),
    listAuditActors: () => listAuditActors(sql),
    getAuditTrail: () => getAuditTrail(sql),
    lastPosition: () => readLastPosition(sql),
    consulted: (entry) => {
      session.consulted(entry);
    },
  };
}

interface OpenRow extends ReportView {
  readonly rank: number | null;
  readonly agreementId: string | null;
}

function agencyOf({ principal }: Pick<Sql, 'principal'>): string | null {
  return principal.kind === 'member' ? (principal.agencyId ?? null) : null;
}

function toOpened({ rank, ...view }: OpenRow, sql: Pick<Sql, 'principal'>): OpenedReportView {
  if (view.agencyId === agencyOf(sql)) return { ...view, opened: 'OWN' };
  return { ...view, opened: levelOfRank(rank ?? 0) ?? 'LOCATOR' };
}

interface ReportPage {
  readonly first: number;
  readonly after?: ReportPosition;
  readonly background?: boolean;
  readonly district?: string;
}

async function pageReports(sql: ReadSession['sql'], { first, after, background, district }: ReportPage) {
  const { principal } = sql;
  // Only the conditions that are asked for: one that a parameter could switch off is no condition of an index.
  const conditions = ['r.tenant_id = $1', sharesContent];
  const values: unknown[] = [principal.tenantId, first + 1, agencyOf(sql)];
  // Row-level security says the same; said here, it is a condition of an index.
  if (
    principal.kind === 'member' &&
    principal.agencyId !== undefined &&
    !may(principal, 'reports.read_linked')
  )
    conditions.push('r.agency_id = $3');
  if (background !== undefined) conditions.push(`r.background = $${values.push(background)}`);
  if (district !== undefined) conditions.push(`r.district = $${values.push(district)}`);
  if (after !== undefined)
    conditions.push(
      `(r.occurred_month, r.id) < ($${values.push(after.occurredMonth)}, $${values.push(after.id)}::uuid)`,
    );
  const rows = await sql.query<OpenRow>(
    `select ${reportColumns}, ${howOpen} from concord.reports r ${toCoordinator}
     where ${conditions.join(' and ')} order by r.occurred_month desc, r.id desc limit $2`,
    values,
  );
  return { nodes: rows.slice(0, first).map((row) => toOpened(row, sql)), hasNextPage: rows.length > first };
}
