import { CasePlayer, type PlayedCase } from '../live/case-player.js';
import { addressOf, followNow, LiveSocket } from '../live/live-client.js';
import { adminSql } from '../support/case-record.js';
import { post, startTestApp, type TestApp } from '../support/running-app.js';

/** An officer of a landlord with homes in both areas: one token, a membership in each partnership. */
const as = 'tomasz.sanctuary';
const list =
  '{ partnership { slug } viewer { roles } cases(first: 10) { nodes { id reference people { id } } } }';

interface Listed {
  readonly partnership: { readonly slug: string };
  readonly cases: { readonly nodes: readonly { readonly id: string; readonly reference: string }[] };
}

describe('somebody of two partnerships', () => {
  let app: TestApp;
  let leicester: PlayedCase;
  let northYorkshire: PlayedCase;

  beforeAll(async () => {
    app = await startTestApp();
    leicester = await openCase('leicester');
    northYorkshire = await openCase('north-yorkshire');
  });
  afterAll(() => app.stop());

  /** A case of which the landlord is party. */
  async function openCase(partnership: 'leicester' | 'north-yorkshire'): Promise<PlayedCase> {
    const player = await CasePlayer.of(app, partnership);
    const played = await player.apply();
    await player.ask(played, 1, ['sanctuary-housing']);
    return played;
  }

  async function seenAt(partnership: string): Promise<Listed> {
    const { data } = await app.ask(partnership, list, { as });
    return { partnership: data?.['partnership'], cases: data?.['cases'] } as Listed;
  }

  it('X12 sees in each what is of that one, by turns and at the same time, with one token and one document', async () => {
    const expected = { leicester, 'north-yorkshire': northYorkshire };
    // As many at once as one user may have running in each.
    const turns = Array.from({ length: 5 }, () => ['leicester', 'north-yorkshire'] as const).flat();
    for (let wave = 0; wave < 4; wave += 1) {
      const all = await Promise.all(turns.map(async (slug) => [slug, await seenAt(slug)] as const));
      for (const [slug, { partnership, cases }] of all) {
        expect(partnership.slug).toBe(slug);
        expect(cases.nodes.map(({ reference }) => reference)).toEqual([expected[slug].reference]);
      }
    }
  });

  it('X9 X12 finds nothing in the one by an id of the other', async () => {
    const byId = 'query ($id: ID!) { case(id: $id) { id } }';
    const crossed = await app.ask('leicester', byId, { as, variables: { id: northYorkshire.id } });
    expect([crossed.status, crossed.data]).toEqual([200, { case: null }]);
    const own = await app.ask('leicester', byId, { as, variables: { id: leicester.id } });
    expect(own.data).toEqual({ case: { id: leicester.id } });
  });

  it('X12 is told by each socket of its own partnership alone, and each goes on when the other ends', async () => {
    const streams = {
      leicester: await followNow(app, 'leicester', { as }),
      northYorkshire: await followNow(app, 'north-yorkshire', { as }),
    };
    const first = await openCase('leicester');
    const second = await openCase('north-yorkshire');
    expect(await streams.northYorkshire.nextEvent()).toMatchObject({ caseId: second.id });
    expect(await streams.leicester.nextEvent()).toMatchObject({ caseId: first.id });
    await streams.leicester.socket.close();
    const third = await openCase('north-yorkshire');
    expect(await streams.northYorkshire.nextEvent()).toMatchObject({ caseId: third.id });
    await streams.northYorkshire.socket.close();
  });

  it('X12 resumes in the one by no cursor of the other', async () => {
    const stream = await followNow(app, 'north-yorkshire', { as });
    const socket = await LiveSocket.open(addressOf(app, 'leicester'));
    await socket.signIn(await app.token(as));
    socket.subscribe(
      'crossed',
      'subscription ($after: Cursor) { caseEvents(after: $after) { __typename } }',
      {
        after: stream.cursor,
      },
    );
    expect(JSON.stringify(await socket.next())).toContain('BAD_CURSOR');
    await socket.close();
    await stream.socket.close();
  });

  it('X12 carries a membership of the one into no request to the other', async () => {
    const [member] = await adminSql<{ id: string }>(
      app,
      `select m.id from concord.memberships m join directory.users u on u.id = m.user_id
         join directory.partnerships p on p.tenant_id = m.tenant_id
       where u.subject = $1 and p.slug = 'north-yorkshire'`,
      [as],
    );
    const token = await app.token(as);
    const headers = { authorization: `Bearer ${token}`, 'concord-membership': member?.id ?? '' };
    const body = { query: list };
    expect((await post(`${app.origin}/leicester/graphql`, { body, headers })).status).toBe(404);
    expect((await post(`${app.origin}/north-yorkshire/graphql`, { body, headers })).status).toBe(200);
  });
});
