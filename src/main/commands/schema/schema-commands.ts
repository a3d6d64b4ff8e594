import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tenantSchemaFiles } from '#tenancy/json-schema/tenant-schema.js';
import { projectFolder } from '../../prepare.js';
import type { Command, Given } from '../command.js';
import { commandSettings } from '../using-database.js';
import { breakingChanges } from './breaking-changes.js';
import { lineDifferences } from './line-differences.js';
import { makeDatabaseSchema, makeGraphqlSchema, makeMeSchema } from './made-schemas.js';

const options = { folder: { value: 'PATH' } };

export const schemaWriteCommand: Command = {
  help: `Writes schema.graphql, me.graphql and the JSON Schemas of the partnerships' files, printed from the code, and database.sql, printed
from a database that the migrations make on a server of its own.

  --folder  where; schema/ of this project unless told`,
  options,
  operands: [],

  async run(given, terminal) {
    const folder = folderOf(given);
    mkdirSync(folder, { recursive: true });
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      terminal.out(`${join(folder, name)} was written.`);
    };
    write('schema.graphql', await makeGraphqlSchema());
    write('me.graphql', makeMeSchema());
    for (const [name, text] of Object.entries(tenantSchemaFiles())) write(name, text);
    write('database.sql', (await makeDatabaseSchema(commandSettings(terminal).logger)).sql);
    return 0;
  },
};

export const schemaCheckCommand: Command = {
  help: `Compares schema.graphql, me.graphql, the JSON Schemas and database.sql with what the code and the migrations make now. Also reports
what the catalogue gate finds in the migrated database, and what breaks clients of released.graphql where there is one.

  --folder  where they stand; schema/ of this project unless told`,
  options,
  operands: [],

  async run(given, terminal) {
    const folder = folderOf(given);
    const graphql = await makeGraphqlSchema();
    const database = await makeDatabaseSchema(commandSettings(terminal).logger);
    const findings = [
      ...drift(join(folder, 'schema.graphql'), graphql),
      ...drift(join(folder, 'me.graphql'), makeMeSchema()),
      ...Object.entries(tenantSchemaFiles()).flatMap(([name, text]) => drift(join(folder, name), text)),
      ...drift(join(folder, 'database.sql'), database.sql),
      ...database.findings.map(({ rule, object, message }) => `catalogue: ${object}: ${rule}: ${message}`),
      ...broken(join(folder, 'released.graphql'), graphql),
    ];
    for (const finding of findings) terminal.err(finding);
    if (findings.length === 0) terminal.out('The schemas are as the code makes them.');
    return findings.length === 0 ? 0 : 1;
  },
};

function folderOf(given: Given): string {
  return resolve(given.find('folder') ?? join(projectFolder, 'schema'));
}

function drift(file: string, made: string): string[] {
  if (!existsSync(file)) return [`${file} is missing. Write it with \`npm run schema:write\`.`];
  const lines = lineDifferences(readFileSync(file, 'utf8'), made);
  if (lines.length === 0) return [];
  const indented = lines.map((line) => `  ${line}`).join('\n');
  return [
    `${file} is not what the code makes (-: only in the file, +: only made). Write it with \`npm run schema:write\`.\n${indented}`,
  ];
}

function broken(file: string, made: string): string[] {
  if (!existsSync(file)) return [];
  return breakingChanges(readFileSync(file, 'utf8'), made).map(
    (change) => `breaking change against ${file}: ${change}`,
  );
}
