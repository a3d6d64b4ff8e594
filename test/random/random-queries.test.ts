import { operations } from '../access/operations.js';
import { adminSql } from '../support/case-record.js';
import { listUnmarked } from './canary-cases.js';
import { confusedTypes } from './confused-types.js';
import type { Draw } from './draw.js';
import { canaries, namesOfPeople, startFilledWorld, type FilledWorld } from './filled-world.js';
import { randomRequest, type Kinds, type World } from './random-request.js';
import { subscribeToAll } from './subscribe-to-all.js';
import { anything, describeFinding, drawRequests, runSeries, send, severalAtOnce } from './run-requests.js';
import { listSlips, type Exchange } from './slips.js';
import { withoutCursors } from './without-cursors.js';

/*
 * Thousands of random documents over the schema, by everybody and nobody, in two partnerships full of unmistakable texts.
 * To have a failure again, or to look further:
 *
 *   RANDOM_SEED=<the printed seed> RANDOM_DOCUMENTS=50000 npm test -- test/random/random-queries
 *
 * Without RANDOM_SEED every run makes the same ones; RANDOM_DOCUMENTS is 3,000 unless told. A failure prints its seed, the
 * request (made smaller where it failed a second time) and what was wrong with the answer. What the requests are made of
 * is held by generator.test.ts; that the checks find what they look for, by detector.test.ts.
 */
const seed = Number(process.env['RANDOM_SEED'] ?? 20_260_103);
const documents = Number(process.env['RANDOM_DOCUMENTS'] ?? 3_000);
const perRound = 500;
const ceilingMs = Math.max(300_000, documents * 100);

const onlyQueries: Kinds = { query: 1, mutation: 0, subscription: 0, broken: 0 };
const overSockets: Kinds = { query: 1, mutation: 1, subscription: 16, broken: 2 };

/** What a bad value may be called, beside the refusals that a role, an id or a limit meets it with. */
const refusals: ReadonlySet<string> = new Set([
  ...['BAD_USER_INPUT', 'BAD_REQUEST', 'BAD_CURSOR', 'LIMIT_EXCEEDED', 'FORBIDDEN', 'UNAUTHENTICATED'],
  ...['CLIENT_KEY_REUSED', 'INVALID_INPUT', 'NOT_FOUND', 'NOT_POSSIBLE_NOW', 'STALE_VERSION'],
]);

const words = Object.values(canaries).flatMap(({ word, phone }) => [word, phone]);
const rootFields = Object.keys(operations)
  .filter((operation) => !operation.startsWith('Subscription.'))
  .map((operation) => operation.split('.')[1] ?? '');

