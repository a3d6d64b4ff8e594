import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { createMetrics } from '#platform/metrics.js';
import { addressOf, caseEvents, eventually, LiveSocket } from '../live/live-client.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { coordinator } from './attack.js';
import { RawSocket } from './raw-socket.js';

const ping = { type: 'ping' } as const;

describe('a WebSocket', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const open = (partnership = 'leicester') => LiveSocket.open(addressOf(app, partnership));

  async function signedIn(as = coordinator, partnership = 'leicester'): Promise<LiveSocket> {
    const socket = await open(partnership);
    await socket.signIn(await app.token(as));
    return socket;
  }

  const isServed = async () => {
    const { status } = await app.ask('leicester', '{ partnership { slug } }');
    expect(status).toBe(200);
  };

  it('W8 carries fifty messages in ten seconds and is closed at the next one', async () => {
    const socket = await signedIn();
    // Signing in was the first.
    for (let message = 2; message <= 50; message += 1) {
      socket.send(ping);
      expect(await socket.next()).toEqual({ type: 'pong' });
    }
    socket.send(ping);
    expect(await socket.closing()).toEqual({ code: 4429, reason: 'Too many messages' });
    await isServed();
  });

  it('W8 is closed at its pace whatever the messages are, also before anybody signed in', async () => {
    const socket = await open();
    for (let message = 0; message < 51; message += 1) socket.send(ping);
    for (;;) {
      const frame = await socket.next().catch((error: unknown) => String(error));
      if (typeof frame === 'string') {
        expect(frame).toContain('closed with 4429 Too many messages');
        break;
      }
      expect(frame).toEqual({ type: 'pong' });
    }
  });

  it('W9 is the fifth of its user at most; another user and another partnership count for themselves', async () => {
    const five: LiveSocket[] = [];
    for (let count = 0; count < 5; count += 1) five.push(await signedIn('anna.police'));
    const sixth = await open();
    sixth.send({
      type: 'connection_init',
      payload: { authorization: `Bearer ${await app.token('anna.police')}` },
    });
    expect(await sixth.closing()).toEqual({ code: 4429, reason: 'Too many sockets' });
    const others = [await signedIn(), await signedIn('anna.police', 'north-yorkshire')];
    // The five go on, and the place of one that goes is free again.
    for (const socket of five) {
      socket.send(ping);
      expect(await socket.next()).toEqual({ type: 'pong' });
    }
    await five[0]?.close();
    await eventually('the free place', async () => {
      const next = await open();
      next.send({
        type: 'connection_init',
        payload: { authorization: `Bearer ${await app.token('anna.police')}` },
      });
      const { type } = await next.next().catch(() => ({ type: 'closed' }));
      next.cut();
      return type === 'connection_ack';
    });
    for (const socket of [...five.slice(1), ...others]) await socket.close();
  });

  it('W6 is closed with 1009 to a message in pieces that are too large together', async () => {
    const socket = await raw();
    const piece = 'x'.repeat(8 * 1_024);
    socket.send(piece, { fin: false });
    socket.send(piece, { fin: false });
    socket.send('x', { fin: true });
    expect(await codeOf(socket)).toBe(1009);
  });

  it('W6 is never packed, though the client offers it', async () => {
    const socket = await raw({ perMessageDeflate: true });
    expect(socket.extensions).toBe('');
    socket.terminate();
  });

  it('W6 is closed to what breaks the protocol, and nobody else notices', async () => {
    const healthy = await signedIn();
    const head = [
      'GET /leicester/graphql HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${Buffer.alloc(16, 1).toString('base64')}`,
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      '',
      '',
    ].join('\r\n');
    // Not masked; a code that there is not; a length of 2^63; text that is not UTF-8.
    for (const frame of [
      '8102 6869',
      '8f80 00000000',
      '81ff 8000000000000000 00000000',
      '8181 00000000 ff',
    ]) {
      const socket = await RawSocket.open(app.origin);
      socket.write(head);
      socket.write(Buffer.from(frame.replaceAll(' ', ''), 'hex'));
      expect((await socket.response()).status).toBe(101);
    }
    healthy.send(ping);
    expect(await healthy.next()).toEqual({ type: 'pong' });
    await healthy.close();
  });

  it.each([
    ['another version', { 'Sec-WebSocket-Version': '7' }, [400, 426]],
    ['no key', { 'Sec-WebSocket-Key': '' }, [400]],
    ['another thing to become', { Upgrade: 'h2c' }, [400, 405]],
    ['two Origins', { Origin: 'http://localhost, https://evil.example' }, [403]],
    ['no subprotocol', { 'Sec-WebSocket-Protocol': '' }, [400]],
    ['the old subprotocol', { 'Sec-WebSocket-Protocol': 'graphql-ws' }, [400]],
    ['an evil Origin', { Origin: 'https://evil.example' }, [403]],
  ])('W2 W3 is not opened with %s', async (_what, changes, expected) => {
    const socket = await RawSocket.open(app.origin);
    const headers = {
      Host: 'localhost',
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': Buffer.alloc(16, 1).toString('base64'),
      'Sec-WebSocket-Protocol': 'graphql-transport-ws',
      ...changes,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(['GET /leicester/graphql HTTP/1.1', ...lines, '', ''].join('\r\n'));
    const { status } = await socket.response();
    expect(expected).toContain(status);
    await isServed();
  });

  it('W1 runs nothing for a message of another kind than the protocol has', async () => {
    for (const frame of [
      { id: '1', type: 'start', payload: { query: caseEvents } },
      { id: '1', type: 'next', payload: {} },
      { id: '', type: 'subscribe', payload: { query: caseEvents } },
      { id: '1', type: 'subscribe', payload: { query: [caseEvents] } },
      { id: '1', type: 'subscribe', payload: { query: caseEvents, variables: 'x' } },
      { id: '1', type: 'subscribe', payload: { query: caseEvents, operationName: {} } },
      {
        id: '1',
        type: 'subscribe',
        payload: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
      },
    ]) {
      const socket = await signedIn();
      socket.send(JSON.stringify(frame));
      expect((await socket.closing()).code).toBeGreaterThanOrEqual(4400);
    }
  });

  it('W8 answers ten thousand pings of the protocol itself without keeping others waiting', async () => {
    const socket = await raw();
    let pongs = 0;
    socket.on('pong', () => (pongs += 1));
    for (let count = 0; count < 10_000; count += 1) socket.ping();
    await isServed();
    await eventually('the pongs', () => pongs > 0 || socket.readyState !== socket.OPEN);
    socket.terminate();
    await isServed();
  });

  async function raw(options: object = {}): Promise<WebSocket> {
    const socket = new WebSocket(addressOf(app, 'leicester'), 'graphql-transport-ws', options);
    await once(socket, 'open');
    return socket;
  }
});

