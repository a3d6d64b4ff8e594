import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { z } from 'zod';

import { codeOf } from '#identity/said-by.js';

const SigningKeyShape = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().min(1),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

/** A private P-256 key as a JSON Web Key. */
export type SigningKey = z.infer<typeof SigningKeyShape>;

/**
 * The signing key kept in a file, made there on first use and readable by its owner only, so that tokens outlive a
 * restart. Processes that start together agree on one key. Throws when the file holds something else.
 */
export function keptSigningKey(file: string): SigningKey {
  return readKey(file) ?? makeKey(file);
}

function readKey(file: string): SigningKey | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const key = SigningKeyShape.safeParse(parseJson(text));
  if (!key.success) throw new Error(`${file} does not hold a signing key. Remove it and a new one is made.`);
  chmodSync(file, 0o600);
  return key.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function makeKey(file: string): SigningKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = SigningKeyShape.parse({
    ...privateKey.export({ format: 'jwk' }),
    kid: randomUUID(),
    alg: 'ES256',
    use: 'sig',
  });
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  try {
    // A hard link appears whole or not at all, and never replaces the key of a process that was faster.
    linkSync(draft, file);
    return made;
  } catch (error) {
    const existing = readKey(file);
    if (existing === undefined) throw error;
    return existing;
  } finally {
    unlinkSync(draft);
  }
}
