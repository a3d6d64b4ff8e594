import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLEnumType, isObjectType } from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { projectFolder } from '#main/prepare.js';

const documented = readFileSync(join(projectFolder, 'docs/errors.md'), 'utf8');

/** First cells of the table under a heading, without their quotes; sorted. */
function rowsUnder(heading: string, column = 0): string[] {
  const section = documented.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split('|')[column + 1]?.trim().replaceAll('`', '') ?? '').sort();
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** What the sources say in these words; every code and limit of an error is written out where it is made. */
function namedIn(sources: readonly string[], pattern: RegExp): string[] {
  const found = sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  return [...new Set(found)].sort();
}

const entrances = [...sourcesUnder('src/graphql'), ...sourcesUnder('src/main')];

describe('docs/errors.md', () => {
  it('has a row for every error code in the sources, and no other', () => {
    const shown = readFileSync(join(projectFolder, 'src/graphql/present-error.ts'), 'utf8');
    const set = /const shownCodes = new Set\(\[(.*?)\]\)/s.exec(shown)?.[1] ?? '';
    const codes = new Set([...namedIn(entrances, /\bcode: '([A-Z_]+)'/g), ...namedIn([set], /'([A-Z_]+)'/g)]);
    expect(codes.size).toBeGreaterThan(12);
    expect(rowsUnder('Errors')).toEqual([...codes].sort());
  });

  it('has a row for every limit in the sources, and no other', () => {
    expect(rowsUnder('Limits')).toEqual(namedIn(entrances, /\blimit: '([A-Z_]+)'/g));
  });

  it('has a row for every refusal of the use cases and of the schema, with the type that it comes as', async () => {
    const schema = await buildSchema();
    const outcome = readFileSync(join(projectFolder, 'src/casework/outcome.ts'), 'utf8');
    const codes = schema.getType('RefusalCode');
    const refusal = schema.getType('Refusal');
    if (!(codes instanceof GraphQLEnumType)) throw new Error('RefusalCode is an enum.');
    expect(rowsUnder('Refusals')).toEqual(
      codes
        .getValues()
        .map(({ name }) => name)
        .sort(),
    );
    expect(rowsUnder('Refusals')).toEqual(namedIn([outcome], /\bcode: '([A-Z_]+)'/g));
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === refusal?.name),
    );
    expect(rowsUnder('Refusals', 1)).toEqual(types.map(({ name }) => name).sort());
  });

  it('gives every error a status, a meaning and something to do', () => {
    const rows = documented.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
    for (const row of rows)
      expect(
        row
          .split('|')
          .slice(1, -1)
          .filter((cell) => cell.trim() === ''),
      ).toEqual([]);
    expect(rowsUnder('Errors', 1).every((status) => /^[45]\d\d$/.test(status))).toBe(true);
  });
});
