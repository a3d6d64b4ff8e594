import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakingChanges } from '#main/commands/schema/breaking-changes.js';
import { lineDifferences } from '#main/commands/schema/line-differences.js';
import { runCommand, scratchFolder } from './cli-process.js';

describe('concord schema', () => {
  const folder = scratchFolder();
  const run = (verb: string) => runCommand(['schema', verb, '--folder', folder.path], {});
  afterAll(() => {
    folder.remove();
  });

  it('writes the schemas, finds them as they are, and shows where they drift and what breaks clients', async () => {
    const written = await run('write');
    expect([written.code, written.stderr]).toEqual([0, '']);
    const graphqlFile = join(folder.path, 'schema.graphql');
    const sqlFile = join(folder.path, 'database.sql');
    const graphql = readFileSync(graphqlFile, 'utf8');
    const sql = readFileSync(sqlFile, 'utf8');
    expect(graphql).toMatch(/^# The GraphQL schema of every partnership/);
    expect(graphql).toContain('type Mutation {');
    expect(sql).toContain('create table concord.cases');
    const tenantFile = join(folder.path, 'tenant.schema.json');
    const tenant = readFileSync(tenantFile, 'utf8');
    expect(tenant).toContain('"The files of a partnership"');

    const same = await run('check');
    expect([same.code, same.stderr]).toEqual([0, '']);
    expect(same.stdout).toBe('The schemas are as the code makes them.\n');

    rmSync(graphqlFile);
    writeFileSync(sqlFile, sql.replace('create table concord.cases', 'create table concord.files'));
    writeFileSync(tenantFile, tenant.replace('"households"', '"homes"'));
    const released = graphql.replace('type Query {', 'type Query {\n  gone: Int');
    writeFileSync(join(folder.path, 'released.graphql'), released);
    const drifted = await run('check');
    expect([drifted.code, drifted.stdout]).toEqual([1, '']);
    expect(drifted.stderr).toContain(`${graphqlFile} is missing. Write it with \`npm run schema:write\`.`);
    expect(drifted.stderr).toContain(`${sqlFile} is not what the code makes`);
    expect(drifted.stderr).toContain(`${tenantFile} is not what the code makes`);
    expect(drifted.stderr).toMatch(
      /- \d+: create table concord\.files \(\n {2}\+ \d+: create table concord\.cases \(/,
    );
    expect(drifted.stderr).toContain('breaking change against ');
    expect(drifted.stderr).toContain('Query.gone was removed.');
  });
});

describe('the differences of two texts', () => {
  it('are none when they are the same', () => {
    expect(lineDifferences('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('name only the lines that differ, with their numbers', () => {
    expect(lineDifferences('a\nb\nc\nd\ne\n', 'a\nx\nc\nd\nd2\ne\n')).toEqual([
      '- 2: b',
      '+ 2: x',
      '+ 5: d2',
    ]);
    expect(lineDifferences('a\n', 'a\nb\n')).toEqual(['+ 2: b']);
    expect(lineDifferences('a\nb\n', '')).toEqual(['- 1: a', '- 2: b']);
    expect(lineDifferences('', 'a\n')).toEqual(['+ 1: a']);
  });

  it('are cut off after forty lines', () => {
    const many = Array.from({ length: 60 }, (_, index) => `line ${String(index)}`).join('\n');
    const lines = lineDifferences('', many);
    expect(lines).toHaveLength(41);
    expect(lines.at(-1)).toBe('… and 21 lines more');
  });
});

describe('breaking changes', () => {
  it('are what takes something away, and not what adds something', () => {
    const released = 'type Query { a(x: Int): String b: Int }';
    expect(breakingChanges(released, 'type Query { a(x: Int, y: Int): String b: Int c: Int }')).toEqual([]);
    expect(breakingChanges(released, 'type Query { a(x: Int, y: Int!): String }')).toEqual([
      'Query.b was removed.',
      'A required arg y on Query.a was added.',
    ]);
  });
});
