import { gzipSync } from 'node:zlib';
import { AnswersSeen } from '../access/answers-seen.js';
import { adminSql } from '../support/case-record.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { sendRaw, type RawRequest } from './raw-request.js';

const words = '{ partnership { slug } }';
const limitBytes = 64 * 1_024;

/** A valid request of exactly so many bytes. */
function bodyOf(bytes: number): string {
  const [head, tail] = [`{"query":"${words} #`, '"}'];
  return head + 'x'.repeat(bytes - head.length - tail.length) + tail;
}

const json = (value: unknown) => JSON.stringify(value);
const ask = (query: string, more: object = {}) => json({ query, ...more });

describe('the HTTP entrance', () => {
  let app: TestApp;
  const seen = new AnswersSeen();

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  async function send(given: RawRequest) {
    const answer = await sendRaw(app.origin, given);
    const contentType = String(answer.headers['content-type'] ?? '');
    seen.answers.push({ url: '/leicester/graphql', status: answer.status, contentType, text: answer.text });
    expect(contentType).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
    return answer;
  }

  it('answers a plain request, and tells nobody to keep the answer', async () => {
    const answer = await send({ body: ask(words) });
    expect(answer.status).toBe(200);
    expect(answer.text.trim()).toBe('{"data":{"partnership":{"slug":"leicester"}}}');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['concord-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('parses documents of up to 1,000 tokens and refuses longer ones', async () => {
    // Each operation is eight tokens.
    const operations = (count: number) =>
      ask(Array.from({ length: count }, (_, index) => `query q${String(index)} ${words}`).join(' '), {
        operationName: 'q0',
      });
    expect((await send({ body: operations(125) })).status).toBe(200);
    const refused = await send({ body: operations(126) });
    expect([refused.status, refused.code, refused.limit]).toEqual([400, 'LIMIT_EXCEEDED', 'TOKENS']);
  });

  it.each<[string, RawRequest, number, string]>([
    ['broken JSON', { body: '{"query": "{ partnership' }, 400, 'BAD_REQUEST'],
    ['a JSON text', { body: '"{ partnership { slug } }"' }, 400, 'BAD_REQUEST'],
    ['a JSON null', { body: 'null' }, 400, 'BAD_REQUEST'],
    ['an empty body', { body: '' }, 400, 'BAD_REQUEST'],
    ['an empty object', { body: '{}' }, 400, 'BAD_REQUEST'],
    ['an array batch', { body: `[${ask(words)},${ask(words)}]` }, 400, 'BAD_REQUEST'],
    ['an array batch of one', { body: `[${ask(words)}]` }, 400, 'BAD_REQUEST'],
    ['an empty batch', { body: '[]' }, 400, 'BAD_REQUEST'],
    ['a query that is a list', { body: json({ query: [words] }) }, 400, 'BAD_REQUEST'],
    [
      'a query that is a parsed document',
      { body: json({ query: { kind: 'Document' } }) },
      400,
      'BAD_REQUEST',
    ],
    ['a query that is a number', { body: json({ query: 1 }) }, 400, 'BAD_REQUEST'],
    ['an empty query', { body: ask('') }, 400, 'BAD_REQUEST'],
    ['variables that are a text', { body: ask(words, { variables: '{"a":1}' }) }, 400, 'BAD_REQUEST'],
    ['variables that are a list', { body: ask(words, { variables: [1] }) }, 400, 'BAD_REQUEST'],
    ['an operation name that is a number', { body: ask(words, { operationName: 1 }) }, 400, 'BAD_REQUEST'],
    [
      'text/plain',
      { headers: { 'content-type': 'text/plain' }, body: ask(words) },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'a form',
      {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'query=%7Bpartnership%7Bslug%7D%7D',
      },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'multipart',
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'application/graphql',
      { headers: { 'content-type': 'application/graphql' }, body: words },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'a type that only begins like JSON',
      { headers: { 'content-type': 'application/jsonp' }, body: ask(words) },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['no type', { headers: { 'content-type': [] }, body: ask(words) }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'UTF-7',
      { headers: { 'content-type': 'application/json; charset=utf-7' }, body: ask(words) },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'gzip',
      { headers: { 'content-encoding': 'gzip' }, body: gzipSync(ask(words)) },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['one byte too many', { body: bodyOf(limitBytes + 1) }, 413, 'REQUEST_TOO_LARGE'],
    [
      'a length that is announced too large',
      { headers: { 'content-length': limitBytes + 1 }, body: bodyOf(limitBytes + 1) },
      413,
      'REQUEST_TOO_LARGE',
    ],
    [
      'GET',
      { method: 'GET', path: `/leicester/graphql?query=${encodeURIComponent(words)}` },
      405,
      'METHOD_NOT_ALLOWED',
    ],
    ['GET of a program', { method: 'GET', headers: { accept: '*/*' } }, 405, 'METHOD_NOT_ALLOWED'],
    ['PUT', { method: 'PUT', body: ask(words) }, 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
    [
      'OPTIONS',
      { method: 'OPTIONS', headers: { origin: 'https://evil.example' } },
      405,
      'METHOD_NOT_ALLOWED',
    ],
    [
      'an address that cannot be decoded',
      { path: '/%E0%A4%A/graphql', body: ask(words) },
      400,
      'BAD_REQUEST',
    ],
    ['an address where nothing is', { path: '/leicester/rest', body: ask(words) }, 404, 'NOT_FOUND'],
    ['an address below', { path: '/leicester/graphql/more', body: ask(words) }, 404, 'NOT_FOUND'],
  ])('refuses %s', async (_, given, status, code) => {
    const answer = await send(given);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.text).not.toMatch(/"data":\{/);
    if (status === 405) expect(answer.headers['allow']).toBe('POST');
  });

  it('takes a body of exactly the largest size', async () => {
    expect(Buffer.byteLength(bodyOf(limitBytes))).toBe(limitBytes);
    expect((await send({ body: bodyOf(limitBytes) })).status).toBe(200);
  });

  it('answers HEAD and TRACE without a document', async () => {
    for (const method of ['HEAD', 'TRACE']) {
      const answer = await sendRaw(app.origin, { method });
      expect([method, answer.status]).toEqual([method, 405]);
    }
  });

  it.each<[string, string, number, string, string | undefined]>([
    ['nothing that parses', ask('{ partnership {'), 400, 'GRAPHQL_PARSE_FAILED', undefined],
    ['a NUL in the document', ask('{ partnership\u0000 { slug } }'), 400, 'GRAPHQL_PARSE_FAILED', undefined],
    [
      'a field that does not exist',
      ask('{ partnerships { slug } }'),
      400,
      'GRAPHQL_VALIDATION_FAILED',
      undefined,
    ],
    [
      'no operation',
      ask('fragment f on Query { partnership { slug } }'),
      400,
      'GRAPHQL_VALIDATION_FAILED',
      undefined,
    ],
    [
      'two operations and no name',
      ask(`query a ${words} query b ${words}`),
      400,
      'OPERATION_RESOLUTION_FAILURE',
      undefined,
    ],
    [
      'a name that no operation has',
      ask(`query a ${words}`, { operationName: 'c' }),
      400,
      'OPERATION_RESOLUTION_FAILURE',
      undefined,
    ],
    [
      'an operation named like a property',
      ask(`query a ${words}`, { operationName: '__proto__' }),
      400,
      'OPERATION_RESOLUTION_FAILURE',
      undefined,
    ],
    [
      'an input field that does not exist',
      ask('mutation ($input: CaseVersionInput!) { acknowledgeApplication(input: $input) { __typename } }', {
        variables: { input: { caseId: 'x', version: 1, tenantId: 'x' } },
      }),
      400,
      'BAD_USER_INPUT',
      undefined,
    ],
    [
      'a variable that is missing',
      ask('query ($first: Int!) { cases(first: $first) { nodes { id } } }'),
      400,
      'BAD_USER_INPUT',
      undefined,
    ],
    [
      'a mutation with two root fields',
      ask(
        'mutation { a: acknowledgeApplication(input: { caseId: "x", version: 1 }) { __typename } b: acknowledgeApplication(input: { caseId: "x", version: 1 }) { __typename } }',
      ),
      400,
      'OPERATION_NOT_ALLOWED',
      'MUTATION_FIELDS',
    ],
    [
      'a mutation whose fields stand in a fragment',
      ask(
        'mutation { ...f } fragment f on Mutation { acknowledgeApplication(input: { caseId: "x", version: 1 }) { __typename } }',
      ),
      400,
      'OPERATION_NOT_ALLOWED',
      'MUTATION_FIELDS',
    ],
    [
      'a subscription',
      ask('subscription { caseEvents { __typename } }'),
      400,
      'OPERATION_NOT_ALLOWED',
      undefined,
    ],
  ])('refuses a document with %s', async (_, body, status, code, limit) => {
    const answer = await send({ body });
    expect([answer.status, answer.code, answer.limit]).toEqual([status, code, limit]);
    expect(answer.text).toContain('correlationId');
  });

  it('runs the named one of several operations', async () => {
    const answer = await send({
      body: ask(`query a { __typename } query b ${words}`, { operationName: 'b' }),
    });
    expect(answer.text).toContain('"slug":"leicester"');
  });

  it('takes the last of two equal keys, and nothing from a prototype', async () => {
    const twice = await send({ body: `{"query":"{ viewer { name } }","query":${json(words)}}` });
    expect(twice.status).toBe(200);
    const polluted = await send({
      body: `{"__proto__":{"operationName":"x"},"constructor":{"prototype":{"polluted":1}},"query":${json(words)}}`,
    });
    expect(polluted.status).toBe(200);
    expect('polluted' in {}).toBe(false);
  });

  it('does not take deeply nested JSON for a fault of its own', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const answer = await send({ body: `{"query":${json(words)},"variables":{"a":${deep}}}` });
    expect(answer.status).toBeLessThan(500);
  });

  it('hides a fault: the caller gets a correlation id, and nothing of what broke', async () => {
    await adminSql(app, 'alter table concord.agencies rename to agencies_away');
    const answer = await send({ body: ask('{ partnership { slug agencies { slug } } }') });
    await adminSql(app, 'alter table concord.agencies_away rename to agencies');
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.text)).toMatchObject({
      errors: [
        {
          message: 'Something went wrong on our side. It was recorded under the correlation id.',
          extensions: { code: 'INTERNAL', correlationId: answer.headers['concord-correlation-id'] },
        },
      ],
    });
    expect((await send({ body: ask(words) })).status).toBe(200);
  });

  it('has answered no page, stack, SQL or table name', () => {
    expect(seen.answers.length).toBeGreaterThan(50);
    expect(seen.listSlips(['agencies_away', 'case_people', 'client_keys'])).toEqual([]);
  });
});