async function codeOf(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

describe('a server that bears few sockets', () => {
  let app: TestApp;

  afterEach(() => app.stop());

  it('W9 refuses those over the number of a partnership, and no other partnership notices', async () => {
    app = await startTestApp({ limits: { socketsPerPartnership: 3 } });
    const people = ['priya.coordinator', 'helen.chair', 'dev.council'];
    const open: LiveSocket[] = [];
    for (const as of people) {
      const socket = await LiveSocket.open(addressOf(app, 'leicester'));
      await socket.signIn(await app.token(as));
      open.push(socket);
    }
    const fourth = await LiveSocket.open(addressOf(app, 'leicester'));
    fourth.send({
      type: 'connection_init',
      payload: { authorization: `Bearer ${await app.token('anna.police')}` },
    });
    expect(await fourth.closing()).toEqual({ code: 4429, reason: 'Too many sockets' });
    const elsewhere = await LiveSocket.open(addressOf(app, 'north-yorkshire'));
    await elsewhere.signIn(await app.token('ruth.coordinator'));
    for (const socket of [...open, elsewhere]) await socket.close();
  });

  it('W9 refuses those over the number of the process before they open, and HTTP goes on', async () => {
    app = await startTestApp({ limits: { socketsPerProcess: 2 } });
    const two = [
      await LiveSocket.open(addressOf(app, 'leicester')),
      await LiveSocket.open(addressOf(app, 'leicester')),
    ];
    await expect(LiveSocket.open(addressOf(app, 'north-yorkshire'))).rejects.toThrow('refused with 503');
    expect((await app.ask('leicester', '{ partnership { slug } }')).status).toBe(200);
    for (const socket of two) socket.cut();
  });

  it('W9 refuses those of an address on which too many have not signed in yet', async () => {
    app = await startTestApp({ limits: { socketsAwaitingPerAddress: 2 } });
    const first = await LiveSocket.open(addressOf(app, 'leicester'));
    const second = await LiveSocket.open(addressOf(app, 'leicester'));
    await expect(LiveSocket.open(addressOf(app, 'leicester'))).rejects.toThrow('refused with 429');
    await first.signIn(await app.token(coordinator));
    const third = await LiveSocket.open(addressOf(app, 'leicester'));
    await expect(LiveSocket.open(addressOf(app, 'leicester'))).rejects.toThrow('refused with 429');
    for (const socket of [first, second, third]) socket.cut();
  });

  it('W5 closes those on which nobody signs in after the time that is set', async () => {
    app = await startTestApp({ limits: { signInWithinMs: 50 } });
    const socket = await LiveSocket.open(addressOf(app, 'leicester'));
    expect(await socket.closing()).toMatchObject({ code: 4408 });
  });

  it('W7 carries as many subscriptions on a socket as is set', async () => {
    app = await startTestApp({ limits: { subscriptionsPerSocket: 2 } });
    const socket = await LiveSocket.open(addressOf(app, 'leicester'));
    await socket.signIn(await app.token(coordinator));
    for (const id of ['1', '2']) {
      socket.subscribe(id, caseEvents);
      expect((await socket.next()).type).toBe('next');
    }
    socket.subscribe('3', caseEvents);
    expect(await socket.next()).toMatchObject({
      id: '3',
      type: 'error',
      payload: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'SUBSCRIPTIONS_PER_SOCKET' } }],
    });
    await socket.close();
  });

  /** Sends all that is sent meanwhile in one piece, so that the server reads it in one. */
  async function inOnePiece(send: (socket: LiveSocket) => void): Promise<LiveSocket> {
    const { hostname, port } = new URL(app.origin);
    const connection = connect({ host: hostname, port: Number(port) });
    const socket = await LiveSocket.open(addressOf(app, 'leicester'), { createConnection: () => connection });
    await socket.signIn(await app.token(coordinator));
    connection.cork();
    send(socket);
    connection.uncork();
    return socket;
  }

  it('W7 carries no more when they are completed before they have begun', async () => {
    const metrics = createMetrics({ processMetrics: false });
    app = await startTestApp({ metrics, limits: { subscriptionsPerSocket: 2 } });
    const socket = await inOnePiece((sending) => {
      for (let count = 0; count < 20; count += 1) {
        sending.subscribe('1', caseEvents);
        sending.send({ id: '1', type: 'complete' });
      }
    });
    await eventually('eighteen refusals', async () => (await sumOf(metrics.refusals)) === 18);
    expect(await sumOf(metrics.openSubscriptions)).toBeLessThanOrEqual(2);
    await socket.close();
    await eventually('the end of all', async () => (await sumOf(metrics.openSubscriptions)) === 0);
  });

  it('W7 leaves none behind of which the protocol has lost sight', async () => {
    const metrics = createMetrics({ processMetrics: false });
    app = await startTestApp({ metrics });
    const socket = await inOnePiece((sending) => {
      sending.subscribe('1', caseEvents);
      sending.send({ id: '1', type: 'complete' });
      sending.subscribe('1', caseEvents);
    });
    await eventually('both of one id', async () => (await sumOf(metrics.openSubscriptions)) === 2);
    for (let count = 0; count < 2; count += 1) expect((await socket.next()).type).toBe('next');
    await socket.close();
    await eventually('the end of both', async () => (await sumOf(metrics.openSubscriptions)) === 0);
  });

  it('W7 has a place for the next one as soon as one is completed', async () => {
    app = await startTestApp({ limits: { subscriptionsPerSocket: 1 } });
    const socket = await inOnePiece((sending) => {
      sending.subscribe('1', caseEvents);
    });
    for (let id = 1; id < 10; id += 1) {
      expect(await socket.next()).toMatchObject({ id: String(id), type: 'next' });
      socket.send({ id: String(id), type: 'complete' });
      socket.subscribe(String(id + 1), caseEvents);
    }
    await socket.close();
  });
});

async function sumOf(metric: { get(): Promise<{ values: { value: number }[] }> }): Promise<number> {
  const { values } = await metric.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}
