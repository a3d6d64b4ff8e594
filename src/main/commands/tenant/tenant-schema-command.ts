import { join } from 'node:path';
import { projectFolder } from '../../prepare.js';
import type { Command } from '../command.js';

const schemas = [
  ['policy.yaml and policy-YYYY-MM-DD.yaml', 'tenant.schema.json', 'docs/policy-language.md'],
  ['cases.yaml, and any file of cases', 'cases.schema.json', 'docs/facts-format.md'],
] as const;

export const tenantSchemaCommand: Command = {
  help: `Prints where the JSON Schemas of the files of a partnership are, so that an editor can complete and check what is
written.`,
  options: {},
  operands: [],

  run(_given, terminal) {
    for (const [files, schema, words] of schemas) {
      const path = join(projectFolder, 'schema', schema);
      terminal.out(`${files}\n  schema: ${path}\n  in words: ${join(projectFolder, words)}`);
      terminal.out(`  first line of the file: # yaml-language-server: $schema=${path}`);
    }
    return Promise.resolve(0);
  },
};
