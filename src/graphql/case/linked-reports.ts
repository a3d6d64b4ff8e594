import type { AgencyRecord } from '#casework/partnership-ports.js';
import { briefReportFields, type LinkedReportExtent } from '#casework/read-ports.js';
import type { OperationContext } from '../context.js';
import { presentAgency } from '../partnership/present-partnership.js';
import type { Agency } from '../partnership/partnership.type.js';
import { consultReports } from '../report/present-report.js';
import type { Case } from './case.type.js';
import type { LinkedReport } from './incident.type.js';

type Asked = OperationContext['asked'];

/**
 * The reports that were put to a case, with their agencies and contents where these are asked for: read together for all
 * cases of a page, and not report by report.
 */
export async function listLinkedReports(
  { caseId }: Pick<Case, 'caseId'>,
  context: OperationContext,
): Promise<LinkedReport[]> {
  const { asked, loaders } = context;
  const [links, agencies] = await Promise.all([
    loaders.linkedReports[extentOf(asked)].load(caseId),
    asked.has('LinkedReport.agency') ? loaders.agencies() : undefined,
  ]);
  consultReports(
    links.flatMap(({ report }) => report ?? []),
    context,
  );
  return links.map((link) => ({
    rowId: link.reportId,
    caseId,
    occurredOn: link.occurredOn,
    reportedOn: link.reportedOn,
    linkedAt: link.linkedAt,
    agency: agencies && agencyIn(agencies, link.agencyId),
    report: link.report,
  }));
}

const brief: ReadonlySet<string> = new Set(['id', ...briefReportFields].map((field) => `Report.${field}`));
const extents = new WeakMap<Asked, LinkedReportExtent>();

/** How much is asked for: a field of the report that is not read in brief makes it all. */
function extentOf(asked: Asked): LinkedReportExtent {
  const known = extents.get(asked);
  if (known) return known;
  const ofReport = [...asked].filter((field) => field.startsWith('Report.'));
  const inBrief = ofReport.every((field) => brief.has(field) || field.endsWith('.__typename'));
  const extent = !asked.has('LinkedReport.report') ? 'LINKS' : inBrief ? 'BRIEF' : 'WHOLE';
  extents.set(asked, extent);
  return extent;
}

/** One agency of those that were read. */
export function agencyIn(agencies: ReadonlyMap<string, AgencyRecord>, id: string): Agency {
  const agency = agencies.get(id);
  if (!agency) throw new Error('Agencies are visible to everybody in their partnership.');
  return presentAgency(agency);
}
