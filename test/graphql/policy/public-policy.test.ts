import { applyTo, filesOf, withNumber, withVersion } from '../../support/apply-tenants.js';
import { buildSchema } from '#graphql/build-schema.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { fullDocuments } from '../../isolation/full-documents.js';

/*
 * Leicester's rules until 30 April 2026, and from 1 May with two incidents in place of three; what is asked is asked on
 * Monday 2 March.
 */
const complaints = {
  words: 'Write to the council',
  welsh: 'Ysgrifennwch at y cyngor',
  phone: '0116 222 2222',
};
const hub = { role: 'The hub', email: 'hub@example.org' };
const team = { slug: 'hub', name: 'The hub', districts: ['Leicester'], postcodes: ['LE1'], contact: hub };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  const changed = withVersion(filesOf('leicester'), '2026-05-01', (first) => ({
    ...withNumber(first, 'three-incidents', 2),
    source: 'The second page',
  }));
  const said = {
    ...changed,
    leadAgency: 'leicester-city-council',
    agencies: changed.agencies.map((agency) =>
      agency.slug === 'leicester-city-council' ? { ...agency, complaints } : agency,
    ),
    areaTeams: [team],
  };
  await applyTo(app, said);
}, 60_000);
afterAll(() => app.stop());

interface Policy {
  readonly inForceFrom: string | null;
  readonly inForceThrough: string | null;
  readonly source: string | null;
  readonly threshold: readonly string[];
  readonly tests: readonly {
    id: string;
    parentId: string | null;
    depth: number;
    childIds: string[];
    words: string;
  }[];
  readonly timescales: readonly object[];
  readonly outcome: { writtenBy: string } | null;
  readonly applicantRules: object;
  readonly appeals: readonly object[];
}

const fields = `inForceFrom inForceThrough source threshold tests { id parentId depth childIds words }
  timescales { step within from actor usually extension { words } } outcome { writtenBy words }
  applicantRules { thirdParties severalVictims } appeals { id }`;

async function policy(on?: string): Promise<Policy> {
  const args = on === undefined ? '' : `(on: "${on}")`;
  const { data, errors } = await app.ask('leicester', `{ partnership { policy${args} { ${fields} } } }`);
  if (!data) throw new Error(JSON.stringify(errors));
  return (data['partnership'] as { policy: Policy }).policy;
}

describe('the rules that a partnership publishes', () => {
  it('are those of the day that is asked for, each to the day before the next', async () => {
    expect(await policy()).toMatchObject({ inForceFrom: null, inForceThrough: '2026-04-30' });
    expect(await policy('2026-04-30')).toMatchObject({ inForceThrough: '2026-04-30' });
    expect(await policy('2026-05-01')).toMatchObject({
      inForceFrom: '2026-05-01',
      inForceThrough: null,
      source: 'The second page',
    });
    const { data } = await app.ask(
      'leicester',
      'query ($on: LocalDate) { partnership { policy(on: $on) { inForceFrom } policies { inForceFrom inForceThrough } } }',
      { variables: { on: '2026-05-01' } },
    );
    expect(data?.['partnership']).toEqual({
      policy: { inForceFrom: '2026-05-01' },
      policies: [
        { inForceFrom: null, inForceThrough: '2026-04-30' },
        { inForceFrom: '2026-05-01', inForceThrough: null },
      ],
    });
  });

  it('show the threshold as a tree: every test names its parts, and the one that it is part of', async () => {
    const { tests, threshold } = await policy();
    expect(tests.map(({ id, parentId, depth }) => [id, parentId, depth])).toEqual([
      ['threshold', null, 0],
      ['route', 'threshold', 1],
      ['three-incidents', 'route', 2],
      ['three-people', 'route', 2],
      ['hate-incident', 'route', 2],
      ['initial-complaint', 'threshold', 1],
      ['dissatisfied', 'threshold', 1],
    ]);
    expect(tests[0]?.childIds).toEqual(['route', 'initial-complaint', 'dissatisfied']);
    expect(threshold).toEqual(tests.map(({ depth, words }) => `${'  '.repeat(depth)}${words}`));
  });

  it('say of each step how long, from when, by whom, and whether that is a promise', async () => {
    const { timescales, applicantRules, appeals, outcome } = await policy();
    expect(timescales).toMatchObject([
      {
        step: 'acknowledgement',
        within: '1 working day',
        actor: 'the coordinator',
        usually: false,
        extension: null,
      },
      { step: 'threshold-decision', within: '14 days', usually: false },
      {
        step: 'review',
        within: '28 days',
        usually: true,
        extension: { words: expect.any(String) as string },
      },
    ]);
    expect([applicantRules, appeals]).toEqual([{ thirdParties: true, severalVictims: false }, []]);
    expect(outcome?.writtenBy).toBe('the chair of the Safer Leicester Partnership');
  });
});

describe('everything that a partnership publishes', () => {
  it('is answered to the public in one query for the rules and one for the partnership', async () => {
    const whole = fullDocuments(await buildSchema())['Query.partnership'] ?? '';
    const rules = /policy (\{.*\}) policies/s.exec(whole)?.[1] ?? '';
    expect(rules).toContain('riskMatrix');
    const asked = await app.ask('leicester', `{ partnership { policy ${rules} } }`);
    expect([asked.status, asked.errors]).toEqual([200, undefined]);
    const partnership = await app.ask('leicester', whole.replace(rules, '{ inForceFrom }'));
    expect([partnership.status, partnership.errors]).toEqual([200, undefined]);
  });

  it('says how to complain about an agency, and where to turn after that', async () => {
    const { data } = await app.ask(
      'leicester',
      `{ partnership { leadAgency { slug } areaTeams { name postcodes contact { role email } }
         agencies { slug complaints { words welsh phone } ombudsmen { name } } } }`,
    );
    const told = data?.['partnership'] as {
      leadAgency: object;
      areaTeams: object[];
      agencies: { slug: string; complaints: object | null; ombudsmen: { name: string }[] }[];
    };
    expect(told.leadAgency).toEqual({ slug: 'leicester-city-council' });
    expect(told.areaTeams).toEqual([{ name: 'The hub', postcodes: ['LE1'], contact: hub }]);
    const bySlug = new Map(told.agencies.map((each) => [each.slug, each]));
    expect(bySlug.get('leicester-city-council')).toEqual({
      slug: 'leicester-city-council',
      complaints,
      ombudsmen: [{ name: 'Local Government and Social Care Ombudsman' }],
    });
    expect(bySlug.get('leicestershire-police')).toMatchObject({
      complaints: null,
      ombudsmen: [{ name: 'Independent Office for Police Conduct' }],
    });
    // Nobody looks into complaints about the local policing body unless the partnership says who.
    expect(bySlug.get('leicestershire-policing-body')?.ombudsmen).toEqual([]);
  });
});
