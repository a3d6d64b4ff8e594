import { ApplyRefused } from '#persistence/apply-refused.js';
import { applyFiles, type TenantApplied } from '#persistence/apply-tenant.js';
import { clockFrom } from '#platform/clock.js';
import { newId } from '#platform/ids.js';
import type { TenantFile } from '#tenancy/tenant-file.js';
import type { Tenants } from '#tenancy/read-tenants.js';
import { toApply } from '../../prepare.js';
import { CommandFailed, type Command, type Terminal } from '../command.js';
import { commandSettings } from '../using-database.js';
import { appliedAsJson } from './applied-as-json.js';
import { appliedInWords } from './applied-in-words.js';
import { findTenant, folderHelp, folderOption } from './tenant-files.js';
import { withOwner } from './with-owner.js';

export const tenantApplyCommand: Command = {
  help: `Brings a partnership in the database to what its files say, all of it or nothing. A running server serves it within
seconds. PARTNERSHIP is the name of its folder, or a path to it.

A partnership that is absent is added whole, its rules in force. Of one that is there the difference is shown, and applied
only with --yes. A new or changed version of its rules is not applied: it is proposed, and comes into force on its day
once two people of the partnership have approved it, with the mutation approvePolicy. A partnership that was added in
development is the exception, outside production.

  --yes          apply what differs
  --json         tell it as JSON
${folderHelp}`,
  options: { folder: folderOption, yes: {}, json: {} },
  operands: ['PARTNERSHIP'],

  async run(given, terminal) {
    const { read, tenant } = findTenant(given, given.get('PARTNERSHIP'));
    const write = given.has('yes');
    const applied = await apply(terminal, { read, tenant, write });
    const told = { tenant, applied, written: write || applied.isNew };
    if (given.has('json')) terminal.out(JSON.stringify(appliedAsJson(told), null, 2));
    else for (const line of appliedInWords(told)) terminal.out(line);
    return 0;
  },
};

async function apply(
  terminal: Terminal,
  { read, tenant, write }: { read: Tenants; tenant: TenantFile; write: boolean },
): Promise<TenantApplied> {
  const { config } = commandSettings(terminal);
  const now = clockFrom(config).now();
  const production = config.environment === 'production';
  try {
    return await withOwner(terminal, (source) =>
      applyFiles({ source, newId, organisations: read.organisations }, toApply(tenant), {
        write,
        now,
        production,
      }),
    );
  } catch (error) {
    if (!(error instanceof ApplyRefused)) throw error;
    throw new CommandFailed([...error.problems, 'Nothing was changed.'].join('\n'));
  }
}
