import fc, { type GeneratorValue } from 'fast-check';
import { sendRaw } from '../graphql/raw-request.js';
import { Draw } from './draw.js';
import type { FilledWorld } from './filled-world.js';
import { randomRequest, type RandomRequest, type World } from './random-request.js';
import { listSlips, type Exchange, type Wall } from './slips.js';

const inFlight = 8;

/** Sends a request as it is and takes whatever comes. */
export async function send({ app }: Pick<FilledWorld, 'app'>, request: RandomRequest): Promise<Exchange> {
  const { partnership, as, body } = request;
  const authorization = as === undefined ? {} : { authorization: `Bearer ${await app.token(as)}` };
  const { status, headers, text } = await sendRaw(app.origin, {
    path: `/${partnership}/graphql`,
    // A connection of its own: one that is kept may be closed at the moment in which it is used again.
    headers: { ...authorization, connection: 'close' },
    body: JSON.stringify(body),
  });
  const contentType = String(headers['content-type'] ?? '');
  return { request, answer: { url: `${app.origin}/${partnership}/graphql`, status, contentType, text } };
}

/** Works through the items with several at a time; the results are in the order of the items. */
export async function severalAtOnce<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return results;
}

/** How to make requests of the draws of one seed. */
export interface Series {
  readonly seed: number;
  readonly count: number;
  readonly make: (world: World, draw: Draw) => RandomRequest;
}

/** The requests of a series, the same for the same seed and world; each is made when it is asked for. */
export function drawRequests({ seed, count, make }: Series, world: World): (() => RandomRequest)[] {
  return fc
    .sample(fc.gen(), { seed, numRuns: count, unbiased: true })
    .map((gen) => () => make(world, new Draw(gen)));
}

/** Everything random, drawn without steering beyond the maker's own. */
export const anything: Series['make'] = (world, draw) => randomRequest(world, draw);

/** A request whose answer was not as it should be, with how to have it again. */
export interface Finding {
  readonly seed: number;
  readonly index: number;
  readonly slips: readonly string[];
  readonly request: RandomRequest;
}

/** Sends the requests of a series, several at once, and tells of every answer with a slip; the first is made smaller. */
export async function runSeries(
  filled: FilledWorld,
  series: Series,
): Promise<{ exchanges: Exchange[]; findings: Finding[] }> {
  const world = await filled.look();
  const exchanges = await severalAtOnce(drawRequests(series, world), (draw) => send(filled, draw()));
  const wall = await filled.wall();
  const found = await severalAtOnce(exchanges, async (exchange, index): Promise<Finding[]> => {
    // The server runs in this process: it must get its turns, or it closes connections that look idle.
    await new Promise(setImmediate);
    const slips = listSlips(wall, exchange);
    return slips.length === 0 ? [] : [{ seed: series.seed, index, slips, request: exchange.request }];
  });
  const findings = found.flat();
  const [first] = findings;
  if (first) findings[0] = await makeSmaller(filled, { series, world, wall, first });
  return { exchanges, findings };
}

const smallerWithinMs = 15_000;

/** The smallest request found that goes wrong as well; the same one when it does not go wrong a second time. */
async function makeSmaller(
  filled: FilledWorld,
  { series, world, wall, first }: { series: Series; world: World; wall: Wall; first: Finding },
): Promise<Finding> {
  let smallest = first;
  const holds = fc.asyncProperty(fc.gen(), async (gen: GeneratorValue) => {
    const request = series.make(world, new Draw(gen));
    const slips = listSlips(wall, await send(filled, request));
    if (slips.length > 0) smallest = { ...first, request, slips };
    return slips.length === 0;
  });
  await fc.check(holds, {
    seed: series.seed,
    path: String(first.index),
    unbiased: true,
    numRuns: 1,
    interruptAfterTimeLimit: smallerWithinMs,
  });
  return smallest;
}

/** A finding as a person reads it. */
export function describeFinding({ seed, index, slips, request }: Finding): string {
  const { as = 'the public', partnership, body } = request;
  return [
    `Seed ${String(seed)}, request ${String(index)}, ${as} in ${partnership}:`,
    ...slips.map((slip) => `- ${slip.slice(0, 400)}`),
    JSON.stringify(body).slice(0, 4_000),
  ].join('\n');
}
