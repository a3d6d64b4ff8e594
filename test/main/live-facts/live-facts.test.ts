import { checkRecord } from '../../support/case-record.js';
import { accepted, findingOf, type ReviewCase } from '../../support/review-case.js';
import type { TestApp } from '../../support/running-app.js';
import {
  caseOf,
  council,
  countOf,
  moveToRule,
  openQuestionsOf,
  police,
  proposeAndReplay,
  startWithRules,
  storedOf,
} from './ruled-partnership.js';

const rules = [
  countOf({ id: 'three-households', unit: 'households', by: 'anybody' }),
  countOf({ id: 'three-of-noise', behaviours: ['noise'] }),
  countOf({ id: 'recorded-hate', atLeast: 1, category: 'hate', hateIs: 'recorded' }),
  countOf({ id: 'hate-crime', atLeast: 1, category: 'hate', hateIs: 'crime' }),
  countOf({ id: 'five-affected', unit: 'people', atLeast: 5, by: 'anybody', needs: 'suffered' }),
  countOf({ id: 'same-problem', related: ['same_problem'] }),
  countOf({
    id: 'two-recorded-in-time',
    atLeast: 2,
    window: { anchor: 'before_application', length: { months: 1 }, tests: 'recording' },
  }),
];
const night = '2026-02-10';

let app: TestApp;
beforeAll(async () => {
  app = await startWithRules(rules);
}, 120_000);
afterAll(async () => {
  // No finding and no event names anybody, and every proposal replays.
  expect((await checkRecord(app)).broken).toEqual([]);
  await app.stop();
});

/** The verdict of a rule over the case as it stands, replayed from its stored facts. */
async function verdictOn(review: ReviewCase, id: string) {
  const { verdict, sentence, countedAtLeast } = findingOf(await proposeAndReplay(app, review), id);
  return { verdict, sentence, counted: countedAtLeast };
}

describe('three households, one night reported by each', () => {
  beforeAll(() => {
    moveToRule(app, 0);
  });

  const reported = (...makers: readonly object[]) =>
    caseOf(
      app,
      [{ on: night, reports: [{ by: council }, ...makers.map((madeBy) => ({ by: police, madeBy }))] }],
      { household: 'Flat 1 of Invented House' },
    );
  const first = { label: 'Neighbour above', household: 'Flat 2 of Invented House' };

  // The victim at flat 1, one neighbour at flat 2, one at flat 3: 1 + 1 + 1 = 3.
  it('are three where the flats differ', async () => {
    const second = { label: 'Neighbour below', household: 'Flat 3 of Invented House' };
    expect(await verdictOn(await reported(first, second), 'three-households')).toMatchObject({
      verdict: 'MET',
      counted: 3,
    });
  });

  // Both neighbours live at flat 2, however it is spelled: 1 + 1 = 2.
  it('are two where both neighbours share a flat', async () => {
    const second = { label: 'Neighbour below', household: ' FLAT 2  of invented house' };
    expect(await verdictOn(await reported(first, second), 'three-households')).toMatchObject({
      verdict: 'NOT_MET',
      counted: 2,
    });
  });

  it('count somebody whom nobody knows by the flat that is known', async () => {
    const unknown = { unknown: true, household: 'Flat 3 of Invented House' };
    expect(await verdictOn(await reported(first, unknown), 'three-households')).toMatchObject({
      verdict: 'MET',
    });
  });

  it('wait for the household of a neighbour, and say so, until it is told', async () => {
    const review = await reported(first, { label: 'Neighbour below' });
    expect(await verdictOn(review, 'three-households')).toMatchObject({ verdict: 'NEEDS_JUDGEMENT' });
    expect(await openQuestionsOf(review)).toEqual([
      {
        kind: 'detail',
        what: 'the household of a complaint (incident 1)',
        of: 'the coordinator',
        question: null,
      },
    ]);
    const { reports } = await review.read();
    const [own, above, below] = (reports as { reportId: string }[]).map(({ reportId }) => reportId);
    const madeBy = { label: 'neighbour below', household: 'Flat 3 of Invented House' };
    accepted(
      await review.match(1, {
        // The household of the neighbour above is known from before.
        reports: [
          own ?? '',
          { reportId: above, madeBy: { label: first.label } },
          { reportId: below, madeBy },
        ],
      }),
    );
    expect(await openQuestionsOf(review)).toEqual([]);
    expect(await verdictOn(review, 'three-households')).toMatchObject({ verdict: 'MET' });
  });

  it('are ids of the case in its facts, which name no flat', async () => {
    const review = await reported(first);
    await review.propose();
    const { facts } = await storedOf(app, review);
    const households = facts.incidents[0]?.complaints.map(({ householdId }) => householdId) ?? [];
    expect(households).toHaveLength(2);
    for (const id of households) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(facts)).not.toMatch(/flat/i);
  });
});

