import { addMember, startBeside, startOutsideIssuer, trustIssuer } from '../../access/outside-issuer.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { sendRaw, type RawRequest } from '../raw-request.js';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('GraphiQL at the endpoint', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const host = () => new URL(app.origin).host;
  const get = (path: string, given: RawRequest['headers'] = {}) =>
    sendRaw(app.origin, { method: 'GET', path, headers: { host: host(), accept: browser, ...given } });

  it.each([browser, 'text/html', 'text/html, application/json;q=0.5', '*/*;q=0.1, text/html'])(
    'answers a page to "Accept: %s"',
    async (accept) => {
      const answer = await get('/leicester/graphql', { accept });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['vary']).toContain('Accept');
      expect(answer.text).toContain('<title>Safer Leicester Partnership: GraphiQL</title>');
      expect(answer.text.length).toBeLessThan(20_000);
    },
  );

  it.each(['*/*', 'application/json', 'application/json, text/html', 'text/html;q=0', 'image/png', ''])(
    'answers "Accept: %s" with 405, as every other GET',
    async (accept) => {
      const answer = await get('/leicester/graphql', { accept });
      expect([answer.status, answer.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    },
  );

  it('answers HEAD and POST of a browser as it would without a page', async () => {
    const headers = { host: host(), accept: browser };
    expect((await sendRaw(app.origin, { method: 'HEAD', headers })).status).toBe(405);
    const body = JSON.stringify({ query: '{ partnership { slug } }' });
    const posted = await sendRaw(app.origin, { headers: { ...headers, accept: '*/*' }, body });
    expect(posted.text).toContain('"slug":"leicester"');
  });

  it.each(['nowhere', 'Leicester', 'a%00b', "o'neill"])(
    'answers a partnership that does not exist (%s) as a POST there is answered',
    async (slug) => {
      const page = await get(`/${slug}/graphql`);
      const body = JSON.stringify({ query: '{ __typename }' });
      const posted = await sendRaw(app.origin, { path: `/${slug}/graphql`, body });
      const message = (text: string) =>
        (JSON.parse(text) as { errors: { message: string }[] }).errors[0]?.message;
      expect([page.status, page.code]).toEqual([404, 'UNKNOWN_PARTNERSHIP']);
      expect([posted.status, message(posted.text)]).toEqual([404, message(page.text)]);
    },
  );

  it('offers the demo people of its partnership, by role and agency, and nobody else', async () => {
    const { text } = await get('/north-yorkshire/graphql');
    expect(text).toContain('<option value="">Public, not signed in</option>');
    expect(text).toContain('<option value="ruth.coordinator">Ruth Specimen, coordinator</option>');
    expect(text).toContain('Tomasz Sample, agency officer, sanctuary-housing</option>');
    expect(text).toContain('<option value="anna.police">Anna Sample, board reader</option>');
    expect(text).not.toContain('priya.coordinator');
  });

  it('allows scripts by a nonce of this answer only, and nothing from elsewhere', async () => {
    const [first, second] = [await get('/leicester/graphql'), await get('/leicester/graphql')];
    const policy = String(first.headers['content-security-policy']);
    const nonce = /script-src 'nonce-([A-Za-z0-9+/=]{22,})';/.exec(policy)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(String(second.headers['content-security-policy'])).not.toContain(nonce);
    const scripts = [...first.text.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
    for (const script of scripts.filter((each) => !each.includes('application/json')))
      expect(script).toContain(`nonce="${nonce}" src="/graphiql/`);
    expect(first.text).not.toMatch(/\son[a-z]+="|javascript:|style="/);
  });

  it('refers to its own files only, which may be kept for good', async () => {
    const { text } = await get('/leicester/graphql');
    const named = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(named.length).toBe(5);
    const folder = /^\/graphiql\/[0-9a-f]{16}(?=\/)/.exec(named[0] ?? '')?.[0] ?? '';
    const own = await get(`${folder}/page.js`);
    const imported = ['page.js', 'fetcher.js'].map((name) => get(`${folder}/${name}`));
    const modules = (await Promise.all(imported)).flatMap((answer) =>
      [...answer.text.matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => `${folder}/${name ?? ''}`),
    );
    const workers = [...own.text.matchAll(/[a-z]+-worker\.js/g)].map(([name]) => `${folder}/${name}`);
    expect([modules.length, workers.length]).toEqual([3, 3]);
    for (const address of new Set([...named, ...modules, ...workers])) {
      expect(address).toMatch(/^\/graphiql\/[0-9a-f]{16}\/[a-z-]+\.(js|css|ico)$/);
      const answer = await get(address);
      expect([address, answer.status]).toEqual([address, 200]);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      if (!address.endsWith('graphiql.js')) expect(answer.text).not.toMatch(/url\(\s*["']?(https?:)?\/\//);
    }
  });

  it.each(['/graphiql/0000000000000000/page.js', '/graphiql/x/../package.json', '/graphiql/x/constructor'])(
    'answers 404 for %s, which is none of its files',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('leads to its own name from another name of this machine', async () => {
    const answer = await get('/leicester/graphql', { host: 'rebound.example' });
    expect([answer.status, answer.headers['location']]).toEqual([307, `${app.origin}/leicester/graphql`]);
  });

  it('is not there where an issuer other than the development provider is named, in production or not', async () => {
    const outside = await startOutsideIssuer(() => app.clock.now());
    await trustIssuer(app, outside.issuer, { partnership: 'leicester' });
    await addMember(app, outside.issuer, { subject: 'x', partnership: 'leicester', roles: ['coordinator'] });
    for (const production of [true, false]) {
      const beside = await startBeside(app, { production });
      const headers = { host: new URL(beside.origin).host, accept: browser };
      const page = await sendRaw(beside.origin, { method: 'GET', headers });
      expect([page.status, page.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
      const body = JSON.stringify({ person: 'priya.coordinator' });
      const path = '/leicester/graphiql/token';
      const token = await sendRaw(beside.origin, {
        path,
        headers: { ...headers, origin: beside.origin },
        body,
      });
      expect([token.status, token.code]).toEqual([404, 'NOT_FOUND']);
      await beside.stop();
    }
    await outside.stop();
  });
});
