import { endImport, startImport } from '#casework/import-reports.js';
import type { Casework } from '#casework/ports.js';
import { localDateOf } from '#domain/calendar/local-date.js';
import { ImportRefused } from '#jobs/imports/import-refused.js';
import { importPoliceUk, type ImportProgress } from '#jobs/imports/import-reports.js';
import type { ImportSummary } from '#jobs/imports/import-summary.js';
import { refusePowerfulRole } from '#persistence/check-role.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { clockFrom } from '#platform/clock.js';
import { readSecretKey } from '#platform/secret-key.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { prepareDatabase, tenantsFolder } from '../../prepare.js';
import { createCasework } from '../../wiring.js';
import type { DatabaseSession } from '../using-database.js';
import { BatchStore } from './batch-store.js';
import { findTarget, valueOf } from './import-target.js';

export interface FileToImport {
  /** Slugs. */
  readonly partnership: string;
  readonly agency: string;
  readonly format: 'police-uk';
  readonly fileName: string;
  readonly input: AsyncIterable<Buffer>;
  readonly maxRows?: number;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** An import that ended before its file did, for a reason outside the file; whole batches before it are saved. */
export class ImportInterrupted extends Error {
  override readonly name = 'ImportInterrupted';

  constructor(
    /** Rows in batches that were saved. */
    readonly saved: number,
    override readonly cause: unknown,
  ) {
    super('The import was interrupted.');
  }
}

/**
 * Streams a file of reports into an agency's records, bringing the database up to date first.
 * @throws CommandFailed for an unknown partnership or agency, ImportRefused, ImportInterrupted
 */
export async function importFile(session: DatabaseSession, file: FileToImport): Promise<ImportSummary> {
  const { config, logger, database } = session;
  await prepareDatabase(database.migratorUrl, logger, { production: config.environment === 'production' });
  const dataSource = await createDataSource({
    url: database.appUrl,
    applicationName: 'concord import',
    poolSize: 2,
    prepares: database.prepares ?? true,
  }).initialize();
  try {
    await refusePowerfulRole(dataSource, 'DATABASE_APP_URL');
    const casework = createCasework({
      dataSource,
      clock: clockFrom(config),
      holidays: readTenants(tenantsFolder).holidays,
      secretKey: readSecretKey(config),
    });
    return await importInto({ casework, directory: new Directory(dataSource) }, file);
  } finally {
    await dataSource.destroy();
  }
}

async function importInto(
  ports: { casework: Casework; directory: Directory },
  file: FileToImport,
): Promise<ImportSummary> {
  const { casework } = ports;
  const target = await findTarget(ports, file);
  const { principal, districts } = target;
  const { runId } = valueOf(await startImport(casework, principal, file));
  const store = new BatchStore(casework, target, runId);
  const latestMonth = localDateOf(casework.clock.now()).toString().slice(0, 7);
  const withWarnings = (summary: ImportSummary): ImportSummary => ({
    ...summary,
    warnings: [...summary.warnings, ...store.foreignWarnings()],
  });
  try {
    const summary = withWarnings(await importPoliceUk({ ...file, districts, store, latestMonth }));
    valueOf(await endImport(casework, principal, { runId, summary: countsOf(summary) }));
    return summary;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw new ImportInterrupted(store.saved, error);
    const { code, line, soFar } = error;
    const counts = soFar && withWarnings(soFar);
    const summary = { ...(counts && countsOf(counts)), refused: { code, line } };
    valueOf(await endImport(casework, principal, { runId, summary }));
    throw new ImportRefused(error.message, { code, line, ...(counts && { soFar: counts }) });
  }
}

/** What the run keeps: numbers. What a bad row says may be anything, so only the lines are kept. */
function countsOf({ fileName: _name, bad, leftOut, ...counts }: ImportSummary) {
  const { otherCrimeType, otherDistrict, noLocation } = leftOut;
  return {
    ...counts,
    leftOut: {
      otherCrimeType: Object.fromEntries(otherCrimeType),
      otherDistrict: Object.fromEntries(otherDistrict),
      noLocation,
    },
    badLines: bad.map(({ line }) => line),
  };
}
