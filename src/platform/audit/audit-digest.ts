import { createHash } from 'node:crypto';
import type { AuditLine } from './audit-line.js';

/** What stands before the first entry of a chain. */
export const startOfChain = '0'.repeat(64);

/**
 * SHA-256 over everything that an entry says, as hexadecimal text: the database computes the same
 * (`concord.audit_digest`). Each part is written with its length before it, so no two entries are written alike. An entry that
 * names the agreements it rests on has a second form, so that those sealed before there were any still hold.
 */
export function digestOf(entry: Omit<AuditLine, 'line' | 'sealNumber' | 'sealHash'>): string {
  const hasBasis = entry.basis.length > 0;
  const text = [
    netstring(hasBasis ? 'concord audit 2' : 'concord audit 1'),
    netstring(entry.tenantId),
    netstring(entry.id),
    netstring(entry.at),
    netstring(entry.actor),
    netstring(entry.action),
    netstring(entry.kind),
    netstring(entry.subjectType),
    netstrings(entry.subjectIds),
    netstrings(entry.fields),
    netstring(entry.correlationId),
    netstring(entry.purpose),
    hasBasis ? netstrings(entry.basis) : '',
    netstring(entry.salt),
  ].join('');
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The hash of an entry's place in the chain: of the hash before it and its own digest. */
export function linkOf(before: string, digest: string): string {
  return createHash('sha256')
    .update(Buffer.from(before, 'hex'))
    .update(Buffer.from(digest, 'hex'))
    .digest('hex');
}

/** @source D. J. Bernstein, Netstrings, 1997; a tilde for nothing at all */
function netstring(part: string | null): string {
  return part === null ? '~' : `${String(Buffer.byteLength(part, 'utf8'))}:${part},`;
}

function netstrings(parts: readonly string[]): string {
  return netstring(parts.map((part) => netstring(part)).join(''));
}
