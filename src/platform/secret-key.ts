import { hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';
import { ConfigurationFault } from './configuration-fault.js';

const keyBytes = 32;
const fewestDistinctBytes = 12;
const setting = 'SECRET_KEY_FILE';

/**
 * The installation's secret key of 32 bytes, from `SECRET_KEY_FILE` (base64, base64url or hexadecimal text).
 * Outside production a missing setting means `DATA_DIR/secret-key`, made at the first start for its owner only.
 * Throws `ConfigurationFault` when the key is missing, short, guessable or readable by everybody.
 */
export function readSecretKey(config: Pick<Config, 'environment' | 'dataDir' | 'secretKeyFile'>): Buffer {
  if (config.secretKeyFile !== undefined) return readKeyFile(config.secretKeyFile);
  if (config.environment === 'production') throw refusal('to be set in production');
  mkdirSync(config.dataDir, { recursive: true });
  const file = join(config.dataDir, 'secret-key');
  createOnce(file, `${randomBytes(keyBytes).toString('base64')}\n`);
  return readKeyFile(file);
}

/**
 * A secret that can be worked out again from the key, its purpose and what it belongs to, and by nobody without
 * the key: HKDF-SHA256, 192 bits, 32 characters of base64url. Throws `RangeError` for an empty purpose or id,
 * or a NUL in either.
 */
export function deriveSecret(key: Buffer, purpose: string, id: string): string {
  if (purpose === '' || id === '' || `${purpose}${id}`.includes('\0')) {
    throw new RangeError('A derived secret needs a purpose and an id without NUL.');
  }
  return Buffer.from(deriveBytes(key, `${purpose}\0${id}`, 24)).toString('base64url');
}

/** Bytes of key for one purpose, so that no two purposes share a key. */
export function deriveBytes(key: Buffer, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `concord\0${purpose}`, length));
}

function readKeyFile(file: string): Buffer {
  const { mode, text } = readText(file);
  if ((mode & 0o007) !== 0)
    throw refusal(`a file that only its owner can read, but ${file} is open to everybody (chmod 600)`);
  const key = decode(text);
  if (key === undefined)
    throw refusal(
      `a file holding ${keyBytes} random bytes as base64 or hexadecimal (openssl rand -base64 32)`,
    );
  if (isGuessable(key))
    throw refusal('a random key, not a default, a phrase or a pattern (openssl rand -base64 32)');
  return key;
}

function readText(file: string): { mode: number; text: string } {
  try {
    return { mode: statSync(file).mode, text: readFileSync(file, 'latin1').trim() };
  } catch (error) {
    throw refusal(`the path of a file that can be read (${codeOf(error)})`);
  }
}

function decode(text: string): Buffer | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  return undefined;
}

function isGuessable(key: Buffer): boolean {
  const isPhrase = key.every((byte) => byte >= 0x20 && byte < 0x7f);
  const steps = new Set(key.map((byte, index) => byte - (key[index - 1] ?? 0)).subarray(1));
  return isPhrase || new Set(key).size < fewestDistinctBytes || steps.size < 3;
}

function createOnce(file: string, text: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}

function refusal(expected: string): ConfigurationFault {
  return new ConfigurationFault([{ setting, shown: undefined, expected }]);
}
