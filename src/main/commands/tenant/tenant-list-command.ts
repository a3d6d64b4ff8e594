import { listAppliedTenants } from '#persistence/apply-tenant.js';
import type { Command } from '../command.js';
import { folderHelp, folderOption, readGiven } from './tenant-files.js';
import { withOwner } from '../with-owner.js';

export const tenantListCommand: Command = {
  help: `Lists every partnership of the files and of the database, and where it stands.

${folderHelp}`,
  options: { folder: folderOption },
  operands: [],

  async run(given, terminal) {
    const { tenants } = readGiven(given, terminal);
    const applied = await withOwner(terminal, listAppliedTenants);
    const names = new Map(tenants.map(({ slug, name }) => [slug, name]));
    for (const slug of [...new Set([...names.keys(), ...applied])].sort()) {
      const places = [names.has(slug) && 'files', applied.includes(slug) && 'database'].filter(Boolean);
      terminal.out([slug, names.get(slug) ?? '-', `in ${places.join(' and ')}`].join('\t'));
    }
    return 0;
  },
};
