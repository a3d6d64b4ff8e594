import { getOperationAST, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { DocumentGuard } from '#graphql/guard/document-guard.js';
import { defaultLimits, type Limits } from '#platform/limits.js';

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildSchema();
});

const guardWith = (limits: Partial<Limits> = {}, suggests = true) =>
  new DocumentGuard({ schema, limits: { ...defaultLimits, ...limits }, suggests });

interface Asking {
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly allowed?: number;
}

/** What a guard finds: the cost, or what it refused by. */
function found(
  guard: DocumentGuard,
  given: string | DocumentNode,
  { variables = {}, operationName, allowed = 1_000 }: Asking = {},
): unknown {
  const document = typeof given === 'string' ? parse(given) : given;
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('The document has that operation.');
  const inspected = guard.inspect({ document, operation, variables }, allowed);
  return inspected.refused
    ? inspected.refused.map(({ extensions }) => extensions['limit'] ?? extensions['code'])
    : inspected.cost;
}

const times = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join(' ');

const tables: readonly {
  readonly limit: string;
  readonly limits: Partial<Limits>;
  readonly document: (amount: number) => string;
  readonly most: number;
}[] = [
  {
    limit: 'DEPTH',
    limits: { depth: 3 },
    document: (amount) =>
      [
        '',
        '{ eventCursor }',
        '{ viewer { name } }',
        '{ viewer { agency { name } } }',
        '{ cases(first: 1) { nodes { areaTeam { name } } } }',
      ][amount] ?? '',
    most: 3,
  },
  {
    limit: 'ALIASES',
    limits: {},
    document: (amount) => `{ partnership { ${times(amount, (index) => `a${String(index)}: slug`)} } }`,
    most: 15,
  },
  {
    limit: 'ROOT_FIELDS',
    limits: {},
    document: (amount) => `{ ${times(amount, () => 'eventCursor')} }`,
    most: 10,
  },
  {
    limit: 'DIRECTIVES',
    limits: {},
    document: (amount) => `{ partnership { ${times(amount, () => 'slug @include(if: true)')} } }`,
    most: 20,
  },
  {
    limit: 'SELECTIONS',
    limits: { selections: 50 },
    document: (amount) => `{ partnership { ${times(amount - 1, () => 'slug')} } }`,
    most: 50,
  },
  {
    limit: 'COST',
    limits: {},
    document: (amount) => `{ cases(first: ${String(amount)}) { nodes { clocks { id } requests { id } } } }`,
    most: 9,
  },
];

describe('a limit of documents', () => {
  it.each(tables)('$limit is met and no more', ({ limit, limits, document, most }) => {
    const lifted = Object.fromEntries(Object.keys(defaultLimits).map((name) => [name, 10_000]));
    const guard = guardWith(limits);
    const allowed = limit === 'COST' ? Number(found(guardWith(), document(most))) : 1_000;
    expect(found(guard, document(most), { allowed })).toEqual(expect.any(Number));
    expect(found(guard, document(most + 1), { allowed })).toEqual([limit]);
    // The same document is refused by nothing else.
    expect(found(guardWith(lifted), document(most + 1), { allowed: 10_000 })).toEqual(expect.any(Number));
  });

  it.each([0, -1, 101, 2_147_483_647])('PAGE_SIZE refuses %d however it is given', (first) => {
    const size = String(first);
    expect(found(guardWith(), `{ cases(first: ${size}) { nodes { id } } }`)).toEqual(['PAGE_SIZE']);
    const byVariable = 'query ($n: Int!) { cases(first: $n) { nodes { id } } }';
    expect(found(guardWith(), byVariable, { variables: { n: first } })).toEqual(['PAGE_SIZE']);
    const byDefault = `query ($n: Int = ${size}) { cases(first: $n) { nodes { id } } }`;
    expect(found(guardWith(), byDefault)).toEqual(['PAGE_SIZE']);
  });

  it('PAGE_SIZE is a setting', () => {
    const document = '{ cases(first: 101) { nodes { id } } }';
    expect(found(guardWith({ pageSize: 101 }), document)).toBe(102);
  });
});

