import { type Refusal } from '../attack.js';

/** `type { ofType { ofType …` and `fields { type { fields …`, so many levels deep. */
const ofTypes = (levels: number) => `${'ofType { '.repeat(levels)} name ${'}'.repeat(levels)}`;
const fieldsOfTypes = (levels: number) => `${'fields { type { '.repeat(levels)} name ${'} }'.repeat(levels)}`;

const hidden = { code: 'GRAPHQL_VALIDATION_FAILED' } as const;

/** What a server in production tells nobody of its schema. */
export const introspection: readonly Refusal[] = [
  { name: 'G8 introspection of the schema', ...hidden, query: '{ __schema { types { name } } }' },
  { name: 'G8 introspection of one type', ...hidden, query: '{ __type(name: "Case") { fields { name } } }' },
  {
    name: 'G8 introspection beside what is allowed',
    ...hidden,
    query: '{ partnership { slug } x: __schema { queryType { name } } }',
  },
  {
    name: 'G8 introspection in a fragment',
    ...hidden,
    query: '{ ...inside } fragment inside on Query { ... { __schema { queryType { name } } } }',
  },
  {
    name: 'G8 introspection under a directive that leaves it out',
    ...hidden,
    query: '{ partnership { slug } __schema @skip(if: true) { queryType { name } } }',
  },
  {
    name: 'G8 introspection of types inside types',
    ...hidden,
    query: `{ __schema { types { ${fieldsOfTypes(3)} } } }`,
  },
  {
    name: 'G8 introspection of types of types',
    ...hidden,
    query: `{ __type(name: "Case") { fields { type { ${ofTypes(40)} } } } }`,
  },
];

/** Words that stand next to one of the schema, each at a place where GraphQL would suggest it. */
export const typos: readonly Refusal[] = [
  { name: 'G9 a field that is nearly one', ...hidden, query: '{ partnership { slugg } }' },
  { name: 'G9 a root field that is nearly one', ...hidden, query: '{ partnershp { slug } }' },
  { name: 'G9 an argument that is nearly one', ...hidden, query: '{ case(referenc: "x") { id } }' },
  {
    name: 'G9 a type that is nearly one',
    ...hidden,
    query: '{ partnership { ... on Partnershi { slug } } }',
  },
  {
    name: 'G9 a value of an enumeration that is nearly one',
    ...hidden,
    query: '{ cases(first: 1, stage: RECEIVD) { pageInfo { hasNextPage } } }',
  },
  { name: 'G9 a field without the fields below it', ...hidden, query: '{ partnership }' },
  {
    name: 'G9 an input field that is nearly one',
    ...hidden,
    query: 'mutation { acknowledgeApplication(input: { caseId: "x", versio: 1 }) { __typename } }',
  },
  {
    name: 'G9 an input field that is nearly one, in a variable',
    code: 'BAD_USER_INPUT',
    query: 'mutation ($input: CaseVersionInput!) { acknowledgeApplication(input: $input) { __typename } }',
    variables: { input: { caseId: 'x', version: 1, versio: 1 } },
  },
  {
    name: 'G9 a value of an enumeration that is nearly one, in a variable',
    code: 'BAD_USER_INPUT',
    query: 'query ($stage: CaseStage) { cases(first: 1, stage: $stage) { pageInfo { hasNextPage } } }',
    variables: { stage: 'RECEIVD' },
  },
];
