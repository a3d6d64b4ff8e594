import { briefReportFields, type LinkedReportExtent } from '#casework/read-ports.js';
import type { LinkedReportView } from '#casework/views.js';
import type { MarkView } from '#casework/marker-views.js';
import type { Withheld } from '#domain/sharing/disclose-person.js';
import { discloseLink, narrowReport, type MarkedField } from '#domain/sharing/disclose-report.js';
import type { AskedFields } from '../asked-fields.js';
import type { Reading } from '../reading.js';
import { noteReportsRead, presentReport } from '../report/present-report.js';
import type { DisclosureState, FieldDisclosure } from './case.type.js';
import { presentDisclosure } from './present-disclosure.js';
import type { LinkedReport } from './incident.type.js';

/**
 * The reports that were put to cases, with their contents where these are asked for: read, disclosed, and recorded as
 * read, together for all cases of a page, and not report by report.
 */
export async function readLinkedReports(
  { reads, asked }: Reading,
  caseIds: readonly string[],
): Promise<LinkedReport[]> {
  const links = narrowed(
    await reads.listLinkedReports(caseIds, extentOf(asked)),
    await marksOf({ reads, asked }, caseIds),
  );
  noteReportsRead(links, { reads, asked });
  const isAsked = asked.has('LinkedReport.report');
  return links.map((link) => presentLink(link, isAsked));
}

/** A link as the sensitive markers of its case leave it. */
interface NarrowedLink extends LinkedReportView {
  /** What of the report is withheld for them. */
  readonly marked?: readonly Withheld<MarkedField>[];
}

/** The markers that stand on the cases, where any report is asked for; none for whoever leads the review. */
async function marksOf({ reads, asked }: Reading, caseIds: readonly string[]): Promise<readonly MarkView[]> {
  return asked.has('LinkedReport.report') ? reads.listMarks(caseIds) : [];
}

function narrowed(links: readonly LinkedReportView[], marks: readonly MarkView[]): readonly NarrowedLink[] {
  if (marks.length === 0) return links;
  return links.map((link) => {
    if (!link.report) return link;
    const ofCase = marks.filter(({ caseId }) => caseId === link.caseId);
    const { report, opened, disclosure } = narrowReport(link.report, link.opened, ofCase);
    return { ...link, report, opened, marked: disclosure };
  });
}

/** The report itself is read only where it is asked for. */
function presentLink(view: NarrowedLink, isAsked: boolean): LinkedReport {
  const { shown, disclosure } = discloseLink(view, view.opened);
  const report = view.report && presentReport(view.report, view.opened);
  if (report && view.marked && view.marked.length > 0)
    report.disclosure = withMarked(report.disclosure, view.marked);
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

/** What is withheld for a marker is told as that, and not as if its agency had never opened it. */
function withMarked(
  disclosure: readonly FieldDisclosure[],
  marked: readonly Withheld<MarkedField>[],
): FieldDisclosure[] {
  const names = new Set<string>(marked.map(({ field }) => field));
  return [...disclosure.filter(({ field }) => !names.has(field)), ...marked.map(presentDisclosure)];
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
