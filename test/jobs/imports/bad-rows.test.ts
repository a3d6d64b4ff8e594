import { HEADER, readAll, references, rowWith } from './police-uk-csv.js';

const file = (...rows: readonly (string | Buffer)[]) =>
  Buffer.concat([HEADER, ...rows].flatMap((row) => [Buffer.from(row), Buffer.from('\n')]));

/** The row stands between two sound ones, which must both come through. */
async function problemOf(row: string | Buffer) {
  const outcomes = await readAll(file(rowWith(), row, rowWith()), { latestMonth: '2025-12' });
  expect(outcomes.map(({ kind, line }) => [kind, line])).toEqual([
    ['report', 2],
    ['bad', 3],
    ['report', 4],
  ]);
  const bad = outcomes[1];
  if (bad?.kind !== 'bad') throw new Error('The row was not bad.');
  return { column: bad.column, problem: bad.problem };
}

const QUOTES = 'expected a quote before and after the cell, and each quote inside it doubled.';
const MONTHS = 'expected a month from 2010-12 to 2025-12, such as 2025-01.';
const EAST = 'expected a decimal number from -11 to 2.';
const NORTH = 'expected a decimal number from 49 to 61.';

describe('A bad value', () => {
  it.each([
    ['Month', '2025-13', `is "2025-13"; ${MONTHS}`],
    ['Month', '', `is empty; ${MONTHS}`],
    ['Month', '2026-01', `is "2026-01"; ${MONTHS}`],
    ['Month', '2010-11', `is "2010-11"; ${MONTHS}`],
    ['Month', 'Jan-25', `is "Jan-25"; ${MONTHS}`],
    ['Longitude', 'west', `is "west"; ${EAST}`],
    ['Longitude', '', `is empty; ${EAST}`],
    ['Longitude', '52.6', `is "52.6"; ${EAST}`],
    ['Longitude', '-1e0', `is "-1e0"; ${EAST}`],
    ['Longitude', '=1+1', `is "=1+1"; ${EAST}`],
    ['Latitude', '', `is empty; ${NORTH}`],
    ['Latitude', '0', `is "0"; ${NORTH}`],
    ['Latitude', '61.1', `is "61.1"; ${NORTH}`],
    ['Reported by', ' ', 'is " "; expected the name of a police force.'],
    ['LSOA code', 'Leicester', 'is "Leicester"; expected a code such as E01025631.'],
    ['LSOA name', 'Leicester', 'is "Leicester"; expected a district and an area, such as "Leicester 001A".'],
    ['Crime type', '', 'is empty; expected a crime type such as Anti-social behaviour.'],
  ] as const)('of %s spoils its row only: %j', async (column, value, problem) => {
    expect(await problemOf(rowWith({ [column]: value }))).toEqual({
      column,
      problem: `${column} ${problem}`,
    });
  });

  it('is shown shortened', async () => {
    const { problem } = await problemOf(rowWith({ Month: 'x'.repeat(9_000) }));
    expect(problem).toBe(`Month is "${'x'.repeat(59)}…"; ${MONTHS}`);
  });
});

describe('A cell that a spreadsheet would run', () => {
  it.each(['=HYPERLINK("x")', '+1', '-2+3', '@SUM(1)', '\t=1', '＝1', '－1'])(
    'makes a bad row: %j',
    async (formula) => {
      const quoted = `"${formula.replaceAll('"', '""')}"`;
      expect(await problemOf(rowWith({ Location: quoted }))).toEqual({
        column: 'Location',
        problem: `Location is ${JSON.stringify(formula)}, which a spreadsheet would run as a formula; expected plain text.`,
      });
    },
  );

  it.each(['Crime ID', 'Falls within', 'LSOA name', 'Last outcome category', 'Context'] as const)(
    'is found in %s, also in a row that would be left out',
    async (column) => {
      const row = rowWith({ 'Crime type': 'Burglary', [column]: '=1' });
      expect(await problemOf(row)).toMatchObject({ column });
    },
  );

  it('may be a coordinate that begins with a minus', async () => {
    const [outcome] = await readAll(file(rowWith({ Longitude: '-1.5' })));
    expect(outcome).toMatchObject({ kind: 'report', row: { longitude: -1.5 } });
  });
});

