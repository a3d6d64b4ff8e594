import { createPublicKey, type KeyObject } from 'node:crypto';
import { AuditKey } from '#platform/audit/audit-key.js';
import type { CheckpointLine } from '#platform/audit/audit-line.js';
import { ChainChecker, type ChainCheck } from '#platform/audit/check-chain.js';
import { readConfig } from '#platform/config.js';
import { readSecretKey } from '#platform/secret-key.js';
import { UsageError, type Command, type Given, type Terminal } from '../command.js';
import { checkAuditFile, readCheckpoints, readKeyFile } from './audit-file.js';
import { auditInWords } from './audit-in-words.js';
import { readTrail } from './read-trail.js';

export const auditVerifyCommand: Command = {
  help: `Checks that an audit trail is as it was sealed: works out every entry's digest and link anew, compares each signed
checkpoint, and names the first entry that does not hold. Exit code 1 when one does not.

  --partnership  checks the trail in the database, with the key of this installation
  --file         checks an exported trail; needs no database
  --key          the public key in PEM (npm run audit -- key), for an exported trail
  --checkpoints  checkpoints that somebody kept (an older export will do), held against the trail as well
  --json         one JSON document instead of words`,
  options: {
    partnership: { value: 'SLUG' },
    file: { value: 'FILE' },
    key: { value: 'FILE' },
    checkpoints: { value: 'FILE' },
    json: {},
  },
  operands: [],

  async run(given, terminal) {
    const key = keyFor(given, terminal);
    const keptIn = given.find('checkpoints');
    const kept = keptIn === undefined ? [] : await readCheckpoints(keptIn);
    const { what, check } = await checkGiven(given, terminal, { key, kept });
    if (given.has('json')) terminal.out(JSON.stringify({ trail: what, ...check }, null, 2));
    else for (const line of auditInWords(what, check, key !== undefined)) terminal.out(line);
    return check.broken ? 1 : 0;
  },
};

interface Against {
  readonly key: KeyObject | undefined;
  readonly kept: readonly CheckpointLine[];
}

async function checkGiven(
  given: Given,
  terminal: Terminal,
  against: Against,
): Promise<{ what: string; check: ChainCheck }> {
  const file = given.find('file');
  const slug = given.find('partnership');
  if (file !== undefined && slug === undefined)
    return { what: file, check: await checkAuditFile(file, against) };
  if (slug === undefined || file !== undefined)
    throw new UsageError('Either --partnership or --file is expected.');
  return { what: slug, check: await checkStored(slug, terminal, against) };
}

async function checkStored(slug: string, terminal: Terminal, { key, kept }: Against): Promise<ChainCheck> {
  let checker = new ChainChecker({ ...(key && { key }), checkpoints: kept });
  await readTrail(
    terminal,
    { slug, action: 'AUDIT_VERIFIED' },
    {
      checkpoints: (stored) => {
        checker = new ChainChecker({ ...(key && { key }), checkpoints: [...kept, ...stored] });
      },
      entries: (lines) => {
        for (const line of lines) checker.add(line);
      },
    },
  );
  return checker.result();
}

function keyFor(given: Given, terminal: Terminal): KeyObject | undefined {
  const file = given.find('key');
  if (file !== undefined) return readKeyFile(file);
  if (given.find('partnership') === undefined) return undefined;
  return createPublicKey(new AuditKey(readSecretKey(readConfig(terminal.env))).publicPem);
}
