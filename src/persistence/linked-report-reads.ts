import type { AgencyRecord } from '#casework/partnership-ports.js';
import { briefReportFields, type LinkedReportExtent } from '#casework/read-ports.js';
import { may } from '#casework/principal.js';
import type { ReportCategory } from '#casework/report-ports.js';
import type { LinkedReportView, ReportView } from '#casework/views.js';
import { levelOfRank, type Opened } from '#domain/sharing/sharing-level.js';
import { instantText } from './pg-types.js';
import { openToCoordinator } from './open-to-coordinator.js';
import type { ReadSession } from './read-session.js';
import { uuidArray } from './uuid-array.js';

type ReportColumn = Exclude<keyof ReportView, 'id'>;
type Column = readonly [name: ReportColumn, sql: string];

const columns: Readonly<Record<ReportColumn, string>> = {
  reference: 'r.reference',
  category: 'r.category',
  place: 'r.place',
  hatePerceived: 'r.hate_perceived',
  reporterName: 'r.reporter_name',
  agencyId: 'r.agency_id',
  source: 'r.source',
  occurredOn: 'r.occurred_on',
  occurredMonth: 'r.occurred_month',
  reportedOn: 'r.reported_on',
  recordedOn: 'r.recorded_on',
  district: 'r.district',
  longitude: 'r.longitude',
  latitude: 'r.latitude',
  summary: 'r.summary',
  background: 'r.background',
  // Lists of different lengths are no array of arrays.
  behaviours: 'to_json(r.behaviours)',
  recordedAsHate: 'r.recorded_as_hate',
  household: 'r.household',
  affected: 'to_json(r.affected)',
  actionTaken: 'r.action_taken',
  closedOn: 'r.closed_on',
};

const columnsOf: Readonly<Record<LinkedReportExtent, readonly Column[]>> = {
  LINKS: [],
  BRIEF: briefReportFields.map((name) => [name, columns[name]]),
  WHOLE: Object.entries(columns) as [ReportColumn, string][],
};

/**
 * How far a report is open to a viewer who reads every case, and under which agreement: the link says so. They know at
 * least that it exists. $3 is the viewer's agency.
 */
const openToLead = {
  join: '',
  rank: 'l.coordinator_level',
  agreement: `case when l.agency_id is distinct from $3 and ${openToCoordinator} then l.coordinator_agreement_id end`,
};

/** And to an agency of the case: what others opened to it is listed. */
const openToAgency = {
  join: `left join lateral (
      select x.level, x.agreement_id from concord.report_readers x
      where l.agency_id <> $3 and x.tenant_id = $1 and x.agency_id = $3 and x.case_id = l.case_id
        and x.report_id = l.report_id
      order by x.level desc limit 1) x on true`,
  rank: 'x.level',
  agreement: 'x.agreement_id',
};

/** What every party may know of a linked report. */
const ofLink = [
  ['caseId', 'l.case_id'],
  ['reportId', 'l.report_id'],
  ['agencyId', 'l.agency_id'],
  ['occurredOn', 'l.occurred_on'],
  ['reportedOn', 'l.reported_on'],
  ['category', 'l.category'],
  ['linkedAt', 'l.linked_at'],
] as const;

/**
 * Each column comes as one JSON list over all rows. A page has hundreds of rows, and for the client of the database to
 * take them apart cell by cell costs several times what parsing a dozen texts does.
 */
function statementOf(extent: LinkedReportExtent, open: typeof openToLead): string {
  const listed = [
    ...ofLink,
    ['rank', open.rank] as const,
    ['agreementId', open.agreement] as const,
    ...columnsOf[extent].map(([name, sql]) => [`report ${name}`, sql] as const),
  ];
  const lists = listed.map(([name], index) => `to_json(array_agg(x.c${String(index)})) as "${name}"`);
  const cells = listed.map(([, sql], index) => `${sql} as c${String(index)}`);
  const reports =
    extent === 'LINKS'
      ? ''
      : 'left join concord.reports r on r.tenant_id = l.tenant_id and r.id = l.report_id';
  return `select ${lists.join(', ')}
    from (select ${cells.join(', ')} from concord.report_links l ${reports} ${open.join}
      where l.tenant_id = $1 and l.case_id = any ($2::uuid[]) order by l.linked_at, l.report_id) x`;
}

const statementsFor = (open: typeof openToLead): Readonly<Record<LinkedReportExtent, string>> => ({
  LINKS: statementOf('LINKS', open),
  BRIEF: statementOf('BRIEF', open),
  WHOLE: statementOf('WHOLE', open),
});
const toLead = statementsFor(openToLead);
const toAgency = statementsFor(openToAgency);

/** Lists of one length; all null where there is no row. Those of the report are named `report …`. */
type Lists = Readonly<Record<(typeof ofLink)[number][0] | 'agreementId', readonly string[] | null>> & {
  readonly rank: readonly (number | null)[] | null;
} & Readonly<Record<`report ${string}`, readonly unknown[] | null | undefined>>;

/** The reports that were put to each case, in the order of linking. */
export async function listLinkedReports(
  session: ReadSession,
  caseIds: readonly string[],
  extent: LinkedReportExtent,
): Promise<LinkedReportView[]> {
  const { query, principal } = session.sql;
  const agencyId = principal.kind === 'member' ? (principal.agencyId ?? null) : null;
  const statements = may(principal, 'cases.read_all') ? toLead : toAgency;
  const [[lists], { agencies }] = await Promise.all([
    query<Lists>(statements[extent], [principal.tenantId, uuidArray(caseIds), agencyId]),
    session.readDirectory(),
  ]);
  const reportAt = lists && reportsIn(lists, columnsOf[extent]);
  return (lists?.reportId ?? []).map((reportId, row) => {
    const owner = lists?.agencyId?.[row] ?? '';
    const agreementId = lists?.agreementId?.[row] ?? null;
    return {
      caseId: lists?.caseId?.[row] ?? '',
      reportId,
      agency: agencyIn(agencies, owner),
      occurredOn: lists?.occurredOn?.[row] ?? null,
      reportedOn: lists?.reportedOn?.[row] ?? null,
      category: (lists?.category?.[row] ?? null) as ReportCategory | null,
      opened: owner === agencyId ? 'OWN' : openedUnder(agreementId, lists?.rank?.[row]),
      agreementId,
      linkedAt: instantText(lists?.linkedAt?.[row] ?? ''),
      report: reportAt?.(reportId, row) ?? null,
    };
  });
}

/** Without an agreement in force a link says only that a report exists. */
function openedUnder(agreementId: string | null, rank: number | null | undefined): Opened {
  return (agreementId === null ? undefined : levelOfRank(rank ?? 0)) ?? 'LOCATOR';
}

function agencyIn(agencies: ReadonlyMap<string, AgencyRecord>, id: string): AgencyRecord {
  const agency = agencies.get(id);
  if (!agency) throw new Error('Agencies are visible to everybody in their partnership.');
  return agency;
}

/** Finds the report of a row: null where the viewer may not read it, so that its row, and its reference, is not there. */
function reportsIn(lists: Lists, shown: readonly Column[]): (id: string, row: number) => ReportView | null {
  const known = shown.map(([name]) => ({ name, list: lists[`report ${name}`] ?? [] }));
  const references = lists['report reference'];
  return (id, row) => {
    if ((references?.[row] ?? null) === null) return null;
    const report: Partial<Record<keyof ReportView, unknown>> = { id };
    for (const { name, list } of known) report[name] = list[row];
    return report as ReportView;
  };
}
