import { briefReportFields } from '#casework/read-ports.js';
import { adminSql } from '../support/case-record.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

type Fields = Readonly<Record<string, unknown>>;
interface Linked extends Fields {
  readonly agency: { readonly slug: string };
  readonly report?: Fields | null;
}

const ofLink = 'reportId occurredOn reportedOn linkedAt incidentIds agency { slug name }';
const brief = ['id', ...briefReportFields];
const beyondBrief = [
  'source',
  'occurredOn',
  'occurredMonth',
  'reportedOn',
  'recordedOn',
  'district',
  'longitude',
  'latitude',
  'summary',
  'background',
];
const whole = [...brief, ...beyondBrief];

/** Everybody who may read the case, and whose reports they may read. */
const viewers = [
  ['priya.coordinator', ['leicestershire-police', 'leicester-city-council', 'sanctuary-housing']],
  ['callum.police', ['leicestershire-police']],
  ['dev.council', ['leicester-city-council']],
  ['tomasz.sanctuary', ['sanctuary-housing']],
  ['helen.chair', []],
] as const;

describe('linked reports', () => {
  let app: TestApp;
  const cases: ReviewCase[] = [];

  beforeAll(async () => {
    app = await startTestApp();
    for (const full of [true, false]) cases.push(await openCase(app, full));
    // Values that are easily changed on their way, in every other report.
    await adminSql(
      app,
      `update concord.reports set longitude = 0.1::float8 + 0.2::float8, latitude = 52.123456789012345,
         district = E'Ea"st\\\\\\n{1,2}', lsoa_code = 'E01013600'
        where reference like '%odd%'`,
    );
  });
  afterAll(() => app.stop());

  async function read(as: string, fields?: readonly string[]): Promise<Linked[]> {
    const report = fields ? `report { ${fields.join(' ')} }` : '';
    const query = `{ cases(first: 10) { nodes { id reports { ${ofLink} ${report} } } } }`;
    const { data, errors } = await app.ask('leicester', query, { as });
    expect(errors).toBeUndefined();
    const { nodes } = data?.['cases'] as { nodes: { reports: Linked[] }[] };
    expect(nodes).toHaveLength(2);
    return nodes.flatMap(({ reports }) => reports);
  }

  /** What a document would have shown that asks only for these fields. */
  function only(linked: readonly Linked[], fields?: readonly string[]): object[] {
    return linked.map(({ report, ...link }) => ({
      ...link,
      ...(fields && { report: report ? pick(report, fields) : null }),
    }));
  }

  // The control of all below: there is something to compare, of everybody, and not the same everywhere.
  it('are there in full for the coordinator, with and without a value in every field that may lack one', async () => {
    const linked = await read('priya.coordinator', whole);
    expect(linked).toHaveLength(8);
    for (const field of [
      'occurredOn',
      'reportedOn',
      'reporterName',
      'district',
      'longitude',
      'latitude',
      'summary',
    ]) {
      const values = linked.map(({ report }) => report?.[field] ?? null);
      expect([field, values.some((value) => value !== null)]).toEqual([field, true]);
      if (field !== 'occurredOn') expect([field, values.includes(null)]).toEqual([field, true]);
    }
    for (const field of ['hatePerceived', 'background', 'category'])
      expect(new Set(linked.map(({ report }) => report?.[field])).size).toBeGreaterThan(1);
    expect(linked.some(({ report }) => report?.['longitude'] === 0.1 + 0.2)).toBe(true);
    expect(linked.some(({ report }) => report?.['district'] === 'Ea"st\\\n{1,2}')).toBe(true);
  });

  describe.each(viewers)('for %s', (as, readable) => {
    it('are those of the agencies whose reports they may read, and the links of all', async () => {
      const linked = await read(as, whole);
      expect(linked).toHaveLength(8);
      for (const { report, agency } of linked)
        expect([agency.slug, report !== null]).toEqual([
          agency.slug,
          readable.some((slug) => slug === agency.slug),
        ]);
    });

    it('are the same whether nothing, a little or all of each report is asked for', async () => {
      const inFull = await read(as, whole);
      expect(await read(as)).toEqual(only(inFull));
      expect(await read(as, brief)).toEqual(only(inFull, brief));
      for (const field of whole) expect(await read(as, [field])).toEqual(only(inFull, [field]));
      // In brief with one field more, which makes it all.
      for (const field of beyondBrief) {
        const fields = [...brief, field];
        expect(await read(as, fields)).toEqual(only(inFull, fields));
      }
    });

    it('are the same under aliases, in fragments and beside their type', async () => {
      const inFull = await read(as, whole);
      const query = `{ cases(first: 10) { nodes { reports { reportId
          one: report { __typename place } two: report { ...named } ... on LinkedReport { report { id } } } } } }
        fragment named on Report { who: reporterName }`;
      const { data } = await app.ask('leicester', query, { as });
      const { nodes } = data?.['cases'] as { nodes: { reports: unknown[] }[] };
      const expected = inFull.map(({ reportId, report }) => ({
        reportId,
        one: report ? { __typename: 'Report', place: report['place'] } : null,
        two: report ? { who: report['reporterName'] } : null,
        report: report ? { id: report['id'] } : null,
      }));
      expect(nodes.flatMap(({ reports }) => reports)).toEqual(expected);
    });
  });

  it.each(['callum.police', 'dev.council', 'tomasz.sanctuary'])(
    'are, for %s, the reports that stand in the list of their agency',
    async (as) => {
      const query = `{ reports(first: 50) { nodes { ${whole.join(' ')} } } }`;
      const { data } = await app.ask('leicester', query, { as });
      const { nodes } = data?.['reports'] as { nodes: Fields[] };
      const listed = new Map(nodes.map((report) => [report['id'], report]));
      const own = (await read(as, whole)).flatMap(({ report }) => (report ? [report] : []));
      expect(own.length).toBeGreaterThan(0);
      for (const report of own) expect(report).toEqual(listed.get(report['id']));
    },
  );

  it('are found so one case at a time too', async () => {
    const all = await read('priya.coordinator', brief);
    const query = (fields: readonly string[]) =>
      `query ($id: ID!) { case(id: $id) { reports { ${ofLink} report { ${fields.join(' ')} } } } }`;
    for (const { id } of cases) {
      const ask = async (fields: readonly string[]) => {
        const { data } = await app.ask('leicester', query(fields), {
          as: 'priya.coordinator',
          variables: { id },
        });
        return (data?.['case'] as { reports: Linked[] }).reports;
      };
      const inBrief = await ask(brief);
      expect(inBrief).toHaveLength(4);
      expect(inBrief).toEqual(only(await ask(whole), brief));
      for (const linked of inBrief) expect(all).toContainEqual(linked);
    }
  });
});