describe('three nights of noise, of which nothing else counts', () => {
  beforeAll(() => {
    moveToRule(app, 1);
  });

  const nights = (third: object) => [
    { on: '2026-02-01', told: { behaviours: ['noise'] }, reports: [{ by: council }] },
    { on: '2026-02-02', reports: [{ by: council, says: { behaviours: ['noise', 'litter'] } }] },
    { on: '2026-02-03', reports: [{ by: council }], ...third },
  ];

  // The first as the applicant says, the second as the council recorded it, the third as the coordinator settled it.
  it('are three whoever says that they were noise', async () => {
    const review = await caseOf(app, nights({ match: { behaviours: ['noise'] } }));
    expect(await verdictOn(review, 'three-of-noise')).toMatchObject({ verdict: 'MET', counted: 3 });
  });

  // What the coordinator settled stands before what the applicant says: 1 + 1 + 0 = 2.
  it('are two where the coordinator settled that one was litter', async () => {
    const third = { told: { behaviours: ['noise'] }, match: { behaviours: ['litter'] } };
    const review = await caseOf(app, nights(third));
    expect(await verdictOn(review, 'three-of-noise')).toMatchObject({ verdict: 'NOT_MET', counted: 2 });
  });

  it('are two where the coordinator settled that one was of no kind at all', async () => {
    const review = await caseOf(app, nights({ match: { behaviours: [] } }));
    expect(await verdictOn(review, 'three-of-noise')).toMatchObject({ verdict: 'NOT_MET', counted: 2 });
  });

  it('wait for the kind of a night of which nobody said anything', async () => {
    const review = await caseOf(app, nights({}));
    expect(await verdictOn(review, 'three-of-noise')).toMatchObject({ verdict: 'NEEDS_JUDGEMENT' });
    expect(await openQuestionsOf(review)).toMatchObject([
      { kind: 'detail', what: 'the kind of behaviour of an incident (incident 3)' },
    ]);
  });
});

describe('one incident that the police recorded as hate', () => {
  beforeAll(() => {
    moveToRule(app, 2);
  });

  it('is one where their record of another crime bears the mark', async () => {
    const says = { category: 'OTHER_CRIME', recordedAsHate: true };
    const review = await caseOf(app, [{ on: night, reports: [{ by: police, says }] }]);
    expect(await verdictOn(review, 'recorded-hate')).toMatchObject({ verdict: 'MET' });
  });

  it('is none where only the applicant perceives it and the police recorded it without', async () => {
    const review = await caseOf(app, [
      { on: night, told: { hatePerceived: true }, reports: [{ by: police }] },
    ]);
    expect(await verdictOn(review, 'recorded-hate')).toMatchObject({ verdict: 'NOT_MET' });
  });

  it('is none by the record of the council alone once the police have answered', async () => {
    const review = await caseOf(app, [
      { on: night, reports: [{ by: council, says: { category: 'HATE_INCIDENT' } }] },
      { on: '2026-02-11', reports: [{ by: police }] },
    ]);
    expect(await verdictOn(review, 'recorded-hate')).toMatchObject({ verdict: 'NOT_MET' });
  });

  it('is not known where the police were never asked, until the coordinator settles it', async () => {
    const reports = [{ by: council, says: { category: 'HATE_CRIME' } }];
    const review = await caseOf(app, [{ on: night, reports }]);
    expect(await verdictOn(review, 'recorded-hate')).toMatchObject({ verdict: 'NEEDS_JUDGEMENT' });
    expect(await openQuestionsOf(review)).toMatchObject([
      { kind: 'detail', what: "the police's recording as hate of an incident (incident 1)" },
    ]);
    const settled = await caseOf(app, [{ on: night, reports, match: { recordedAsHate: true } }]);
    expect(await verdictOn(settled, 'recorded-hate')).toMatchObject({ verdict: 'MET' });
  });
});

