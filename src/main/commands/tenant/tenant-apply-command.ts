import { applyTenant, listAppliedTenants } from '#persistence/apply-tenant.js';
import { newId } from '#platform/ids.js';
import { toApply } from '../../prepare.js';
import { CommandFailed, type Command } from '../command.js';
import { folderHelp, folderOption, getTenant, readGiven } from './tenant-files.js';
import { withOwner } from './with-owner.js';

export const tenantApplyCommand: Command = {
  help: `Adds a partnership from its folder to the database: its words, agencies, area teams, rules and trusted issuers, all
of it or nothing. A running server serves it from then on. A partnership that is there already is never changed.

  --partnership  name of its folder
${folderHelp}`,
  options: { partnership: { value: 'SLUG', required: true }, folder: folderOption },
  operands: [],

  async run(given, terminal) {
    const read = readGiven(given);
    const tenant = getTenant(read, given.get('partnership'));
    await withOwner(terminal, async (source) => {
      if ((await listAppliedTenants(source)).includes(tenant.slug))
        throw new CommandFailed(
          `${tenant.slug} is in the database already. This command adds partnerships and changes none: nothing was done.`,
        );
      await applyTenant({ source, newId, organisations: read.organisations }, toApply(tenant));
    });
    terminal.out(`${tenant.name} (${tenant.slug}) was added.`);
    return 0;
  },
};
