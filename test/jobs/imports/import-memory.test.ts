import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { importPoliceUk, type ImportProgress } from '#jobs/imports/import-reports.js';
import { HEADER, rowWith } from './police-uk-csv.js';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

function isCollector(value: unknown): value is () => void {
  return typeof value === 'function';
}

/** Bytes that are still reachable; the second collection waits for the buffers that the first one freed. */
function used(): number {
  if (!isCollector(collectGarbage)) throw new Error('There is no garbage collector to call.');
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function* rowsOf(count: number, row: (at: number) => string): AsyncGenerator<Buffer> {
  yield Buffer.from(`${HEADER}\n`);
  for (let at = 0; at < count; at += 500) {
    yield Buffer.from(Array.from({ length: 500 }, (_, next) => `${row(at + next)}\n`).join(''));
  }
}

/** The most that an import holds beyond what was held before it, looked at each 50,000 rows. */
async function growthOf(
  count: number,
  row: (at: number) => string,
): Promise<{ rows: number; megabytes: number }> {
  const before = used();
  let most = before;
  const onProgress = ({ rows }: ImportProgress) => {
    if (rows % 50_000 === 0) most = Math.max(most, used());
  };
  const store = {
    saveBatch: (rows: readonly unknown[]) => Promise.resolve({ added: rows.length, alreadyThere: 0 }),
  };
  const request = { fileName: 'large.csv', districts: ['Leicester'], store, onProgress };
  const { rows } = await importPoliceUk({ ...request, input: rowsOf(count, row) });
  return { rows, megabytes: (most - before) / 1_000_000 };
}

describe('The memory of an import', () => {
  it.each([
    // 2^19 slots of 16 bytes take 8.4 MB.
    ['different', { count: 300_000, limit: 20, row: (at: number) => rowWith({ Context: `number ${at}` }) }],
    ['identical', { count: 100_000, limit: 6, row: () => rowWith() }],
    [
      'of crime types without end',
      { count: 100_000, limit: 6, row: (at: number) => rowWith({ 'Crime type': `Crime ${at}` }) },
    ],
    ['bad', { count: 100_000, limit: 6, row: (at: number) => rowWith({ Month: `month ${at}` }) }],
  ])('stays bounded when its rows are %s', async (_, { count, limit, row }) => {
    const { rows, megabytes } = await growthOf(count, row);
    expect(rows).toBe(count);
    expect(megabytes).toBeLessThan(limit);
  });
});
