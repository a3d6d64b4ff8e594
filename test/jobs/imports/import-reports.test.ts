import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ImportRefused } from '#jobs/imports/import-refused.js';
import { importPoliceUk, type ImportProgress } from '#jobs/imports/import-reports.js';
import { summaryInWords } from '#jobs/imports/summary-in-words.js';
import { MemoryStore } from './memory-store.js';
import { chunked, HEADER, rowWith } from './police-uk-csv.js';

const area = { fileName: 'area.csv', districts: ['Leicester'] };
const fixture = () => createReadStream(fileURLToPath(new URL('fixtures/area.csv', import.meta.url)));

/** 23 rows: identical ones, different ones, and bad and foreign ones between them. */
const MIXED = [
  HEADER,
  ...Array.from({ length: 23 }, (_, at) => {
    if (at % 7 === 3) return rowWith({ Month: 'bad' });
    if (at % 7 === 5) return rowWith({ 'LSOA name': 'York 001A' });
    return rowWith({ Context: `street ${at % 4}` });
  }),
].join('\n');

describe('An import', () => {
  it('counts and names everything that it reads', async () => {
    const store = new MemoryStore();
    const summary = await importPoliceUk({ ...area, input: fixture(), store });
    expect(summary).toEqual({
      fileName: 'area.csv',
      rows: 8,
      added: 4,
      alreadyThere: 0,
      distinctRows: 2,
      leftOut: {
        otherCrimeType: new Map([['Burglary', 1]]),
        otherDistrict: new Map([['Charnwood', 1]]),
        noLocation: 1,
      },
      bad: [
        {
          line: 8,
          column: 'Month',
          problem: 'Month is "2025-13"; expected a month from 2010-12 to 2099-12, such as 2025-01.',
        },
      ],
      badCount: 1,
      warnings: [],
    });
    expect(store.reports.size).toBe(4);
  });

  it('adds nothing when it runs again', async () => {
    const store = new MemoryStore();
    await importPoliceUk({ ...area, input: fixture(), store });
    const again = await importPoliceUk({ ...area, input: fixture(), store });
    expect(again).toMatchObject({ added: 0, alreadyThere: 4, distinctRows: 2 });
    expect(store.reports.size).toBe(4);
  });

  it('gives the same set when it is killed after any batch and runs again', async () => {
    const whole = new MemoryStore();
    const once = await importPoliceUk({ ...area, input: chunked(MIXED), store: whole, batchSize: 3 });
    expect(whole.batchSizes).toEqual([3, 3, 3, 3, 3, 2]);
    for (let batches = 0; batches < whole.batchSizes.length; batches += 1) {
      const store = new MemoryStore(batches);
      const killed = importPoliceUk({ ...area, input: chunked(MIXED), store, batchSize: 3 });
      await expect(killed).rejects.toThrow('killed');
      expect(store.reports.size).toBe(batches * 3);
      store.repair();
      const rest = await importPoliceUk({ ...area, input: chunked(MIXED), store, batchSize: 4 });
      expect(rest.alreadyThere).toBe(batches * 3);
      expect(rest.added + rest.alreadyThere).toBe(once.added);
      expect(store.reports).toEqual(whole.reports);
    }
  });

  it('keeps the rows before a row too many and says what it imported', async () => {
    const store = new MemoryStore();
    const rows = [HEADER, ...Array.from({ length: 12 }, () => rowWith())].join('\n');
    const refused = importPoliceUk({ ...area, input: chunked(rows), store, batchSize: 4, maxRows: 10 });
    const error: unknown = await refused.catch((reason: unknown) => reason);
    if (!(error instanceof ImportRefused)) throw new Error('The file was not refused.');
    expect(error).toMatchObject({ code: 'TOO_MANY_ROWS', line: 12, soFar: { rows: 10, added: 10 } });
    expect(store.batchSizes).toEqual([4, 4, 2]);
  });

  it('stores 9,999 rows of 10,000 and names the bad one', async () => {
    const store = new MemoryStore();
    const rows = Array.from({ length: 10_000 }, (_, at) => rowWith(at === 9_998 ? { Latitude: '' } : {}));
    const input = chunked([HEADER, ...rows].join('\n'), 65_536);
    const summary = await importPoliceUk({ ...area, input, store });
    expect(summary).toMatchObject({ added: 9_999, distinctRows: 1, badCount: 1, bad: [{ line: 10_000 }] });
    expect(store.reports.size).toBe(9_999);
  });

  it('keeps the first thousand bad rows and counts all', async () => {
    const input = chunked(`${HEADER}\n${'bad\n'.repeat(1_234)}`, 4_096);
    const summary = await importPoliceUk({ ...area, input, store: new MemoryStore() });
    expect(summary.badCount).toBe(1_234);
    expect(summary.bad).toHaveLength(1_000);
    expect(summaryInWords(summary)).toContain('\n    line 1,001: The row has 1 cell; ');
    expect(summaryInWords(summary)).toContain('\n    and 234 more\n');
  });

  it('counts names beyond the first thousand together, also names that objects know', async () => {
    const names = ['__proto__', 'constructor', ...Array.from({ length: 1_100 }, (_, at) => `Crime ${at}`)];
    const rows = names.map((name) => rowWith({ 'Crime type': name }));
    const input = chunked([HEADER, ...rows].join('\n'), 4_096);
    const { leftOut } = await importPoliceUk({ ...area, input, store: new MemoryStore() });
    expect([...leftOut.otherCrimeType][0]).toEqual(['(other names)', 102]);
    expect(leftOut.otherCrimeType.get('__proto__')).toBe(1);
    expect(leftOut.otherCrimeType.size).toBe(1_001);
  });

  it('tells how far it is, up to the last row and byte', async () => {
    const seen: ImportProgress[] = [];
    const file = [HEADER, ...Array.from({ length: 2_500 }, () => rowWith({ 'Crime type': 'Drugs' }))].join(
      '\n',
    );
    const onProgress = (progress: ImportProgress) => seen.push(progress);
    await importPoliceUk({ ...area, input: chunked(file, 1_000), store: new MemoryStore(), onProgress });
    expect(seen.map(({ rows }) => rows)).toEqual([1_000, 2_000, 2_500]);
    expect(seen.at(-1)?.bytes).toBe(Buffer.byteLength(file));
  });

  it('does not believe a store whose counts do not add up', async () => {
    const store = { saveBatch: () => Promise.resolve({ added: 1, alreadyThere: 0 }) };
    const input = chunked(`${HEADER}\n${rowWith()}\n${rowWith()}`);
    await expect(importPoliceUk({ ...area, input, store })).rejects.toThrow(
      'The store answered 1 added and 0 already there for a batch of 2 reports.',
    );
  });

  it('passes on what goes wrong while reading', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${HEADER}\n`);
      throw new Error('the disk is gone');
    }
    const imported = importPoliceUk({ ...area, input: broken(), store: new MemoryStore() });
    await expect(imported).rejects.toThrow('the disk is gone');
  });

  it('refuses a stream of text, which somebody decoded already', async () => {
    const input = fixture().setEncoding('latin1');
    const imported = importPoliceUk({ ...area, input, store: new MemoryStore() });
    await expect(imported).rejects.toThrow('An import reads bytes: give a stream without encoding.');
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a batch size of %d', async (batchSize) => {
    const imported = importPoliceUk({ ...area, input: fixture(), store: new MemoryStore(), batchSize });
    await expect(imported).rejects.toThrow(`The batch size is ${batchSize}; expected a whole number from 1.`);
  });
});

describe('The summary in words', () => {
  it('names what was left out, each bad row, and the sum that shows that nothing was lost', async () => {
    const store = new MemoryStore();
    const input = fixture();
    const summary = await importPoliceUk({ ...area, input, store, latestMonth: '2025-12' });
    expect(summaryInWords(summary)).toBe(
      [
        'area.csv: 8 rows read',
        '  imported          4 added, 0 already there',
        '                    (4 incidents, 2 different in content)',
        '  other crime type  1: Burglary 1',
        '  other district    1: Charnwood 1',
        '  no location       1',
        '  bad rows          1',
        '    line 8: Month is "2025-13"; expected a month from 2010-12 to 2025-12, such as 2025-01.',
        'Nothing was lost: 4 added + 0 already there + 3 left out + 1 bad = 8 of 8 rows',
      ].join('\n'),
    );
  });

  it('names the twelve largest districts and the number of the others, with thousands separators', async () => {
    const names = Array.from({ length: 14 }, (_, at) => `District ${String.fromCharCode(65 + at)} 001A`);
    const rows = [...names, ...Array.from({ length: 1_500 }, () => 'York 001A')];
    const text = [HEADER, ...rows.map((name) => rowWith({ 'LSOA name': name }))].join('\n');
    const summary = await importPoliceUk({ ...area, input: chunked(text, 999), store: new MemoryStore() });
    expect(summaryInWords(summary)).toContain('  other district    1,514: York 1,500, District A 1, ');
    expect(summaryInWords(summary)).toContain('District K 1, and 3 more names\n');
    expect(summaryInWords(summary)).toContain(
      '0 added + 0 already there + 1,514 left out + 0 bad = 1,514 of',
    );
  });

  it('shows warnings, and says plainly when the sum is wrong', async () => {
    const input = chunked(`tenant_id,${HEADER}\nx,${rowWith()}`);
    const summary = await importPoliceUk({ ...area, input, store: new MemoryStore() });
    expect(summaryInWords(summary)).toContain('  warning: The column "tenant_id" is ignored: ');
    expect(summaryInWords({ ...summary, rows: 3 })).toMatch(/^2 NOT ACCOUNTED FOR: .* = 1 of 3 rows$/m);
  });
});
