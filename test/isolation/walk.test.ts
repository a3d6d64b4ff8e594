import type { GraphQLSchema } from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { everyone } from '../access/two-partnerships.js';
import { attackPlaces, attackSubscription, listAttacked } from './attacks.js';
import { groups, readOutputs } from './expectations.js';
import { FieldRecord } from './field-record.js';
import { foreignMarks } from './foreign-marks.js';
import { fullDocuments } from './full-documents.js';
import { startFullWorld, type FullWorld } from './full-world.js';
import { digestRows } from './rows-of.js';
import { attackOverHttp, attackOverWebSocket } from './token-attacks.js';
import { changeAll, followAll, readAll, type Visit, type Visited } from './visits.js';

const schema: GraphQLSchema = await buildSchema();
const expectations = readOutputs();
const attacked = listAttacked(schema);

describe('a walk through everything that the schema offers', () => {
  let world: FullWorld;
  let here: Visited;
  /** What the other partnership's own people are answered: the control of every expectation. */
  let there: FieldRecord;
  let seen: FieldRecord;
  let before: Record<string, string>;
  let slips: string[];
  let stopped = false;

  beforeAll(async () => {
    world = await startFullWorld();
    const documents = fullDocuments(schema);
    here = { world, of: world.leicester, handles: world.own, documents };
    const other = { world, of: world.northYorkshire, handles: world.foreign, documents };
    const visitsThere = await visit(other);
    before = await digestRows(world.app, world.foreign.tenantId);
    world.app.clock.moveTo('2026-03-13T08:00:01Z');
    const visitsHere = await visit(here);
    const marks = await foreignMarks(world.app, world.foreign.tenantId);
    // Later answers echo what an attack sent.
    slips = world.seen.listSlips(world.tables);
    there = new FieldRecord(visitsThere, marks);
    seen = new FieldRecord(visitsHere, marks);
  }, 120_000);
  afterAll(() => (stopped ? undefined : world.stop()));

  async function visit(place: Visited): Promise<Visit[]> {
    const visits = [...(await readAll(place)), ...(await changeAll(place))];
    const { visits: followed, open } = await followAll(place);
    for (const socket of open.values()) await socket.close();
    return [...visits, ...followed];
  }

  const untilTheEnd = expectations.filter(({ field }) => field !== 'StreamEnded.reason');

  it('answers every field to exactly those who may see it', () => {
    expect(seen.listUnexpectedViewers(untilTheEnd)).toEqual([]);
  });

  it('would know every value of the other partnership, by itself or by what stands beside it', () => {
    expect(there.listUnrecognised(untilTheEnd)).toEqual([]);
    expect(there.foreign.length).toBeGreaterThan(1_000);
  });

  it('tells nobody a value of the other partnership', () => {
    expect(seen.foreign).toEqual([]);
  });

  const overHttp = attacked.filter(({ operation }) => !operation.startsWith('Subscription.'));

  it.each(overHttp.map((place) => [place.operation, place.path, place] as const))(
    '%s answers the other partnership’s value at %s as one that nobody has, to every role',
    async (_operation, _path, place) => {
      expect(await attackPlaces(here, [place])).toEqual([]);
    },
    60_000,
  );

  it('follows the log of the other partnership at no place of a subscription', async () => {
    expect(await attackSubscription(here, attacked, groups.streams)).toEqual([]);
  });

  it('attacks every place that is said to hold something of a partnership', () => {
    expect(attacked.filter(({ holds }) => ['missing', 'object'].includes(holds))).toEqual([]);
    expect(attacked.length).toBeGreaterThanOrEqual(35);
    expect(everyone).toHaveLength(15);
  });

  it('answers a token of the other partnership as it answers for a partnership that does not exist', async () => {
    expect(await attackOverHttp(here)).toEqual([]);
    expect(await attackOverWebSocket(here)).toEqual([]);
  }, 60_000);

  it('has left every row of the other partnership as it was', async () => {
    const after = await digestRows(world.app, world.foreign.tenantId);
    expect(Object.keys(after).length).toBeGreaterThan(20);
    expect(after).toEqual(before);
  });

  it('says in no answer or log line what the other partnership or the inside is made of', () => {
    expect(slips).toEqual([]);
  });

  it('tells everybody who follows why the stream ends, and nothing else', async () => {
    const { open } = await followAll(here);
    const ends = [...open].map(async ([who, socket]): Promise<Visit> => {
      for (;;) {
        const { data } = (await socket.next()).payload as { data: { caseEvents: { __typename: string } } };
        if (data.caseEvents.__typename !== 'Heartbeat')
          return { who, operation: 'Subscription.caseEvents', data };
      }
    });
    stopped = true;
    await world.stop();
    const ended = new FieldRecord(await Promise.all(ends), { markOf: () => undefined });
    const atTheEnd = expectations.filter((each) => !untilTheEnd.includes(each));
    expect(atTheEnd).toHaveLength(1);
    expect(ended.listUnexpectedViewers(atTheEnd)).toEqual([]);
  });
});
