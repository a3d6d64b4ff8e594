import { createHmac } from 'node:crypto';

import { exportSPKI, importJWK } from 'jose';

import type { TrustedIssuer } from '#identity/issuer-keys.js';
import { TokenRefused, type TokenRefusal } from '#identity/token-refused.js';
import { createTokenVerifier } from '#identity/token-verifier.js';

import { AUDIENCE } from './development-server.js';
import {
  NOW,
  assembleToken,
  makeKeyPair,
  signToken,
  startIssuer,
  type IssuerDouble,
  type KeyPair,
} from './issuer-double.js';

describe('the token verifier', () => {
  let key: KeyPair;
  let issuer: IssuerDouble;

  beforeAll(async () => {
    key = await makeKeyPair('first');
    issuer = await startIssuer([key]);
  });
  afterAll(() => issuer.stop());

  const verify = (token: string, { now = NOW, trusted }: { now?: number; trusted?: TrustedIssuer[] } = {}) =>
    createTokenVerifier({
      issuers: () => trusted ?? [{ issuer: issuer.issuer, audience: AUDIENCE }],
      now: () => now,
    }).verify(token);

  const refusal = async (verification: Promise<unknown>): Promise<TokenRefused> => {
    try {
      await verification;
    } catch (error) {
      if (error instanceof TokenRefused) return error;
      throw error;
    }
    throw new Error('The token was accepted.');
  };
  const expectRefused = async (verification: Promise<unknown>, reason: TokenRefusal) =>
    expect((await refusal(verification)).reason).toBe(reason);

  // The control of every refusal below: the same token, unspoilt, is accepted.
  it('accepts a good token and says who, by whom and until when', async () => {
    await expect(verify(await signToken(issuer.issuer, key))).resolves.toEqual({
      issuer: issuer.issuer,
      subject: 'officer-17',
      expiresAt: NOW + 840,
      amr: [],
      mails: {},
    });
  });

  it('says how somebody signed in, as far as the token does, also of a token that was checked before', async () => {
    const token = await signToken(issuer.issuer, key, { claims: { acr: 'gold', amr: ['pwd', 7, 'mfa'] } });
    for (let round = 0; round < 2; round += 1)
      await expect(verify(token)).resolves.toMatchObject({ acr: 'gold', amr: ['pwd', 'mfa'] });
    const odd = await signToken(issuer.issuer, key, { claims: { acr: ['gold'], amr: 'mfa' } });
    expect(await verify(odd)).toMatchObject({ amr: [] });
    expect(await verify(odd)).not.toHaveProperty('acr');
  });

  it.each([
    ['a verified address', { email: 'Pat@X.example', email_verified: true }, { email: 'pat@x.example' }],
    ['one that is not verified', { email: 'pat@x.example', email_verified: false }, {}],
    ['one of which nothing is said', { email: 'pat@x.example' }, {}],
    ['one that is verified in words', { email: 'pat@x.example', email_verified: 'true' }, {}],
    ['one in another claim', { upn: 'PAT@x.example' }, { upn: 'pat@x.example' }],
    ['one with a letter that only looks so', { upn: 'pat@x.Kent.example' }, {}],
    ['a list of them', { upn: ['pat@x.example'] }, {}],
    ['one that is too long', { upn: `${'p'.repeat(250)}@x.example` }, {}],
    ['no address', { upn: 'pat', name: 'Pat @ home' }, {}],
  ])('finds in %s what may be matched to an invitation', async (_what, claims, mails) => {
    await expect(verify(await signToken(issuer.issuer, key, { claims }))).resolves.toMatchObject({ mails });
    expect((await verify(await signToken(issuer.issuer, key, { claims }))).mails).toEqual(mails);
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('accepts %s', async (algorithm) => {
    const pair = await makeKeyPair('only', algorithm);
    const other = await startIssuer([pair]);
    const trusted = [{ issuer: other.issuer, audience: AUDIENCE }];
    await expect(verify(await signToken(other.issuer, pair), { trusted })).resolves.toBeDefined();
    await other.stop();
  });

  describe('time', () => {
    it('accepts a token in its last second and refuses it from the second it expires', async () => {
      const token = await signToken(issuer.issuer, key);
      await expect(verify(token, { now: NOW + 839 })).resolves.toBeDefined();
      await expectRefused(verify(token, { now: NOW + 840 }), 'EXPIRED');
      await expectRefused(verify(token, { now: NOW + 5_000 }), 'EXPIRED');
    });

    it('refuses a token that begins in the future, beyond thirty seconds of skew', async () => {
      const beginning = (nbf: number) => signToken(issuer.issuer, key, { claims: { nbf } });
      await expect(verify(await beginning(NOW + 30))).resolves.toBeDefined();
      await expectRefused(verify(await beginning(NOW + 31)), 'NOT_YET_VALID');
    });
  });

  describe('signature', () => {
    it("refuses a token signed with a stranger's key under the same key id", async () => {
      const stranger = await makeKeyPair(key.kid);
      await expectRefused(verify(await signToken(issuer.issuer, stranger)), 'BAD_SIGNATURE');
    });

    it('refuses a token whose claims were changed after signing', async () => {
      const [header, , signature] = (await signToken(issuer.issuer, key)).split('.');
      const claims = { iss: issuer.issuer, sub: 'chief', aud: AUDIENCE, exp: NOW + 840 };
      const changed = Buffer.from(JSON.stringify(claims)).toString('base64url');
      await expectRefused(verify([header, changed, signature].join('.')), 'BAD_SIGNATURE');
    });

    it('refuses a forged token as forged even when it has also expired', async () => {
      const forged = await signToken(issuer.issuer, await makeKeyPair(key.kid));
      await expectRefused(verify(forged, { now: NOW + 5_000 }), 'BAD_SIGNATURE');
    });

    it.each(['none', 'None', 'HS256'])('refuses algorithm %s', async (alg) => {
      const claims = { iss: issuer.issuer, sub: 'officer-17', aud: AUDIENCE, exp: NOW + 840 };
      await expectRefused(
        verify(await assembleToken({ alg, typ: 'at+jwt' }, claims, () => '')),
        'BAD_SIGNATURE',
      );
    });

    it('refuses HS256 with the public key as its secret', async () => {
      const publicKey = await importJWK({ ...key.publicJwk, ext: true }, 'ES256');
      if (publicKey instanceof Uint8Array) throw new Error('A public key was expected.');
      const secret = await exportSPKI(publicKey);
      const header = { alg: 'HS256', kid: key.kid, typ: 'at+jwt' };
      const claims = { iss: issuer.issuer, sub: 'officer-17', aud: AUDIENCE, exp: NOW + 840 };
      const sign = (input: string) => createHmac('sha256', secret).update(input).digest('base64url');
      await expectRefused(verify(await assembleToken(header, claims, sign)), 'BAD_SIGNATURE');
    });
  });

  describe('issuer and audience', () => {
    it('refuses a token of an issuer that is not trusted, without asking that issuer anything', async () => {
      const stranger = await startIssuer([key]);
      await expectRefused(verify(await signToken(stranger.issuer, key)), 'UNKNOWN_ISSUER');
      expect(stranger.asked).toEqual([]);
      await stranger.stop();
    });

    it('trusts an issuer from the moment it is listed, and no longer than that', async () => {
      const listed: TrustedIssuer[] = [];
      const verifier = createTokenVerifier({ issuers: () => listed, now: () => NOW });
      const token = await signToken(issuer.issuer, key);
      await expectRefused(verifier.verify(token), 'UNKNOWN_ISSUER');
      listed.push({ issuer: issuer.issuer, audience: AUDIENCE });
      await expect(verifier.verify(token)).resolves.toBeDefined();
      listed.pop();
      await expectRefused(verifier.verify(token), 'UNKNOWN_ISSUER');
    });

    it('refuses a token that one trusted issuer signs in the name of another', async () => {
      const otherKey = await makeKeyPair('other');
      const other = await startIssuer([otherKey]);
      const trusted = [issuer, other].map((one) => ({ issuer: one.issuer, audience: AUDIENCE }));
      await expect(verify(await signToken(other.issuer, otherKey), { trusted })).resolves.toBeDefined();
      await expectRefused(verify(await signToken(issuer.issuer, otherKey), { trusted }), 'BAD_SIGNATURE');
      await other.stop();
    });

    it('refuses a token for another audience, and one for none', async () => {
      const forAudience = (aud: string | string[] | undefined) =>
        signToken(issuer.issuer, key, aud === undefined ? { claims: { aud: [] } } : { claims: { aud } });
      await expect(verify(await forAudience(['urn:elsewhere', AUDIENCE]))).resolves.toBeDefined();
      await expectRefused(verify(await forAudience('urn:elsewhere')), 'WRONG_AUDIENCE');
      await expectRefused(verify(await forAudience(undefined)), 'WRONG_AUDIENCE');
    });

    it('will not choose between two key addresses for one issuer', async () => {
      const entry = { issuer: issuer.issuer, audience: AUDIENCE };
      const trusted = [entry, { ...entry, jwksUri: 'https://elsewhere.example/keys' }];
      await expect(verify(await signToken(issuer.issuer, key), { trusted })).rejects.toThrow(
        'more than one jwksUri',
      );
    });
  });

  describe('shape', () => {
    it.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e', '{}', '\u0000.\u0000.\u0000'])(
      'refuses %j',
      async (token) => {
        await expectRefused(verify(token), 'MALFORMED');
      },
    );

    it('refuses a token cut short anywhere', async () => {
      const token = await signToken(issuer.issuer, key);
      for (const length of [token.length - 1, token.lastIndexOf('.'), token.indexOf('.') + 5, 10]) {
        const { reason } = await refusal(verify(token.slice(0, length)));
        expect(['MALFORMED', 'BAD_SIGNATURE']).toContain(reason);
      }
    });

    it('refuses a token that is longer than any issuer makes', async () => {
      const padded = (length: number) =>
        signToken(issuer.issuer, key, { claims: { padding: 'x'.repeat(length) } });
      await expect(verify(await padded(8_000))).resolves.toBeDefined();
      await expectRefused(verify(await padded(16_000)), 'MALFORMED');
    });

    it('accepts the types of access tokens and refuses the others', async () => {
      const ofType = (typ: string) => signToken(issuer.issuer, key, { header: { typ } });
      for (const typ of ['at+jwt', 'AT+JWT', 'application/at+jwt', 'JWT']) {
        await expect(verify(await ofType(typ))).resolves.toBeDefined();
      }
      await expectRefused(verify(await ofType('logout+jwt')), 'MALFORMED');
      await expectRefused(
        verify(await signToken(issuer.issuer, key, { header: { typ: undefined } })),
        'MALFORMED',
      );
    });

    it.each(['iss', 'sub', 'exp'])('refuses a token without %s', async (claim) => {
      await expectRefused(
        verify(await signToken(issuer.issuer, key, { claims: { [claim]: undefined } })),
        'MALFORMED',
      );
    });

    it.each(['', 'a\u0000b', 'é', 'x'.repeat(256)])('refuses subject %j', async (sub) => {
      await expectRefused(verify(await signToken(issuer.issuer, key, { claims: { sub } })), 'MALFORMED');
    });
  });

  it('never repeats a token, nor what it says, in its message', async () => {
    const token = await signToken(issuer.issuer, key, {
      claims: { sub: 'secret-subject', aud: 'urn:secret' },
    });
    const refusals = await Promise.all([
      refusal(verify(token)),
      refusal(verify(token, { now: NOW + 9_000 })),
      refusal(verify(token.slice(0, -3))),
      refusal(verify(`${token}.${token}`)),
    ]);
    const said = refusals
      .map((error) => `${error.message} ${JSON.stringify(error)} ${String(error.cause)}`)
      .join(' ');
    for (const part of [...token.split('.'), 'secret-subject', 'urn:secret'])
      expect(said).not.toContain(part);
  });
});
