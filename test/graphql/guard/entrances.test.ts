import { createMetrics } from '#platform/metrics.js';
import type { Limits } from '#platform/limits.js';
import { sendBytes } from '../../attacks/raw-socket.js';
import { caseEvents, addressOf, codesOf, LiveSocket } from '../../live/live-client.js';
import { post, startTestApp, type Answer, type TestApp } from '../../support/running-app.js';
import { application, send } from '../applications.js';
import { sendRaw } from '../raw-request.js';

const as = 'priya.coordinator';
const words = '{ partnership { slug } }';
/** So slow that nothing comes back while a test runs. */
const still = 0.001;

const told = ({ status, errors }: Answer) => [
  status,
  errors?.[0]?.extensions['code'],
  errors?.[0]?.extensions['limit'],
];
const fine = [200, undefined, undefined];

async function withApp(
  limits: Partial<Limits>,
  work: (app: TestApp) => Promise<void>,
  more: Parameters<typeof startTestApp>[0] = {},
): Promise<void> {
  const app = await startTestApp({ ...more, limits });
  try {
    await work(app);
  } finally {
    await app.stop();
  }
}

async function signedIn(app: TestApp, subject = as): Promise<LiveSocket> {
  const socket = await LiveSocket.open(addressOf(app, 'leicester'));
  await socket.signIn(await app.token(subject));
  return socket;
}

describe('the rate of a user', () => {
  it('holds over HTTP and WebSocket together, touches nobody else, and says when to come back', () =>
    withApp({ userRate: still, userBurst: 5 }, async (app) => {
      const socket = await signedIn(app);
      // Each costs one point, whatever little it asks for.
      for (let count = 0; count < 4; count += 1)
        expect(told(await app.ask('leicester', '{ eventCursor }', { as }))).toEqual(fine);
      socket.subscribe('fifth', 'subscription { caseEvents { __typename } }');
      expect(await socket.next()).toMatchObject({ id: 'fifth', type: 'next' });
      const refused = await app.ask('leicester', words, { as });
      expect(told(refused)).toEqual([429, 'TOO_MANY_REQUESTS', 'RATE_PER_USER']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1_000);
      socket.subscribe('sixth', caseEvents);
      const frame = await socket.next();
      expect(frame).toMatchObject({
        id: 'sixth',
        type: 'error',
        payload: [{ extensions: { limit: 'RATE_PER_USER' } }],
      });
      expect(codesOf(frame)).toEqual(['TOO_MANY_REQUESTS']);
      expect(JSON.stringify(frame)).not.toContain('http');
      for (const other of ['dev.council', undefined])
        expect(told(await app.ask('leicester', words, other === undefined ? {} : { as: other }))).toEqual(
          fine,
        );
      await socket.close();
    }));

  it('is charged with the cost, and takes nothing for what is refused', () =>
    withApp({ userRate: still, userBurst: 30 }, async (app) => {
      const page = (first: number) => `{ cases(first: ${String(first)}) { nodes { id } } }`;
      expect(told(await app.ask('leicester', page(20), { as }))).toEqual(fine);
      expect(told(await app.ask('leicester', page(9), { as }))).toEqual([
        429,
        'TOO_MANY_REQUESTS',
        'RATE_PER_USER',
      ]);
      expect(told(await app.ask('leicester', page(7), { as }))).toEqual(fine);
      expect(told(await app.ask('leicester', words, { as }))).toEqual([
        429,
        'TOO_MANY_REQUESTS',
        'RATE_PER_USER',
      ]);
    }));
});

describe('the rate of a partnership', () => {
  it('holds everybody in it, and nobody in another', () =>
    withApp({ partnershipRate: still, partnershipBurst: 2 }, async (app) => {
      // The public has half as much, of its own.
      expect(told(await app.ask('leicester', words))).toEqual(fine);
      expect(told(await app.ask('leicester', words, { as }))).toEqual(fine);
      expect(told(await app.ask('leicester', words, { as: 'helen.chair' }))).toEqual(fine);
      for (const who of [{ as }, { as: 'dev.council' }, {}])
        expect(told(await app.ask('leicester', words, who))).toEqual([
          429,
          'TOO_MANY_REQUESTS',
          'RATE_PER_PARTNERSHIP',
        ]);
      expect(told(await app.ask('north-yorkshire', words, { as: 'ruth.coordinator' }))).toEqual(fine);
    }));
});

