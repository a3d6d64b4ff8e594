import type { OpenedReportView, ReportView } from '#casework/views.js';
import { discloseReport, identityFields } from '#domain/sharing/disclose-report.js';
import { opensAtLeast, type Opened } from '#domain/sharing/sharing-level.js';
import type { DisclosureState } from '../case/case.type.js';
import type { Reading } from '../reading.js';
import type { Report } from './report.type.js';

/** What of a report speaks of a person, beside who is in it. */
const contentFields = ['place', 'longitude', 'latitude', 'summary', 'actionTaken'] as const;

/** A report that is read, and what lets its reader see it. */
export interface ReadReport {
  readonly report: ReportView | null;
  readonly opened: Opened;
  readonly agreementId: string | null;
}

/** Records what is read of the reports that name a person, and under which agreement. */
export function noteReportsRead(read: Iterable<ReadReport>, { reads, asked }: Reading): void {
  const ofEach = new Map<string, { ids: string[]; isWhole: boolean; agreementId: string | null }>();
  for (const { report, opened, agreementId } of read) {
    // What is not disclosed was read by nobody.
    if (!report || report.reporterName === null || !opensAtLeast(opened, 'CONTENT')) continue;
    const isWhole = opened !== 'CONTENT';
    const key = `${agreementId ?? ''} ${String(isWhole)}`;
    const alike = ofEach.get(key);
    if (alike) alike.ids.push(report.id);
    else ofEach.set(key, { ids: [report.id], isWhole, agreementId });
  }
  for (const { ids, isWhole, agreementId } of ofEach.values()) {
    const known = isWhole ? [...identityFields, ...contentFields] : contentFields;
    const fields = known.filter((field) => asked.has(`Report.${field}`));
    if (fields.length === 0) continue;
    reads.consulted({
      action: 'REPORTS_READ',
      kind: 'CONSULTATION',
      subjectType: 'REPORT',
      subjectIds: ids,
      fields,
      ...(agreementId !== null && { basis: [agreementId] }),
    });
  }
}

/** A report as far as it is open to the viewer; null below its content. */
export function presentReport(view: ReportView, opened: Opened): Report | null {
  const disclosed = discloseReport(view, opened);
  if (!disclosed) return null;
  const disclosure = disclosed.disclosure.map(({ field, state }) => ({
    field,
    state: state as DisclosureState,
  }));
  // In place: a copy of each of a page's hundreds of rows costs more than all the rest.
  return Object.assign(disclosed.shown, { opened, disclosure });
}

/** Records what is read, and gives it as far as it is open to its reader. */
export function consultReports(views: readonly OpenedReportView[], context: Reading): readonly Report[] {
  noteReportsRead(
    views.map((report) => ({ ...report, report })),
    context,
  );
  return views.flatMap((view) => presentReport(view, view.opened) ?? []);
}

/** As {@link consultReports}, for one of the viewer's own agency. */
export function consultOwnReport(view: ReportView, context: Reading): Report {
  noteReportsRead([{ report: view, opened: 'OWN', agreementId: null }], context);
  const report = presentReport(view, 'OWN');
  if (!report) throw new Error("An agency's own report is open to it.");
  return report;
}
