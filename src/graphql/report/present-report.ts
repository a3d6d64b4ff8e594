import type { ReportView } from '#casework/views.js';
import type { OperationContext } from '../context.js';
import type { Report } from './report.type.js';

/** What of a report speaks of a person. */
const personalFields = ['reporterName', 'place', 'longitude', 'latitude', 'summary'] as const;

/**
 * Records what is read of the reports that name a person, and gives them as their readers may see them: whoever may read
 * the row may read all of it.
 */
export function consultReports(
  views: readonly ReportView[],
  { reads, asked }: Pick<OperationContext, 'reads' | 'asked'>,
): readonly Report[] {
  const fields = personalFields.filter((field) => asked.has(`Report.${field}`));
  const named = views.filter((view) => view.reporterName !== null);
  if (named.length > 0 && fields.length > 0)
    reads.consulted({
      action: 'REPORTS_READ',
      kind: 'CONSULTATION',
      subjectType: 'REPORT',
      subjectIds: named.map((view) => view.id),
      fields,
    });
  return views;
}

export function consultReport(view: ReportView, context: OperationContext): Report {
  consultReports([view], context);
  return view;
}
