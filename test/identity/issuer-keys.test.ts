import { createTokenVerifier, type TokenVerifierSettings } from '#identity/token-verifier.js';

import { AUDIENCE, startServer } from './development-server.js';
import {
  NOW,
  makeKeyPair,
  signToken,
  startIssuer,
  type IssuerDouble,
  type KeyPair,
} from './issuer-double.js';

describe("reading an issuer's keys", () => {
  let key: KeyPair;
  let issuer: IssuerDouble;

  beforeEach(async () => {
    key = await makeKeyPair('first');
    issuer = await startIssuer([key]);
  });
  afterEach(() => issuer.stop());

  const verifierFor = (address: string, changes: Partial<TokenVerifierSettings> = {}) =>
    createTokenVerifier({
      issuers: () => [{ issuer: address, audience: AUDIENCE }],
      now: () => NOW,
      ...changes,
    });

  it('asks the discovery document and the keys once for many tokens', async () => {
    const verifier = verifierFor(issuer.issuer);
    const token = await signToken(issuer.issuer, key);
    await Promise.all([verifier.verify(token), verifier.verify(token)]);
    await verifier.verify(token);
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('asks only the key address when one is given', async () => {
    const trusted = [{ issuer: issuer.issuer, audience: AUDIENCE, jwksUri: `${issuer.issuer}/keys` }];
    await verifierFor(issuer.issuer, { issuers: () => trusted }).verify(await signToken(issuer.issuer, key));
    expect(issuer.asked).toEqual(['/keys']);
  });

  it('does not let invented key ids make it ask again during the cool-down', async () => {
    const verifier = verifierFor(issuer.issuer);
    await verifier.verify(await signToken(issuer.issuer, key));
    for (const kid of ['invented-1', 'invented-2', 'invented-3']) {
      const token = await signToken(issuer.issuer, await makeKeyPair(kid));
      await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'BAD_SIGNATURE' });
    }
    expect(issuer.asked.filter((path) => path === '/keys')).toHaveLength(1);
  });

  it('finds a key that the issuer added, once the cool-down is over', async () => {
    const verifier = verifierFor(issuer.issuer, { coolDownSeconds: 0 });
    await verifier.verify(await signToken(issuer.issuer, key));
    const second = await makeKeyPair('second');
    issuer.keys.push(second);
    await expect(verifier.verify(await signToken(issuer.issuer, second))).resolves.toBeDefined();
    expect(issuer.asked.filter((path) => path === '/keys')).toHaveLength(2);
  });

  it('says that an issuer cannot be reached, and accepts its tokens when it is back', async () => {
    let down = true;
    const network: typeof fetch = (input, init) =>
      down ? Promise.reject(new TypeError('fetch failed')) : fetch(input, init);
    const verifier = verifierFor(issuer.issuer, { fetch: network });
    const token = await signToken(issuer.issuer, key);
    await expect(verifier.verify(token)).rejects.toThrow(issuer.issuer);
    down = false;
    await expect(verifier.verify(token)).resolves.toBeDefined();
  });

  it('says so when nothing listens at the address', async () => {
    await issuer.stop();
    const verification = verifierFor(issuer.issuer).verify(await signToken(issuer.issuer, key));
    await expect(verification).rejects.toMatchObject({ reason: 'ISSUER_UNREACHABLE' });
    issuer = await startIssuer([key]);
  });

  it('says so when the key address answers an error', async () => {
    const broken = await startServer(() => (_request, response) => void response.writeHead(503).end());
    const trusted = [{ issuer: issuer.issuer, audience: AUDIENCE, jwksUri: `${broken.origin}/keys` }];
    const verification = verifierFor(issuer.issuer, { issuers: () => trusted }).verify(
      await signToken(issuer.issuer, key),
    );
    await expect(verification).rejects.toMatchObject({ reason: 'ISSUER_UNREACHABLE' });
    await broken.stop();
  });

  it('gives up on an issuer that never answers', async () => {
    const timedOut: typeof fetch = (_input, init) =>
      init?.signal instanceof AbortSignal
        ? Promise.reject(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
        : Promise.reject(new Error('The request has no time limit.'));
    const verification = verifierFor(issuer.issuer, { fetch: timedOut }).verify(
      await signToken(issuer.issuer, key),
    );
    await expect(verification).rejects.toThrow('timeout');
  });

  it('does not take the keys of an issuer whose discovery document speaks for another', async () => {
    const impostor = await startIssuer([key], issuer.issuer);
    const verification = verifierFor(impostor.issuer).verify(await signToken(impostor.issuer, key));
    await expect(verification).rejects.toThrow('speaks for another issuer');
    await impostor.stop();
  });

  it('reads no keys over plain http from another machine', async () => {
    const asked: string[] = [];
    const network: typeof fetch = (input) => {
      asked.push(input instanceof Request ? input.url : input.toString());
      return Promise.reject(new TypeError('fetch failed'));
    };
    const distant = 'http://identity.example';
    const verification = verifierFor(distant, { fetch: network }).verify(await signToken(distant, key));
    await expect(verification).rejects.toMatchObject({ reason: 'ISSUER_UNREACHABLE' });
    expect(asked).toEqual([]);
    const secure = 'https://identity.example';
    await expect(
      verifierFor(secure, { fetch: network }).verify(await signToken(secure, key)),
    ).rejects.toMatchObject({ reason: 'ISSUER_UNREACHABLE' });
    expect(asked).toEqual([`${secure}/.well-known/openid-configuration`]);
  });
});
