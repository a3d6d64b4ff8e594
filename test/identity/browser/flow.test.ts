import { asOwner } from '#main/prepare.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { Visitor, viewer } from './visitor.js';

describe('signing in with a browser', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it('leads through the provider and back to the page that was wished for, and its pages may ask', async () => {
    const visitor = new Visitor(app.origin);
    const last = await visitor.signIn('priya.coordinator', 'partnership=leicester&return=/%3Fmine=1');
    expect([last.status, last.address]).toEqual([200, `${app.origin}/?mine=1`]);
    expect(last.body).toContain('You are signed in as Priya Sample');
    const told = await visitor.session();
    expect(told).toMatchObject({ name: 'Priya Sample', partnerships: [{ slug: 'leicester' }] });
    const answer = await visitor.ask(viewer);
    expect(answer.data).toEqual({ viewer: { name: 'Priya Sample', roles: ['coordinator'] } });
  });

  it('sets one cookie that scripts cannot read, without an age, and takes the one of the sign-in away', async () => {
    const visitor = new Visitor(app.origin);
    await visitor.signIn('priya.coordinator');
    const callback = visitor.seen.find(({ address }) => address.includes('/sign-in/callback'));
    expect(callback?.headers.getSetCookie()).toEqual([
      'concord-sign-in=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
      expect.stringMatching(/^concord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(visitor.cookie).toMatch(/^concord=[\w-]{43}$/);
  });

  it('never shows a token or the secret of the cookie to the browser, nor keeps them readable in the database', async () => {
    const visitor = new Visitor(app.origin);
    await visitor.signIn('priya.coordinator');
    await visitor.ask(viewer);
    const secret = visitor.cookie.split('=')[1] ?? '';
    const sent = visitor.seen.map(
      ({ body, headers, address }) => body + JSON.stringify([...headers]) + address,
    );
    expect(sent.filter((text) => /eyJ[\w-]+\.eyJ/.test(text))).toEqual([]);
    expect(sent.filter((text) => text.includes(secret))).toHaveLength(1);
    const rows = await asOwner(app.database.migratorUrl, (source) =>
      source.query<{ row: string }[]>('select to_json(s)::text as row from directory.sessions s'),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) {
      expect(row).not.toMatch(/eyJ/);
      expect(row).not.toContain(secret);
      expect(row).toMatch(/"access_token":"[\w-]{100,}","refresh_token":"[\w-]{40,}"/);
    }
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/%09/evil.example'])(
    'does not lead to %s afterwards',
    async (wished) => {
      const visitor = new Visitor(app.origin);
      const query = `partnership=leicester&return=${encodeURIComponent(wished)}`;
      const callback = await visitor.visit(await visitor.callbackFor('priya.coordinator', query));
      const { origin } = new URL(callback.headers.get('location') ?? '', app.origin);
      expect(origin).toBe(app.origin);
    },
  );

  it('is refused with the answer of a sign-in that another browser began', async () => {
    const one = new Visitor(app.origin);
    const other = new Visitor(app.origin);
    const stolen = await one.callbackFor('priya.coordinator');
    await other.callbackFor('dev.council');
    const answer = await other.visit(stolen);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('This sign-in has ended');
    expect(other.cookie).toBe('');
  });

  it('is refused without the cookie of the sign-in', async () => {
    const callback = await new Visitor(app.origin).callbackFor('priya.coordinator');
    const answer = await new Visitor(app.origin).visit(callback);
    expect([answer.status, answer.body.includes('Back to the front page')]).toEqual([400, true]);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringContaining('concord-sign-in=;')]);
  });

  it('is refused a second time, also to a browser that kept the cookie of the sign-in', async () => {
    const visitor = new Visitor(app.origin);
    const callback = await visitor.callbackFor('priya.coordinator');
    const { cookie } = visitor;
    expect((await visitor.visit(callback)).status).toBe(303);
    expect((await visitor.visit(callback)).status).toBe(400);
    const again = await visitor.visit(callback, undefined, { cookie });
    expect([again.status, again.body.includes('This sign-in has ended')]).toEqual([400, true]);
  });

  it('is refused after ten minutes, and until then it is not', async () => {
    const visitor = new Visitor(app.origin);
    const before = app.clock.now();
    const late = await visitor.callbackFor('priya.coordinator');
    app.clock.moveTo(before.add({ minutes: 10 }).toString());
    expect((await visitor.visit(late)).status).toBe(400);
    app.clock.moveTo(before.toString());
    const inTime = await visitor.callbackFor('priya.coordinator');
    app.clock.moveTo(before.add({ minutes: 9 }).toString());
    expect((await visitor.visit(inTime)).status).toBe(303);
    app.clock.moveTo(before.toString());
  });

  it('says in words that it was cancelled at the provider, with a way back', async () => {
    const visitor = new Visitor(app.origin);
    const callback = new URL(await visitor.callbackFor('priya.coordinator'));
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    const answer = await visitor.visit(callback.href);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('You are not signed in');
    expect(answer.body).toContain('href="/sign-in?partnership=leicester"');
  });

  it.each(['partnership=nowhere', 'partnership=Leicester', "partnership=l'--", ''])(
    'is offered by no partnership at "%s"',
    async (query) => {
      const answer = await new Visitor(app.origin).visit(`/sign-in?${query}`);
      expect([answer.status, answer.body.includes('Nobody signs in here')]).toEqual([404, true]);
    },
  );

  it('begins by a form of our own page only', async () => {
    const provider = `${app.origin}/identity concord-browser`;
    const form = { partnership: 'leicester', provider, return: '/' };
    const from = (headers: Record<string, string>) =>
      new Visitor(app.origin).visit('/sign-in', form, headers);
    expect((await from({})).status).toBe(303);
    expect((await from({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await from({ origin: 'null' })).status).toBe(403);
    expect((await from({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('begins a session of its own each time: the one before is over', async () => {
    const visitor = new Visitor(app.origin);
    await visitor.signIn('priya.coordinator');
    const before = visitor.cookie;
    const { csrf } = await visitor.session();
    await visitor.signIn('dev.council');
    expect(visitor.cookie).not.toBe(before);
    expect((await visitor.ask(viewer)).data).toMatchObject({ viewer: { name: 'Dev Sample' } });
    expect((await visitor.ask(viewer, { csrf, headers: { cookie: before } })).status).toBe(401);
  });
});