describe('A row whose form is broken', () => {
  it.each([
    [
      'lacks a cell',
      rowWith().slice(0, -1),
      { problem: 'The row has 11 cells; expected 12, as the header has.' },
    ],
    [
      'has a cell more',
      `${rowWith()},`,
      { problem: 'The row has 13 cells; expected 12, as the header has.' },
    ],
    ['is no CSV', 'hello', { problem: 'The row has 1 cell; expected 12, as the header has.' }],
    [
      'has 10,000 cells',
      ','.repeat(9_999),
      { problem: 'The row has 10,000 cells; expected 12, as the header has.' },
    ],
    [
      'opens a quote and never closes it',
      rowWith({ Location: '"On or near Example Street' }),
      { column: 'Location', problem: `Location opens a quote that is not closed on its line; ${QUOTES}` },
    ],
    [
      'goes on after a quote',
      rowWith({ Location: '"On or near" Example Street' }),
      { column: 'Location', problem: `Location goes on after its closing quote; ${QUOTES}` },
    ],
    [
      'has a quote in the middle of a cell',
      rowWith({ Location: 'On or near "Example" Street' }),
      { column: 'Location', problem: `Location has a quote in the middle; ${QUOTES}` },
    ],
    [
      'has a cell that is too long',
      rowWith({ Location: 'é'.repeat(5_121) }),
      {
        column: 'Location',
        problem: `Location has 10,242 bytes, starting "${'é'.repeat(59)}…"; expected at most 10,240 bytes.`,
      },
    ],
    [
      'has a cell of a megabyte',
      rowWith({ Location: 'x'.repeat(1_000_000) }),
      { problem: 'The row is longer than 131,072 bytes; expected twelve short cells.' },
    ],
  ])('is bad alone when it %s', async (_, row, expected) => {
    expect(await problemOf(row)).toEqual({ column: undefined, ...expected });
  });

  it('is bad on both lines when a quoted cell goes on into the next, and hides no row after it', async () => {
    const [first, second] = rowWith({ Location: '"On or near|Example Street"' }).split('|');
    const outcomes = await readAll(file(first ?? '', second ?? '', rowWith()));
    expect(outcomes.map(({ kind, line }) => [kind, line])).toEqual([
      ['bad', 2],
      ['bad', 3],
      ['report', 4],
    ]);
  });
});

describe('A broken byte', () => {
  const around = (bytes: Buffer, column: 'Location' | 'Context' = 'Location') => {
    const [before, after] = rowWith({ [column]: 'Caf|' }).split('|');
    return Buffer.concat([Buffer.from(before ?? ''), bytes, Buffer.from(after ?? '')]);
  };

  it.each([
    [
      'of Windows-1252',
      Buffer.from([0xe9]),
      'holds the byte 0xE9, which is not UTF-8 (in Windows-1252 it would be "é"); expected text in UTF-8.',
    ],
    [
      'that cuts a character off',
      Buffer.from([0xe2, 0x82]),
      'holds the byte 0xE2, which is not UTF-8 (in Windows-1252 it would be "â"); expected text in UTF-8.',
    ],
    ['NUL', Buffer.from([0]), 'holds a NUL byte; expected text in UTF-8, without NUL.'],
    [
      'of a lone carriage return',
      Buffer.from('\r'),
      'holds a carriage return that does not end the line; expected lines that end in LF or CRLF.',
    ],
    [
      'that somebody replaced before',
      Buffer.from('\ufffd'),
      'holds the replacement character U+FFFD, so its text was damaged earlier; expected the original text in UTF-8.',
    ],
  ])('%s makes one bad row that names the column', async (_, bytes, problem) => {
    expect(await problemOf(around(bytes))).toEqual({ column: 'Location', problem: `Location ${problem}` });
  });

  it('is placed in its column behind quoted commas too', async () => {
    const row = around(Buffer.from([0xff]), 'Context')
      .toString('latin1')
      .replace('On or', '"On, ""or"""');
    expect(await problemOf(Buffer.from(row, 'latin1'))).toMatchObject({ column: 'Context' });
  });

  it.each([
    ['\u0007', 'U+0007', '\\u0007'],
    ['\u009b', 'U+009B', '\\u009b'],
    ['\u202e', 'U+202E', '\\u202e'],
    ['\u2028', 'U+2028', '\\u2028'],
  ])('is also a character that nobody sees: %j', async (character, code, escaped) => {
    const { problem } = await problemOf(rowWith({ Location: `A${character}B` }));
    expect(problem).toBe(
      `Location is "A${escaped}B", with the invisible character ${code}; expected printable text.`,
    );
  });

  it('is not what accents, Welsh and emoji are made of, whatever the chunks', async () => {
    const outcomes = await readAll(file(rowWith({ Location: 'Ŵyr Street 🏠 Cafe\u0301' })));
    expect(outcomes).toMatchObject([{ kind: 'report', row: { place: 'Ŵyr Street 🏠 Café' } }]);
    expect(references(outcomes)).toHaveLength(1);
  });
});