describe('the rate of an address', () => {
  it('holds the public behind it; whoever signed in, another address, and an application go on', () =>
    withApp(
      { addressRate: still, addressBurst: 2, applicationsPerAddress: 2 },
      async (app) => {
        const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
        const busy = from('192.0.2.1');
        for (let count = 0; count < 2; count += 1)
          expect(told(await app.ask('leicester', words, busy))).toEqual(fine);
        expect(told(await app.ask('leicester', words, busy))).toEqual([
          429,
          'TOO_MANY_REQUESTS',
          'RATE_PER_ADDRESS',
        ]);
        expect(told(await app.ask('leicester', words, { as, ...busy }))).toEqual(fine);
        expect(told(await app.ask('leicester', words, from('192.0.2.2')))).toEqual(fine);
        // What came without a proxy has the address of this machine, which is busy with none of it yet.
        for (let count = 0; count < 2; count += 1) await app.ask('leicester', words);
        expect(told(await app.ask('leicester', words))).toEqual([
          429,
          'TOO_MANY_REQUESTS',
          'RATE_PER_ADDRESS',
        ]);
        for (let count = 0; count < 2; count += 1) {
          const answer = await send(app, application());
          expect(answer.data).toMatchObject({ applyForReview: { __typename: 'ApplicationReceived' } });
        }
        expect(told(await send(app, application()))).toEqual([
          429,
          'TOO_MANY_REQUESTS',
          'APPLICATIONS_PER_ADDRESS',
        ]);
      },
      { trustedProxies: 1 },
    ));

  it('is not believed of a header where no proxy is trusted', () =>
    withApp({ addressRate: still, addressBurst: 1 }, async (app) => {
      const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
      expect(told(await app.ask('leicester', words, from('192.0.2.1')))).toEqual(fine);
      expect(told(await app.ask('leicester', words, from('192.0.2.2')))[0]).toBe(429);
    }));

  it('pays twenty points for a sign-in that fails, over HTTP and WebSocket', () =>
    withApp({ addressRate: still, addressBurst: 60 }, async (app) => {
      const bad = { headers: { authorization: 'Bearer forged' } };
      for (let count = 0; count < 2; count += 1)
        expect(told(await app.ask('leicester', words, bad))).toEqual([401, 'UNAUTHENTICATED', undefined]);
      const closing = async () => {
        const socket = await LiveSocket.open(addressOf(app, 'leicester'));
        socket.send({ type: 'connection_init', payload: { authorization: 'Bearer forged' } });
        return socket.closing();
      };
      expect(await closing()).toEqual({ code: 4403, reason: 'Forbidden' });
      expect(await closing()).toEqual({ code: 4429, reason: 'Too many failed sign-ins' });
      expect(told(await app.ask('leicester', words, bad))).toEqual([
        429,
        'TOO_MANY_REQUESTS',
        'RATE_PER_ADDRESS',
      ]);
      expect(told(await app.ask('leicester', words, { as }))).toEqual(fine);
    }));
});

describe('the cost of the public', () => {
  it('is less than that of a member', () =>
    withApp({ anonymousCost: 10, cost: 11 }, async (app) => {
      const agencies = '{ partnership { agencies { slug } } }';
      expect(told(await app.ask('leicester', agencies))).toEqual([400, 'LIMIT_EXCEEDED', 'COST']);
      expect(told(await app.ask('leicester', agencies, { as }))).toEqual(fine);
      expect(
        told(await app.ask('leicester', '{ partnership { agencies { slug } } viewer { name } }', { as })),
      ).toEqual([400, 'LIMIT_EXCEEDED', 'COST']);
    }));
});

describe('the limits of what is sent', () => {
  it('are settings', () =>
    withApp({ bodyBytes: 100, tokens: 7, messageBytes: 4_000, depth: 2 }, async (app) => {
      const url = `${app.origin}/leicester/graphql`;
      const body = (bytes: number) => `{"query":"${words}"${' '.repeat(bytes - words.length - 12)}}`;
      expect(Buffer.byteLength(body(100))).toBe(100);
      expect(told(await post(url, { body: body(100) }))).toEqual(fine);
      expect(told(await post(url, { body: body(101) }))).toEqual([413, 'REQUEST_TOO_LARGE', 'BODY']);
      expect(told(await post(url, { body: { query: '{ partnership { slug name } }' } }))).toEqual(fine);
      expect(told(await post(url, { body: { query: '{ partnership { slug name name } }' } }))).toEqual([
        400,
        'LIMIT_EXCEEDED',
        'TOKENS',
      ]);
      const socket = await signedIn(app);
      socket.subscribe('a', 'subscription { caseEvents { a: __typename } }');
      expect(await socket.next()).toMatchObject({
        id: 'a',
        type: 'error',
        payload: [{ extensions: { limit: 'TOKENS' } }],
      });
      socket.send({ type: 'ping', payload: { padding: 'x'.repeat(4_000) } });
      expect((await socket.closing()).code).toBe(1009);
    }));

  it('refuse one root field more of a subscription by depth, and go on', () =>
    withApp({ depth: 1 }, async (app) => {
      const socket = await signedIn(app);
      socket.subscribe('a', 'subscription { caseEvents { __typename } }');
      expect(await socket.next()).toMatchObject({
        id: 'a',
        type: 'error',
        payload: [
          {
            extensions: {
              code: 'LIMIT_EXCEEDED',
              limit: 'DEPTH',
              correlationId: expect.any(String) as string,
            },
          },
        ],
      });
      socket.send({ type: 'ping' });
      expect((await socket.next()).type).toBe('pong');
      await socket.close();
    }));
});

