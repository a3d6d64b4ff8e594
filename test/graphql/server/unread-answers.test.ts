import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { CasePlayer, type PlayedCase } from '../../live/case-player.js';
import { eventually, soon } from '../../live/live-client.js';
import { adminSql } from '../../support/case-record.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

const as = 'priya.coordinator';
const quick = '{ partnership { slug } }';
/** The longest answer that a document may ask for here: more than the network holds between two processes. */
const incidents = 3;
const copies = 15;
const textBytes = 1_000_000;
const large = `query ($id: ID!) { case(id: $id) { incidents { ${Array.from({ length: copies }, (_, index) => `a${String(index)}: description`).join(' ')} } } }`;

describe('an answer that its client does not read', () => {
  let app: TestApp;
  let played: PlayedCase;

  beforeAll(async () => {
    app = await startTestApp({ limits: { operationsPerUser: 1 } });
    played = await (await CasePlayer.of(app, 'leicester')).apply();
    await adminSql(app, `update concord.case_incidents set description = repeat('x', ${String(textBytes)})`);
  });
  afterAll(() => app.stop());

  /** Asks for the large answer and waits until it begins to come; little of it is read. */
  async function askWithoutReading(): Promise<Socket> {
    const { hostname, port } = new URL(app.origin);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const body = JSON.stringify({ query: large, variables: { id: played.id } });
    const head = [
      'POST /leicester/graphql HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      `Authorization: Bearer ${await app.token(as)}`,
      'Connection: close',
    ];
    socket.write([...head, '', body].join('\r\n'));
    await soon('the first bytes', once(socket, 'readable'));
    return socket;
  }

  /** Reads what there is to its end: how much came of how much that was announced. */
  async function readAll(socket: Socket): Promise<{ came: number; announced: number }> {
    let bytes = 0;
    let head = '';
    socket.on('data', (part: Buffer) => {
      if (bytes < 4_096) head += part.toString('latin1');
      bytes += part.byteLength;
    });
    const ended = once(socket, 'close');
    socket.resume();
    await soon('the end of the connection', ended);
    const headBytes = head.indexOf('\r\n\r\n') + 4;
    return { came: bytes - headBytes, announced: Number(/content-length: (\d+)/i.exec(head)?.[1]) };
  }

  const statusNow = async () => (await app.ask('leicester', quick, { as })).status;

  const untilFree = () =>
    eventually('the free place', async () => {
      await pause(100);
      return (await statusNow()) === 200;
    });

  it('ends after ten seconds: the connection is destroyed, and the place of the operation is free', async () => {
    const socket = await askWithoutReading();
    expect(await statusNow()).toBe(429);
    await untilFree();
    const { came, announced } = await readAll(socket);
    expect(announced).toBeGreaterThan(incidents * copies * textBytes);
    expect(came).toBeLessThan(announced);
  }, 90_000);

  // The control: neither the length of the answer nor a pause ends it.
  it('comes whole when the client reads after all, and the place is free then', async () => {
    const socket = await askWithoutReading();
    expect(await statusNow()).toBe(429);
    const { came, announced } = await readAll(socket);
    expect(announced).toBeGreaterThan(incidents * copies * textBytes);
    expect(came).toBe(announced);
    await untilFree();
  }, 90_000);
});
