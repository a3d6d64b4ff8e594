import { join } from 'node:path';
import { projectFolder } from '../../prepare.js';
import type { Command } from '../command.js';

const schemas = [
  ['policy.yaml, policy-YYYY-MM-DD.yaml', 'policy.schema.json'],
  ['partnership.yaml', 'partnership.schema.json'],
  ['cases.yaml, and any other file of cases', 'cases.schema.json'],
] as const;

export const tenantSchemaCommand: Command = {
  help: `Prints where the JSON Schemas of the files of a partnership are, and the first line by which an editor that speaks
to a YAML language server completes, explains and checks what is written.`,
  options: {},
  operands: [],

  run(_given, terminal) {
    for (const [files, schema] of schemas) {
      const path = join(projectFolder, 'schema', schema);
      terminal.out(`${files}\n  ${path}\n  # yaml-language-server: $schema=${path}`);
    }
    terminal.out(`In words: ${['policy-language', 'facts-format'].map(documentOf).join(' and ')}`);
    return Promise.resolve(0);
  },
};

function documentOf(name: string): string {
  return join(projectFolder, 'docs', `${name}.md`);
}
