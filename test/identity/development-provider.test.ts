import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';

import {
  createDevelopmentProvider,
  type DevelopmentProviderSettings,
} from '#identity/development-provider.js';
import { signInAs } from '#identity/sign-in.js';
import { createTokenVerifier } from '#identity/token-verifier.js';

import { AUDIENCE, PEOPLE, realNow, startProvider, startServer } from './development-server.js';
import { temporaryFolder } from './temporary-folder.js';

describe('the development identity provider', () => {
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const settings = (changes: Partial<DevelopmentProviderSettings> = {}): DevelopmentProviderSettings => ({
    issuer: 'http://localhost:4000/identity',
    audience: AUDIENCE,
    people: PEOPLE,
    secretKey: Buffer.alloc(32, 7),
    keyFile: join(folder.path, 'key.json'),
    production: false,
    ...changes,
  });

  it('refuses to be made in production, and says so', () => {
    expect(() => createDevelopmentProvider(settings({ production: true }))).toThrow(
      'does not run in production',
    );
    expect(() => createDevelopmentProvider(settings())).not.toThrow();
  });

  it('leaves no key behind when it refuses', () => {
    expect(() => createDevelopmentProvider(settings({ production: true }))).toThrow();
    expect(() => statSync(settings().keyFile)).toThrow('ENOENT');
  });

  it.each([
    'https://concord.example/identity',
    'http://192.0.2.7:4000/identity',
    'http://localhost.example/identity',
  ])('refuses to be made for %s, where strangers could reach it', (issuer) => {
    expect(() => createDevelopmentProvider(settings({ issuer }))).toThrow('runs only on localhost');
  });

  it.each(['http://localhost:4000/identity', 'http://127.0.0.1:4000/identity', 'http://[::1]:4000/identity'])(
    'is made for %s',
    (issuer) => {
      expect(createDevelopmentProvider(settings({ issuer }))).toMatchObject({
        issuer,
        audience: AUDIENCE,
        clients: ['concord-dashboard', 'concord-browser', 'concord-command-line'],
      });
    },
  );

  describe('its signing key', () => {
    it('survives a restart, so that tokens do too', async () => {
      const { keyFile } = settings();
      const first = await startProvider({ keyFile });
      const { accessToken } = await signInAs({
        issuer: first.issuer,
        subject: 'ada.coordinator',
        audience: AUDIENCE,
      });
      await first.stop();
      const jwksUri = (origin: string) => `${origin}/identity/jwks`;
      const verifyAt = (origin: string) =>
        createTokenVerifier({
          issuers: () => [{ issuer: first.issuer, audience: AUDIENCE, jwksUri: jwksUri(origin) }],
          now: realNow,
        }).verify(accessToken);

      const restarted = await startProvider({ keyFile });
      await expect(verifyAt(restarted.origin)).resolves.toMatchObject({ subject: 'ada.coordinator' });
      await restarted.stop();
      const elsewhere = await startProvider();
      await expect(verifyAt(elsewhere.origin)).rejects.toMatchObject({ reason: 'BAD_SIGNATURE' });
      await elsewhere.stop();
    });

    it('is readable by its owner only, also when somebody loosened it', () => {
      const { keyFile } = settings();
      const mode = () => statSync(keyFile).mode & 0o777;
      createDevelopmentProvider(settings());
      expect(mode()).toBe(0o600);
      chmodSync(keyFile, 0o644);
      createDevelopmentProvider(settings());
      expect(mode()).toBe(0o600);
    });

    it('is never overwritten: a file with something else is named instead', () => {
      const { keyFile } = settings();
      writeFileSync(keyFile, '{"not": "a key"}');
      expect(() => createDevelopmentProvider(settings())).toThrow(`${keyFile} does not hold a signing key`);
      expect(readFileSync(keyFile, 'utf8')).toBe('{"not": "a key"}');
    });

    it('publishes its public half only', async () => {
      const provider = await startProvider();
      const answer = await fetch(`${provider.issuer}/jwks`);
      const published = await answer.text();
      const kept: unknown = JSON.parse(readFileSync(provider.keyFile, 'utf8'));
      expect(kept).toHaveProperty('d');
      expect(JSON.parse(published)).toMatchObject({ keys: [{ kty: 'EC', alg: 'ES256' }] });
      expect(published).not.toContain('"d"');
      await provider.stop();
    });
  });

  describe('where it is mounted', () => {
    it('names addresses below its issuer', async () => {
      const provider = await startProvider();
      const discovery: unknown = await (
        await fetch(`${provider.issuer}/.well-known/openid-configuration`)
      ).json();
      expect(discovery).toMatchObject({
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/auth`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/jwks`,
        code_challenge_methods_supported: ['S256'],
      });
      await provider.stop();
    });

    it('serves a whole sign-in without Express as well', async () => {
      const alone = await startServer(
        (origin) => createDevelopmentProvider(settings({ issuer: `${origin}/identity` })).handler,
      );
      const signedIn = await signInAs({
        issuer: `${alone.origin}/identity`,
        subject: 'ben.officer',
        audience: AUDIENCE,
      });
      expect(signedIn.accessToken).not.toBe('');
      expect((await fetch(`${alone.origin}/identities`)).status).toBe(404);
      await alone.stop();
    });

    it('answers under its own name only, whatever name led to it', async () => {
      const provider = await startProvider();
      const statusFor = (host: string): Promise<number | undefined> =>
        new Promise((resolve, reject) => {
          const path = '/identity/.well-known/openid-configuration';
          const asking = httpRequest(
            { port: provider.port, host: '127.0.0.1', path, headers: { host } },
            (answer) => {
              answer.resume();
              resolve(answer.statusCode);
            },
          );
          asking.on('error', reject).end();
        });
      await expect(statusFor(`localhost:${String(provider.port)}`)).resolves.toBe(200);
      await expect(statusFor(`rebound.example:${String(provider.port)}`)).resolves.toBe(421);
      await provider.stop();
    });
  });

  it('asks for PKCE and for a registered redirect', async () => {
    const provider = await startProvider();
    const authorise = async (changes: Record<string, string | undefined>) => {
      const parameters = {
        client_id: 'concord-dashboard',
        redirect_uri: `${provider.origin}/app/callback`,
        response_type: 'code',
        scope: 'openid',
        code_challenge: 'a'.repeat(43),
        code_challenge_method: 'S256',
        ...changes,
      };
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
      const answer = await fetch(`${provider.issuer}/auth?${query.toString()}`, { redirect: 'manual' });
      return {
        status: answer.status,
        location: answer.headers.get('location') ?? '',
        page: await answer.text(),
      };
    };

    expect((await authorise({})).location).toContain('/identity/interaction/');
    const withoutPkce = await authorise({ code_challenge: undefined, code_challenge_method: undefined });
    expect(withoutPkce.location).toContain('error=invalid_request');
    const elsewhere = await authorise({ redirect_uri: 'http://localhost:9/app/callback' });
    expect(elsewhere).toMatchObject({ status: 400, location: '' });
    const anyPort = { client_id: 'concord-command-line', redirect_uri: 'http://127.0.0.1:51234/callback' };
    expect((await authorise(anyPort)).location).toContain('/identity/interaction/');
    await provider.stop();
  });
});
