import { lintTenant } from '#tenancy/lint-tenant.js';
import type { Command } from '../command.js';
import { folderHelp, folderOption, getTenant, readGiven } from './tenant-files.js';

export const tenantLintCommand: Command = {
  help: `Checks the files of the partnerships and names what the Act, the guidance or a reader would expect and they do not
say: what must, what should be and what is a note, each with what it rests on. Nothing of that stops a partnership from working: exit code 1 only for files that cannot be used.

  --partnership  only this one
${folderHelp}`,
  options: { partnership: { value: 'SLUG' }, folder: folderOption },
  operands: [],

  run(given, terminal) {
    const read = readGiven(given);
    const slug = given.find('partnership');
    for (const tenant of slug === undefined ? read.tenants : [getTenant(read, slug)]) {
      const findings = lintTenant(tenant.policyVersions, tenant);
      terminal.out(`${tenant.slug}: the files can be used${findings.length > 0 ? '; but' : ''}`);
      for (const { severity, path, message, rests } of findings)
        terminal.out(`  ${severity}: ${path}: ${message} (${rests})`);
    }
    return Promise.resolve(0);
  },
};
