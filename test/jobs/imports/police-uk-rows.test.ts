import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HEADER, readAll, references, rowWith } from './police-uk-csv.js';

const fixture = (name: string) => readFile(new URL(`fixtures/${name}`, import.meta.url));

/** The first 20 hex digits for the row of Example Street in fixtures/area.csv, its cells joined by U+001F. */
const EXAMPLE_STREET = createHash('sha256')
  .update(rowWith().replaceAll(',', '\u001f'))
  .digest('hex')
  .slice(0, 20);

describe('A row of the area', () => {
  it('becomes a report without a day, a reporter or a category', async () => {
    const [outcome] = await readAll(await fixture('area.csv'));
    expect(outcome).toEqual({
      kind: 'report',
      line: 2,
      nth: 1,
      row: {
        reference: `2025-01-${EXAMPLE_STREET}-1`,
        occurredMonth: '2025-01',
        reportedByForce: 'Example Police',
        place: 'On or near Example Street',
        longitude: -1.13159,
        latitude: 52.63588,
        lsoaCode: 'E01000001',
        lsoaName: 'Leicester 001A',
        district: 'Leicester',
      },
    });
  });

  it('is kept and numbered when it is identical to another, wherever in the file', async () => {
    const found = references(await readAll(await fixture('area.csv')));
    expect(found).toHaveLength(4);
    expect(found.filter((reference) => reference.includes(EXAMPLE_STREET))).toEqual(
      [1, 2, 3].map((nth) => `2025-01-${EXAMPLE_STREET}-${nth}`),
    );
  });

  it('has the same reference whatever the order of columns, the quotes, the line ends and the mark', async () => {
    const otherwise = await fixture('area-written-otherwise.csv');
    expect(otherwise.toString()).toMatch(/^\ufeff"Crime type","LSOA name".*\r\n/);
    expect(references(await readAll(otherwise))).toEqual(
      references(await readAll(await fixture('area.csv'))),
    );
  });

  it('has another reference when any of its cells differs', async () => {
    const rows = [
      rowWith(),
      rowWith({ 'Crime ID': 'f00' }),
      rowWith({ Month: '2025-02' }),
      rowWith({ 'Reported by': 'Other Police' }),
      rowWith({ 'Falls within': 'Other Police' }),
      rowWith({ Longitude: '-1.131591' }),
      rowWith({ Latitude: '52.635881' }),
      rowWith({ Location: 'On or near Other Street' }),
      rowWith({ 'LSOA code': 'E01000002' }),
      rowWith({ 'LSOA name': 'Leicester 001B' }),
      rowWith({ 'Last outcome category': 'x' }),
      rowWith({ Context: 'x' }),
    ];
    const found = references(await readAll([HEADER, ...rows].join('\n')));
    expect(new Set(found).size).toBe(rows.length);
    expect(found.every((reference) => reference.endsWith('-1'))).toBe(true);
  });

  it('may lack both coordinates, and a named street', async () => {
    const row = rowWith({ Longitude: '', Latitude: '', Location: 'On or near ' });
    const [outcome] = await readAll(`${HEADER}\n${row}`);
    if (outcome?.kind !== 'report') throw new Error('The row was not a report.');
    expect(Object.keys(outcome.row)).not.toContain('longitude');
    expect(outcome.row.place).toBe('On or near');
  });

  it('belongs to a district of several words, and to a predecessor when that is listed', async () => {
    const row = rowWith({ 'LSOA name': 'North West Leicestershire 003B' });
    const outcomes = await readAll(`${HEADER}\n${row}`, { districts: ['North West Leicestershire'] });
    expect(outcomes).toMatchObject([{ kind: 'report', row: { district: 'North West Leicestershire' } }]);
  });
});

describe('A sound row that is not of the area', () => {
  it.each([
    [
      'another crime type',
      { 'Crime type': 'Vehicle crime' },
      { reason: 'OTHER_CRIME_TYPE', detail: 'Vehicle crime' },
    ],
    ['another district', { 'LSOA name': 'York 001A' }, { reason: 'OTHER_DISTRICT', detail: 'York' }],
    [
      'a district whose name only begins alike',
      { 'LSOA name': 'Leicester Forest 001A' },
      { reason: 'OTHER_DISTRICT', detail: 'Leicester Forest' },
    ],
    [
      'no location',
      { Longitude: '', Latitude: '', Location: 'No Location', 'LSOA code': '', 'LSOA name': '' },
      { reason: 'NO_LOCATION', detail: 'No Location' },
    ],
    ['a blank location', { Location: '' }, { reason: 'NO_LOCATION', detail: 'No Location' }],
    [
      'a place at sea, outside every LSOA',
      { 'LSOA code': '', 'LSOA name': '' },
      { reason: 'NO_LOCATION', detail: 'no LSOA' },
    ],
  ])('is left out and named: %s', async (_, changes, why) => {
    const outcomes = await readAll(`${HEADER}\n${rowWith(changes)}`);
    expect(outcomes).toEqual([{ kind: 'left_out', line: 2, ...why }]);
  });

  it('is not asked for coordinates or an LSOA when its crime type is another', async () => {
    const row = rowWith({ 'Crime type': 'Robbery', Longitude: 'x', 'LSOA name': '', Month: '' });
    expect(await readAll(`${HEADER}\n${row}`)).toMatchObject([{ kind: 'left_out', detail: 'Robbery' }]);
  });
});

describe('The reader', () => {
  it('skips empty lines and still counts them as lines', async () => {
    const outcomes = await readAll(`\n${HEADER}\n\n${rowWith()}\r\n\r\n${rowWith()}\n\n`);
    expect(outcomes.map(({ line }) => line)).toEqual([4, 6]);
  });

  it('wants the districts of an area', async () => {
    await expect(readAll(HEADER, { districts: [] })).rejects.toThrow(
      'An import needs the districts of its area.',
    );
  });

  it('finds no row in a file of a header alone', async () => {
    expect(await readAll(HEADER)).toEqual([]);
  });
});
