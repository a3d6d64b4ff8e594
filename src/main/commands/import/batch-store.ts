import { importBackgroundReports } from '#casework/import-reports.js';
import type { Casework } from '#casework/ports.js';
import type { BackgroundReport } from '#casework/report-ports.js';
import type { ImportStore } from '#jobs/imports/import-reports.js';
import type { PoliceUkReport } from '#jobs/imports/police-uk-row.js';
import { valueOf, type ImportTarget } from './import-target.js';

/** Saves batches for an agency, and counts what an interruption would leave untold. */
export class BatchStore implements ImportStore {
  readonly #foreign = new Map<string, number>();
  saved = 0;

  constructor(
    private readonly casework: Casework,
    private readonly target: ImportTarget,
    private readonly runId: string,
  ) {}

  async saveBatch(rows: readonly PoliceUkReport[]) {
    const batch = { runId: this.runId, reports: rows.map(toBackground) };
    const counts = valueOf(await importBackgroundReports(this.casework, this.target.principal, batch));
    this.saved += rows.length;
    for (const { reportedByForce: force } of rows)
      if (force !== this.target.agencyName) this.#foreign.set(force, (this.#foreign.get(force) ?? 0) + 1);
    return counts;
  }

  /** Says that rows were reported by somebody else than the agency that they were imported for. */
  foreignWarnings(): string[] {
    if (this.#foreign.size === 0) return [];
    const total = [...this.#foreign.values()].reduce((sum, count) => sum + count, 0);
    const forces = [...this.#foreign.keys()].slice(0, 5).join(', ');
    return [
      `${total.toLocaleString('en-GB')} of the imported rows say that they were reported by ${forces}, not by ` +
        `${this.target.agencyName}: check that the file is that agency's.`,
    ];
  }
}

function toBackground(row: PoliceUkReport): Omit<BackgroundReport, 'id'> {
  const { reference, occurredMonth, place, district, lsoaCode, longitude = null, latitude = null } = row;
  return { reference, occurredMonth, place, district, lsoaCode, longitude, latitude };
}
