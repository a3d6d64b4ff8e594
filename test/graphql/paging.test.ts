import { actor, type Actor } from '../support/journey.js';
import { startTestApp, type Answer, type TestApp } from '../support/running-app.js';
import { application, apply, freshKey } from './applications.js';

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const page = 'nodes { id } pageInfo { hasNextPage endCursor }';
const lists = {
  cases: {
    as: 'priya.coordinator',
    document: `query ($first: Int!, $after: String) { list: cases(first: $first, after: $after) { ${page} } }`,
  },
  reports: {
    as: 'dev.council',
    document: `query ($first: Int!, $after: String) { list: reports(first: $first, after: $after) { ${page} } }`,
  },
} as const;
const names = Object.keys(lists) as (keyof typeof lists)[];

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const council: Actor = actor(app, 'leicester', 'dev.council');
  for (let count = 0; count < 7; count += 1) {
    await apply(app, application());
    // Several of one month, so that pages end between reports of the same month.
    await council.mutate('recordReport', {
      clientKey: freshKey(),
      reference: `R/${String(count)}`,
      category: 'ASB',
      occurredOn: count < 5 ? '2026-01-10' : '2026-02-10',
      place: 'A street',
      hatePerceived: false,
    });
  }
});
afterAll(() => app.stop());

describe.each(names)('a page of %s', (name) => {
  const { as, document } = lists[name];

  const ask = (variables: Record<string, unknown>): Promise<Answer> =>
    app.ask('leicester', document, { as, variables });
  const pageOf = async (variables: Record<string, unknown>): Promise<Page> =>
    (await ask(variables)).data?.['list'] as Page;

  it.each([0, -1, 101, 2_147_483_647, -2_147_483_648])(
    'of %d is refused by the name of the limit',
    async (first) => {
      const answer = await ask({ first });
      expect(answer.status).toBe(400);
      expect(answer.errors).toMatchObject([
        {
          message: `"first" is ${String(first)}: expected 1 to 100.`,
          extensions: { code: 'BAD_USER_INPUT', limit: 'PAGE_SIZE' },
        },
      ]);
    },
  );

  it.each([0, -1, 101])(
    'of %d is refused as a literal and as the default of a variable, too',
    async (first) => {
      const own = names.includes(name) ? name : 'cases';
      for (const query of [
        `{ ${own}(first: ${String(first)}) { nodes { id } } }`,
        `query ($n: Int = ${String(first)}) { ${own}(first: $n) { nodes { id } } }`,
      ]) {
        const answer = await app.ask('leicester', query, { as });
        expect([answer.status, answer.errors?.[0]?.extensions['limit']]).toEqual([400, 'PAGE_SIZE']);
      }
    },
  );

  it.each([
    ['null', { first: null }],
    ['nothing', {}],
    ['a fraction', { first: 1.5 }],
    ['a text', { first: '10' }],
    ['too large a number', { first: 2 ** 31 }],
    ['a list', { first: [1] }],
  ])('of %s is refused, naming the variable', async (_, variables) => {
    const answer = await ask(variables);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain('$first');
  });

  it('is refused without "first"', async () => {
    const answer = await app.ask('leicester', `{ ${name} { nodes { id } } }`, { as });
    expect([answer.status, answer.errors?.[0]?.extensions['code']]).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  it.each([
    'junk',
    '',
    '====',
    'MjAyNi0wMS0wMSBub3QtYW4taWQ',
    'ü',
    '\u0000',
    'A'.repeat(10_000),
    Buffer.from("x' or 1=1 -- 019a0000-0000-7000-8000-000000000000").toString('base64url'),
    Buffer.from('9999-99-99T99:99:99Z 019a0000-0000-7000-8000-000000000000').toString('base64url'),
    Buffer.from('.......... 019a0000-0000-7000-8000-000000000000').toString('base64url'),
  ])('after %j is refused or empty, and never a fault', async (after) => {
    const answer = await ask({ first: 2, after });
    if (answer.status === 200) expect(answer.errors).toBeUndefined();
    else expect([answer.status, answer.errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_CURSOR']);
  });

  it('after the other follows without gap or repetition, whatever its size', async () => {
    const whole = (await pageOf({ first: 100, after: null })).nodes.map(({ id }) => id);
    expect(whole).toHaveLength(7);
    for (const first of [1, 2, 3, 7]) {
      const found: string[] = [];
      let after: string | null = null;
      let hasNextPage = true;
      while (hasNextPage) {
        const next: Page = await pageOf({ first, after });
        found.push(...next.nodes.map(({ id }) => id));
        ({ hasNextPage, endCursor: after } = next.pageInfo);
      }
      expect(found).toEqual(whole);
    }
  });

  it('is empty, without cursor, where there is nothing', async () => {
    const answer = await app.ask('north-yorkshire', document, {
      as: name === 'cases' ? 'ruth.coordinator' : 'bethan.council',
      variables: { first: 10 },
    });
    expect(answer.data).toEqual({ list: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } });
  });
});
