import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { soon } from '../../live/live-client.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

/** A ping without an answer would end the socket too, later. */
const unpinged = { pingMs: 3_600_000 };

const upgrade = [
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

/** A client that opens a WebSocket, sends these bytes, and never answers to a close frame. */
class DeafClient {
  #received = '';
  readonly ended: Promise<unknown>;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (part: Buffer) => (this.#received += part.toString('latin1')));
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => socket.once('close', resolve));
  }

  /** Settles when the server has answered to the upgrade. */
  static async open(origin: string, bytes = ''): Promise<DeafClient> {
    const { hostname, port } = new URL(origin);
    const socket = connect({ host: hostname, port: Number(port) });
    const client = new DeafClient(socket);
    socket.write(upgrade);
    socket.write(Buffer.from(bytes, 'hex'));
    await soon('the answer to the upgrade', once(socket, 'data'));
    return client;
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.#received)?.[1]);
  }

  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  isToldToClose(code: number): boolean {
    return closeFrame(code).test(this.#received);
  }

  cut(): void {
    this.socket.destroy();
  }
}

/** A close frame of the server: its first byte, its length, its code. */
function closeFrame(code: number): RegExp {
  const inBytes = String.fromCharCode(code >> 8, code & 255);
  return new RegExp(`\\u0088[\\u0002-\\u007d]${inBytes}`, 'su');
}

/** A server of WebSockets as the package makes it, which closes each at once and then waits for its client. */
async function plainServer(): Promise<{ origin: string; stop(): void }> {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.close(4408, 'Connection initialisation timeout');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    stop: () => {
      for (const client of server.clients) client.terminate();
      server.close();
      http.close();
    },
  };
}

describe('a client that does not answer to the closing of its socket', () => {
  let app: TestApp;
  let plain: Awaited<ReturnType<typeof plainServer>>;

  beforeAll(async () => {
    plain = await plainServer();
    app = await startTestApp({
      live: unpinged,
      limits: { signInWithinMs: 100, socketsAwaitingPerAddress: 1 },
    });
  });
  afterAll(async () => {
    plain.stop();
    await app.stop();
  });

  it.each([
    ['after it did not sign in', '', 4408],
    ['after it sent what is no message of the protocol', '8186000000007b22616200007d', 4400],
    ['after it broke the protocol of WebSockets', '81026869', 1002],
  ])('is cut off, %s, while a server without that waits on', async (_, bytes, code) => {
    const waiting = await DeafClient.open(plain.origin);
    const cut = await DeafClient.open(app.origin, bytes);
    await soon('the cut', cut.ended);
    // The control: the same client, closed before and without a limit to the wait.
    expect(waiting.isOpen).toBe(true);
    expect([waiting.status, waiting.isToldToClose(4408)]).toEqual([101, true]);
    expect([cut.status, cut.isToldToClose(code)]).toEqual([101, true]);
    waiting.cut();
  });

  it('keeps its place among those who have yet to sign in until then, and no longer', async () => {
    const first = await DeafClient.open(app.origin);
    expect((await DeafClient.open(app.origin)).status).toBe(429);
    await soon('the cut', first.ended);
    const third = await DeafClient.open(app.origin);
    expect(third.status).toBe(101);
    await soon('the cut', third.ended);
  });

  it('does not keep the server from stopping', async () => {
    const other = await startTestApp({ live: unpinged, limits: { signInWithinMs: 3_600_000 } });
    const deaf = await DeafClient.open(other.origin);
    await soon('the stop', other.stop());
    await soon('the cut', deaf.ended);
    expect([deaf.status, deaf.isToldToClose(1001)]).toEqual([101, true]);
  });
});
