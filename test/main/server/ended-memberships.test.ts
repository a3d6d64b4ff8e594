// cspell:ignore functiondef regprocedure
import { adminSql } from '../../support/case-record.js';
import { newKey } from '../../support/review-case.js';
import { startTestApp, type Answer, type TestApp } from '../../support/running-app.js';
import { countRows } from '../../graphql/stored-rows.js';

let app: TestApp;
beforeAll(async () => (app = await startTestApp()), 60_000);
afterAll(() => app.stop());
beforeEach(async () => {
  expect(summaryOf(await recordReport())).toEqual([200, 'ReportRecorded']);
  expect(await read()).toMatchObject({ status: 200, data: { ...asPoliceOfficer, reports: shown } });
});
afterEach(async () => {
  await restore();
  // Whatever the server remembers of the membership as it was is forgotten with this.
  await read();
});

const officer = { as: 'callum.police' };
const asPoliceOfficer = { viewer: { roles: ['agency_officer'], agency: { slug: 'leicestershire-police' } } };
const shown = { nodes: [{ place: 'Invented Street' }] };

const read = () =>
  app.ask(
    'leicester',
    '{ viewer { roles agency { slug } } reports(first: 1) { nodes { place } } partnership { name } }',
    officer,
  );

function recordReport(reference = newKey()): Promise<Answer> {
  const input = {
    clientKey: newKey(),
    reference,
    category: 'ASB',
    occurredOn: '2026-02-10',
    place: 'Invented Street',
    hatePerceived: false,
  };
  const document = `mutation ($input: RecordReportInput!) { recordReport(input: $input) { __typename } }`;
  return app.ask('leicester', document, { ...officer, variables: { input } });
}

/** The status, and the code of the error or what a mutation came to. */
function summaryOf({ status, data, errors }: Answer): readonly [number, unknown] {
  const [done] = Object.values(data ?? {}) as ({ __typename?: string } | null)[];
  return [status, errors?.[0]?.extensions['code'] ?? done?.__typename];
}

const inLeicester = `(select tenant_id from directory.partnerships where slug = 'leicester')`;
const agency = (slug: string) =>
  `(select id from concord.agencies where tenant_id = ${inLeicester} and slug = '${slug}')`;
const membership = (set: string) => `update concord.memberships set ${set} where tenant_id = ${inLeicester}
  and user_id = (select id from directory.users where subject = 'callum.police')`;
const trust = (set: string) => `update concord.trusted_issuers set ${set} where tenant_id = ${inLeicester}`;

async function restore(): Promise<void> {
  const police = agency('leicestershire-police');
  await adminSql(app, membership(`ended_at = null, roles = '{agency_officer}', agency_id = ${police}`));
  await adminSql(app, trust('agency_id = null'));
}

const noMember = (answer: Answer) => {
  expect(summaryOf(answer)).toEqual([404, 'UNKNOWN_PARTNERSHIP']);
  expect(answer.data ?? null).toBeNull();
};
const mayNot = (answer: Answer) => {
  expect(summaryOf(answer)).toEqual([403, 'FORBIDDEN']);
  expect(Object.values(answer.data ?? {}).filter((value) => value !== null)).toEqual([]);
};

/** What becomes of a membership under which somebody has just read, and what their next query and change come to. */
const changes: readonly {
  what: string;
  change: string;
  reads: (answer: Answer) => void;
  records: (answer: Answer) => void;
}[] = [
  { what: 'was ended', change: membership('ended_at = now()'), reads: noMember, records: noMember },
  {
    what: 'lost its issuer’s trust',
    change: trust(`agency_id = ${agency('pa-housing')}`),
    reads: noMember,
    records: noMember,
  },
  {
    what: 'was given another role',
    change: membership("roles = '{chair}'"),
    reads: mayNot,
    records: mayNot,
  },
  {
    what: 'was given one more role',
    change: membership("roles = '{agency_officer,chair}'"),
    reads: ({ data }) =>
      expect(data).toMatchObject({ viewer: { roles: ['agency_officer', 'chair'] }, reports: shown }),
    records: (answer) => expect(summaryOf(answer)).toEqual([200, 'ReportRecorded']),
  },
  {
    what: 'moved to another agency',
    change: membership(`agency_id = ${agency('pa-housing')}`),
    reads: ({ data }) =>
      expect(data).toMatchObject({ viewer: { agency: { slug: 'pa-housing' } }, reports: { nodes: [] } }),
    records: (answer) => expect(summaryOf(answer)).toEqual([200, 'ReportRecorded']),
  },
];

/** Whose reports there are, by the agency's slug. */
async function reportsOf(): Promise<Record<string, number>> {
  const rows = await adminSql<{ slug: string; n: number }>(
    app,
    `select a.slug, count(*)::int as n from concord.reports r
     join concord.agencies a on a.tenant_id = r.tenant_id and a.id = r.agency_id group by a.slug`,
  );
  return Object.fromEntries(rows.map(({ slug, n }) => [slug, n]));
}