function pick(report: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map((field) => [field, report[field]]));
}

/** A case to which three agencies have put reports: one full, one bare, one odd, one background. */
async function openCase(app: TestApp, isHate: boolean): Promise<ReviewCase> {
  const told: [string, string][] = [['leicestershire-police', '2026-01-10']];
  const review = await ReviewCase.apply(app, 'leicester', applicationOf([incidentOn('2026-01-10', told)]));
  accepted(await review.ask(['leicestershire-police', 'leicester-city-council', 'sanctuary-housing']));
  const odd = isHate ? 'odd-one' : 'odd-two';
  const reporter = { reportedOn: '2026-01-11', reporterName: 'Vera Example "V\u{1F600}"' };
  const plans: [string, Readonly<Record<string, unknown>>][] = [
    ['leicestershire-police', { ...reporter, summary: 'Loud\nmusic, \\ and "shouting"', reference: odd }],
    [
      'leicester-city-council',
      { ...reporter, category: isHate ? 'HATE_INCIDENT' : 'ASB', hatePerceived: isHate },
    ],
    ['sanctuary-housing', { ...reporter, place: 'null' }],
    ['leicestershire-police', { place: "O'Neill Road; {}" }],
  ];
  for (const [agency, plan] of plans)
    accepted(await review.link(agency, await review.record(agency, { on: '2026-01-10', ...plan })));
  const [full] = (await review.read()).incidents;
  expect(full?.number).toBe(1);
  return review;
}
