// cspell:ignore changeme
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveSecret, readSecretKey } from '#platform/secret-key.js';

describe('the secret key', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'concord-test-'));
  });

  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });

  function written(text: string, mode = 0o600): string {
    const file = join(dataDir, 'given-key');
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  }

  function readGiven(secretKeyFile: string | undefined): Buffer {
    return readSecretKey({ environment: 'production', dataDir, secretKeyFile });
  }

  it('is made once in development, for its owner only', () => {
    const config = {
      environment: 'development',
      dataDir: join(dataDir, 'new'),
      secretKeyFile: undefined,
    } as const;

    const key = readSecretKey(config);

    expect(key).toHaveLength(32);
    expect(readSecretKey(config)).toEqual(key);
    expect(statSync(join(dataDir, 'new', 'secret-key')).mode & 0o777).toBe(0o600);
  });

  it('is never made in production', () => {
    expect(() => readGiven(undefined)).toThrow('SECRET_KEY_FILE: expected to be set in production');
  });

  it.each(['base64', 'base64url', 'hex'] as const)('is read from %s text', (encoding) => {
    const key = randomBytes(32);

    expect(readGiven(written(`${key.toString(encoding)}\n`))).toEqual(key);
    expect(readGiven(written(key.toString(encoding), 0o440))).toEqual(key);
  });

  it.each([
    ['changeme', 'expected a file holding 32 random bytes'],
    ['', 'expected a file holding 32 random bytes'],
    [randomBytes(16).toString('hex'), 'expected a file holding 32 random bytes'],
    [randomBytes(31).toString('base64'), 'expected a file holding 32 random bytes'],
    [randomBytes(33).toString('hex'), 'expected a file holding 32 random bytes'],
    ['0'.repeat(64), 'expected a random key'],
    ['0123456789abcdef'.repeat(4), 'expected a random key'],
    [Buffer.from('changeme-changeme-changeme-12345').toString('base64'), 'expected a random key'],
    [
      Buffer.from(Array.from({ length: 32 }, (_, index) => index * 5)).toString('hex'),
      'expected a random key',
    ],
  ])('is refused when short, default or guessable (%#)', (text, expected) => {
    const file = written(text);

    expect(() => readGiven(file)).toThrow(`SECRET_KEY_FILE: ${expected}`);
  });

  it('is refused when everybody can read it, or nobody', () => {
    const file = written(randomBytes(32).toString('base64'), 0o644);

    expect(() => readGiven(file)).toThrow('SECRET_KEY_FILE: expected a file that only its owner can read');
    expect(() => readGiven(join(dataDir, 'absent'))).toThrow('(ENOENT)');
  });
});

describe('a derived secret', () => {
  const key = randomBytes(32);

  it('is the same again for the same key, purpose and id, and different for any other', () => {
    const secret = deriveSecret(key, 'application', 'one');

    expect(secret).toMatch(/^[\w-]{32}$/);
    expect(deriveSecret(key, 'application', 'one')).toBe(secret);
    const others = [
      deriveSecret(randomBytes(32), 'application', 'one'),
      deriveSecret(key, 'invitation', 'one'),
      deriveSecret(key, 'application', 'two'),
    ];
    expect(new Set([secret, ...others]).size).toBe(4);
  });

  it('does not confuse where the purpose ends and the id begins', () => {
    expect(deriveSecret(key, 'a', 'bc')).not.toBe(deriveSecret(key, 'ab', 'c'));
    expect(() => deriveSecret(key, 'a\0b', 'c')).toThrow(RangeError);
    expect(() => deriveSecret(key, '', 'c')).toThrow(RangeError);
  });
});
