import * as fc from 'fast-check';
import { ImportRefused } from '#jobs/imports/import-refused.js';
import { importPoliceUk } from '#jobs/imports/import-reports.js';
import type { ImportSummary } from '#jobs/imports/import-summary.js';
import { POLICE_UK_COLUMNS } from '#jobs/imports/police-uk-header.js';
import { MemoryStore } from './memory-store.js';
import { chunked, HEADER, rowWith } from './police-uk-csv.js';

const districts = ['Leicester', 'Selby'];
const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);

function accountedFor({ added, alreadyThere, leftOut, badCount }: ImportSummary): number {
  const { otherCrimeType, otherDistrict, noLocation } = leftOut;
  return added + alreadyThere + sum(otherCrimeType) + sum(otherDistrict) + noLocation + badCount;
}

/** A value of one cell: mostly sound, sometimes anything, without the line ends that would make two rows of it. */
const cell = fc.oneof(
  fc.constantFrom(
    '',
    'York 001A',
    'Selby 002B',
    '2025-02',
    'No Location',
    'Drugs',
    '=1',
    '"',
    'a"b',
    '"a,b"',
    ',',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll(/[\r\n]/g, '')),
);
const row = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(rowWith(), rowWith({ 'LSOA name': 'Selby 009C' })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...POLICE_UK_COLUMNS), cell)
      .map(([column, value]) => rowWith({ [column]: value })),
  },
  {
    weight: 1,
    arbitrary: fc.array(cell, { minLength: 1, maxLength: 14 }).map((cells) => `x${cells.join(',')}`),
  },
);

describe('For any file', () => {
  it('every row is added, already there, left out or bad, and a second run adds none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 40 }),
        fc.record({
          end: fc.constantFrom('\n', '\r\n'),
          chunk: fc.integer({ min: 1, max: 300 }),
          batchSize: fc.integer({ min: 1, max: 9 }),
        }),
        async (rows, { end, chunk, batchSize }) => {
          const file = [HEADER, ...rows, ''].join(end);
          const store = new MemoryStore();
          const request = { fileName: 'any.csv', districts, store, batchSize };
          const first = await importPoliceUk({ ...request, input: chunked(file, chunk) });
          expect(first.rows).toBe(rows.length);
          expect(accountedFor(first)).toBe(rows.length);
          expect(first.alreadyThere).toBe(0);
          expect(store.reports.size).toBe(first.added);
          const second = await importPoliceUk({ ...request, input: chunked(file, chunk) });
          expect(second).toEqual({ ...first, added: 0, alreadyThere: first.added });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('the order of the rows changes neither which are imported nor their references', async () => {
    const shuffled = fc
      .array(row, { maxLength: 30 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, others]) => {
        const [one, other] = [new MemoryStore(), new MemoryStore()];
        const request = { fileName: 'any.csv', districts };
        await importPoliceUk({ ...request, store: one, input: chunked([HEADER, ...rows].join('\n'), 500) });
        await importPoliceUk({
          ...request,
          store: other,
          input: chunked([HEADER, ...others].join('\n'), 500),
        });
        expect([...other.reports.keys()].sort()).toEqual([...one.reports.keys()].sort());
      }),
      { numRuns: 100 },
    );
  });

  it('of random bytes it ends in a refusal, and after a sound header in a full account', async () => {
    const bytes = fc.uint8Array({ maxLength: 2_000 }).map((array) => Buffer.from(array));
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 700 }), async (noise, chunk) => {
        const request = { fileName: 'noise', districts, store: new MemoryStore() };
        const bare = importPoliceUk({ ...request, input: chunked(noise, chunk) });
        await expect(bare).rejects.toThrow(ImportRefused);
        const headed = Buffer.concat([Buffer.from(`${HEADER}\n`), noise]);
        const summary = await importPoliceUk({ ...request, input: chunked(headed, chunk) });
        expect(accountedFor(summary)).toBe(summary.rows);
      }),
      { numRuns: 300 },
    );
  });
});
