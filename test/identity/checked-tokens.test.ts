import { CheckedTokens } from '#identity/checked-tokens.js';
import { createTokenVerifier } from '#identity/token-verifier.js';
import type { TrustedIssuer } from '#identity/issuer-keys.js';
import { AUDIENCE } from './development-server.js';
import {
  NOW,
  makeKeyPair,
  signToken,
  startIssuer,
  type IssuerDouble,
  type KeyPair,
} from './issuer-double.js';

const trusted = [{ issuer: 'https://issuer.example', audience: AUDIENCE }];
const checked = { payload: { sub: 'officer-17' }, trusted };

describe('tokens that were checked', () => {
  it('are known for 300 seconds, and not in the 300th', () => {
    const tokens = new CheckedTokens();
    tokens.remember('a', checked, NOW);
    expect(tokens.find('a', NOW)).toMatchObject(checked);
    expect(tokens.find('a', NOW + 299)).toMatchObject(checked);
    expect(tokens.find('a', NOW + 300)).toBeUndefined();
    expect(tokens.find('b', NOW)).toBeUndefined();
  });

  it('are known from the last check on, with what that one found', () => {
    const tokens = new CheckedTokens();
    tokens.remember('a', checked, NOW);
    tokens.remember('a', { ...checked, payload: { sub: 'chief' } }, NOW + 200);
    expect(tokens.find('a', NOW + 499)).toMatchObject({ payload: { sub: 'chief' } });
  });

  it('are ten thousand at most: the one that was checked longest ago goes first', () => {
    const tokens = new CheckedTokens();
    for (let count = 0; count < 10_000; count += 1) tokens.remember(`token ${String(count)}`, checked, NOW);
    expect(tokens.find('token 0', NOW)).toBeDefined();
    tokens.remember('one more', checked, NOW);
    const left = Array.from({ length: 10_000 }, (_, count) => tokens.find(`token ${String(count)}`, NOW));
    expect(left.filter((each) => each === undefined)).toHaveLength(1);
    expect(left[0]).toBeUndefined();
    expect(tokens.find('one more', NOW)).toBeDefined();
  });
});

