import { gzipSync } from 'node:zlib';
import { ImportRefused } from '#jobs/imports/import-refused.js';
import { readPoliceUkRows } from '#jobs/imports/police-uk-rows.js';
import { HEADER, readAll, references, rowWith } from './police-uk-csv.js';

const EXPECTED =
  'Expected exactly these columns, in any order, in UTF-8: Crime ID,Month,Reported by,Falls within,' +
  'Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';

async function refusalOf(file: string | Buffer): Promise<{ code: string; message: string }> {
  try {
    await readAll(file);
  } catch (error) {
    if (error instanceof ImportRefused) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('The file was not refused.');
}

const header = (finding: string) => ({
  code: 'HEADER',
  message: `The header (line 1) ${finding}. ${EXPECTED}`,
});

describe('A file with a wrong header', () => {
  it.each([
    ['is empty', '', 'is missing, because the file is empty'],
    ['is a byte order mark only', '\ufeff', 'is missing, because the file is empty'],
    ['has only line ends', '\n\r\n\n', 'is missing, because the file is empty'],
    ['lacks a column', HEADER.replace(',LSOA name', ''), 'lacks the column "LSOA name"'],
    [
      'lacks two columns',
      HEADER.replace(',Month,Reported by', ''),
      'lacks the columns "Month", "Reported by"',
    ],
    ['has an unknown column', `${HEADER},Colour`, 'has the unknown column "Colour"'],
    [
      'spells a column otherwise',
      HEADER.replace('Month', 'month'),
      'lacks the column "Month" and has the unknown column "month"',
    ],
    ['has a column twice', `${HEADER},Month`, 'has the column "Month" more than once'],
    [
      'has too many columns',
      `${HEADER}${',a'.repeat(9_988)}`,
      'has 10,000 columns, more than the limit of 100',
    ],
    [
      'has no header but a row',
      rowWith({ 'Crime type': '"Anti-social" behaviour' }),
      'is not CSV: cell 10 goes on after its closing quote; expected a quote before and after the cell, ' +
        'and each quote inside it doubled.',
    ],
  ])('is refused when it %s', async (_, file, finding) => {
    const refusal = await refusalOf(file);
    expect(refusal).toEqual(header(finding.replace(/\.$/, '')));
  });

  it('is refused with each column named when it is separated by semicolons', async () => {
    const { message } = await refusalOf(HEADER.replaceAll(',', ';'));
    expect(message).toContain('lacks the columns "Crime ID", "Month"');
    expect(message).toContain('unknown column "Crime ID;Month;Reported by;');
  });

  it('is refused without reading on when its first line has no end', async () => {
    let chunks = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        chunks += 1;
        yield Buffer.alloc(65_536, 'a');
      }
    }
    const rows = readPoliceUkRows(endless(), { districts: ['Leicester'] });
    await expect(rows.next()).rejects.toThrow(
      'Line 1 is longer than 131,072 bytes. Expected the header of a police.uk street-level CSV.',
    );
    expect(chunks).toBe(3);
  });
});

describe('A file in another encoding', () => {
  const text = `${HEADER}\n${rowWith()}\n`;
  const bigEndian = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

  it.each([
    [
      'UTF-16, little end first',
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      'in UTF-16; save it as UTF-8 and import that',
    ],
    ['UTF-16, big end first', bigEndian, 'in UTF-16; save it as UTF-8 and import that'],
    [
      'a ZIP archive',
      Buffer.from('PK\u0003\u0004rest'),
      'a ZIP archive or a workbook; unpack it and import the CSV file',
    ],
    ['gzip', gzipSync(text), 'compressed with gzip; unpack it and import the CSV file'],
  ])('is refused when it is %s', async (_, file, found) => {
    const message = `The file is ${found}. Expected CSV text in UTF-8.`;
    expect(await refusalOf(file)).toEqual({ code: 'ENCODING', message });
  });

  it.each([
    [
      'a NUL, as UTF-16 without its mark has',
      Buffer.from(text, 'utf16le'),
      'holds a NUL byte; expected text in UTF-8, without NUL',
    ],
    [
      'a byte of Windows-1252',
      Buffer.from(HEADER.replace('Context', 'Caf\u00e9'), 'latin1'),
      'holds the byte 0xE9, which is not UTF-8 (in Windows-1252 it would be "é"); expected text in UTF-8',
    ],
    [
      'lone carriage returns for line ends',
      Buffer.from(text.replaceAll('\n', '\r')),
      'holds a carriage return that does not end the line; expected lines that end in LF or CRLF',
    ],
  ])('is refused when its header holds %s', async (_, file, finding) => {
    expect(await refusalOf(file)).toEqual({ ...header(finding), code: 'ENCODING' });
  });

  it('is accepted in UTF-8 with its byte order mark', async () => {
    expect(references(await readAll(`\ufeff${text}`))).toEqual(references(await readAll(text)));
  });
});

describe('A file over the limit of rows', () => {
  it('is refused at the row too many, and names row, line and limit', async () => {
    const file = [HEADER, rowWith(), '', rowWith(), rowWith()].join('\n');
    await expect(readAll(file, { maxRows: 2 })).rejects.toThrow(
      'Row 3 (line 5) is one too many; expected at most 2 rows in a file. The rows before it are imported.',
    );
  });

  it('is read when it has just as many rows', async () => {
    expect(await readAll(`${HEADER}\n${rowWith()}\n${rowWith()}\n`, { maxRows: 2 })).toHaveLength(2);
  });
});

describe('A column that names a tenant', () => {
  it.each(['tenant_id', 'Tenant ID', 'tenantId', 'partnership'])(
    'is ignored with a warning: %s',
    async (name) => {
      const warnings: string[] = [];
      const file = `${name},${HEADER}\nsomebody-else,${rowWith()}\n`;
      const outcomes = await readAll(file, { onWarning: (warning) => warnings.push(warning) });
      expect(references(outcomes)).toEqual(references(await readAll(`${HEADER}\n${rowWith()}\n`)));
      expect(warnings).toEqual([
        `The column "${name}" is ignored: the rows belong to the partnership and agency that import them.`,
      ]);
    },
  );
});
