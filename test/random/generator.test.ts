import { parse, validate } from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { nodeId } from '#platform/node-ids.js';
import type { KnownPartnership } from './known-values.js';
import { randomRequest, type RandomRequest, type World } from './random-request.js';
import { drawRequests, type Series } from './run-requests.js';

const types = [
  ...['Case', 'CasePerson', 'Incident', 'Complaint'],
  ...['InformationRequest', 'Clock', 'DecisionProposal', 'Report'],
];

function partnership(slug: string, digit: string): KnownPartnership {
  const uuid = `0197a000-0000-7000-8000-00000000000${digit}`;
  const ids = Object.fromEntries(types.map((type) => [type, [nodeId(type, uuid)]]));
  return {
    slug,
    canary: `Word${digit}`,
    phone: '01632 960000',
    people: [{ subject: `somebody.${slug}`, roles: ['coordinator'] }],
    cases: [{ reference: `REF-${digit}`, secret: `secret-${digit}`, version: 3, ids }],
    ids: { Agency: [nodeId('Agency', uuid)], Report: ids['Report'] ?? [] },
    agencySlugs: [`agency-${digit}`],
    districts: [],
    declineGrounds: ['ground'],
    cursors: [`cursor-${digit}`],
    pageCursors: [`page-${digit}`],
  };
}

const schema = await buildSchema();
const world: World = { schema, partnerships: [partnership('one', '1'), partnership('two', '2')] };
const kinds = { query: 60, mutation: 30, subscription: 10, broken: 0 };
const valid: Series = { seed: 11, count: 3_000, make: (given, draw) => randomRequest(given, draw, kinds) };
const drawn = (series: Series) => drawRequests(series, world).map((draw) => draw());
const requests = drawn(valid);

function problems({ body }: RandomRequest): string[] {
  return validate(schema, parse(body.query)).map(({ message }) => message);
}

describe('the random query generator', () => {
  it('writes documents that are valid, when it is not asked for broken ones', () => {
    const wrong = requests.flatMap((request) =>
      problems(request)
        // The days at the edges are odd on purpose, and seen to be odd only where they are no variables.
        .filter((problem) => !problem.startsWith('LocalDate expects a day'))
        .map((problem) => `${problem}\n${request.body.query}`),
    );
    expect(wrong).toEqual([]);
  });

  it('breaks documents so that most of them are refused', () => {
    const broken = { ...kinds, query: 0, mutation: 0, subscription: 0, broken: 1 };
    const make: Series['make'] = (given, draw) => randomRequest(given, draw, broken);
    const refused = drawn({ seed: 12, count: 300, make }).filter((request) => {
      try {
        return problems(request).length > 0;
      } catch {
        return true;
      }
    });
    expect(refused.length).toBeGreaterThan(100);
  });

  it('gives the same requests for the same seed and others for another', () => {
    const short = { ...valid, count: 20 };
    expect(drawn(short)).toEqual(requests.slice(0, 20));
    expect(drawn({ ...short, seed: 13 })).not.toEqual(requests.slice(0, 20));
  });

  it.each([
    '... on ',
    'fragment ',
    '@skip',
    '@include',
    ': __',
    ' = ',
    '$v',
    'null',
    'query Two',
    'a1: ',
    '"""',
  ])('writes %j in some documents', (text) => {
    expect(requests.some(({ body }) => body.query.includes(text))).toBe(true);
  });

  it('asks for every field of the schema', () => {
    const all = requests.map(({ body }) => body.query).join('\n');
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      'getFields' in type && !type.name.startsWith('__') ? Object.keys(type.getFields()) : [],
    );
    const unasked = fields.filter((field) => !new RegExp(`\\b${field}\\b`).test(all));
    expect(unasked).toEqual([]);
  });

  it('carries ids, references and secrets of the other partnership in some requests', () => {
    const [one, two] = world.partnerships;
    const inOne = requests.filter((request) => request.partnership === one.slug);
    const carried = [
      ...Object.values(two.cases[0]?.ids ?? {}).flat(),
      'REF-2',
      'secret-2',
      'cursor-2',
      'page-2',
    ];
    const all = inOne.map(({ body }) => JSON.stringify(body)).join('\n');
    expect(carried.filter((text) => !all.includes(text))).toEqual([]);
    expect(inOne.some(({ as }) => as === two.people[0]?.subject)).toBe(true);
    expect(inOne.some(({ body }) => JSON.stringify(body).includes(two.canary))).toBe(false);
  });
});
