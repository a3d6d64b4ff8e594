import { adminSql } from '../../support/case-record.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../../support/review-case.js';
import { post, startTestApp, unhurried, type Answer, type TestApp } from '../../support/running-app.js';

const document = `query ($first: Int = 20) { myWork(first: $first) {
  items { kind what dueOn reference caseId membershipId partnership { slug name address } }
  hasMore partnerships { slug } unanswered { partnership { slug } code } } }`;

interface Item {
  readonly kind: string;
  readonly what: string;
  readonly dueOn: string | null;
  readonly reference: string;
  readonly caseId: string;
  readonly membershipId: string;
  readonly partnership: { readonly slug: string; readonly address: string };
}

interface Work {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  readonly partnerships: readonly { readonly slug: string }[];
  readonly unanswered: readonly { readonly partnership: { readonly slug: string }; readonly code: string }[];
}

function workOf({ data, errors }: Answer): Work {
  if (!data) throw new Error(JSON.stringify(errors));
  return data['myWork'] as Work;
}

describe('what waits for somebody in all their partnerships', () => {
  let app: TestApp;
  let leicester: ReviewCase;
  let york: ReviewCase;
  const work = async (as: string, variables: object = {}) =>
    workOf(await app.ask('me', document, { as, variables: { ...variables } }));

  beforeAll(async () => {
    app = await startTestApp();
    const told = [incidentOn('2026-02-10', [['sanctuary-housing', '2026-02-11']])];
    leicester = await ReviewCase.apply(app, 'leicester', applicationOf(told));
    york = await ReviewCase.apply(app, 'north-yorkshire', applicationOf(told, { district: 'Selby' }));
    for (const review of [leicester, york]) accepted(await review.ask(['sanctuary-housing']));
    accepted(await leicester.ask(['leicestershire-police']));
  }, 120_000);
  afterAll(() => app.stop());

  it('tells an officer of two partnerships what both asked their agency, by name, address and membership', async () => {
    const { items, partnerships, unanswered, hasMore } = await work('tomasz.sanctuary');
    const requests = items.filter(({ kind }) => kind === 'REQUEST');
    expect(requests.map(({ reference, partnership }) => [reference, partnership.slug]).sort()).toEqual(
      [
        [leicester.reference, 'leicester'],
        [york.reference, 'north-yorkshire'],
      ].sort(),
    );
    expect(items).toHaveLength(2);
    expect([partnerships.map(({ slug }) => slug), unanswered, hasMore]).toEqual([
      ['leicester', 'north-yorkshire'],
      [],
      false,
    ]);
    for (const { caseId, membershipId, partnership } of items) {
      const { data } = await app.ask(
        partnership.slug,
        'query ($id: ID!) { case(id: $id) { reference } viewer { name } }',
        {
          as: 'tomasz.sanctuary',
          variables: { id: caseId },
          headers: { 'concord-membership': membershipId },
        },
      );
      expect(data?.['case']).not.toBeNull();
      expect(partnership.address).toBe(`${app.origin}/${partnership.slug}/graphql`);
    }
  });

  it('tells a coordinator the clocks and cases of their own partnership alone, due first', async () => {
    const { items } = await work('priya.coordinator');
    expect(new Set(items.map(({ partnership }) => partnership.slug))).toEqual(new Set(['leicester']));
    expect(new Set(items.map(({ reference }) => reference))).toEqual(new Set([leicester.reference]));
    const days = items.map(({ dueOn }) => dueOn ?? '9999');
    expect(days).toEqual([...days].sort());
    expect(items.filter(({ kind }) => kind === 'CLOCK').map(({ what }) => what)).toContain('acknowledgement');
    // Somebody was asked and has not answered: nothing waits for the coordinator but the clocks.
    expect(items.filter(({ kind }) => kind === 'CASE')).toEqual([]);
  });

  it('names a new case that the coordinator has to take up, until it is', async () => {
    const { reference } = await ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-02-20', [['pa-housing', '2026-02-21']])]),
    );
    const waiting = (await work('priya.coordinator')).items.find(
      (item) => item.kind === 'CASE' && item.reference === reference,
    );
    expect(waiting).toMatchObject({ what: 'ACKNOWLEDGE', dueOn: null });
    expect((await work('ruth.coordinator')).items.map((item) => item.reference)).not.toContain(reference);
  });

  it('tells officers of other agencies, and whoever works on no case, nothing of it', async () => {
    expect((await work('grace.pa-housing')).items).toEqual([]);
    expect((await work('agnes.auditor')).items).toEqual([]);
    const police = (await work('callum.police')).items;
    expect(police.map(({ kind, reference }) => [kind, reference])).toEqual([
      ['REQUEST', leicester.reference],
    ]);
  });

  it('tells the first of many, and that there are more', async () => {
    const { items, hasMore } = await work('tomasz.sanctuary', { first: 1 });
    expect([items.length, hasMore]).toEqual([1, true]);
  });

  it.each([[0], [101], [-1], [null]])('refuses a page of %s', async (first) => {
    const { status, errors } = await app.ask('me', document, {
      as: 'tomasz.sanctuary',
      variables: { first },
    });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions['code']).toMatch(/^(LIMIT_EXCEEDED|BAD_USER_INPUT)$/);
  });

  it('opens to nobody without a token, with a forged one, or from a page that may not ask', async () => {
    expect((await app.ask('me', document)).status).toBe(401);
    const forged = { authorization: 'Bearer forged.forged.forged' };
    expect((await app.ask('me', document, { headers: forged })).status).toBe(401);
    const elsewhere = { origin: 'https://elsewhere.example' };
    const answer = await app.ask('me', document, { as: 'tomasz.sanctuary', headers: elsewhere });
    expect([answer.status, answer.errors?.[0]?.extensions['code']]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
  });

  it("changes nothing, shows no partnership's own schema, and keeps to the limits of documents", async () => {
    const as = 'tomasz.sanctuary';
    const asked = [
      'mutation { applyForReview { __typename } }',
      '{ cases(first: 1) { nodes { id } } }',
      `{ ${Array.from({ length: 40 }, (_each, index) => `a${String(index)}: myWork(first: 1) { hasMore }`).join(' ')} }`,
      `{ a: myWork(first: 100) { items { partnership { slug } } } b: myWork(first: 100) { items { partnership { slug } } }
         c: myWork(first: 100) { items { partnership { slug } } } d: myWork(first: 100) { items { partnership { slug } } }
         e: myWork(first: 100) { items { partnership { slug } } } f: myWork(first: 100) { items { partnership { slug } } } }`,
    ];
    for (const query of asked) expect((await app.ask('me', query, { as })).status).toBe(400);
  });

  it('leaves out a partnership from the moment on at which a membership there ends', async () => {
    const [row] = await adminSql<{ id: string }>(
      app,
      `update concord.memberships m set ended_at = now(), ended_reason = 'left'
       from directory.users u, directory.partnerships p
       where u.id = m.user_id and u.subject = 'tomasz.sanctuary' and p.tenant_id = m.tenant_id
         and p.slug = 'north-yorkshire' returning m.id`,
    );
    expect(row).toBeDefined();
    const { items, partnerships } = await work('tomasz.sanctuary');
    expect(partnerships).toEqual([{ slug: 'leicester' }]);
    expect(items.map(({ reference }) => reference)).toEqual([leicester.reference]);
  });
});

describe('a partnership in which somebody asked too much', () => {
  let app: TestApp;
  afterAll(() => app.stop());

  it('is named, and the others are answered', async () => {
    app = await startTestApp({ limits: { ...unhurried, userBurst: 100, userRate: 0.001 } });
    const token = await app.token('tomasz.sanctuary');
    const headers = { authorization: `Bearer ${token}` };
    const ask = (slug: string, query: string) =>
      post(`${app.origin}/${slug}/graphql`, { body: { query }, headers });
    let last = 200;
    for (let count = 0; last === 200 && count < 200; count += 1)
      last = (await ask('leicester', '{ __typename }')).status;
    expect(last).toBe(429);
    const answer = await ask(
      'me',
      '{ myWork(first: 5) { partnerships { slug } unanswered { partnership { slug } code } } }',
    );
    expect(workOf(answer)).toEqual({
      partnerships: [{ slug: 'north-yorkshire' }],
      unanswered: [{ partnership: { slug: 'leicester' }, code: 'TOO_MANY_REQUESTS' }],
    });
  }, 60_000);
});
