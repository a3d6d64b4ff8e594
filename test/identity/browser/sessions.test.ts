import { asOwner } from '#main/prepare.js';
import { createLogger } from '#platform/logger.js';
import { withoutCorrelation } from '../../access/answers-seen.js';
import { addMember, startBeside } from '../../access/outside-issuer.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { Visitor, viewer } from './visitor.js';

describe("a browser's session", () => {
  const lines: string[] = [];
  let app: TestApp;

  beforeAll(async () => {
    const logger = createLogger({ logLevel: 'trace' }, { write: (line: string) => lines.push(line) });
    app = await startTestApp({ logger });
  });
  afterAll(() => app.stop());

  async function signedIn(person = 'priya.coordinator'): Promise<Visitor> {
    const visitor = new Visitor(app.origin);
    await visitor.signIn(person);
    return visitor;
  }

  const pass = (duration: Record<string, number>) => {
    app.clock.moveTo(app.clock.now().add(duration).toString());
  };

  it('is refused after signing out, in every process, although the cookie comes again', async () => {
    const beside = await startBeside(app, { production: false });
    const visitor = await signedIn();
    const { cookie } = visitor;
    const { csrf } = await visitor.session();
    const everywhere = [{ csrf }, { csrf, at: beside.origin, headers: { origin: beside.origin } }];
    for (const given of everywhere) expect((await visitor.ask(viewer, given)).status).toBe(200);
    const out = await visitor.visit('/sign-out', { csrf });
    expect([out.status, out.headers.get('location')]).toEqual([303, '/']);
    expect(visitor.cookie).toBe('');
    const answers = [];
    for (const given of everywhere)
      answers.push(await visitor.ask(viewer, { ...given, headers: { ...given.headers, cookie } }));
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect((await visitor.visit('/session', undefined, { cookie })).status).toBe(401);
    expect((await visitor.visit('/', undefined, { cookie })).body).not.toContain('You are signed in');
    await beside.stop();
  });

  it('that has ended, never was or cannot be is answered like a bad token, to the letter', async () => {
    const visitor = await signedIn();
    const { cookie } = visitor;
    const { csrf } = await visitor.session();
    await visitor.visit('/sign-out', { csrf });
    const ended = await visitor.ask(viewer, { csrf, headers: { cookie } });
    const bad = await visitor.ask(viewer, {
      csrf: 'x',
      headers: { cookie: '', authorization: 'Bearer a.b.c' },
    });
    expect(withoutCorrelation(ended)).toBe(withoutCorrelation(bad));
  });

  it('keeps nothing of its tokens when it has ended', async () => {
    const visitor = await signedIn();
    await visitor.visit('/sign-out', { csrf: (await visitor.session()).csrf });
    const rows = await asOwner(app.database.migratorUrl, (source) =>
      source.query<object[]>(
        `select access_token, refresh_token from directory.sessions where ended_at is not null
         and (access_token is not null or refresh_token is not null)`,
      ),
    );
    expect(rows).toEqual([]);
  });

  it('is answered by script where to go on after signing out', async () => {
    const visitor = await signedIn();
    const { csrf } = await visitor.session();
    const out = await visitor.visit('/sign-out', {}, { 'concord-csrf': csrf });
    expect([out.status, out.body]).toEqual([200, '{"continueAt":"/"}']);
    expect(visitor.cookie).toBe('');
  });

  it('lasts while something is done in it, and ends after half an hour in which nothing is', async () => {
    const visitor = await signedIn();
    const { csrf } = await visitor.session();
    for (let times = 0; times < 4; times += 1) {
      pass({ minutes: 29 });
      expect((await visitor.ask(viewer, { csrf })).status).toBe(200);
    }
    pass({ minutes: 30 });
    expect((await visitor.ask(viewer, { csrf })).status).toBe(401);
  });

  it('ends twelve hours after it began, whatever is done in it', async () => {
    const visitor = await signedIn();
    const { csrf, expiresAt } = await visitor.session();
    expect(expiresAt).toBe(app.clock.now().add({ hours: 12 }).toString());
    for (let times = 0; times < 35; times += 1) {
      pass({ minutes: 20 });
      expect((await visitor.ask(viewer, { csrf })).status).toBe(200);
    }
    pass({ minutes: 20 });
    expect((await visitor.ask(viewer, { csrf })).status).toBe(401);
  });

  it('serves every partnership in which its owner is a member, and no other, told like one that does not exist', async () => {
    const visitor = await signedIn();
    expect((await visitor.ask(viewer)).status).toBe(200);
    const foreign = await visitor.ask(viewer, { partnership: 'north-yorkshire' });
    const unknown = await visitor.ask(viewer, { partnership: 'nowhere' });
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect(withoutCorrelation(foreign)).toBe(withoutCorrelation(unknown));
    const place = { subject: 'nadia.board', partnership: 'north-yorkshire', roles: ['board_reader'] };
    await addMember(app, `${app.origin}/identity`, place);
    const reader = await signedIn('nadia.board');
    const { partnerships } = await reader.session();
    expect(partnerships.map(({ slug }) => slug)).toEqual(['leicester', 'north-yorkshire']);
    for (const { slug } of partnerships)
      expect((await reader.ask(viewer, { partnership: slug })).data).toMatchObject({ viewer: {} });
  });

  it('opens nothing any more when its owner is a member no more', async () => {
    const visitor = await signedIn('dev.council');
    const { csrf } = await visitor.session();
    const end = (value: string) =>
      asOwner(app.database.migratorUrl, (source) =>
        source.transaction(async (manager) => {
          await manager.query(
            `select set_config('concord.tenant_id', tenant_id::text, true) from directory.partnerships where slug = 'leicester'`,
          );
          await manager.query(
            `update concord.memberships set ended_at = ${value}
             where user_id = (select id from directory.users where issuer = $1 and subject = 'dev.council')`,
            [`${app.origin}/identity`],
          );
        }),
      );
    await end('now()');
    const answer = await visitor.ask(viewer, { csrf });
    expect(answer.status).toBe(404);
    expect((await visitor.session()).partnerships).toEqual([]);
    expect((await visitor.visit('/')).body).toContain('no partnership here knows you');
    await end('null');
    expect((await visitor.ask(viewer, { csrf })).status).toBe(200);
  });

  it('is of no use with the key of another installation', async () => {
    const visitor = await signedIn();
    const { csrf } = await visitor.session();
    const stranger = await startBeside({ ...app, secretKey: Buffer.alloc(32, 7) }, { production: false });
    const answer = await visitor.ask(viewer, {
      csrf,
      at: stranger.origin,
      headers: { origin: stranger.origin },
    });
    expect(answer.status).toBe(403);
    await stranger.stop();
  });

  it('stands in no log line, neither its secret nor a token', async () => {
    const visitor = await signedIn();
    await visitor.ask(viewer);
    const callback = await visitor.callbackFor('priya.coordinator');
    await visitor.visit(callback.replace('code=', 'code=x'));
    const text = lines.join('\n');
    expect(text).toContain('a sign-in was not finished');
    expect(text).not.toContain(visitor.cookie.split('=')[1]);
    expect(text).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
