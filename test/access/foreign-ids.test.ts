import { randomUUID } from 'node:crypto';
import { buildSchema } from '#graphql/build-schema.js';
import { nodeId } from '#platform/node-ids.js';
import type { Answer } from '../support/running-app.js';
import { withoutCorrelation } from './answers-seen.js';
import { listIdPlaces, putAt, takeFrom, type IdPlace } from './id-places.js';
import { operations } from './operations.js';
import {
  startTwoPartnerships,
  versionOf,
  type PartnershipOfTest,
  type TwoPartnerships,
  type Who,
} from './two-partnerships.js';

/** Which record an id stands for, by the name of the place. */
const typeByPlace: Readonly<Record<string, keyof PartnershipOfTest['ids']>> = {
  id: 'Case',
  caseId: 'Case',
  reportId: 'Report',
  requestId: 'InformationRequest',
  agencyId: 'Agency',
  agencyIds: 'Agency',
  agreementId: 'SharingAgreement',
  grantId: 'Grant',
  incidentId: 'Incident',
  incidentIds: 'Incident',
  personId: 'CasePerson',
  complaintId: 'Complaint',
  clockId: 'Clock',
  pauseId: 'Pause',
  proposalId: 'DecisionProposal',
  membershipId: 'Membership',
  invitationId: 'Invitation',
};

const officers = new Set([
  'Mutation.linkReport',
  'Mutation.respondToRequest',
  'Mutation.shareReport',
  'Mutation.withdrawGrant',
  'Query.reportAccessLog',
]);
const others: Readonly<Record<string, Who>> = {
  'Mutation.withdrawSharingAgreement': 'administrator',
  'Mutation.leaveSharingAgreement': 'agency_manager',
  'Mutation.registerServiceAccount': 'administrator',
};

function askerOf(operation: string): Who {
  return others[operation] ?? (officers.has(operation) ? 'officer_of_asked_agency' : 'coordinator');
}

const places = listIdPlaces(await buildSchema());

describe('an id that is not one of this partnership', () => {
  let world: TwoPartnerships;
  let version: number;

  beforeAll(async () => {
    world = await startTwoPartnerships();
    version = await versionOf(world.app, world.leicester);
  });
  afterAll(() => world.stop());

  function typeAt({ path, operation }: IdPlace): keyof PartnershipOfTest['ids'] {
    if (operation.includes('Policy')) return 'PolicyProposal';
    const type = typeByPlace[path.replaceAll('[]', '').split('.').at(-1) ?? ''];
    if (type === undefined) throw new Error(`Say which type of id ${path} takes.`);
    return type;
  }

  async function askWith(place: IdPlace, id: string): Promise<Answer> {
    const operation = operations[place.operation];
    if (!operation) throw new Error(`${place.operation} has no document.`);
    const of = world.leicester;
    const who = askerOf(place.operation);
    const variables = putAt(operation.variables({ of, who, version }), place.path, id);
    return world.app.ask(of.slug, operation.document, { variables, as: of.people[who] ?? '' });
  }

  function badIds(place: IdPlace): Record<string, string> {
    const type = typeAt(place);
    const own = world.leicester.ids;
    const otherType = type === 'Report' ? 'Case' : 'Report';
    return {
      'a random id': nodeId(type, randomUUID()),
      "the other partnership's": world.northYorkshire.ids[type],
      'of another type': own[otherType],
      'of another type with the right uuid': nodeId(otherType, uuidOf(own[type])),
      'a bare uuid': uuidOf(own[type]),
      padded: `${own[type]}==`,
      junk: "'; drop table cases; --",
      empty: '',
      'with a NUL': 'Q2Fz\u0000ZTo',
      long: 'A'.repeat(10_000),
    };
  }

  it('is tried at every place of the schema that takes one', () => {
    const named = places.map(({ operation, path }) => `${operation}(${path})`);
    expect(named).toEqual(expect.arrayContaining(['Query.case(id)', 'Mutation.linkReport(input.reportId)']));
    expect(named.length).toBeGreaterThanOrEqual(18);
    for (const place of places) expect(world.leicester.ids[typeAt(place)]).not.toBe('');
  });

  it.each(places.map((place) => [place.operation, place.path, place] as const))(
    '%s answers every bad id at %s alike',
    async (_operation, _path, place) => {
      const answers: Record<string, string> = {};
      for (const [kind, id] of Object.entries(badIds(place)))
        answers[kind] = withoutCorrelation(await askWith(place, id));
      const [random] = Object.values(answers);
      expect(answers).toEqual(Object.fromEntries(Object.keys(answers).map((kind) => [kind, random])));
      expect(random).not.toContain('INTERNAL');
    },
  );

  it('at two places at once says no more than at one', async () => {
    const { ids } = world.northYorkshire;
    const link = operations['Mutation.linkReport'];
    const answer = (caseId: string, reportId: string) =>
      world.app
        .ask('leicester', link?.document ?? '', {
          as: 'dev.council',
          variables: { input: { caseId, reportId } },
        })
        .then(withoutCorrelation);
    const random = nodeId('Case', randomUUID());
    expect(await answer(ids.Case, ids.Report)).toBe(await answer(random, nodeId('Report', randomUUID())));
  });

  it('is told from the right one, so that "alike" above means something', async () => {
    const own = world.leicester;
    for (const place of places.filter(({ operation }) => !operation.startsWith('Subscription.'))) {
      version = await versionOf(world.app, own);
      const operation = operations[place.operation];
      const right = String(
        takeFrom(operation?.variables({ of: own, who: 'coordinator', version }) ?? {}, place.path),
      );
      const wrong = withoutCorrelation(await askWith(place, nodeId(typeAt(place), randomUUID())));
      expect([place, withoutCorrelation(await askWith(place, right)) === wrong]).toEqual([place, false]);
    }
  });
});

