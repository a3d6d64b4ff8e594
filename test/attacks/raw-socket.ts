import { connect, type Socket } from 'node:net';
import { soon } from '../live/live-client.js';

/** What came back over a connection, as text, until the server closed it. */
export interface RawResponse {
  /** 0 where the server closed without a word. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** A TCP connection to the server on which nothing is sent but what a test writes. */
export class RawSocket {
  #received = '';
  readonly ended: Promise<void>;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (part: Buffer) => (this.#received += part.toString('latin1')));
    // A server may reset what it does not read to its end.
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      socket.once('close', () => {
        resolve();
      });
    });
  }

  static async open(origin: string): Promise<RawSocket> {
    const { hostname, port } = new URL(origin);
    const socket = connect({ host: hostname, port: Number(port) });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new RawSocket(socket);
  }

  write(bytes: string | Buffer): void {
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  }

  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  cut(): void {
    this.socket.destroy();
  }

  /** Waits until the server has closed, and reads what it said before. */
  async response(): Promise<RawResponse> {
    await soon('the end of a connection', this.ended);
    const [head = '', ...rest] = this.#received.split('\r\n\r\n');
    return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
  }
}

/** Sends these bytes on a connection of their own and reads the answer to its end. */
export async function sendBytes(origin: string, bytes: string | Buffer): Promise<RawResponse> {
  const socket = await RawSocket.open(origin);
  socket.write(bytes);
  return socket.response();
}

/** A whole request that asks the server to close afterwards. */
export function requestText(
  target: string,
  {
    method = 'POST',
    headers = [],
    body = '',
  }: { method?: string; headers?: readonly string[]; body?: string } = {},
): string {
  const given = headers.join('\n').toLowerCase();
  const usual = [
    ['host', 'Host: localhost'],
    ['content-type', 'Content-Type: application/json'],
    ['content-length', `Content-Length: ${String(Buffer.byteLength(body))}`],
    ['connection', 'Connection: close'],
  ].flatMap(([name = '', line]) => (new RegExp(`^${name}:`, 'm').test(given) ? [] : [line]));
  return [`${method} ${target} HTTP/1.1`, ...usual, ...headers, '', body].join('\r\n');
}