describe('a token that was found good', () => {
  let key: KeyPair;
  let issuer: IssuerDouble;
  let elsewhere: IssuerDouble;
  let now: number;

  beforeEach(async () => {
    key = await makeKeyPair('first');
    issuer = await startIssuer([key]);
    // Another server with keys, of which one has the same id.
    elsewhere = await startIssuer([await makeKeyPair(key.kid)]);
    now = NOW;
  });
  afterEach(async () => {
    await issuer.stop();
    await elsewhere.stop();
  });

  const trustedAs = (more: Partial<TrustedIssuer> = {}): TrustedIssuer => ({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    ...more,
  });

  /** With the list of issuers that a test gives, as the directory is read again: each time another list. */
  function verifierOf(issuers: () => readonly TrustedIssuer[] = () => [trustedAs()]) {
    const verifier = createTokenVerifier({ issuers, now: () => now, coolDownSeconds: 0 });
    return (token: string) => verifier.verify(token);
  }

  const refusedAs = (reason: string) => ({ reason });

  /**
   * Counts by what the issuer publishes: once its key is another one, a token that is verified anew makes the verifier
   * read the keys again, and is refused.
   */
  async function withdrawKey(): Promise<void> {
    issuer.keys.splice(0, issuer.keys.length, await makeKeyPair('second'));
    issuer.asked.length = 0;
  }

  /** Another key id makes a verifier without cool-down forget the keys that it holds. */
  async function readKeysAgain(verify: (token: string) => Promise<unknown>): Promise<void> {
    const stranger = await signToken(issuer.issuer, await makeKeyPair('stranger'));
    await expect(verify(stranger)).rejects.toMatchObject(refusedAs('BAD_SIGNATURE'));
    issuer.asked.length = 0;
  }

  it('is not verified anew within 300 seconds, and is after them', async () => {
    const verify = verifierOf();
    const token = await signToken(issuer.issuer, key);
    const found = await verify(token);
    await withdrawKey();
    await readKeysAgain(verify);
    now = NOW + 299;
    expect(await verify(token)).toEqual(found);
    expect(issuer.asked).toEqual([]);
    // The control: the key is gone, which only a check can notice.
    now = NOW + 300;
    await expect(verify(token)).rejects.toMatchObject(refusedAs('BAD_SIGNATURE'));
    expect(issuer.asked).toEqual(['/keys']);
  });

  it('is refused from the second it expires, though it is remembered', async () => {
    const verify = verifierOf();
    const token = await signToken(issuer.issuer, key, { claims: { exp: NOW + 100 } });
    await verify(token);
    await withdrawKey();
    await readKeysAgain(verify);
    now = NOW + 99;
    await expect(verify(token)).resolves.toMatchObject({ expiresAt: NOW + 100 });
    now = NOW + 100;
    await expect(verify(token)).rejects.toMatchObject(refusedAs('EXPIRED'));
    expect(issuer.asked).toEqual([]);
  });

  it('is refused when its issuer is trusted no more, and when that wants another audience', async () => {
    let listed = [trustedAs()];
    const verify = verifierOf(() => listed);
    const token = await signToken(issuer.issuer, key);
    await verify(token);
    listed = [trustedAs({ audience: 'https://elsewhere.example' })];
    await expect(verify(token)).rejects.toMatchObject(refusedAs('WRONG_AUDIENCE'));
    listed = [];
    await expect(verify(token)).rejects.toMatchObject(refusedAs('UNKNOWN_ISSUER'));
    listed = [trustedAs()];
    await expect(verify(token)).resolves.toBeDefined();
  });

  it('is refused so also where the list of issuers is one that changes in itself', async () => {
    const listed = [trustedAs()];
    const verify = verifierOf(() => listed);
    const token = await signToken(issuer.issuer, key);
    await verify(token);
    listed[0] = trustedAs({ audience: 'https://elsewhere.example' });
    await expect(verify(token)).rejects.toMatchObject(refusedAs('WRONG_AUDIENCE'));
    listed.pop();
    await expect(verify(token)).rejects.toMatchObject(refusedAs('UNKNOWN_ISSUER'));
  });

  it('is verified by the keys of another address when its issuer is trusted with that', async () => {
    let listed = [trustedAs()];
    const verify = verifierOf(() => listed);
    const token = await signToken(issuer.issuer, key);
    await verify(token);
    listed = [trustedAs({ jwksUri: `${elsewhere.issuer}/keys` })];
    await expect(verify(token)).rejects.toMatchObject(refusedAs('BAD_SIGNATURE'));
    expect(elsewhere.asked).toEqual(['/keys']);
  });

  it('stays remembered when another issuer is trusted beside its own, or none of them has changed', async () => {
    let listed = [trustedAs()];
    const verify = verifierOf(() => listed);
    const token = await signToken(issuer.issuer, key);
    await verify(token);
    await withdrawKey();
    listed = [{ issuer: 'https://other.example', audience: AUDIENCE }, trustedAs()];
    await expect(verify(token)).resolves.toBeDefined();
    expect(issuer.asked).toEqual([]);
  });

  it('lends nothing to the same claims under another signature, nor its signature to other claims', async () => {
    const verify = verifierOf();
    const token = await signToken(issuer.issuer, key);
    const [header = '', payload = '', signature = ''] = token.split('.');
    await verify(token);
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const chief = Buffer.from(JSON.stringify({ ...claims, sub: 'chief' })).toString('base64url');
    const forged = (await signToken(issuer.issuer, await makeKeyPair(key.kid))).split('.')[2] ?? '';
    for (const parts of [
      [header, chief, signature],
      [header, payload, forged],
      [header, payload, `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`],
      [header, payload, ''],
    ])
      await expect(verify(parts.join('.'))).rejects.toMatchObject(refusedAs('BAD_SIGNATURE'));
    for (const near of [`${token}.`, `${header}.${payload}`, `.${token}`])
      await expect(verify(near)).rejects.toBeDefined();
    await expect(verify(token)).resolves.toMatchObject({ subject: 'officer-17' });
  });

  it('is the only one remembered: a token that failed is checked again, and accepted once it is good', async () => {
    const second = await makeKeyPair('second');
    const verify = verifierOf();
    const token = await signToken(issuer.issuer, second);
    await expect(verify(token)).rejects.toMatchObject(refusedAs('BAD_SIGNATURE'));
    issuer.keys.push(second);
    await expect(verify(token)).resolves.toBeDefined();
    const early = await signToken(issuer.issuer, key, { claims: { nbf: NOW + 60 } });
    await expect(verify(early)).rejects.toMatchObject(refusedAs('NOT_YET_VALID'));
    now = NOW + 60;
    await expect(verify(early)).resolves.toBeDefined();
  });
});
