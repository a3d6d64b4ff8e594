import { gapsBeforeGoLive } from '#domain/partnership/go-live.js';
import { ApplyRefused } from '#persistence/apply-refused.js';
import { applyFiles, type TenantApplied } from '#persistence/apply-tenant.js';
import { clockFrom } from '#platform/clock.js';
import { newId } from '#platform/ids.js';
import { toApply } from '../../prepare.js';
import { CommandFailed, type Command, type Terminal } from '../command.js';
import { commandSettings } from '../using-database.js';
import { appliedAsJson } from './applied-as-json.js';
import { appliedInWords } from './applied-in-words.js';
import { findTenant, type FoundTenant } from './find-tenant.js';
import { WHOSE } from './given-rules.js';
import { notServedInWords } from './not-served-in-words.js';
import { folderHelp, folderOption } from './tenant-files.js';
import { withOwner } from '../with-owner.js';

export const tenantApplyCommand: Command = {
  help: `Brings a partnership in the database to what its files say, all of it or nothing. A running server serves it within
seconds. ${WHOSE} is a partnership of tenants/, or a folder of your own.

A partnership that is absent is added whole, its rules in force. Of one that is there the difference is shown, and applied
only with --yes. A new or changed version of its rules is not applied: it is proposed, and comes into force on its day
once two people of the partnership have approved it, with the mutation approvePolicy. A partnership that was added in
development is the exception, outside production.

  --yes          apply what differs
  --json         tell it as JSON
${folderHelp}`,
  options: { folder: folderOption, yes: {}, json: {} },
  operands: [WHOSE],

  async run(given, terminal) {
    const found = findTenant(terminal, given, given.get(WHOSE));
    const { tenant } = found;
    const write = given.has('yes');
    const applied = await apply(terminal, found, { write });
    const missingToGoLive = gapsBeforeGoLive(tenant);
    const notServed = notServedInWords(missingToGoLive);
    const told = { tenant, applied, written: write || applied.isNew };
    if (given.has('json')) terminal.out(JSON.stringify({ ...appliedAsJson(told), missingToGoLive }, null, 2));
    else for (const line of [...appliedInWords(told), ...notServed]) terminal.out(line);
    return 0;
  },
};

async function apply(
  terminal: Terminal,
  { tenant, organisations, roles }: FoundTenant,
  { write }: { readonly write: boolean },
): Promise<TenantApplied> {
  const { config } = commandSettings(terminal);
  const now = clockFrom(config).now();
  const production = config.environment === 'production';
  try {
    return await withOwner(terminal, (source) =>
      applyFiles({ source, newId, organisations, roles }, toApply(tenant), {
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
