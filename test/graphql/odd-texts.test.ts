import {
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  isEnumType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { putAt } from '../access/id-places.js';
import { operations } from '../access/operations.js';
import { startTwoPartnerships, versionOf, type TwoPartnerships } from '../access/two-partnerships.js';

/** Texts that databases, parsers and templates trip over. */
const oddTexts = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eright to left',
  "'; drop table cases; --",
  '$1 $$ \\x00 \\',
  '{{constructor.constructor("return process")()}} ${7*7}',
  'constructor',
  '%00%s%n',
  '🙂'.repeat(300),
  'x'.repeat(12_000),
];

/** Days and numbers at the ends of what can be written. */
const oddValues: Readonly<Record<string, readonly unknown[]>> = {
  LocalDate: [
    '1900-01-01',
    '2199-12-31',
    '0000-01-01',
    '9999-12-31',
    '-271821-04-19',
    '2026-02-30',
    '+002026-01-01',
  ],
  Int: [0, -1, 2_147_483_647, -2_147_483_648],
  Float: [0, -0.5, 1e308, -1e308, 1e-308],
  String: oddTexts,
  ID: oddTexts,
  Cursor: oddTexts,
};

interface Place {
  readonly operation: string;
  readonly path: string;
  readonly scalar: string;
}

function listPlaces(schema: GraphQLSchema): Place[] {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap((arg) =>
        scalarsIn(arg.type, arg.name).map((found) => ({
          ...found,
          operation: `${root?.name ?? ''}.${field.name}`,
        })),
      ),
    ),
  );
}

function scalarsIn(type: GraphQLInputType, path: string): Omit<Place, 'operation'>[] {
  if (type instanceof GraphQLNonNull) return scalarsIn(type.ofType, path);
  if (type instanceof GraphQLList) return scalarsIn(type.ofType, `${path}[]`);
  if (type instanceof GraphQLInputObjectType)
    return Object.values(type.getFields()).flatMap((field) => scalarsIn(field.type, `${path}.${field.name}`));
  return isEnumType(type) || type.name === 'Boolean' ? [] : [{ path, scalar: type.name }];
}

const places = listPlaces(await buildSchema());

/** Fills lists and objects on the way that the base variables leave out. */
const complete: Readonly<Record<string, object>> = {
  'Mutation.applyForReview': {
    victims: [{ name: 'Vera Example', authorityKind: 'WRITTEN', authorityGivenOn: '2026-02-01' }],
    incidents: [
      {
        occurredOn: '2026-02-01',
        place: 'A street',
        description: 'Noise',
        behaviours: [],
        affected: [],
        complaints: [{ agency: 'leicester-city-council', madeOn: '2026-02-02' }],
      },
    ],
  },
  'Query.couldIAskForAReview': {
    incidents: [
      {
        occurredOn: '2026-02-01',
        alsoAffected: [1],
        behaviours: ['noise'],
        complaints: [{ to: 'COUNCIL', madeOn: '2026-02-02', by: 'SOMEBODY_ELSE', personNumber: 1 }],
      },
    ],
    answers: [{ question: 'same_incident', answer: true, incidents: [1, 2] }],
    risk: [{ question: 'often', answer: 'daily' }],
  },
  'Mutation.recordJudgement': { factors: ['persistence'], incidentIds: ['SW5jaWRlbnQ6MQ'] },
};

describe('an odd text, day or number in any place that takes one', () => {
  let world: TwoPartnerships;
  let version: number;

  beforeAll(async () => {
    // Many texts at once, each on its own.
    const limits = { operationsPerUser: 1_000, operationsPerPartnership: 1_000 };
    world = await startTwoPartnerships({ settings: { limits } });
    version = await versionOf(world.app, world.leicester);
  });
  afterAll(() => world.stop());

  const whoMay = (name: string) => {
    if (name === 'Query.auditEntries') return 'auditor';
    if (/withdrawSharingAgreement|registerServiceAccount/.test(name)) return 'administrator';
    if (name === 'Mutation.leaveSharingAgreement') return 'agency_manager';
    return /recordReport|linkReport|shareReport|withdrawGrant|respondToRequest|[rR]eport(?:s|AccessLog)/.test(
      name,
    )
      ? 'officer_of_asked_agency'
      : 'coordinator';
  };

  it.each(places.map((place) => [place.operation, place.path, place] as const))(
    'at %s(%s) is taken or refused, and never a fault',
    async (name, path, { scalar }) => {
      const operation = operations[name];
      const of = world.leicester;
      const who = whoMay(name);
      const base = operation?.variables({ of, who, version }) ?? {};
      const input = base['input'] as object | undefined;
      const full = input ? { ...base, input: { ...input, ...complete[name] } } : base;
      const outcomes = (oddValues[scalar] ?? []).map(async (value) => {
        const variables = putAt(full, path, value);
        const answer = await world.app.ask(of.slug, operation?.document ?? '', {
          as: of.people[who] ?? '',
          variables,
        });
        const code = (answer.errors?.[0]?.extensions['code'] ?? 'none') as string;
        const isGood =
          answer.status === 200 ? code === 'none' : answer.status === 400 && code.startsWith('BAD_');
        return isGood ? [] : [{ value, code, status: answer.status }];
      });
      expect((await Promise.all(outcomes)).flat()).toEqual([]);
    },
  );

  it('has been tried in many places', () => {
    expect(places.length).toBeGreaterThan(60);
    expect(places.filter(({ scalar }) => oddValues[scalar] === undefined)).toEqual([]);
  });

  it('has drawn no stack, SQL or word of the other partnership, and put no fault into the log', () => {
    expect(world.seen.listSlips(world.tables)).toEqual([]);
    expect(world.seen.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});
