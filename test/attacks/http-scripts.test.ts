import { deflateSync, gzipSync, brotliCompressSync } from 'node:zlib';
import { sendRaw, type RawRequest } from '../graphql/raw-request.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { RawSocket, requestText, sendBytes } from './raw-socket.js';

const words = '{ partnership { slug } }';
const body = JSON.stringify({ query: words });
const path = '/leicester/graphql';
const pageOrStack = /<!doctype|<html|<pre|\n? {4}at |node_modules|\.[jt]s:\d/i;

describe('a request that is not what a client sends', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  /** Sends it and checks what holds of every answer: JSON, nothing of the inside, and nothing that is kept by others. */
  async function send(request: RawRequest) {
    const answer = await sendRaw(app.origin, { body, ...request });
    expect(answer.headers['content-type']).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
    expect(answer.text).not.toMatch(pageOrStack);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    if (answer.text.includes('"data":{')) expect(answer.headers['cache-control']).toBe('no-store');
    return answer;
  }

  /** The same for a connection that sends whatever bytes it likes. */
  async function sendWords(bytes: string | Buffer) {
    const answer = await sendBytes(app.origin, bytes);
    expect(answer.head + answer.body).not.toMatch(pageOrStack);
    expect(answer.head).not.toMatch(/content-type: text\/html/i);
    return answer;
  }

  const isServed = async () => {
    const { status, text } = await send({});
    expect([status, text.trim()]).toEqual([200, '{"data":{"partnership":{"slug":"leicester"}}}']);
  };

  afterEach(isServed);

  it.each([
    ['UTF-16', 'application/json; charset=utf-16', Buffer.from(body, 'utf16le')],
    ['UTF-16 of one order', 'application/json; charset=utf-16le', Buffer.from(body, 'utf16le')],
    ['UTF-32', 'application/json; charset=utf-32', Buffer.from(body)],
    ['UTF-7', 'application/json; charset=utf-7', Buffer.from(body.replaceAll('{', '+AHs-'))],
    ['ISO 8859-1', 'application/json; charset=iso-8859-1', Buffer.from(body)],
    ['two encodings', 'application/json; charset=utf-8; charset=utf-7', Buffer.from(body)],
    ['a list of types', 'text/plain, application/json', Buffer.from(body)],
    ['a GraphQL type of answers', 'application/graphql-response+json', Buffer.from(body)],
    ['another JSON', 'application/vnd.api+json', Buffer.from(body)],
    ['a JSON text in a page', 'text/html', Buffer.from(body)],
  ])('G10 is refused as %s', async (_what, type, bytes) => {
    const answer = await send({ headers: { 'content-type': type }, body: bytes });
    expect([answer.status, answer.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('G10 is refused where the body is in UTF-16 and says that it is in UTF-8', async () => {
    const answer = await send({ body: Buffer.from(body, 'utf16le') });
    expect([answer.status, answer.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY', 'PURGE'])(
    'G11 is refused by %s, whatever it carries and whoever sends it',
    async (method) => {
      const target = `${path}?query=${encodeURIComponent(words)}`;
      for (const headers of [{}, { origin: 'https://evil.example' }, { 'x-http-method-override': 'POST' }]) {
        const length = { 'content-length': Buffer.byteLength(body) };
        const answer = await send({ method, path: target, headers: { ...length, ...headers } });
        expect([method, answer.status, answer.code]).toEqual([method, 405, 'METHOD_NOT_ALLOWED']);
        expect(answer.headers['allow']).toBe('POST');
      }
    },
  );

  it('G11 is not opened by a query or a token in the address', async () => {
    const target = `${path}?query=${encodeURIComponent('{ viewer { name } }')}&access_token=x`;
    const answer = await send({ path: target });
    expect(answer.text.trim()).toBe('{"data":{"partnership":{"slug":"leicester"}}}');
  });

  const bomb = Buffer.alloc(48 * 1_024 * 1_024, 0x20);

  it.each([
    ['gzip', gzipSync(bomb, { level: 9 })],
    ['deflate', deflateSync(bomb, { level: 9 })],
    ['br', brotliCompressSync(bomb)],
    ['gzip, gzip', gzipSync(gzipSync(bomb))],
  ])('G12 is refused unopened when it is packed as %s', async (encoding, bytes) => {
    expect(bytes.length).toBeLessThan(64 * 1_024);
    const answer = await send({ headers: { 'content-encoding': encoding }, body: bytes });
    expect([answer.status, answer.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('G12 is refused as too large also when it does not say how long it is', async () => {
    const [head, tail] = [`{"query":"${words} #`, '"}'];
    const ofSize = (bytes: number) => `${head}${'x'.repeat(bytes - head.length - tail.length)}${tail}`;
    const headers = { 'transfer-encoding': 'chunked' };
    const answer = await send({ headers, body: ofSize(65_537) });
    expect([answer.status, answer.code, answer.limit]).toEqual([413, 'REQUEST_TOO_LARGE', 'BODY']);
    expect((await send({ headers, body: ofSize(65_536) })).status).toBe(200);
  });

  it.each([
    ['of another site', 'https://evil.example'],
    ['of a page without one', 'null'],
    ['that begins like ours', 'http://localhost.evil.example'],
    ['of another port of this machine', 'http://localhost:1'],
    ['that is no origin', 'nonsense'],
    ['that is empty', ''],
  ])('T20 is refused with an Origin %s, before anything of it is read', async (_what, origin) => {
    for (const type of [
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ]) {
      const answer = await send({ headers: { origin, 'content-type': type, cookie: 'a=b' } });
      expect([origin, type, answer.status, answer.code]).toEqual([origin, type, 403, 'ORIGIN_NOT_ALLOWED']);
    }
  });

  it('T20 is answered with our own Origin and with none', async () => {
    expect((await send({ headers: { origin: app.origin } })).status).toBe(200);
    expect((await send({})).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'T20 is refused as a page could send it without asking first: %j',
    async (type) => {
      const answer = await send({ headers: { 'content-type': type, 'sec-fetch-site': 'cross-site' } });
      expect([answer.status, answer.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    },
  );

  it.each([
    ['a list of queries', `[${body},${body}]`],
    ['a list of no query', '[]'],
    ['half a query', body.slice(0, 20)],
    ['two queries one after the other', body + body],
    ['a query that is a list', JSON.stringify({ query: [words] })],
    ['a query that is an object', JSON.stringify({ query: { toString: words } })],
    ['variables that are a text', JSON.stringify({ query: words, variables: '{}' })],
    ['variables that are a list', JSON.stringify({ query: words, variables: [{}] })],
    ['an operation name that is a list', JSON.stringify({ query: words, operationName: [] })],
    ['extensions that are a text', JSON.stringify({ query: words, extensions: '{}' })],
    ['a byte order mark and nothing else', '\uFEFF'],
    ['bytes that are not UTF-8', '{"query":"\xff"'],
  ])('G7 G13 is refused as %s', async (_what, text) => {
    const answer = await send({ body: text });
    expect([answer.status, answer.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('G13 names no persisted query', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const answer = await send({ body: JSON.stringify({ extensions }) });
    expect(answer.status).toBe(400);
  });

  it('G13 takes no value of a variable from a prototype', async () => {
    const first = 'query ($NAME: Int!) { cases(first: $NAME) { pageInfo { hasNextPage } } }';
    const token = `Bearer ${await app.token('priya.coordinator')}`;
    for (const [name, variables] of [
      ['first', '{"__proto__":{"first":5}}'],
      ['first', '{"constructor":{"prototype":{"first":5}}}'],
      ['constructor', '{}'],
      ['toString', '{}'],
      ['__proto__', '{}'],
    ] as const) {
      const query = JSON.stringify(first.replaceAll('NAME', name));
      const text = `{"query":${query},"variables":${variables},"extensions":{"__proto__":{"first":5}}}`;
      const answer = await send({ body: text, headers: { authorization: token } });
      expect([name, variables, answer.status, answer.code]).toEqual([name, variables, 400, 'BAD_USER_INPUT']);
    }
    expect('first' in {}).toBe(false);
  });

  it('G13 answers under any alias that GraphQL allows, also one that objects know', async () => {
    for (const alias of ['constructor', 'hasOwnProperty', 'toString', 'then', 'toJSON']) {
      const answer = await send({ body: JSON.stringify({ query: `{ partnership { ${alias}: slug } }` }) });
      expect([alias, answer.status]).toEqual([alias, 200]);
      expect([alias, answer.text.trim()]).toEqual([
        alias,
        `{"data":{"partnership":{"${alias}":"leicester"}}}`,
      ]);
    }
  });

  it('G13 pollutes nothing by an alias that stands for the prototype', async () => {
    const query = '{ __proto__: partnership { polluted: slug __proto__: slug } partnership { slug } }';
    const answer = await send({ body: JSON.stringify({ query }) });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"partnership":{"slug":"leicester"}');
    expect('polluted' in {}).toBe(false);
  });

  it.each([
    ['/leicester/graphql?'],
    ['/leicester/graphql#fragment'],
    ['/leicester/graphql/'],
    ['/leicester/GRAPHQL'],
    ['/Leicester/graphql'],
    ['/LEICESTER/graphql'],
    ['//leicester/graphql'],
    ['/leicester//graphql'],
    ['/./leicester/graphql'],
    ['/north-yorkshire/../leicester/graphql'],
    ['/north-yorkshire/%2e%2e/leicester/graphql'],
    ['/north-yorkshire%2f..%2fleicester/graphql'],
    ['/north-yorkshire%2fgraphql/../../leicester/graphql'],
    ['/leicester%2fgraphql'],
    ['/leicester%00/graphql'],
    ['/leicester%20/graphql'],
    ['/leicester;north-yorkshire/graphql'],
    ['/leicester\\graphql'],
    ['/leicester/graphql%3f'],
    ['/leicester/graphql.json'],
    ['/%6c%65icester/graphql'],
    ['/__proto__/graphql'],
    ['/constructor/graphql'],
    ['leicester/graphql'],
    ['*'],
    ['http://evil.example/leicester/graphql'],
    ['https://evil.example:1/north-yorkshire/graphql'],
  ])('T1 at %s is answered by the partnership that the address names, or by none', async (target) => {
    const query = JSON.stringify({ query: '{ partnership { slug } viewer { name } }' });
    const headers = [`Authorization: Bearer ${await app.token('priya.coordinator')}`];
    const { status, body: text } = await sendWords(requestText(target, { headers, body: query }));
    // Of no address may a member of Leicester read another partnership.
    expect(text).not.toContain('"north-yorkshire"');
    if (status === 200) expect(text).toContain('"slug":"leicester"');
    else expect([400, 404]).toContain(status);
  });

  it.each([
    ['of another site', ['Host: evil.example']],
    ['that is no host', ['Host: a b<script>']],
    ['twice', ['Host: localhost', 'Host: evil.example']],
    [
      'of another site behind a proxy that there is not',
      ['X-Forwarded-Host: evil.example', 'Forwarded: host=evil.example'],
    ],
    [
      'and an address that it is not sent to',
      ['X-Original-URL: /north-yorkshire/graphql', 'X-Rewrite-URL: /north-yorkshire/graphql'],
    ],
  ])('is answered the same or refused with a Host %s', async (_what, headers) => {
    const { status, head, body: text } = await sendWords(requestText(path, { headers, body }));
    expect([200, 400]).toContain(status);
    expect(head + text).not.toContain('evil.example');
    if (status === 200) expect(text).toContain('"slug":"leicester"');
  });

  const chunks = `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`;

  it.each([
    ['two lengths', ['Content-Length: 5', `Content-Length: ${String(body.length)}`], body],
    ['a length and chunks', [`Content-Length: ${String(body.length)}`, 'Transfer-Encoding: chunked'], chunks],
    ['chunks of a kind that there is not', ['Transfer-Encoding: xchunked'], chunks],
    ['chunks twice', ['Transfer-Encoding: chunked, chunked'], chunks],
    ['a negative length', ['Content-Length: -1'], body],
    ['a length that is no number', ['Content-Length: 0x10'], body],
    ['a line that is folded', ['X-Folded: a\r\n Content-Length: 0'], body],
    ['a NUL in a header', ['X-Nul: a\u0000b'], body],
    ['a header without a name', [': nothing'], body],
    ['more headers than it may have', [`X-Long: ${'x'.repeat(20_000)}`], body],
  ])('is refused with %s, and nothing is left over for the next request', async (_what, headers, text) => {
    const { status, body: told } = await sendWords(requestText(path, { headers, body: text }));
    expect([400, 413, 431]).toContain(status);
    expect(told).not.toContain('"data":{');
  });

  it.each([
    ['nothing that HTTP knows', '\u0016\u0003\u0001\u0002'],
    ['no version', 'POST /leicester/graphql\r\n\r\n'],
    ['a method of its own', 'HACK / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['two megabytes on one line', 'A'.repeat(2_000_000)],
  ])('is refused when it is %s', async (_what, bytes) => {
    const { status, body: told } = await sendWords(bytes);
    expect(status).toBeLessThan(500);
    expect(told).not.toContain('"data":{');
  });

  it('G11 is answered without a document by HEAD, TRACE and CONNECT', async () => {
    for (const method of ['HEAD', 'TRACE']) {
      const { status, body: text } = await sendWords(
        requestText(path, { method, headers: ['Cookie: secret=1'] }),
      );
      expect([method, status]).toEqual([method, 405]);
      expect(text).not.toContain('secret=1');
    }
    const tunnel = await sendWords('CONNECT evil.example:80 HTTP/1.1\r\nHost: evil.example\r\n\r\n');
    expect(tunnel.status).toBe(0);
  });

  it('G15 keeps nobody waiting for clients that never finish their headers or bodies, and cuts them off', async () => {
    const opened = await Promise.all(Array.from({ length: 100 }, () => RawSocket.open(app.origin)));
    const head = requestText(path, { headers: ['Content-Length: 60000'] });
    for (const [index, socket] of opened.entries())
      socket.write(index % 2 === 0 ? head.slice(0, 40) : `${head}{"query":"`);
    const ended = Promise.all(opened.map((socket) => socket.response()));
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 10 }, isServed));
      for (const socket of opened) socket.write('x');
    }
    // Node tells the half of them that it is over; the server ends the others as it pleases.
    for (const { status, body: told } of await ended) {
      expect([0, 400, 408]).toContain(status);
      expect(told).not.toContain('"data"');
    }
  });
});
