import { lintTenant } from '#tenancy/lint-tenant.js';
import type { LintFinding } from '#tenancy/lint/finding.js';
import { readTenantFolder } from '#tenancy/read-tenant-folder.js';
import type { PartnershipFile, TenantPolicy } from '#tenancy/tenant-file.js';
import type { Command, Given, Terminal } from '../command.js';
import { folderOf, isPath, WHOSE, WHOSE_HELP } from './given-rules.js';
import { folderHelp, folderOption, getTenant, readGiven } from './tenant-files.js';

const ONE = `[${WHOSE}]`;

export const tenantLintCommand: Command = {
  help: `Checks the files of every partnership, or of one, and names what the Act, the guidance or a reader would expect and
they do not say: what must be said, what should be, and what is a note, each with what it rests on. Nothing of that stops
a partnership from working: exit code 1 only for files that cannot be used.

${WHOSE_HELP}

${folderHelp}
  --json         one JSON document instead of words`,
  options: { folder: folderOption, json: {} },
  operands: [ONE],

  run(given, terminal) {
    const checked = readFiles(given, terminal).map(({ slug, versions, partnership }) => ({
      partnership: slug,
      findings: lintTenant(versions, partnership),
    }));
    if (given.has('json')) terminal.out(JSON.stringify({ partnerships: checked }, null, 2));
    else for (const { partnership, findings } of checked) tell(partnership, findings, terminal);
    return Promise.resolve(0);
  },
};

interface FilesToLint {
  readonly slug: string;
  readonly versions: readonly TenantPolicy[];
  readonly partnership?: PartnershipFile;
}

function readFiles(given: Given, terminal: Terminal): FilesToLint[] {
  const operand = given.find(ONE);
  if (operand !== undefined && isPath(terminal, operand)) {
    const { slug, policyVersions, partnership } = readTenantFolder(folderOf(terminal, operand));
    return [{ slug, versions: policyVersions, ...(partnership && { partnership }) }];
  }
  const read = readGiven(given, terminal);
  const tenants = operand === undefined ? read.tenants : [getTenant(read, operand)];
  return tenants.map((tenant) => ({
    slug: tenant.slug,
    versions: tenant.policyVersions,
    partnership: tenant,
  }));
}

function tell(partnership: string, findings: readonly LintFinding[], terminal: Terminal): void {
  terminal.out(`${partnership}: the files can be used${findings.length > 0 ? '; but' : ''}`);
  for (const { severity, path, message, rests } of findings)
    terminal.out(`  ${severity}: ${path}: ${message} (${rests})`);
}
