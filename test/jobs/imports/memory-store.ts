import type { ImportStore } from '#jobs/imports/import-reports.js';
import type { PoliceUkReport } from '#jobs/imports/police-uk-row.js';

/** Keeps reports by reference; may fail as a killed process does: between two batches, the next one unsaved. */
export class MemoryStore implements ImportStore {
  readonly reports = new Map<string, PoliceUkReport>();
  readonly batchSizes: number[] = [];

  constructor(private batchesBeforeFault = Number.POSITIVE_INFINITY) {}

  async saveBatch(rows: readonly PoliceUkReport[]) {
    if (this.batchesBeforeFault === 0) throw new Error('killed');
    this.batchesBeforeFault -= 1;
    this.batchSizes.push(rows.length);
    const fresh = rows.filter((row) => !this.reports.has(row.reference));
    for (const row of fresh) this.reports.set(row.reference, row);
    return { added: fresh.length, alreadyThere: rows.length - fresh.length };
  }

  repair(): void {
    this.batchesBeforeFault = Number.POSITIVE_INFINITY;
  }
}
