import { actor } from '../support/journey.js';
import { adminSql } from '../support/case-record.js';
import { expiryOf } from '../support/running-app.js';
import { application, apply, night } from '../graphql/applications.js';
import { startTwoPartnerships, type TwoPartnerships } from './two-partnerships.js';

const person = 'Wilhelmina Featherstone';
const written = {
  name: person,
  contact: {
    email: 'wilhelmina@featherstone.example',
    phone: '+44 116 496 0777',
    address: '77 Gooseberry Crescent',
  },
  dissatisfaction: 'The gooseberries were trampled.',
  incidents: [night({ place: 'Behind 77 Gooseberry Crescent', description: 'Trampling of gooseberries' })],
};
const telling = [
  ...['Wilhelmina', 'Featherstone', 'Gooseberry', 'gooseberries', 'Trampling', '0777'],
  ...['Example Street', 'Vera Example', '@example', 'Noise at', 'Wrote to'],
];

describe('the log of the main job', () => {
  let world: TwoPartnerships;
  const secrets: string[] = [];

  beforeAll(async () => {
    world = await startTwoPartnerships();
    const { app, leicester } = world;
    const { reference, secret } = await apply(app, application(written));
    secrets.push(secret ?? '', leicester.secret, world.northYorkshire.secret);
    await app.ask(
      'leicester',
      'query ($r: String!, $s: String!) { application(reference: $r, secret: $s) { stage } }',
      {
        variables: { r: reference, s: secret },
      },
    );
    await actor(app, 'leicester', 'priya.coordinator').query(
      '{ cases(first: 10) { nodes { people { name email } } } }',
    );
  });
  afterAll(() => world.stop());

  const findTold = (words: readonly string[]) =>
    world.seen.lines.filter((line) => words.some((word) => word !== '' && line.includes(word)));

  it('holds no name, address, description, secret or token when all goes well', async () => {
    const people = ['priya.coordinator', 'dev.council', 'ruth.coordinator'];
    const tokens = await Promise.all(people.map((as) => world.app.token(as)));
    expect(tokens.every((token) => expiryOf(token) > 0)).toBe(true);
    expect(findTold([...telling, ...secrets, ...tokens.map((token) => token.slice(0, 60))])).toEqual([]);
  });

  it('holds none of them when the database breaks in the middle of an application', async () => {
    const { app } = world;
    const before = world.seen.lines.length;
    for (const breaking of [
      [
        'alter table concord.case_people add constraint broken check (name = $$nobody$$) not valid',
        'alter table concord.case_people drop constraint broken',
      ],
      [
        'alter table concord.case_incidents rename column description to gone',
        'alter table concord.case_incidents rename column gone to description',
      ],
      ['create unique index broken on concord.cases (dissatisfied)', 'drop index concord.broken'],
    ]) {
      await adminSql(app, breaking[0] ?? '').catch(() => undefined);
      const answer = await app.ask(
        'leicester',
        'mutation ($input: ApplyForReviewInput!) { applyForReview(input: $input) { __typename } }',
        {
          variables: { input: application(written) },
        },
      );
      await adminSql(app, breaking[1] ?? '').catch(() => undefined);
      if (answer.status !== 200)
        expect(JSON.stringify(answer.errors)).not.toMatch(
          /Featherstone|Gooseberry|case_people|broken|nobody/,
        );
    }
    const faults = world.seen.lines.slice(before).filter((line) => line.includes('"level":"error"'));
    expect(faults.length).toBeGreaterThanOrEqual(2);
    expect(faults.every((line) => line.includes('correlationId'))).toBe(true);
    expect(findTold([...telling, ...secrets])).toEqual([]);
  });

  it('holds none of them when a token, a document or a variable is bad', async () => {
    const { app } = world;
    const token = (await app.token('priya.coordinator')).slice(0, -4);
    await app.ask('leicester', '{ viewer { name } }', { headers: { authorization: `Bearer ${token}` } });
    await app.ask('leicester', `{ partnership(name: "${person}") { slug } }`);
    await app.ask('leicester', `{ partnership { "${person}" } }`);
    await app.ask(
      'leicester',
      'mutation ($input: ApplyForReviewInput!) { applyForReview(input: $input) { __typename } }',
      {
        variables: { input: { ...application(written), dissatisfied: person } },
      },
    );
    expect(findTold([...telling, token.slice(0, 60)])).toEqual([]);
  });

  it('has had lines, each an object with level, time and message', () => {
    expect(world.seen.lines.length).toBeGreaterThan(0);
    const fields = world.seen.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      fields.filter(({ level, time, msg }) => [level, time, msg].some((each) => typeof each !== 'string')),
    ).toEqual([]);
  });
});
