import type { ReportView } from '#casework/views.js';
import type { Reading } from '../reading.js';
import type { Report } from './report.type.js';

/** What of a report speaks of a person. */
const personalFields = [
  'reporterName',
  'place',
  'longitude',
  'latitude',
  'summary',
  'household',
  'affected',
  'actionTaken',
] as const;

/** Records what is read of the reports that name a person. */
export function noteReportsRead(reports: Iterable<ReportView | null>, { reads, asked }: Reading): void {
  const subjectIds: string[] = [];
  for (const report of reports) if (report && report.reporterName !== null) subjectIds.push(report.id);
  if (subjectIds.length === 0) return;
  const fields = personalFields.filter((field) => asked.has(`Report.${field}`));
  if (fields.length > 0)
    reads.consulted({
      action: 'REPORTS_READ',
      kind: 'CONSULTATION',
      subjectType: 'REPORT',
      subjectIds,
      fields,
    });
}

/** Records what is read, and gives it as its readers may see it: whoever may read the row may read all of it. */
export function consultReports(views: readonly ReportView[], context: Reading): readonly Report[] {
  noteReportsRead(views, context);
  return views;
}

export function consultReport(view: ReportView, context: Reading): Report {
  noteReportsRead([view], context);
  return view;
}
