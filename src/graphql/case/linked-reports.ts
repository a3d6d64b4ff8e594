import { briefReportFields, type LinkedReportExtent } from '#casework/read-ports.js';
import type { LinkedReportView } from '#casework/views.js';
import { discloseLink } from '#domain/sharing/disclose-report.js';
import type { AskedFields } from '../asked-fields.js';
import type { Reading } from '../reading.js';
import { noteReportsRead, presentReport } from '../report/present-report.js';
import type { DisclosureState } from './case.type.js';
import type { LinkedReport } from './incident.type.js';

/**
 * The reports that were put to cases, with their contents where these are asked for: read, disclosed, and recorded as
 * read, together for all cases of a page, and not report by report.
 */
export async function readLinkedReports(
  { reads, asked }: Reading,
  caseIds: readonly string[],
): Promise<LinkedReport[]> {
  const links = await reads.listLinkedReports(caseIds, extentOf(asked));
  noteReportsRead(links, { reads, asked });
  const isAsked = asked.has('LinkedReport.report');
  return links.map((link) => presentLink(link, isAsked));
}

/** The report itself is read only where it is asked for. */
function presentLink(view: LinkedReportView, isAsked: boolean): LinkedReport {
  const { shown, disclosure } = discloseLink(view, view.opened);
  const report = view.report && presentReport(view.report, view.opened);
  const withheld = isAsked && !report ? [...disclosure, { field: 'report', state: 'WITHHELD' }] : disclosure;
  return {
    caseId: shown.caseId,
    reportId: shown.reportId,
    agency: shown.agency,
    occurredOn: shown.occurredOn,
    reportedOn: shown.reportedOn,
    category: shown.category,
    linkedAt: shown.linkedAt,
    opened: shown.opened,
    agreementId: shown.agreementId,
    disclosure: withheld.map(({ field, state }) => ({ field, state: state as DisclosureState })),
    report,
  };
}

const brief: ReadonlySet<string> = new Set(['id', ...briefReportFields].map((field) => `Report.${field}`));
const beside: ReadonlySet<string> = new Set(['Report.opened', 'Report.disclosure', 'Report.grants']);
const extents = new WeakMap<AskedFields, LinkedReportExtent>();

/** How much is asked for: a field of the report that is not read in brief makes it all. */
function extentOf(asked: AskedFields): LinkedReportExtent {
  const known = extents.get(asked);
  if (known) return known;
  const ofReport = [...asked].filter((field) => field.startsWith('Report.'));
  const inBrief = ofReport.every(
    (field) => brief.has(field) || beside.has(field) || field.endsWith('.__typename'),
  );
  const extent = !asked.has('LinkedReport.report') ? 'LINKS' : inBrief ? 'BRIEF' : 'WHOLE';
  extents.set(asked, extent);
  return extent;
}
