import { ImportRefused } from './import-refused.js';
import type { ImportSummary } from './import-summary.js';
import { ImportTally } from './import-tally.js';
import { readPoliceUkRows } from './police-uk-rows.js';
import type { PoliceUkReport } from './police-uk-row.js';

/** Where imported reports go. */
export interface ImportStore {
  /**
   * Stores a batch as one whole or not at all; a report whose reference the importing agency already has is left
   * as it is.
   *
   * @returns how many were new and how many were there; together the size of the batch.
   */
  saveBatch(
    rows: readonly PoliceUkReport[],
  ): Promise<{ readonly added: number; readonly alreadyThere: number }>;
}

/** How far an import has come. */
export interface ImportProgress {
  readonly rows: number;
  /** Bytes read of the file. */
  readonly bytes: number;
}

export interface ImportRequest {
  readonly input: AsyncIterable<Buffer>;
  /** The file's name as the summary shows it. */
  readonly fileName: string;
  /** The area's districts as LSOA names spell them, with predecessors; at least one. */
  readonly districts: readonly string[];
  readonly store: ImportStore;
  /** Reports stored together; 500 when absent. */
  readonly batchSize?: number;
  readonly maxRows?: number;
  /** The last month that can have happened, such as 2025-12. */
  readonly latestMonth?: string;
  /** Called after every 1,000 rows, after every batch, and at the end. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

const PROGRESS_ROWS = 1_000;

/**
 * Imports the anti-social behaviour of an area from a police.uk street-level CSV. Since references follow from
 * the rows alone, it may run again on the same file, also after it was killed: it then adds what is missing and
 * nothing twice.
 *
 * @throws ImportRefused with `soFar` for a fault of the whole file; the sound rows before it are stored. A fault of
 *   the store or of reading passes through; whole batches before it are stored.
 */
export async function importPoliceUk(request: ImportRequest): Promise<ImportSummary> {
  const { store, batchSize = 500, fileName } = request;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`The batch size is ${batchSize}; expected a whole number from 1.`);
  }
  const tally = new ImportTally(fileName);
  const counter = countBytes(request.input);
  const report = () => request.onProgress?.({ rows: tally.rows, bytes: counter.bytes() });
  let batch: PoliceUkReport[] = [];
  const save = async () => {
    if (batch.length > 0) tally.countSaved(await saveWhole(store, batch));
    batch = [];
    report();
  };
  const onWarning = (warning: string) => tally.warnings.push(warning);
  try {
    for await (const outcome of readPoliceUkRows(counter.chunks, { ...request, onWarning })) {
      tally.count(outcome);
      if (outcome.kind === 'report') batch.push(outcome.row);
      if (batch.length >= batchSize) await save();
      else if (tally.rows % PROGRESS_ROWS === 0) report();
    }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    await save();
    const { code, line, message } = error;
    throw new ImportRefused(message, { code, line, soFar: tally.summary() });
  }
  await save();
  return tally.summary();
}

async function saveWhole(store: ImportStore, batch: readonly PoliceUkReport[]) {
  const saved = await store.saveBatch(batch);
  if (saved.added + saved.alreadyThere !== batch.length) {
    const answer = `${saved.added} added and ${saved.alreadyThere} already there`;
    throw new Error(`The store answered ${answer} for a batch of ${batch.length} reports.`);
  }
  return saved;
}

function countBytes(input: AsyncIterable<Buffer>) {
  let bytes = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of input) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { bytes: () => bytes, chunks: chunks() };
}
