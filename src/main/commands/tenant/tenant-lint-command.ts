import { lintTenant } from '#tenancy/lint-tenant.js';
import type { PartnershipFile, TenantPolicy } from '#tenancy/tenant-file.js';
import type { Command, Given, Terminal } from '../command.js';
import { readRules } from './given-rules.js';
import { folderHelp, folderOption, getTenant, readGiven } from './tenant-files.js';

export const tenantLintCommand: Command = {
  help: `Checks the files of the partnerships, and holds what they say against the Act and the guidance: what must be, what
should be, and what is good to know, each with what it rests on. Nothing of that stops a partnership from working: exit
code 1 only for files that cannot be used.

  --partnership  only this one; or the path of a folder of your own, such as ./draft, in which policy.yaml is enough
${folderHelp}`,
  options: { partnership: { value: 'SLUG|PATH' }, folder: folderOption },
  operands: [],

  run(given, terminal) {
    for (const { name, versions, partnership } of readLinted(given, terminal)) {
      const findings = lintTenant(versions, partnership);
      terminal.out(`${name}: the files can be used${findings.length > 0 ? '; but' : ''}`);
      for (const { severity, path, message, rests } of findings)
        terminal.out(`  ${severity}: ${path}: ${message} (${rests})`);
    }
    return Promise.resolve(0);
  },
};

interface Linted {
  readonly name: string;
  readonly versions: readonly TenantPolicy[];
  readonly partnership?: PartnershipFile;
}

function readLinted(given: Given, terminal: Terminal): readonly Linted[] {
  const named = given.find('partnership');
  if (named?.includes('/')) return [readRules(terminal, named)];
  const read = readGiven(given);
  const tenants = named === undefined ? read.tenants : [getTenant(read, named)];
  return tenants.map((tenant) => ({
    name: tenant.slug,
    versions: tenant.policyVersions,
    partnership: tenant,
  }));
}
