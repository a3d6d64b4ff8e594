import { changeCase } from './change-case.js';
import type { CaseVersion } from './case-version.js';
import { done, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';

export interface LinkReport {
  readonly caseId: string;
  readonly reportId: string;
}

/**
 * An agency puts one of its own reports to a case that it was asked about. The coordinator may read it from now on;
 * other parties see that it exists, whose it is and its dates. It depends on nothing that others change, so it takes no
 * version: agencies link at the same time.
 */
export function linkReport(
  casework: Casework,
  principal: Member,
  input: LinkReport,
): Promise<Outcome<CaseVersion>> {
  const change = { caseId: input.caseId, action: 'LINK_REPORT' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const report = await stores.reports.find(input.reportId);
    if (!report || report.agencyId !== principal.agencyId) return notFound('report');
    const by = { linkedBy: principal.userId, linkedAt: casework.clock.now() };
    const linked = await stores.reports.link(locked.id, report, by);
    if (linked === 'ALREADY_LINKED') return notPossibleNow('This report is linked to the case already.');
    return done({
      type: 'REPORT_LINKED',
      subjectId: report.id,
      audit: { kind: 'DISCLOSURE', subjectType: 'REPORT', subjectIds: [report.id] },
      value: {},
    });
  });
}
