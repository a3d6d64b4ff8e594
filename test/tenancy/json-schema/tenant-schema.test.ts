import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { keysWithoutWords } from '#tenancy/json-schema/describe.js';
import type { JsonSchema } from '#tenancy/json-schema/json-schema.js';
import { tenantSchemaFiles } from '#tenancy/json-schema/tenant-schema.js';
import { cleanPartnership, cleanPolicy } from '../lint/clean-partnership.js';
import { POLICY } from '../written-folders.js';

const tenantFiles = readdirSync('tenants', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml') && file !== 'demo-people.yaml')
  .map((file) => join('tenants', file));

const EXAMPLES = 'test/tenancy/examples';
const examples = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yaml'),
);

/** Which of the small files a file of a partnership, or of a base, is checked by. */
function entryFor(file: string): string {
  const kind = /(partnership|policy|cases)[^/]*$/.exec(file)?.[1] ?? 'none';
  return file.startsWith('bases/') ? `base-of-${kind}.schema.json` : `${kind}.schema.json`;
}

const files = tenantSchemaFiles();
const schemas = Object.entries(files).map(([name, text]): [string, JsonSchema] => [
  name,
  JSON.parse(text) as JsonSchema,
]);

const ajv = new Ajv2020({ validateFormats: false, allErrors: true });
for (const [name, schema] of schemas) ajv.addSchema(schema, name);

/** Where a document is not what the schema accepts; empty when it is. */
function wrongIn(name: string, document: unknown): string[] {
  if (ajv.validate(name, document)) return [];
  return (ajv.errors ?? []).map(({ instancePath }) => instancePath);
}

describe('the JSON Schema of the files of a partnership', () => {
  it.each(Object.entries(files))('stands in schema/%s as the code makes it', (name, text) => {
    expect(readFileSync(join('schema', name), 'utf8')).toBe(text);
  });

  it('says of every key what it means', () => {
    const [, whole] = schemas.find(([name]) => name === 'tenant.schema.json') ?? [];
    const definitions = Object.entries(whole?.$defs ?? {}).filter(([name]) => !name.endsWith('OnBase'));
    expect(definitions.flatMap(([name, schema]) => keysWithoutWords(schema, name))).toEqual([]);
  });

  it.each(tenantFiles)('accepts %s, which names it in its first line', (file) => {
    const text = readFileSync(file, 'utf8');
    const [, path = ''] = /^# yaml-language-server: \$schema=(?:\.\.\/)+schema\/(.+)\n/.exec(text) ?? [];
    expect(Object.keys(files)).toContain(path);
    expect(wrongIn(path, parse(text))).toEqual([]);
  });

  it.each(examples)('accepts test/tenancy/examples/%s, written from a published page', (file) => {
    expect(wrongIn(entryFor(file), parse(readFileSync(join(EXAMPLES, file), 'utf8')))).toEqual([]);
  });

  it('accepts whatever the reader accepts', () => {
    expect(wrongIn('policy.schema.json', cleanPolicy())).toEqual([]);
    expect(wrongIn('policy.schema.json', parse(POLICY))).toEqual([]);
    expect(wrongIn('partnership.schema.json', cleanPartnership())).toEqual([]);
  });

  it.each<[string, (text: string) => string]>([
    ['an unknown key', (text) => `${text}\nmotto: x`],
    ['an unknown key deep inside', (text) => text.replace('unit: incidents', 'unit: incidents, colour: red')],
    ['a wrong word', (text) => text.replace('unit: incidents', 'unit: luck')],
    ['a number in words', (text) => text.replace('atLeast: 3', 'atLeast: three')],
    ['a length in two units', (text) => text.replace('{ workingDays: 3 }', '{ workingDays: 3, days: 2 }')],
    ['something missing', (text) => text.replace('by: victim, ', '')],
    ['an id with a space', (text) => text.replace('id: malicious', 'id: so malicious')],
  ])('refuses %s, as the reader does', (_what, change) => {
    const changed = change(POLICY);
    expect(changed).not.toBe(POLICY);
    expect(wrongIn('policy.schema.json', parse(changed))).not.toEqual([]);
  });
});

describe('the JSON Schema of a file that stands on a base', () => {
  it.each(['policy', 'partnership'])(
    'offers the key base to the editor of a %s that has none yet',
    (name) => {
      const [, entry] = schemas.find(([file]) => file === `${name}.schema.json`) ?? [];
      expect(entry?.properties?.['base']?.description).toMatch(/base/);
    },
  );

  const onBase = 'base: county\n';

  it.each([
    ['nothing else', ''],
    ['a part of a test', 'threshold: { criteria: [{ id: three-incidents, atLeast: 2 }] }'],
    ['something taken away', 'timescales:\n  - { id: decision, remove: true }\nsource:'],
  ])('accepts %s, and without the base refuses it', (_what, text) => {
    expect(wrongIn('policy.schema.json', parse(onBase + text))).toEqual([]);
    expect(wrongIn('policy.schema.json', parse(text) ?? {})).not.toEqual([]);
    expect(wrongIn('base-of-policy.schema.json', parse(text) ?? {})).toEqual([]);
  });

  it('still refuses an unknown key and a wrong word', () => {
    for (const text of ['motto: x', 'threshold: { criteria: [{ id: a, unit: luck }] }'])
      expect(wrongIn('policy.schema.json', parse(onBase + text))).not.toEqual([]);
  });
});