describe('one hate crime', () => {
  beforeAll(() => {
    moveToRule(app, 3);
  });

  it('is one where the police recorded it as such', async () => {
    const review = await caseOf(app, [
      { on: night, reports: [{ by: police, says: { category: 'HATE_CRIME' } }] },
    ]);
    expect(await verdictOn(review, 'hate-crime')).toMatchObject({ verdict: 'MET' });
  });

  // The record of a council settles no crime, and a hate incident of the police is none yet.
  it.each([council, police])('is not settled by a hate incident of %s', async (by) => {
    const reports = [{ by, says: { category: 'HATE_INCIDENT' } }];
    const review = await caseOf(app, [{ on: night, reports }]);
    expect(await verdictOn(review, 'hate-crime')).toMatchObject({ verdict: 'NEEDS_JUDGEMENT' });
    const settled = await caseOf(app, [{ on: night, reports, match: { crime: false } }]);
    expect(await verdictOn(settled, 'hate-crime')).toMatchObject({ verdict: 'NOT_MET' });
  });
});

describe('five people whom one night befell, though only one complained', () => {
  beforeAll(() => {
    moveToRule(app, 4);
  });

  const befell = (affected: readonly string[] | undefined, match: object = {}) =>
    caseOf(app, [{ on: night, told: { affected }, reports: [{ by: council }], match }]);

  it('are five as the applicant names them', async () => {
    const review = await befell([
      'Vera Example',
      'Ann upstairs',
      'Ben upstairs',
      'Cat upstairs',
      'Dan upstairs',
    ]);
    expect(await verdictOn(review, 'five-affected')).toMatchObject({ verdict: 'MET', counted: 5 });
  });

  // The victim, Ann, Ben under two spellings, Cat: 4.
  it('are four where one of them is named twice', async () => {
    const review = await befell([
      'vera example',
      'Ann upstairs',
      'Ben upstairs',
      'BEN  upstairs',
      'Cat upstairs',
    ]);
    expect(await verdictOn(review, 'five-affected')).toMatchObject({ verdict: 'NOT_MET', counted: 4 });
  });

  it('is one where nobody else is named, who is the victim', async () => {
    expect(await verdictOn(await befell(undefined), 'five-affected')).toMatchObject({
      verdict: 'NOT_MET',
      counted: 1,
    });
  });

  it('are those whom the coordinator settled, where that is told', async () => {
    const told = ['Vera Example', 'Ann upstairs', 'Ben upstairs', 'Cat upstairs', 'Dan upstairs'];
    const review = await befell(told, { affected: told.slice(1).map((label) => ({ label })) });
    expect(await verdictOn(review, 'five-affected')).toMatchObject({ verdict: 'NOT_MET', counted: 4 });
    const { people } = await review.read();
    // Ann, Ben, Cat and Dan are the same people as before.
    expect(people.map(({ role }) => role).sort()).toEqual([...Array<string>(4).fill('AFFECTED'), 'VICTIM']);
  });
});

describe('three incidents of the same problem', () => {
  beforeAll(() => {
    moveToRule(app, 5);
  });

  const labelled = (...problems: readonly string[]) =>
    caseOf(
      app,
      problems.map((problem, index) => ({
        on: `2026-02-0${String(index + 1)}`,
        reports: [{ by: council }],
        match: { problem },
      })),
    );

  it('are three where the coordinator gave them one label', async () => {
    const review = await labelled('The stairwell', 'the  stairwell', 'The stairwell');
    expect(await verdictOn(review, 'same-problem')).toMatchObject({ verdict: 'MET', counted: 3 });
  });

  it('are two where one has another label', async () => {
    const review = await labelled('The stairwell', 'The stairwell', 'The car park');
    expect(await verdictOn(review, 'same-problem')).toMatchObject({ verdict: 'NOT_MET', counted: 2 });
  });
});

describe('two reports that were recorded within a month of the application', () => {
  beforeAll(() => {
    moveToRule(app, 6);
  });

  // Received on 9 March: the month reaches back to 9 February. Reported on 1 February, recorded on the day told.
  it.each([
    ['2026-02-09', 'MET', 2],
    ['2026-02-08', 'NOT_MET', 1],
  ])('count by the day of the recording, %s', async (recordedOn, verdict, counted) => {
    const review = await caseOf(app, [
      { on: '2026-02-01', reports: [{ by: council, says: { recordedOn } }] },
      { on: '2026-02-20', reports: [{ by: council, says: { recordedOn: '2026-02-21' } }] },
    ]);
    expect(await verdictOn(review, 'two-recorded-in-time')).toMatchObject({ verdict, counted });
  });
});
