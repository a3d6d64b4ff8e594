import { randomBytes } from 'node:crypto';
import { Cookies, hashOf, newSecret } from '#identity/browser/cookies.js';

describe('the cookies of a browser', () => {
  const secretKey = randomBytes(32);
  const https = new Cookies({ origin: 'https://reviews.example.org', secretKey });
  const local = new Cookies({ origin: 'http://localhost:4000', secretKey });

  it('are bound to the host and to https, except on this machine', () => {
    expect(https.write('session', 'x')).toBe('__Host-concord=x; Path=/; HttpOnly; SameSite=Lax; Secure');
    expect(local.write('session', 'x')).toBe('concord=x; Path=/; HttpOnly; SameSite=Lax');
    expect(https.write('sign_in', 'x', 600)).toBe(
      '__Host-concord-sign-in=x; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=600',
    );
    expect(https.clear('session')).toMatch(/^__Host-concord=; .*Max-Age=0$/);
  });

  it('hold a secret of 256 random bits, of which the hash says nothing', () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(hashOf(secrets[0] ?? '')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are read by their own name only; twice there is as if it were wrong', () => {
    const secret = newSecret();
    expect(https.secretIn(`a=b; __Host-concord=${secret}; c=d`)).toBe(secret);
    expect(https.secretIn(undefined)).toBeUndefined();
    expect(https.secretIn('')).toBeUndefined();
    // What a page without https, or of a sibling host, could have set.
    expect(https.secretIn(`concord=${secret}; __Host-concord2=${secret}`)).toBeUndefined();
    expect(https.secretIn(`__Host-concord=${secret}; __Host-concord=${newSecret()}`)).toBe('');
    for (const wrong of ['', 'short', `${secret}x`, `${secret.slice(1)}!`, `"${secret}"`])
      expect(https.secretIn(`__Host-concord=${wrong}`)).toBe('');
  });

  it('come with a proof for their own page, which another secret or another key does not have', () => {
    const [secret, other] = [newSecret(), newSecret()];
    const proof = https.proofOf(secret);
    expect(https.isProof(secret, proof)).toBe(true);
    expect(proof).not.toContain(secret);
    const stranger = new Cookies({ origin: 'https://reviews.example.org', secretKey: randomBytes(32) });
    for (const wrong of [
      undefined,
      '',
      proof.slice(1),
      `${proof}x`,
      https.proofOf(other),
      stranger.proofOf(secret),
    ])
      expect(https.isProof(secret, wrong)).toBe(false);
  });
});