describe(`random requests of the seed ${String(seed)}`, () => {
  let filled: FilledWorld;
  const accepted: Exchange[] = [];

  let eventsBefore = 0;

  const countEvents = async () => {
    const [counted] = await adminSql<{ n: number }>(
      filled.app,
      'select count(*)::int as n from concord.events',
    );
    return counted?.n ?? 0;
  };

  beforeAll(async () => {
    filled = await startFilledWorld();
    eventsBefore = await countEvents();
  }, 120_000);
  afterAll(() => filled.app.stop());

  it.each(Object.entries(canaries))('meet %s where every free text holds its canary', async (slug, own) => {
    // The policy of North Yorkshire extends no clock.
    const left = slug === 'leicester' ? [] : ['clocks.extension_reason'];
    expect(await listUnmarked(filled.app, { slug, ...own })).toEqual(left);
  });

  it(
    'never make the server fail, leak or tell of its insides',
    async () => {
      for (let done = 0; done < documents; done += perRound) {
        const count = Math.min(perRound, documents - done);
        const { exchanges, findings } = await runSeries(filled, { seed: seed + done, count, make: anything });
        expect(findings.map(describeFinding)).toEqual([]);
        accepted.push(...exchanges.filter(({ answer }) => isWhole(answer.text)));
      }
    },
    ceilingMs,
  );

  it('are accepted often enough, in every field, for that to mean something', async () => {
    expect(accepted.length).toBeGreaterThan(documents / 5);
    const asked = accepted.map(({ request }) => request.body.query).join('\n');
    expect(rootFields.filter((field) => !new RegExp(`\\b${field}\\b`).test(asked))).toEqual([]);
    expect((await countEvents()) - eventsBefore).toBeGreaterThan(documents / 120);
  });

  it(
    'are answered the same a second time, when nothing was changed between',
    async () => {
      const make = (world: World, draw: Draw) => randomRequest(world, draw, onlyQueries);
      const requests = drawRequests({ seed: seed + 1, count: 400, make }, await filled.look());
      const pairs = await severalAtOnce(requests, async (draw) => {
        const request = draw();
        const [first, second] = [await send(filled, request), await send(filled, request)];
        return [first.answer.text, second.answer.text, request.body.query] as const;
      });
      // That a record was read stands in its access log, so the log is another one the second time.
      const whole = pairs.filter(
        ([first, , query]) => isWhole(first) && !/AccessLog|audit(?:Entries|Trail)/.test(query),
      );
      expect(whole.length).toBeGreaterThan(100);
      const plain = (text: string) => withoutCursors(text, filled.app.secretKey);
      expect(whole.map(([, second]) => plain(second))).toEqual(whole.map(([first]) => plain(first)));
    },
    ceilingMs,
  );

  it(
    'with any JSON in place of their variables are refused as bad input, if at all',
    async () => {
      const series = { seed: seed + 2, count: 500, make: confusedTypes };
      const { exchanges, findings } = await runSeries(filled, series);
      expect(findings.map(describeFinding)).toEqual([]);
      const codes = exchanges.flatMap(({ answer }) => codesOf(answer.text));
      expect([...new Set(codes)].filter((code) => !refusals.has(code))).toEqual([]);
      expect(codes.filter((code) => code === 'BAD_USER_INPUT').length).toBeGreaterThan(100);
    },
    ceilingMs,
  );

  it(
    'over WebSockets close none, leak nothing and tell of no insides',
    async () => {
      const make = (world: World, draw: Draw) => randomRequest(world, draw, overSockets);
      const drawn = drawRequests({ seed: seed + 3, count: 240, make }, await filled.look());
      const members = drawn
        .map((draw) => draw())
        .filter(
          ({ as, partnership, body }) =>
            // Anything else there closes the socket, as the protocol says.
            isRecord(body.variables) &&
            filled.plans.some(
              ({ slug, people }) => slug === partnership && people.some(({ subject }) => subject === as),
            ),
        );
      const { exchanges, answers } = await subscribeToAll(filled, members);
      const wall = await filled.wall();
      expect(exchanges.flatMap((exchange) => listSlips(wall, exchange))).toEqual([]);
      expect(answers.filter((type) => type === 'next').length).toBeGreaterThan(20);
      expect(answers).toContain('error');
    },
    ceilingMs,
  );

  it('leave no name, text, number or secret of anybody in the log', () => {
    const secrets = filled.plans.flatMap((plan) => [...plan.secrets.values()]);
    const told = [...words, ...secrets, ...namesOfPeople].map((each) => each.toLowerCase());
    const found = filled.seen.lines.filter((line) => told.some((each) => line.toLowerCase().includes(each)));
    expect(found).toEqual([]);
  });

  it('leave no id, name, reference or slug in the metrics', async () => {
    const metrics = await filled.metrics.registry.metrics();
    const { partnerships } = await filled.look();
    const known = partnerships.flatMap(({ cases, agencySlugs }) => [
      ...agencySlugs,
      ...cases.map(({ reference }) => reference),
    ]);
    expect([...words, ...known, ...namesOfPeople].filter((word) => metrics.includes(word))).toEqual([]);
    expect(metrics).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|[\w-]{50}/);
    expect(metrics).toMatch(/concord_operations_total\{[^}]*kind="query"/);
  });

  it('leave a server that answers', async () => {
    const document = '{ viewer { name } cases(first: 1) { nodes { id } } }';
    const { status, errors } = await filled.app.ask('leicester', document, { as: 'priya.coordinator' });
    expect([status, errors]).toEqual([200, undefined]);
  });
});

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an answer has data and no error. */
function isWhole(text: string): boolean {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  return errors === undefined && typeof data === 'object' && data !== null;
}

function codesOf(text: string): string[] {
  return [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code ?? '');
}
