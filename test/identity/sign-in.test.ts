import { decodeJwt, decodeProtectedHeader } from 'jose';
import { None, allowInsecureRequests, discovery, refreshTokenGrant } from 'openid-client';

import { SignInFailed, signInAs } from '#identity/sign-in.js';
import { createTokenVerifier } from '#identity/token-verifier.js';

import { AUDIENCE, realNow, startProvider, startServer, type RunningProvider } from './development-server.js';

describe('signing in at the development identity provider', () => {
  let provider: RunningProvider;

  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.stop());

  const signIn = (subject: string, audience = AUDIENCE) =>
    signInAs({ issuer: provider.issuer, subject, audience });
  const verifier = (audience = AUDIENCE) =>
    createTokenVerifier({ issuers: () => [{ issuer: provider.issuer, audience }], now: realNow });

  it('gives an access token that the verifier accepts for that person', async () => {
    const before = realNow();
    const { accessToken, expiresAt } = await signIn('ada.coordinator');
    const verified = await verifier().verify(accessToken);
    expect(verified).toMatchObject({ issuer: provider.issuer, subject: 'ada.coordinator' });
    expect(verified.expiresAt).toBeGreaterThanOrEqual(before + 900);
    expect(Math.abs(verified.expiresAt - expiresAt)).toBeLessThanOrEqual(60);
    expect(provider.faults).toEqual([]);
  });

  it('gives a token of the shape that RFC 9068 asks for', async () => {
    const { accessToken } = await signIn('ben.officer');
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    const { aud, client_id, scope, iat = 0, exp = 0 } = decodeJwt(accessToken);
    expect({ aud, client_id, scope, life: exp - iat }).toEqual({
      aud: AUDIENCE,
      client_id: 'concord-command-line',
      scope: 'concord',
      life: 900,
    });
  });

  it('gives a refresh token that buys a further access token', async () => {
    const { refreshToken = '' } = await signIn('ada.coordinator');
    const client = await discovery(new URL(provider.issuer), 'concord-command-line', undefined, None(), {
      execute: [allowInsecureRequests],
    });
    const renewed = await refreshTokenGrant(client, refreshToken, { resource: AUDIENCE });
    await expect(verifier().verify(renewed.access_token)).resolves.toMatchObject({
      subject: 'ada.coordinator',
    });
  });

  it('refuses a person whom the provider does not know, and names them', async () => {
    await expect(signIn('nobody.here')).rejects.toThrow(
      new SignInFailed(`${provider.issuer} knows no demo person called "nobody.here".`),
    );
  });

  it('gives no token for another audience', async () => {
    await expect(signIn('ada.coordinator', 'urn:somebody:else')).rejects.toThrow('(invalid_target)');
  });

  it('says which issuer cannot be reached', async () => {
    const gone = await startServer(() => () => undefined);
    await gone.stop();
    const issuer = `${gone.origin}/identity`;
    await expect(signInAs({ issuer, subject: 'ada.coordinator', audience: AUDIENCE })).rejects.toThrow(
      `Signing in at ${issuer} failed: it could not be reached`,
    );
  });

  it('dates access tokens by a fixed clock when the server has one', async () => {
    const fixed = Date.UTC(2024, 1, 29, 12) / 1_000;
    const dated = await startProvider({ now: () => fixed });
    try {
      const { accessToken } = await signInAs({
        issuer: dated.issuer,
        subject: 'ada.coordinator',
        audience: AUDIENCE,
      });
      const trusted = [{ issuer: dated.issuer, audience: AUDIENCE }];
      const byFixed = createTokenVerifier({ issuers: () => trusted, now: () => fixed });
      const byReal = createTokenVerifier({ issuers: () => trusted, now: realNow });
      await expect(byFixed.verify(accessToken)).resolves.toMatchObject({ expiresAt: fixed + 900 });
      await expect(byReal.verify(accessToken)).rejects.toMatchObject({ reason: 'EXPIRED' });
    } finally {
      await dated.stop();
    }
  });
});
