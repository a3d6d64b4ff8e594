import { briefReportFields, type LinkedReportExtent } from '#casework/read-ports.js';
import type { LinkedReportView } from '#casework/views.js';
import type { AskedFields } from '../asked-fields.js';
import type { Reading } from '../reading.js';
import { noteReportsRead } from '../report/present-report.js';

/**
 * The reports that were put to cases, with their contents where these are asked for: read, and recorded as read, together
 * for all cases of a page, and not report by report.
 */
export async function readLinkedReports(
  { reads, asked }: Reading,
  caseIds: readonly string[],
): Promise<LinkedReportView[]> {
  const links = await reads.listLinkedReports(caseIds, extentOf(asked));
  noteReportsRead(
    links.map(({ report }) => report),
    { reads, asked },
  );
  return links;
}

const brief: ReadonlySet<string> = new Set(['id', ...briefReportFields].map((field) => `Report.${field}`));
const extents = new WeakMap<AskedFields, LinkedReportExtent>();

/** How much is asked for: a field of the report that is not read in brief makes it all. */
function extentOf(asked: AskedFields): LinkedReportExtent {
  const known = extents.get(asked);
  if (known) return known;
  const ofReport = [...asked].filter((field) => field.startsWith('Report.'));
  const inBrief = ofReport.every((field) => brief.has(field) || field.endsWith('.__typename'));
  const extent = !asked.has('LinkedReport.report') ? 'LINKS' : inBrief ? 'BRIEF' : 'WHOLE';
  extents.set(asked, extent);
  return extent;
}
