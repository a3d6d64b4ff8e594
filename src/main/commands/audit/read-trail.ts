import { listAppliedTenants } from '#persistence/apply-tenant.js';
import { readAuditTrail, type AuditReader, type TrailToRead } from '#persistence/audit-export.js';
import { clockFrom } from '#platform/clock.js';
import { readConfig } from '#platform/config.js';
import { ids } from '../../wiring.js';
import { CommandFailed, type Terminal } from '../command.js';
import { withOwner } from '../tenant/with-owner.js';

/**
 * Reads the trail of a partnership in the database of this installation.
 * @throws CommandFailed for a partnership that is not there
 */
export async function readTrail(terminal: Terminal, which: TrailToRead, reader: AuditReader): Promise<void> {
  const clock = clockFrom(readConfig(terminal.env));
  await withOwner(terminal, async (source) => {
    if (await readAuditTrail({ source, clock, ids }, which, reader)) return;
    const known = (await listAppliedTenants(source)).join(', ') || 'none is there yet';
    throw new CommandFailed(
      `There is no partnership "${which.slug}" in the database: expected one of ${known}.`,
    );
  });
}
