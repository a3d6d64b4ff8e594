import type { ReportView } from '#casework/views.js';
import type { OperationContext } from '../context.js';
import { toNodeId } from '../node-id.js';
import type { Report, ReportCategoryEnum, ReportSource } from './report.type.js';

/** A report as its readers may see it: whoever may read the row may read all of it. */
function presentReport(view: ReportView): Report {
  return {
    ...view,
    id: toNodeId('Report', view.id),
    source: view.source as ReportSource,
    category: view.category as ReportCategoryEnum,
  };
}

/** Presents reports and records that they were read, where they name a person. */
export function consultReports(views: readonly ReportView[], { reads }: OperationContext): Report[] {
  const named = views.filter((view) => view.reporterName !== null);
  if (named.length > 0)
    reads.consulted({
      action: 'REPORTS_READ',
      kind: 'CONSULTATION',
      subjectType: 'REPORT',
      subjectIds: named.map((view) => view.id),
      fields: ['reporterName', 'summary'],
    });
  return views.map(presentReport);
}

export function consultReport(view: ReportView, context: OperationContext): Report {
  const [report] = consultReports([view], context);
  if (!report) throw new Error('One report in, one report out.');
  return report;
}
