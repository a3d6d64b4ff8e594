import { done, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Operator } from './principal.js';
import type { BackgroundReport } from './report-ports.js';

export interface NewImport {
  /** The format of the file, such as `police-uk`. */
  readonly format: string;
  readonly fileName: string;
}

/** Notes that an import began. A run that never ends was interrupted; what it saved stays. */
export function startImport(
  casework: Casework,
  principal: Operator,
  { format, fileName }: NewImport,
): Promise<Outcome<{ readonly runId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    const runId = casework.ids.newId();
    const startedAt = casework.clock.now();
    await stores.importRuns.start({ id: runId, agencyId: principal.agencyId, format, fileName, startedAt });
    return done({ runId });
  });
}

export interface ImportedBatch {
  readonly runId: string;
  readonly reports: readonly Omit<BackgroundReport, 'id'>[];
}

/**
 * Saves a batch as one whole or not at all; a report whose reference the agency already has is left as it is, so a batch
 * may come again. Background reports belong to no case, so no event tells of them.
 *
 * @returns how many were new and how many were there; together the size of the batch
 */
export function importBackgroundReports(
  casework: Casework,
  principal: Operator,
  { runId, reports }: ImportedBatch,
): Promise<Outcome<{ readonly added: number; readonly alreadyThere: number }>> {
  return casework.inTransaction(principal, async (stores) => {
    const rows = reports.map((report) => ({ ...report, id: casework.ids.newId() }));
    const added = await stores.reports.addBackground(principal.agencyId, rows, casework.clock.now());
    stores.recordAudit({
      action: 'REPORTS_IMPORTED',
      kind: 'COLLECTION',
      subjectType: 'IMPORT_RUN',
      subjectIds: [runId],
    });
    return done({ added, alreadyThere: rows.length - added });
  });
}

/** Notes that an import ended by itself, also where the rest of the file was refused, and what it did. */
export function endImport(
  casework: Casework,
  principal: Operator,
  { runId, summary }: { readonly runId: string; readonly summary: object },
): Promise<Outcome<{ readonly runId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    await stores.importRuns.end(runId, { endedAt: casework.clock.now(), summary });
    return done({ runId });
  });
}
