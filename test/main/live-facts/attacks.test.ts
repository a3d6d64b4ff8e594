import { nodeId } from '#platform/node-ids.js';
import { actor } from '../../support/journey.js';
import { accepted, applicationOf, incidentOn, newKey, ReviewCase } from '../../support/review-case.js';
import type { TestApp } from '../../support/running-app.js';
import { checkRecord } from '../../support/case-record.js';
import { caseOf, council, countOf, moveToRule, startWithRules, storedOf } from './ruled-partnership.js';

const night = '2026-02-10';
const known = 'noise, threats, litter';

let app: TestApp;
let review: ReviewCase;
let sibling: ReviewCase;
let elsewhere: ReviewCase;
beforeAll(async () => {
  app = await startWithRules([countOf({ id: 'households', unit: 'households', by: 'anybody' })]);
  moveToRule(app, 0);
  const told = { told: { affected: ['Vera Example', 'Ann upstairs'] }, reports: [{ by: council }] };
  review = await caseOf(app, [{ on: night, ...told }], { household: 'Flat 1' });
  sibling = await caseOf(app, [{ on: night, ...told }], { household: 'Flat 1' });
  elsewhere = await ReviewCase.apply(app, 'north-yorkshire', applicationOf([incidentOn(night)]));
}, 120_000);
afterAll(async () => {
  expect((await checkRecord(app)).broken).toEqual([]);
  await app.stop();
});

type Answered = Promise<{ problems?: readonly { path: string; message: string }[] }>;

/** Each problem on a line. */
async function problemsOf(answer: Answered): Promise<readonly string[]> {
  return ((await answer).problems ?? []).map(({ path, message }) => `${path} ${message}`);
}

const apply = (incident: object, application: object = {}) =>
  actor(app, 'leicester').mutate(
    'applyForReview',
    applicationOf([incidentOn(night, [[council, night]], incident)], application),
  );
const record = (says: object) =>
  review.officer(council).mutate('recordReport', {
    clientKey: newKey(),
    reference: newKey(),
    category: 'ASB',
    occurredOn: night,
    place: 'Invented Street',
    hatePerceived: false,
    ...says,
  });
const match = (more: object) => review.match(1, { match: 'OTHER_EVIDENCE', note: 'A diary.', ...more });

describe('a kind of behaviour that the policy does not know', () => {
  const said = { behaviours: ['noise', 'racket'] };
  const refused = [`behaviours[1] is “racket”: expected one of ${known}.`];

  it('is refused by its name, with those that are known, wherever it is told', async () => {
    expect(await problemsOf(apply(said))).toEqual(refused.map((each) => `incidents[0].${each}`));
    expect(await problemsOf(record(said))).toEqual(refused);
    expect(await problemsOf(match(said))).toEqual(refused);
  });

  // Of longer names so many are more than a request may hold at all.
  it.each([
    [10_000, 'r'],
    [7_000, 'noise'],
  ])('is refused of %i at once with one sentence, and so is one known told as often', async (count, id) => {
    const many = { behaviours: Array<string>(count).fill(id) };
    const refusal = [`behaviours has ${String(count)} entries: expected 50 at most.`];
    expect(await problemsOf(record(many))).toEqual(refusal);
    expect(await problemsOf(match(many))).toEqual(refusal);
    expect(await problemsOf(apply(many))).toEqual(refusal.map((each) => `incidents[0].${each}`));
  });

  it('is refused where the partnership names none at all', async () => {
    const answer = actor(app, 'north-yorkshire').mutate(
      'applyForReview',
      applicationOf([incidentOn(night, [], { behaviours: ['noise'] })]),
    );
    expect(await problemsOf(answer)).toEqual([
      'incidents[0].behaviours[0] is “noise”: this partnership names no kinds of behaviour.',
    ]);
  });

  it('is none of those that the public policy lists', async () => {
    const document = '{ partnership { policy { behaviours { id words heading } } } }';
    const { partnership } = await actor(app, 'leicester').query(document);
    expect(partnership).toEqual({
      policy: {
        behaviours: [
          { id: 'noise', words: 'Noise', heading: 'nuisance' },
          { id: 'threats', words: 'Threats', heading: 'personal' },
          { id: 'litter', words: 'Litter', heading: 'environmental' },
        ],
      },
    });
  });

  it('is one where it is told twice', async () => {
    const answer = accepted(await record({ behaviours: ['noise', 'noise'] }));
    const { id } = answer['report'] as { id: string };
    const { reports } = await review
      .officer(council)
      .query('{ reports(first: 100) { nodes { id behaviours } } }');
    const { nodes } = reports as { nodes: { id: string; behaviours: string[] }[] };
    expect(nodes.find((each) => each.id === id)?.behaviours).toEqual(['noise']);
  });
});

