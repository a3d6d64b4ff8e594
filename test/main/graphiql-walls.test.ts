import express from 'express';
import { mountGraphiql, type GraphiqlSettings } from '#main/graphiql/mount-graphiql.js';
import { sendRaw, type RawAnswer, type RawRequest } from '../graphql/raw-request.js';
import { startServer } from '../identity/development-server.js';
import { startTestApp, mondayMorning, type TestApp } from '../support/running-app.js';
import { TestClock } from '../support/test-clock.js';

const page = { method: 'GET', path: '/leicester/graphql', headers: { accept: 'text/html' } };
const file = { method: 'GET', path: '/graphiql/0123456789abcdef/page.js', headers: {} };
const token = {
  path: '/leicester/graphiql/token',
  headers: {},
  body: JSON.stringify({ person: 'nobody.here' }),
};

interface Given extends Partial<Pick<GraphiqlSettings, 'production'>> {
  /** Whether the issuers that partnerships trust are the development provider's. */
  readonly issuers?: readonly boolean[];
  /** The client's address, where it is not this machine's. */
  readonly from?: string;
}

type Answers = readonly [page: RawAnswer, file: RawAnswer, token: RawAnswer];

/** What a server that has nothing but GraphiQL answers to requests for its page, a file of it and a token. */
async function askAll({ production = false, issuers = [true], from }: Given): Promise<Answers> {
  const app = express();
  if (from !== undefined)
    app.use(({ socket }, _response, next) => {
      Object.defineProperty(socket, 'remoteAddress', { value: from, configurable: true });
      next();
    });
  const { origin, stop } = await startServer(() => app);
  await mountGraphiql(app, {
    production,
    origin,
    clock: new TestClock(mondayMorning),
    directory: {
      findPartnership: (slug) => Promise.resolve({ tenantId: slug, slug, name: slug }),
      listIssuers: () =>
        Promise.resolve(
          issuers.map((development) => ({ issuer: origin, audience: 'x', development, trustVersion: '1' })),
        ),
    },
    load: () =>
      Promise.resolve({
        hash: '0123456789abcdef',
        files: new Map([['page.js', { type: 'text/javascript', content: Buffer.from('1') }]]),
      }),
  });
  const headers = { host: new URL(origin).host, origin };
  const ask = (request: RawRequest) =>
    sendRaw(origin, { ...request, headers: { ...headers, ...request.headers } });
  const answers: Answers = [await ask(page), await ask(file), await ask(token)];
  await stop();
  return answers;
}

const statuses = (answers: Answers) => answers.map(({ status }) => status);

describe('the walls around GraphiQL', () => {
  // The control of the refusals: everything is there. Nobody of this name is a demo person.
  it('stand open in development, on this machine', async () => {
    const answers = await askAll({});
    expect(statuses(answers)).toEqual([200, 200, 404]);
    expect(answers[2].text).toContain('No demo person');
  });

  it.each<[string, Given]>([
    ['production, whatever its issuers are', { production: true }],
    ['production without an issuer', { production: true, issuers: [] }],
    ['development with an issuer of its own', { issuers: [false] }],
    ['development with such an issuer beside the development provider', { issuers: [true, false] }],
  ])('leave nothing of it in %s', async (_, given) => {
    const answers = await askAll(given);
    expect(statuses(answers)).toEqual([404, 404, 404]);
    // Nobody answers there: the framework does.
    for (const { text } of answers) expect(text).toMatch(/<pre>Cannot (?:GET|POST) /);
  });

  it.each(['192.0.2.1', '10.0.0.1', '::ffff:192.0.2.1', '2001:db8::1', '128.0.0.1', '::'])(
    'give neither page nor token to another machine: %s',
    async (from) => {
      const [shown, , signed] = await askAll({ from });
      expect([shown.status, signed.status, signed.code]).toEqual([404, 403, 'FORBIDDEN']);
    },
  );

  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('know this machine by %s', async (from) => {
    expect(statuses(await askAll({ from }))).toEqual([200, 200, 404]);
  });
});

describe('GraphiQL of a running server', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const host = () => new URL(app.origin).host;

  it('may load and be framed by nothing but itself: its policy names no other source at all', async () => {
    const { status, headers } = await sendRaw(app.origin, {
      ...page,
      headers: { host: host(), accept: 'text/html' },
    });
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    const directives = new Map(
      policy.split(';').map((each) => {
        const [name = '', ...sources] = each.trim().split(/\s+/);
        return [name, sources] as const;
      }),
    );
    const none = ["'none'"];
    expect(directives.get('default-src')).toEqual(none);
    for (const name of ['frame-ancestors', 'base-uri', 'form-action'])
      expect([name, directives.get(name)]).toEqual([name, none]);
    // Whatever is not named falls back to nothing: frames, objects, media.
    for (const name of ['frame-src', 'child-src', 'object-src', 'media-src', 'manifest-src'])
      expect([name, directives.get(name) ?? none]).toEqual([name, none]);
    expect(directives.get('script-src')).toEqual([expect.stringMatching(/^'nonce-[A-Za-z0-9+/]{22}=='$/)]);
    const socket = app.origin.replace('http', 'ws');
    const own = new Set(["'none'", "'self'", "'unsafe-inline'", 'data:', socket]);
    for (const [name, sources] of directives)
      if (name !== 'script-src') expect([name, sources.filter((each) => !own.has(each))]).toEqual([name, []]);
    const inline = [...directives].filter(([, sources]) => sources.includes("'unsafe-inline'"));
    expect(inline.map(([name]) => name)).toEqual(['style-src']);
    expect(headers['x-frame-options']).toBeDefined();
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('signs in for its own name and origin together, and for neither alone', async () => {
    const body = JSON.stringify({ person: 'priya.coordinator' });
    const ask = (headers: Record<string, string>) =>
      sendRaw(app.origin, {
        path: token.path,
        headers: { host: host(), origin: app.origin, ...headers },
        body,
      });
    expect((await ask({})).status).toBe(200);
    const { port } = new URL(app.origin);
    const otherNames = [
      'rebound.example',
      `rebound.example:${port}`,
      `127.0.0.1:${port}`,
      'localhost',
      `${host()}.`,
    ];
    const otherOrigins = [
      ...otherNames.map((name) => `http://${name}`),
      app.origin.replace('http', 'https'),
      `${app.origin}/`,
      `${app.origin}.rebound.example`,
      `${app.origin}, https://evil.example`,
      'null',
    ];
    for (const foreign of [
      ...otherNames.map((name) => ({ host: name })),
      ...otherOrigins.map((origin) => ({ origin })),
      ...otherNames.map((name) => ({ host: name, origin: `http://${name}` })),
    ]) {
      const { status, code, text, headers } = await ask(foreign);
      expect([foreign, status, code]).toEqual([foreign, 403, 'ORIGIN_NOT_ALLOWED']);
      expect(text).not.toContain('accessToken');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('answers no preflight of another origin', async () => {
    for (const path of [token.path, page.path]) {
      const { headers } = await sendRaw(app.origin, {
        method: 'OPTIONS',
        path,
        headers: {
          host: host(),
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      });
      expect([path, headers['access-control-allow-origin']]).toEqual([path, undefined]);
    }
  });
});
