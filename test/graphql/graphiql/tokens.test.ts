import { actor } from '../../support/journey.js';
import { post, startTestApp, type TestApp } from '../../support/running-app.js';
import { sendRaw, type RawRequest } from '../raw-request.js';

describe('the tokens of GraphiQL', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const body = JSON.stringify({ person: 'priya.coordinator' });
  const ask = ({ path = '/leicester/graphiql/token', headers, ...more }: RawRequest = {}) =>
    sendRaw(app.origin, {
      path,
      body,
      ...more,
      headers: { host: new URL(app.origin).host, origin: app.origin, ...headers },
    });

  it('are given to our own page, and sign the person in', async () => {
    const answer = await ask();
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    const { accessToken, expiresAt } = JSON.parse(answer.text) as { accessToken: string; expiresAt: number };
    expect(expiresAt * 1_000).toBeGreaterThan(Date.now());
    const { data } = await post(`${app.origin}/leicester/graphql`, {
      body: { query: '{ viewer { name roles } }' },
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(data).toEqual({ viewer: { name: 'Priya Sample', roles: ['coordinator'] } });
  });

  it.each<[string, RawRequest, number, string]>([
    ['another page', { headers: { origin: 'https://evil.example' } }, 403, 'ORIGIN_NOT_ALLOWED'],
    ['a page without an origin', { headers: { origin: 'null' } }, 403, 'ORIGIN_NOT_ALLOWED'],
    ['an origin without a name', { headers: { origin: '' } }, 403, 'ORIGIN_NOT_ALLOWED'],
    [
      'another name of this machine',
      { headers: { host: 'rebound.example', origin: 'http://rebound.example' } },
      403,
      'ORIGIN_NOT_ALLOWED',
    ],
    ['a form', { headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['broken JSON', { body: '{"person":' }, 400, 'BAD_REQUEST'],
    ['nobody', { body: '{}' }, 400, 'BAD_REQUEST'],
    ['somebody unknown', { body: '{"person":"nobody.here"}' }, 404, 'NOT_FOUND'],
    ['somebody of another partnership', { body: '{"person":"ruth.coordinator"}' }, 404, 'NOT_FOUND'],
    ['an unknown partnership', { path: '/nowhere/graphiql/token' }, 404, 'UNKNOWN_PARTNERSHIP'],
    ['GET', { method: 'GET', body: '' }, 404, 'NOT_FOUND'],
  ])('are refused to %s', async (_, given, status, code) => {
    const answer = await ask(given);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.text).not.toContain('eyJ');
  });

  it('are refused to a request that names no origin, as programs send it', async () => {
    const headers = { host: new URL(app.origin).host };
    const answer = await sendRaw(app.origin, { path: '/leicester/graphiql/token', headers, body });
    expect([answer.status, answer.code]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
  });

  it('leave nobody signed in who did not ask: the public stays the public', async () => {
    await expect(actor(app, 'leicester').query('{ viewer { name } }')).rejects.toThrow('UNAUTHENTICATED');
  });
});
