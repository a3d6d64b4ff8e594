import { adminSql } from '../support/case-record.js';
import type { Draw } from './draw.js';
import { canaries, startFilledWorld, type FilledWorld } from './filled-world.js';
import { randomRequest, type RandomRequest, type World } from './random-request.js';
import { drawRequests, send, severalAtOnce } from './run-requests.js';
import { listLeaks, listSlips, uuidsIn, type Exchange, type Wall } from './slips.js';

const [here, there] = ['leicester', 'north-yorkshire'];
const queries = { query: 1, mutation: 0, subscription: 0, broken: 0 };

/** The checks of the random requests on answers that do hold what no answer may. */
describe('the search for leaks', () => {
  let filled: FilledWorld;
  let wall: Wall;
  let world: World;

  beforeAll(async () => {
    filled = await startFilledWorld();
    wall = await filled.wall();
    world = await filled.look();
  }, 120_000);
  afterAll(() => filled.app.stop());

  const read = (partnership: string, as: string, query: string): Promise<Exchange> =>
    send(filled, { partnership, as, kind: 'query', body: { query, variables: {} } });

  /** What the neighbours may read, handed to somebody of this partnership. */
  const asIfHere = ({ request, answer }: Exchange): Exchange => ({
    request: { ...request, partnership: here },
    answer,
  });

  it.each([
    ['canary', '{ cases(first: 9) { nodes { people { name } } } }'],
    ['canary', '{ cases(first: 9) { nodes { people { phone } } } }'],
    ['canary', '{ cases(first: 9) { nodes { reports { report { reference } } } } }'],
    ['foreign id', '{ cases(first: 9) { nodes { id } } }'],
    ['foreign id', '{ cases(first: 1) { pageInfo { endCursor } } }'],
    ['foreign id', '{ cases(first: 9) { nodes { clocks { id } } } }'],
    ['foreign reference', '{ cases(first: 9) { nodes { reference } } }'],
  ])('finds a %s in what a member of the other partnership reads with %s', async (kind, query) => {
    const exchange = await read(there, 'ruth.coordinator', query);
    expect(exchange.answer.status).toBe(200);
    expect(listLeaks(wall, { request: exchange.request, text: exchange.answer.text })).toEqual([]);
    expect(listSlips(wall, asIfHere(exchange)).join('\n')).toContain(kind);
  });

  it('lets a request have back what it carried', async () => {
    const exchange = asIfHere(
      await read(there, 'ruth.coordinator', '{ cases(first: 1) { nodes { id reference } } }'),
    );
    const [uuid] = uuidsIn(exchange.answer.text);
    const reference = /[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(exchange.answer.text)?.[0];
    const body = {
      query: `{ cases(first: 1) { nodes { id } } } # ${String(uuid)} ${String(reference)}`,
      variables: {},
    };
    const request: RandomRequest = { ...exchange.request, body };
    expect(listLeaks(wall, { request, text: exchange.answer.text })).toEqual([]);
  });

  it.each([
    ['a status', { status: 500, text: '{}' }],
    ['a page', { status: 200, text: '<html></html>' }],
    ['a masked fault', { status: 200, text: '{"errors":[{"extensions":{"code":"INTERNAL"}}]}' }],
    ['a table', { status: 200, text: '{"errors":[{"message":"permission denied for case_people"}]}' }],
    ['a stack', { status: 200, text: '{"errors":[{"stack":"Error\\n    at run (x.js:1:2)"}]}' }],
    ['SQL', { status: 200, text: '{"errors":[{"message":"in select id from cases"}]}' }],
  ])('finds %s', (_what, answer) => {
    const request: RandomRequest = {
      partnership: here,
      kind: 'query',
      body: { query: '{ x }', variables: {} },
    };
    const seen = { url: `/${here}/graphql`, contentType: 'application/json', ...answer };
    expect(listSlips(wall, { request, answer: seen })).not.toEqual([]);
  });

  describe('where the wall around one table and the filter of its store are gone', () => {
    // Row-level security is passed over by a view of the server's administrator; that every row names the asker's own
    // partnership opens the filter of the store.
    beforeAll(() =>
      adminSql(
        filled.app,
        `alter table concord.cases rename to walled_cases;
         create view concord.cases as select concord.tenant_id() as tenant_id, id, reference, version, stage, received_at,
           received_on, policy_version_id, area_team_id, applicant_kind, relationship, dissatisfied, dissatisfaction
           from concord.walled_cases;
         grant select on concord.cases to public`,
      ),
    );
    afterAll(() =>
      adminSql(filled.app, 'drop view concord.cases; alter table concord.walled_cases rename to cases'),
    );

    it('finds the neighbours in the answers to random queries', async () => {
      const make = (given: World, draw: Draw) => ({
        ...randomRequest(given, draw, queries),
        partnership: here,
        as: 'priya.coordinator',
      });
      const requests = drawRequests({ seed: 7, count: 250, make }, world);
      const exchanges = await severalAtOnce(requests, (draw) => send(filled, draw()));
      const slips = exchanges.flatMap((exchange) => listSlips(wall, exchange)).join('\n');
      expect(slips).toContain(`canary ${String(canaries[there]?.word)}`);
      expect(slips).toContain('foreign id');
      expect(slips).toContain('foreign reference');
    });
  });
});
