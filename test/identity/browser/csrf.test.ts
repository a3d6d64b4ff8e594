import { post, startTestApp, type TestApp } from '../../support/running-app.js';
import { Visitor, viewer } from './visitor.js';

const listed = 'https://pages.example.org';
const body = { query: viewer };

describe('a request with the cookie of a session', () => {
  let app: TestApp;
  let visitor: Visitor;
  let csrf: string;
  let otherCsrf: string;

  beforeAll(async () => {
    app = await startTestApp({ allowedOrigins: [listed] });
    visitor = new Visitor(app.origin);
    await visitor.signIn('priya.coordinator');
    ({ csrf } = await visitor.session());
    const other = new Visitor(app.origin);
    await other.signIn('dev.council');
    ({ csrf: otherCsrf } = await other.session());
  });
  afterAll(() => app.stop());

  /** As our own page sends it, but for the changes; undefined leaves a header out. */
  async function send(changes: Record<string, string | undefined> = {}, partnership = 'leicester') {
    const headers: Record<string, string | undefined> = {
      cookie: visitor.cookie,
      origin: app.origin,
      'sec-fetch-site': 'same-origin',
      'concord-csrf': csrf,
      ...changes,
    };
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return post(`${app.origin}/${partnership}/graphql`, { body, headers: Object.fromEntries(given) });
  }

  const told = async (...given: Parameters<typeof send>) => {
    const { status, errors } = await send(...given);
    return [status, errors?.[0]?.extensions['code']];
  };

  it('is answered when our own page, or one of a listed origin, sends it with the proof of the session', async () => {
    expect(await told()).toEqual([200, undefined]);
    expect(await told({ 'sec-fetch-site': undefined })).toEqual([200, undefined]);
    expect(await told({ origin: listed, 'sec-fetch-site': 'same-site' })).toEqual([200, undefined]);
  });

  it.each<[string, () => Record<string, string | undefined>]>([
    ['no proof', () => ({ 'concord-csrf': undefined })],
    ['an empty proof', () => ({ 'concord-csrf': '' })],
    ['a wrong proof', () => ({ 'concord-csrf': `${csrf.slice(1)}A` })],
    ['the proof of another session', () => ({ 'concord-csrf': otherCsrf })],
    ['the secret of its cookie as the proof', () => ({ 'concord-csrf': visitor.cookie.split('=')[1] })],
    ['no Origin', () => ({ origin: undefined })],
    ['the word of the browser that another site sent it', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a second cookie of the same name', () => ({ cookie: `${visitor.cookie}; concord=x` })],
  ])('is refused with %s, also for what the public may ask', async (_, changes) => {
    expect(await told(changes())).toEqual([403, 'CSRF_REFUSED']);
    expect(await told(changes(), 'nowhere')).toEqual([403, 'CSRF_REFUSED']);
  });

  it.each(['https://evil.example', 'null', 'http://localhost', 'https://pages.example.org.evil.example'])(
    'is refused from the origin %s',
    async (origin) => {
      expect(await told({ origin })).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
    },
  );

  it('is refused as a form or as plain text, which other sites could send, and by GET', async () => {
    const types = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'];
    for (const type of types)
      expect(await told({ 'content-type': type })).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    const address = `${app.origin}/leicester/graphql?query=${encodeURIComponent(viewer)}`;
    const headers = { cookie: visitor.cookie, origin: app.origin, 'concord-csrf': csrf };
    expect((await fetch(address, { headers })).status).toBe(405);
  });

  it('is judged by its Authorization header alone where it has one', async () => {
    const authorization = `Bearer ${await app.token('dev.council')}`;
    const answer = await send({ authorization, 'concord-csrf': undefined });
    expect(answer.data).toMatchObject({ viewer: { name: 'Dev Sample' } });
    expect(await told({ authorization: 'Bearer a.b.c' })).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is prepared by pages of listed origins only', async () => {
    const ask = (origin: string) =>
      fetch(`${app.origin}/leicester/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const { headers } = await ask(listed);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-headers')).toContain('concord-csrf');
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  describe('for the session itself', () => {
    const ask = (headers: Record<string, string>) => visitor.visit('/session', undefined, headers);

    it('is answered to our own pages and those of listed origins, and to no other site', async () => {
      expect((await ask({})).status).toBe(200);
      expect((await ask({ origin: app.origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
      const page = await ask({ origin: listed, 'sec-fetch-site': 'same-site' });
      expect([page.status, page.headers.get('access-control-allow-origin')]).toEqual([200, listed]);
      for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
        const refused = await ask(headers);
        expect([refused.status, refused.body.includes(csrf)]).toEqual([403, false]);
        expect(refused.headers.get('access-control-allow-origin')).toBeNull();
      }
    });

    it('is kept by no cache', async () => {
      expect((await ask({})).headers.get('cache-control')).toBe('no-store');
    });
  });

  it('signs nobody out without the proof, from another site or by GET', async () => {
    const out = (form: Record<string, string>, headers?: Record<string, string>) =>
      visitor.visit('/sign-out', form, headers);
    expect((await out({})).status).toBe(403);
    expect((await out({ csrf: otherCsrf })).status).toBe(403);
    expect((await out({ csrf }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await out({ csrf }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await out({}, { 'concord-csrf': otherCsrf })).status).toBe(403);
    expect((await visitor.visit('/sign-out')).status).toBe(404);
    expect(await told()).toEqual([200, undefined]);
  });
});
