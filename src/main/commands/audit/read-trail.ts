import { readAuditTrail, type AuditReader, type TrailToRead } from '#persistence/audit-export.js';
import { clockFrom } from '#platform/clock.js';
import { readConfig } from '#platform/config.js';
import { ids } from '../../wiring.js';
import type { Terminal } from '../command.js';
import { noSuchPartnership, withOwner } from '../with-owner.js';

/**
 * Reads the trail of a partnership in the database of this installation.
 * @throws CommandFailed for a partnership that is not there
 */
export async function readTrail(terminal: Terminal, which: TrailToRead, reader: AuditReader): Promise<void> {
  const clock = clockFrom(readConfig(terminal.env));
  await withOwner(terminal, async (source) => {
    if (await readAuditTrail({ source, clock, ids }, which, reader)) return;
    throw await noSuchPartnership(source, which.slug);
  });
}