describe('the cost of an operation', () => {
  it.each([
    ['{ eventCursor }', 0],
    ['{ partnership { slug name } }', 1],
    ['{ partnership { agencies { slug } } }', 11],
    ['{ cases(first: 50) { nodes { reference } } }', 51],
    ['{ cases(first: 50) { pageInfo { hasNextPage } } }', 51],
    [
      '{ cases(first: 50) { nodes { reference stage reports { reportedOn agency { name } report { reference place } } } pageInfo { hasNextPage } } }',
      801,
    ],
    ['{ __schema { types { name fields { name } } } }', 0],
  ])('%s is %d', (document, cost) => {
    expect(found(guardWith(), document)).toBe(cost);
  });

  it('counts a fragment at each use, and what is skipped not at all', () => {
    const twice =
      '{ a: cases(first: 5) { ...f } b: cases(first: 5) { ...f } } fragment f on CaseConnection { nodes { id } }';
    expect(found(guardWith(), twice)).toBe(12);
    const skipping =
      'query ($no: Boolean!) { partnership { slug } cases(first: 5) @skip(if: $no) { nodes { id } } }';
    const guard = guardWith();
    const document = parse(skipping);
    expect(found(guard, document, { variables: { no: true } })).toBe(1);
    expect(found(guard, document, { variables: { no: false } })).toBe(7);
    expect(found(guard, document, { variables: { no: true } })).toBe(1);
  });

  it('is that of the values sent with this request, and not of those before', () => {
    const guard = guardWith();
    const document = parse(
      'query ($n: Int = 3, $after: String) { cases(first: $n, after: $after) { nodes { id } } }',
    );
    for (const [variables, cost] of [
      [{ n: 10 }, 11],
      [{ n: 20 }, 21],
      [{}, 4],
      [{ n: 10, after: 'x' }, 11],
      [{ n: 101 }, ['PAGE_SIZE']],
      [{ n: null }, ['BAD_USER_INPUT']],
      [{ n: 'many' }, ['BAD_USER_INPUT']],
      [{ n: 10 }, 11],
    ] as const)
      expect(found(guard, document, { variables })).toEqual(cost);
  });

  it('is looked for again when the values of other variables were why there was none', () => {
    const guard = guardWith();
    const document = parse(
      'query ($secret: String = "x") { application(reference: "A", secret: $secret) { reference } }',
    );
    expect(found(guard, document, { variables: { secret: null } })).toEqual(['BAD_USER_INPUT']);
    expect(found(guard, document, { variables: { secret: 'y' } })).toBe(1);
  });

  it('is that of the operation that is named, and not of another one of the document', () => {
    const guard = guardWith({ rootFields: 1 });
    const document = parse(
      'query small { partnership { slug } } query large { cases(first: 90) { nodes { id } } } query wide { eventCursor viewer { name } }',
    );
    for (let round = 0; round < 2; round += 1) {
      expect(found(guard, document, { operationName: 'small' })).toBe(1);
      expect(found(guard, document, { operationName: 'large' })).toBe(91);
      expect(found(guard, document, { operationName: 'wide' })).toEqual(['ROOT_FIELDS']);
    }
  });

  it('is compared with what the asker may spend, also when it was found for somebody else', () => {
    const guard = guardWith();
    const document = parse('{ cases(first: 90) { nodes { id } } }');
    expect(found(guard, document, { allowed: 1_000 })).toBe(91);
    expect(found(guard, document, { allowed: 90 })).toEqual(['COST']);
    expect(found(guard, document, { allowed: 91 })).toBe(91);
  });

  it('stays right when more values were tried than are remembered', () => {
    const guard = guardWith({ pageSize: 500 });
    const document = parse('query ($n: Int!) { cases(first: $n) { nodes { id } } }');
    for (let round = 0; round < 2; round += 1)
      for (let n = 1; n <= 200; n += 1) expect(found(guard, document, { variables: { n } })).toBe(n + 1);
  });

  it('of more nodes than can be looked at is refused and not looked for', () => {
    const fragments = times(
      30,
      (index) => `fragment f${String(index + 1)} on __Type { ...f${String(index)} ...f${String(index)} }`,
    );
    const document = `{ __type(name: "Case") { ...f30 } } fragment f0 on __Type { name } ${fragments}`;
    expect(found(guardWith(), document)).toEqual(['COST']);
  });
});

describe('values of variables that do not fit', () => {
  const document = 'query ($stage: CaseStage) { cases(first: 1, stage: $stage) { nodes { id } } }';
  const messageOf = (suggests: boolean) => {
    const parsed = parse(document);
    const operation = getOperationAST(parsed);
    if (!operation) throw new Error('The document has one operation.');
    const inspected = guardWith({}, suggests).inspect(
      { document: parsed, operation, variables: { stage: 'RECEIVE' } },
      1_000,
    );
    return inspected.refused?.[0]?.message;
  };

  it('are refused by the name of the variable, with a hint where the schema is no secret', () => {
    expect(messageOf(true)).toMatch(/"\$stage".*Did you mean/);
    expect(messageOf(false)).toMatch(/"\$stage"/);
    expect(messageOf(false)).not.toMatch(/Did you mean/);
  });

  it('are told of at most five at once', () => {
    const many = 'mutation ($input: ApplyForReviewInput!) { applyForReview(input: $input) { __typename } }';
    const input = { incidents: Array.from({ length: 40 }, () => ({ occurredOn: 1 })) };
    expect(found(guardWith(), many, { variables: { input } })).toHaveLength(6);
  });
});
