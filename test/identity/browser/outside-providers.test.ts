import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asOwner } from '#main/prepare.js';
import { addMember, startBeside, trustIssuer } from '../../access/outside-issuer.js';
import { eventually } from '../../live/live-client.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { startProviderDouble, type Faults, type ProviderDouble } from './provider-double.js';
import { Visitor, viewer } from './visitor.js';

interface Server {
  readonly origin: string;
  stop(): Promise<void>;
}

describe("signing in at an agency's own provider", () => {
  const secrets = mkdtempSync(join(tmpdir(), 'concord-secrets-'));
  let app: TestApp;
  let council: ProviderDouble;
  let housing: ProviderDouble;
  let server: Server;
  let second: Server;

  beforeAll(async () => {
    app = await startTestApp();
    const now = () => Math.floor(app.clock.now().epochMilliseconds / 1_000);
    council = await startProviderDouble({ subject: 'carol', now });
    housing = await startProviderDouble({ subject: 'henry', now, secret: 'a client secret', signsOut: true });
    writeFileSync(join(secrets, 'housing'), 'a client secret\n');
    await bring(council, { subject: 'carol', agency: 'leicester-city-council', client: 'concord-council' });
    await bring(housing, {
      subject: 'henry',
      agency: 'pa-housing',
      client: 'concord-housing',
      file: 'housing',
    });
    server = await startBeside(app, { production: true, clientSecretsDir: secrets });
    second = await startBeside(app, { production: true, clientSecretsDir: secrets });
  });
  afterAll(async () => {
    await server.stop();
    await second.stop();
    await council.stop();
    await housing.stop();
    await app.stop();
    rmSync(secrets, { recursive: true });
  });
  afterEach(() => {
    for (const { faults } of [council, housing])
      for (const name of Object.keys(faults) as (keyof Faults)[]) Reflect.deleteProperty(faults, name);
  });

  async function bring(
    { issuer }: ProviderDouble,
    given: { subject: string; agency: string; client: string; file?: string },
  ): Promise<void> {
    const { subject, agency, client, file } = given;
    await trustIssuer(app, issuer, { partnership: 'leicester', agency });
    await addMember(app, issuer, { subject, partnership: 'leicester', agency, roles: ['agency_officer'] });
    await asOwner(app.database.migratorUrl, (source) =>
      source.transaction(async (manager) => {
        await manager.query(
          `select set_config('concord.tenant_id', tenant_id::text, true) from directory.partnerships where slug = 'leicester'`,
        );
        await manager.query(
          'update concord.trusted_issuers set client_id = $2, client_secret_file = $3 where issuer = $1',
          [issuer, client, file ?? null],
        );
      }),
    );
  }

  const providerOf = (double: ProviderDouble) =>
    `${double.issuer} ${double === council ? 'concord-council' : 'concord-housing'}`;

  /** Up to the address by which the provider sends the browser back. */
  async function callbackFrom(double: ProviderDouble, visitor: Visitor): Promise<string> {
    const form = { partnership: 'leicester', provider: providerOf(double), return: '/' };
    const start = await visitor.visit('/sign-in', form);
    const answer = await visitor.visit(start.headers.get('location') ?? '');
    return answer.headers.get('location') ?? '';
  }

  async function signedIn(double: ProviderDouble): Promise<Visitor> {
    const visitor = new Visitor(server.origin);
    expect((await visitor.visit(await callbackFrom(double, visitor))).status).toBe(303);
    return visitor;
  }

  const pass = (minutes: number) => {
    app.clock.moveTo(app.clock.now().add({ minutes }).toString());
  };
  const refreshes = ({ asked }: ProviderDouble) =>
    asked.filter((form) => form.get('grant_type') === 'refresh_token').length;

  it('is offered by the names of the agencies, and never at the development provider', async () => {
    const page = await new Visitor(server.origin).visit('/sign-in?partnership=leicester');
    expect(page.status).toBe(200);
    expect(
      page.body.match(/<button[^>]*>\s*[^<]*/g)?.map((text) => text.replace(/^[^>]*>\s*/, '').trim()),
    ).toEqual(expect.arrayContaining(['Leicester City Council', 'PA Housing']));
    expect(page.body).not.toContain('demo person');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https:");
    expect((await new Visitor(server.origin).visit('/sign-in?partnership=north-yorkshire')).status).toBe(404);
  });

  it.each([
    ['without a secret', () => council],
    ['with the secret of its client', () => housing],
  ])('works %s, as a member for that agency', async (_, double) => {
    const visitor = await signedIn(double());
    expect((await visitor.ask(viewer)).data).toMatchObject({ viewer: { roles: ['agency_officer'] } });
    const form = double().asked.at(-1);
    expect(form?.get('code_verifier')).toMatch(/^[\w-]{43,}$/);
    expect(form?.get('client_secret')).toBe(double() === housing ? 'a client secret' : null);
  });

  it.each<[string, Faults, number]>([
    ['another nonce', { identity: { nonce: 'another' } }, 400],
    ['an ID token for another client', { identity: { aud: 'another' } }, 400],
    ['an ID token of another issuer', { identity: { iss: 'https://evil.example' } }, 400],
    ['an ID token that has expired', { identity: { exp: 1 } }, 400],
    ['the answer of another issuer', { answersAs: 'https://evil.example' }, 400],
    ['a refusal of the code', { tokens: { status: 400, error: 'invalid_grant' } }, 400],
    ['an access token for another service', { access: { aud: 'urn:another' } }, 502],
    ['an access token of another issuer', { access: { iss: 'https://evil.example' } }, 502],
  ])('is refused with %s', async (_, faults, status) => {
    Object.assign(council.faults, faults);
    const visitor = new Visitor(server.origin);
    const answer = await visitor.visit(await callbackFrom(council, visitor));
    expect([answer.status, visitor.cookie]).toEqual([status, '']);
    expect(answer.body).toContain('href="/sign-in?partnership=leicester"');
  });

  it('renews the token when it nears its end, and the refresh token with it', async () => {
    const visitor = await signedIn(council);
    const before = refreshes(council);
    const { csrf } = await visitor.session();
    pass(12);
    expect((await visitor.ask(viewer, { csrf })).status).toBe(200);
    expect(refreshes(council)).toBe(before);
    for (const times of [1, 2]) {
      pass(14);
      expect((await visitor.ask(viewer, { csrf })).status).toBe(200);
      expect(refreshes(council)).toBe(before + times);
    }
  });

  it('renews once although many ask at the same time in several processes', async () => {
    const visitor = await signedIn(council);
    const before = refreshes(council);
    const { csrf } = await visitor.session();
    pass(16);
    let go: () => void = () => undefined;
    council.faults.until = new Promise((resolve) => (go = resolve));
    const asking = [server, second, server, second].map(({ origin }) =>
      visitor.ask(viewer, { csrf, at: origin, headers: { origin } }),
    );
    await eventually('the refresh', () => refreshes(council) > before);
    go();
    const answers = await Promise.all(asking);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(refreshes(council)).toBe(before + 1);
  });

  it('ends the session when the provider renews its token no more', async () => {
    const visitor = await signedIn(council);
    const { csrf } = await visitor.session();
    pass(16);
    council.faults.tokens = { status: 400, error: 'invalid_grant' };
    expect((await visitor.ask(viewer, { csrf })).status).toBe(401);
    Reflect.deleteProperty(council.faults, 'tokens');
    expect((await visitor.ask(viewer, { csrf })).status).toBe(401);
  });

  it('ends the session when the renewed token is that of another person', async () => {
    const visitor = await signedIn(council);
    const { csrf } = await visitor.session();
    pass(16);
    council.faults.access = { sub: 'somebody-else' };
    expect((await visitor.ask(viewer, { csrf })).status).toBe(401);
  });

  it('goes on while the provider is down, until the token has expired, and after it has come back', async () => {
    const visitor = await signedIn(council);
    const { csrf } = await visitor.session();
    council.faults.tokens = { status: 503, error: 'temporarily_unavailable' };
    pass(14);
    expect((await visitor.ask(viewer, { csrf })).status).toBe(200);
    pass(2);
    const down = await visitor.ask(viewer, { csrf });
    expect([down.status, down.errors?.[0]?.extensions['code']]).toEqual([503, 'UNAVAILABLE']);
    Reflect.deleteProperty(council.faults, 'tokens');
    expect((await visitor.ask(viewer, { csrf })).status).toBe(200);
  });

  it('revokes the refresh token at signing out and leads to where one signs out of the provider, without a token', async () => {
    const visitor = await signedIn(housing);
    const { csrf } = await visitor.session();
    const out = await visitor.visit('/sign-out', { csrf });
    const address = new URL(out.headers.get('location') ?? '');
    expect(`${address.origin}${address.pathname}`).toBe(`${housing.issuer}/leave`);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: 'concord-housing',
      post_logout_redirect_uri: `${server.origin}/`,
    });
    expect(housing.revoked).toEqual([expect.stringMatching(/^refresh-/)]);
  });

  it('says in words that the provider cannot be reached', async () => {
    const gone = await startProviderDouble({ subject: 'nobody', now: () => 0 });
    await bring(gone, { subject: 'nobody', agency: 'sanctuary-housing', client: 'concord-council' });
    await gone.stop();
    const form = { partnership: 'leicester', provider: `${gone.issuer} concord-council`, return: '/' };
    const answer = await new Visitor(server.origin).visit('/sign-in', form);
    expect([answer.status, answer.body.includes('does not answer')]).toEqual([503, true]);
  });
});