describe('a person whom an incident befell', () => {
  const personOf = async (of: ReviewCase) => (await of.read()).people[0]?.id ?? '';

  it('is refused alike, of another case, another partnership, another kind or nowhere, and nothing is kept', async () => {
    const before = await review.version();
    const ids = [
      await personOf(sibling),
      await personOf(elsewhere),
      (await review.read()).incidents[0]?.id ?? '',
      nodeId('CasePerson', '01890000-0000-7000-8000-000000000000'),
      'junk',
    ];
    for (const personId of ids)
      expect(await problemsOf(match({ affected: [{ personId }] }))).toEqual([
        'affected[0].personId is not a person of this case.',
      ]);
    expect(await review.version()).toBe(before);
  });

  it.each<[string, object, string]>([
    ['nobody at all', { affected: [] }, 'affected is empty: expected somebody whom it befell, or nothing.'],
    ['neither id nor label', { affected: [{}] }, 'affected[0].label is empty: expected some text.'],
    [
      'the victim by a label',
      { affected: [{ label: 'vera  EXAMPLE' }] },
      'affected[0].label is a person of this case: give personId.',
    ],
    [
      'fifty-one people',
      { affected: Array.from({ length: 51 }, (_, n) => ({ label: `Neighbour ${String(n)}` })) },
      'affected names 51 people: expected 50 at most.',
    ],
  ])('is not %s', async (_, more, problem) => {
    expect(await problemsOf(match(more))).toEqual([problem]);
  });

  it('is told of fifty people at most in one application, over all of its incidents', async () => {
    const names = (from: number) => Array.from({ length: 30 }, (_, n) => `Neighbour ${String(from + n)}`);
    const incidents = [
      incidentOn(night, [], { affected: names(0) }),
      incidentOn(night, [], { affected: names(30) }),
    ];
    const answer = actor(app, 'leicester').mutate('applyForReview', applicationOf(incidents));
    expect(await problemsOf(answer)).toEqual(['incidents names 60 people: expected 50 at most.']);
  });
});

describe('a household', () => {
  it('has another id in every case, whatever it is called', async () => {
    const idOf = async (of: ReviewCase) => {
      await of.propose();
      const { facts } = await storedOf(app, of);
      return facts.incidents[0]?.complaints[0]?.householdId;
    };
    const [own, other] = [await idOf(review), await idOf(sibling)];
    expect(own).toEqual(expect.any(String));
    expect(other).toEqual(expect.any(String));
    expect(own).not.toBe(other);
  });

  it('is one for each person in one matching', async () => {
    const { reports } = await review.read();
    const [{ reportId }] = reports as [{ reportId: string }];
    const complaintId = (await review.read()).incidents[0]?.complaints[0]?.id;
    const madeBy = (household: string) => ({ label: 'Neighbour', household });
    const answer = review.match(1, {
      reports: [{ reportId, madeBy: madeBy('Flat 2') }],
      acceptedComplaints: [{ complaintId, madeBy: madeBy('Flat 3') }],
    });
    expect(await problemsOf(answer)).toEqual([
      'acceptedComplaints[0].madeBy.household is another one than before for the same person: expected one.',
    ]);
  });

  it.each<[string, object, object, string]>([
    [
      'with a complaint of the victim',
      { complaints: [{ agency: council, madeOn: night, household: 'Flat 2' }] },
      {},
      'incidents[0].complaints[0].household is given though the victim made it: expected the household beside the victim.',
    ],
    [
      'of a third party who applies',
      {},
      {
        applicantKind: 'THIRD_PARTY',
        victims: [{ name: 'Wanda Example', authorityKind: 'WRITTEN', authorityGivenOn: night }],
        household: 'Flat 2',
      },
      'household is given though a third party applies: expected it beside each victim.',
    ],
    [
      'in more than two hundred characters',
      {},
      { household: 'x'.repeat(201) },
      'household has 201 characters: expected at most 200.',
    ],
  ])('is refused %s', async (_, incident, application, problem) => {
    expect(await problemsOf(apply(incident, application))).toEqual([problem]);
  });
});

describe('a report', () => {
  it.each<[string, object, string]>([
    [
      'closed before it was made',
      { reportedOn: '2026-02-12', closedOn: '2026-02-11' },
      'closedOn is Wednesday 11 February 2026: expected Thursday 12 February 2026 or later, as a report is closed after it is made.',
    ],
    [
      'of a hate crime that is not recorded as hate',
      { category: 'HATE_CRIME', recordedAsHate: false },
      'recordedAsHate is false though the category is HATE_CRIME: expected true, or nothing.',
    ],
  ])('is refused when %s', async (_, says, problem) => {
    expect(await problemsOf(record(says))).toEqual([problem]);
  });
});

describe('what a matching settled', () => {
  it('is settled no more once the incident is matched again without it, and what the applicant says stands', async () => {
    const affected = [{ label: 'Ann upstairs' }];
    accepted(await match({ behaviours: ['litter'], crime: true, problem: 'The stairwell', affected }));
    const read = async () => {
      const { case: seen } = await review.coordinator.query(
        'query ($id: ID!) { case(id: $id) { incidents { agreedBehaviours isCrime problem affectedIds } } }',
        { id: review.id },
      );
      return (seen as { incidents: { affectedIds: string[] }[] }).incidents[0];
    };
    expect(await read()).toMatchObject({
      agreedBehaviours: ['litter'],
      isCrime: true,
      problem: 'The stairwell',
      affectedIds: [expect.any(String)],
    });
    accepted(await match({}));
    const after = await read();
    expect(after).toMatchObject({ agreedBehaviours: null, isCrime: null, problem: null });
    // The victim and Ann, as the applicant named them.
    expect(after?.affectedIds).toHaveLength(2);
  });
});
