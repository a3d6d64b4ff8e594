import { createHash } from 'node:crypto';

/** More distinct texts than the stores have; beyond it a text is sent without a name, so that no connection fills up. */
const namedAtMost = 500;

const names = new Map<string, string>();

/**
 * The name under which a connection keeps a statement parsed and planned. Policies are planned with it: their functions
 * are STABLE and read the transaction's settings at each run, so a kept plan never keeps an earlier caller's answer.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= namedAtMost) return known;
  const name = `c_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}
