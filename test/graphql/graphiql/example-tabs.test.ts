import { getIntrospectionQuery, Kind, parse } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { exampleTabs } from '#main/graphiql/example-tabs.js';
import { codesOf, LiveSocket, addressOf } from '../../live/live-client.js';
import { mondayMorning, startTestApp, type TestApp } from '../../support/running-app.js';

const tabs = exampleTabs({ now: Temporal.Instant.from(mondayMorning), agency: 'leicester-city-council' });
const variablesOf = (json: string | undefined) => JSON.parse(json ?? '{}') as Record<string, unknown>;

describe('the prepared tabs of GraphiQL', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it('are two queries, a mutation with variables and a subscription, each with a name', () => {
    const operations = tabs.flatMap(({ query }) =>
      parse(query).definitions.map((each) =>
        each.kind === Kind.OPERATION_DEFINITION ? [each.operation, each.name?.value] : [],
      ),
    );
    expect(operations).toEqual([
      ['query', 'Partnership'],
      ['query', 'Cases'],
      ['mutation', 'Apply'],
      ['subscription', 'Follow'],
    ]);
  });

  it.each([
    ['Partnership', 0, undefined, '"name":"Safer Leicester Partnership"'],
    ['Apply', 2, undefined, '"reference":"LEI-'],
    ['Cases', 1, 'priya.coordinator', '"reference":"LEI-'],
  ])('%s runs over HTTP', async (_, index, as, told) => {
    const tab = tabs[index] ?? { query: '' };
    const { data, errors } = await app.ask('leicester', tab.query, {
      ...(as !== undefined && { as }),
      variables: variablesOf(tab.variables),
    });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toContain(told);
  });

  it.each([undefined, 'priya.coordinator'])('the schema is told as the page asks for it (%s)', async (as) => {
    const document = getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true });
    const { errors } = await app.ask('leicester', document, as === undefined ? {} : { as });
    expect(errors).toBeUndefined();
  });

  it('Follow runs over a WebSocket', async () => {
    const socket = await LiveSocket.open(addressOf(app, 'leicester'));
    await socket.signIn(await app.token('priya.coordinator'));
    socket.subscribe('1', tabs[3]?.query ?? '');
    const frame = await socket.next();
    expect([frame.type, codesOf(frame)]).toEqual(['next', []]);
    await socket.close();
  });
});