describe('a membership that somebody has just read under', () => {
  it.each(changes)('and that $what reads from the next query on as it is now', async ({ change, reads }) => {
    await adminSql(app, change);
    reads(await read());
    reads(await read());
  });

  it.each(changes)('and that $what changes from the next change on as it is now', async (each) => {
    const [rows, reports] = [await countRows(app), await reportsOf()];
    await adminSql(app, each.change);
    each.records(await recordReport());
    const after = await reportsOf();
    if (each.records === noMember || each.records === mayNot) expect(await countRows(app)).toEqual(rows);
    // A report is of the agency that they act for now.
    const own = each.what.startsWith('moved') ? 'pa-housing' : 'leicestershire-police';
    for (const slug of Object.keys(after).filter((found) => found !== own))
      expect(after[slug]).toBe(reports[slug]);
  });

  it('and that was ended tells nothing of itself either', async () => {
    const self = () => app.ask('leicester', '{ viewer { name roles } }', officer);
    expect(await self()).toMatchObject({ data: { viewer: { name: 'Callum Sample' } } });
    await adminSql(app, membership('ended_at = now()'));
    noMember(await self());
  });

  it('and that may more than before may so at once', async () => {
    const document = `mutation { acknowledgeApplication(input: { caseId: "Q2FzZTox", version: 1 }) { __typename } }`;
    const acknowledge = async () => summaryOf(await app.ask('leicester', document, officer));
    expect(await acknowledge()).toEqual([403, 'FORBIDDEN']);
    await adminSql(app, membership("roles = '{agency_officer,coordinator}'"));
    expect(await acknowledge()).toEqual([200, 'NotFound']);
  });

  it('and that was ended gives nothing to several requests at once', async () => {
    await adminSql(app, membership('ended_at = now()'));
    const before = await countRows(app);
    const asked = [read(), recordReport(), read(), recordReport(), read()];
    for (const answer of await Promise.all(asked)) noMember(answer);
    expect(await countRows(app)).toEqual(before);
  });

  it('and that was ended and given again works from the next request on', async () => {
    await adminSql(app, membership('ended_at = now()'));
    noMember(await read());
    await restore();
    expect((await read()).data).toMatchObject(asPoliceOfficer);
  });

  it('and that was ended says nothing of the others, who go on reading', async () => {
    await adminSql(app, membership('ended_at = now()'));
    noMember(await read());
    const colleague = await app.ask('leicester', '{ reports(first: 1) { nodes { place } } }', {
      as: 'anna.police',
    });
    expect(colleague).toMatchObject({ status: 200, data: { reports: shown } });
    const visitor = await app.ask('leicester', '{ partnership { agencies { slug } } }');
    expect(visitor.status).toBe(200);
  });
});

/** Works while the function that opens each transaction is another one; its own is given back afterwards. */
async function whileOpening(replace: (own: string) => string, work: () => Promise<void>): Promise<void> {
  const named = 'concord.open_session(uuid, uuid, uuid, uuid, text, text, text)';
  const [standing] = await adminSql<{ text: string }>(
    app,
    `select pg_get_functiondef('${named}'::regprocedure) as text`,
  );
  const own = standing?.text ?? '';
  expect(replace(own)).not.toBe(own);
  await adminSql(app, replace(own));
  try {
    await work();
  } finally {
    await adminSql(app, own);
  }
}

describe('the question that opens each transaction', () => {
  const check = 'if is_member and';

  it('is what ends the reading: without it, an ended membership would go on', async () => {
    const unasked = (own: string) => own.replace(check, 'if false and');
    await whileOpening(unasked, async () => {
      await adminSql(app, membership('ended_at = now()'));
      expect(await read()).toMatchObject({ status: 200, data: { ...asPoliceOfficer, reports: shown } });
    });
    noMember(await read());
  });

  it('refuses a membership that ended after the sign-in, within the request, and says to ask again', async () => {
    const before = await countRows(app);
    // The owner may change memberships; the transaction that is refused takes it back.
    const ending = `update concord.memberships m set ended_at = now() where m.id = membership; ${check}`;
    await whileOpening(
      (own) => own.replace(check, ending),
      async () => {
        for (const answer of [await read(), await recordReport(), await read()]) {
          expect(answer).toMatchObject({
            status: 401,
            errors: [
              {
                message:
                  'Your membership here has ended or changed. Ask again; after a change read first whether it was made.',
                extensions: {
                  code: 'UNAUTHENTICATED',
                  correlationId: answer.headers.get('concord-correlation-id'),
                },
              },
            ],
          });
          expect(Object.values(answer.data ?? {}).filter((value) => value !== null)).toEqual([]);
        }
      },
    );
    expect(await countRows(app)).toEqual(before);
    expect((await read()).data).toMatchObject(asPoliceOfficer);
  });
});
