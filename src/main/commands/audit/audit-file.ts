import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { readPublicKey } from '#platform/audit/audit-key.js';
import { auditLine, checkpointLine, type CheckpointLine } from '#platform/audit/audit-line.js';
import { ChainChecker, type ChainCheck } from '#platform/audit/check-chain.js';
import { isError } from '#platform/redaction.js';
import { CommandFailed } from '../command.js';

const anyLine = z.discriminatedUnion('line', [auditLine, checkpointLine]);

/**
 * Checks an exported trail without any database: one JSON document a line, checkpoints before entries.
 * @throws CommandFailed where the file cannot be read, or a line is not of the format, naming file, line and key
 */
export async function checkAuditFile(
  path: string,
  { key, kept }: { key: KeyObject | undefined; kept: readonly CheckpointLine[] },
): Promise<ChainCheck> {
  const checkpoints = [...kept];
  let checker: ChainChecker | undefined;
  for await (const line of readLines(path))
    if (line.line === 'checkpoint') {
      if (checker)
        throw new CommandFailed(`${path}: a checkpoint stands behind the entries; expected all before them.`);
      checkpoints.push(line);
    } else (checker ??= new ChainChecker({ ...(key && { key }), checkpoints })).add(line);
  return (checker ?? new ChainChecker({ ...(key && { key }), checkpoints })).result();
}

/** The checkpoints of a file that somebody kept; entries in it are passed over. */
export async function readCheckpoints(path: string): Promise<CheckpointLine[]> {
  const found: CheckpointLine[] = [];
  for await (const line of readLines(path)) if (line.line === 'checkpoint') found.push(line);
  return found;
}

export function readKeyFile(path: string): KeyObject {
  try {
    return readPublicKey(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandFailed(`The key ${path} cannot be read: ${isError(error) ? error.message : 'unknown'}.`);
  }
}

async function* readLines(path: string): AsyncGenerator<z.infer<typeof anyLine>> {
  const input = createReadStream(path, 'utf8');
  let number = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      number += 1;
      if (text !== '') yield parse(text, `${path}:${String(number)}`);
    }
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed(
      `The file ${path} cannot be read: ${isError(error) ? error.message : 'unknown'}.`,
    );
  }
}

function parse(text: string, place: string): z.infer<typeof anyLine> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new CommandFailed(`${place}: expected one JSON document a line.`);
  }
  const parsed = anyLine.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandFailed(
    `${place}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not of the format'}`,
  );
}