describe('sockets', () => {
  it('are so many of a user, and of no one who hung up', () =>
    withApp({ socketsPerUser: 2 }, async (app) => {
      const first = await signedIn(app);
      const second = await signedIn(app);
      const third = await LiveSocket.open(addressOf(app, 'leicester'));
      const token = await app.token(as);
      third.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      expect(await third.closing()).toEqual({ code: 4429, reason: 'Too many sockets' });
      const other = await signedIn(app, 'dev.council');
      await first.close();
      const again = await signedIn(app);
      for (const socket of [second, other, again]) await socket.close();
    }));

  it('are so many of the process, signed in on or not', () =>
    withApp({ socketsPerProcess: 1, signInWithinMs: 20_000 }, async (app) => {
      const idle = await LiveSocket.open(addressOf(app, 'leicester'));
      await expect(LiveSocket.open(addressOf(app, 'leicester'))).rejects.toThrow('refused with 503');
      await idle.close();
      const next = await signedIn(app);
      await next.close();
    }));

  it('may say so much in ten seconds, pings of the protocol counted', () =>
    withApp({ messagesPer10s: 4 }, async (app) => {
      const socket = await signedIn(app);
      for (let count = 0; count < 3; count += 1) {
        socket.send({ type: 'ping' });
        expect((await socket.next()).type).toBe('pong');
      }
      socket.send({ type: 'ping' });
      expect(await socket.closing()).toEqual({ code: 4429, reason: 'Too many messages' });
    }));
});

describe('a request with neither a length nor a body', () => {
  it('is told what it lacks', () =>
    withApp({}, async (app) => {
      const lines = ['Host: localhost', 'Content-Type: application/json', 'Connection: close'];
      const { status, body } = await sendBytes(
        app.origin,
        ['POST /leicester/graphql HTTP/1.1', ...lines, '', ''].join('\r\n'),
      );
      expect(status).toBe(400);
      expect(body).toContain('The request has no document');
    }));
});

describe('pages of other origins', () => {
  const other = 'https://www.example.org';
  const ask = (app: TestApp, headers: Record<string, string>, method = 'POST') =>
    sendRaw(app.origin, {
      method,
      headers,
      ...(method === 'POST' && { body: JSON.stringify({ query: words }) }),
    });

  it('are refused unless they are listed, over both transports', () =>
    withApp(
      {},
      async (app) => {
        for (const [origin, status] of [
          [app.origin, 200],
          [other, 200],
          ['https://evil.example', 403],
          ['null', 403],
        ] as const) {
          expect([origin, (await ask(app, { origin })).status]).toEqual([origin, status]);
          const opening = LiveSocket.open(addressOf(app, 'leicester'), { origin });
          if (status === 200) await (await opening).close();
          else await expect(opening).rejects.toThrow('refused with 403');
        }
        expect((await ask(app, { origin: 'https://evil.example' })).code).toBe('ORIGIN_NOT_ALLOWED');
        expect((await ask(app, { origin: other })).headers['access-control-allow-origin']).toBe(other);
        const preflight = { origin: other, 'access-control-request-method': 'POST' };
        expect((await ask(app, preflight, 'OPTIONS')).status).toBe(204);
        expect((await ask(app, { ...preflight, origin: 'https://evil.example' }, 'OPTIONS')).status).toBe(
          405,
        );
      },
      { allowedOrigins: [other] },
    ));
});

it('every refusal is counted by the name of its limit and by nothing else', async () => {
  const metrics = createMetrics({ processMetrics: false });
  await withApp(
    { depth: 1, userRate: still, userBurst: 3 },
    async (app) => {
      await app.ask('leicester', words);
      for (let count = 0; count < 5; count += 1) await app.ask('leicester', '{ eventCursor }', { as });
    },
    { metrics },
  );
  const lines = (await metrics.registry.metrics())
    .split('\n')
    .filter((line) => line.startsWith('concord_refusals'));
  expect(lines.sort()).toEqual([
    'concord_refusals_total{limit="DEPTH"} 1',
    'concord_refusals_total{limit="RATE_PER_USER"} 2',
  ]);
});