describe('a reference, a secret and a slug that are not of this partnership', () => {
  let world: TwoPartnerships;

  beforeAll(async () => {
    world = await startTwoPartnerships();
  });
  afterAll(() => world.stop());

  it('show nobody a case', async () => {
    const { northYorkshire, leicester } = world;
    const document = 'query ($reference: String) { case(reference: $reference) { id } }';
    const answers = new Set<string>();
    for (const reference of [
      northYorkshire.reference,
      'LEI-0000-0000',
      'NYK-0000-0000',
      'junk',
      '',
      '\u0000',
      'x'.repeat(500),
    ])
      for (const as of ['priya.coordinator', 'dev.council'])
        answers.add(
          withoutCorrelation(await world.app.ask('leicester', document, { as, variables: { reference } })),
        );
    answers.add(
      withoutCorrelation(
        await world.app.ask('leicester', document, {
          as: 'grace.pa-housing',
          variables: { reference: leicester.reference },
        }),
      ),
    );
    expect([...answers]).toEqual([JSON.stringify({ status: 200, data: { case: null } })]);
  });

  it('open no application, whichever of the two is wrong', async () => {
    const { northYorkshire, leicester, app } = world;
    const document =
      'query ($reference: String!, $secret: String!) { application(reference: $reference, secret: $secret) { stage } }';
    const pairs = [
      [leicester.reference, 'wrong'],
      [leicester.reference, ''],
      [leicester.reference, '\u0000'],
      [leicester.reference, northYorkshire.secret],
      [northYorkshire.reference, northYorkshire.secret],
      [northYorkshire.reference, leicester.secret],
      ['LEI-0000-0000', leicester.secret],
      ['junk', leicester.secret],
    ];
    const answers = new Set<string>();
    for (const as of [undefined, 'priya.coordinator', 'dev.council'])
      for (const [reference, secret] of pairs)
        answers.add(
          withoutCorrelation(
            await app.ask('leicester', document, {
              variables: { reference, secret },
              ...(as !== undefined && { as }),
            }),
          ),
        );
    expect([...answers]).toEqual([JSON.stringify({ status: 200, data: { application: null } })]);
    const right = await app.ask('leicester', document, {
      variables: {
        reference: leicester.reference.toLowerCase().replaceAll('-', ' '),
        secret: leicester.secret,
      },
    });
    expect(right.data).toEqual({ application: { stage: 'GATHERING' } });
  });

  it('opens nothing beside an application: it is alone in its document', async () => {
    const { reference, secret } = world.leicester;
    const apply = `application(reference: "${reference}", secret: "${secret}")`;
    const documents = [
      `{ a: ${apply} { stage } b: ${apply} { stage } }`,
      `{ ${apply} { stage } case(reference: "${reference}") { people { name } } }`,
      `{ ${apply} { stage } ...rest } fragment rest on Query { cases(first: 1) { nodes { id } } }`,
      `{ ${apply} { stage } ... { viewer { name } } }`,
    ];
    for (const document of documents) {
      const answer = await world.app.ask('leicester', document, { as: 'grace.pa-housing' });
      expect(answer.status).toBe(400);
      expect(answer.data ?? null).toBeNull();
      expect(answer.errors?.[0]?.extensions).toMatchObject({
        code: 'OPERATION_NOT_ALLOWED',
        limit: 'APPLICATION_ALONE',
      });
    }
  });

  it('are refused as agencies and districts like those that exist nowhere', async () => {
    const operation = operations['Mutation.applyForReview'];
    const document = operation?.document ?? '';
    const base = operation?.variables({ of: world.leicester, who: 'public', version: 0 });
    const given = base?.['input'] as { incidents: object[] };
    const ask = async (agency: string, district: string) => {
      const complaints = [{ agency, madeOn: '2026-02-02' }];
      const input = { ...given, district, incidents: [{ ...given.incidents[0], complaints }] };
      const answer = await world.app.ask('leicester', document, { variables: { input } });
      return withoutCorrelation(answer).replace(agency, 'THIS').replace(district, 'THIS');
    };
    expect(await ask('broadacres', 'Craven')).toBe(await ask('nobody-at-all', 'Nowhere'));
  });

  it('have drawn no word of the other partnership', () => {
    expect(world.seen.listSlips(world.tables)).toEqual([]);
  });
});

function uuidOf(id: string): string {
  return Buffer.from(id, 'base64url').toString('latin1').split(':')[1] ?? '';
}
