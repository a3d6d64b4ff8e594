import { applyTo, filesOf, withNumber, withVersion } from '../../support/apply-tenants.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

/*
 * Leicester's rules until 30 April 2026, and from 1 May with two incidents in place of three; what is asked is asked on
 * Monday 2 March.
 */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  const changed = withVersion(filesOf('leicester'), '2026-05-01', (first) => ({
    ...withNumber(first, 'three-incidents', 2),
    source: 'The second page',
  }));
  await applyTo(app, changed);
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
