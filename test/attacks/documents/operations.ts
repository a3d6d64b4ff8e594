import { coordinator, times, type Refusal } from '../attack.js';

const partnership = '{ partnership { slug } }';
const application = 'application(reference: "LEI-0000-0000", secret: "x") { stage }';
const acknowledge = 'acknowledgeApplication(input: { caseId: "x", version: 1 }) { __typename }';

const unresolved = { code: 'OPERATION_RESOLUTION_FAILURE' } as const;
const alone = { code: 'OPERATION_NOT_ALLOWED', limit: 'APPLICATION_ALONE' } as const;
const oneField = { code: 'OPERATION_NOT_ALLOWED', limit: 'MUTATION_FIELDS', as: coordinator } as const;

export const operationsRefused: readonly Refusal[] = [
  {
    name: 'G20 several operations and no name',
    ...unresolved,
    query: `query a ${partnership} query b ${partnership}`,
  },
  {
    name: 'G20 another name than the operation has',
    ...unresolved,
    query: `query a ${partnership}`,
    operationName: 'b',
  },
  { name: 'G20 a name where the operation has none', ...unresolved, query: partnership, operationName: 'a' },
  {
    name: 'G20 the name of a property',
    ...unresolved,
    query: `query a ${partnership}`,
    operationName: 'constructor',
  },
  {
    name: 'G20 a fragment and no operation',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: 'fragment a on Query { partnership { slug } }',
  },
  {
    name: 'G20 two operations of one name',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: `query a ${partnership} query a ${partnership}`,
    operationName: 'a',
  },
  {
    name: 'G3 two guesses at an application under aliases',
    ...alone,
    query: `{ a: ${application} b: ${application} }`,
  },
  {
    name: 'G3 a guess at an application beside another field',
    ...alone,
    query: `{ ${application} partnership { slug } }`,
  },
  {
    name: 'G3 two guesses at an application in fragments',
    ...alone,
    query: `{ ...a ... { ... on Query { b: ${application} } } } fragment a on Query { a: ${application} }`,
  },
  {
    name: 'G3 twenty guesses at an application under aliases',
    ...alone,
    query: `{ ${times(20, (index) => `a${String(index)}: ${application}`)} }`,
  },
  {
    name: 'G3 ten guesses at an application under aliases',
    ...alone,
    query: `{ ${times(10, (index) => `a${String(index)}: ${application}`)} }`,
  },
  {
    name: 'G3 a mutation with two root fields',
    ...oneField,
    query: `mutation { a: ${acknowledge} b: ${acknowledge} }`,
  },
  {
    name: 'G3 a mutation with the same root field twice',
    ...oneField,
    query: `mutation { ${acknowledge} ${acknowledge} }`,
  },
  {
    name: 'G3 a mutation with its second root field in a fragment',
    ...oneField,
    query: `mutation { ${acknowledge} ...more } fragment more on Mutation { b: ${acknowledge} }`,
  },
  {
    name: 'G3 a mutation with its only root field in a fragment',
    ...oneField,
    query: `mutation { ... on Mutation { ${acknowledge} } }`,
  },
  {
    name: 'G3 a mutation with its second root field left out by a directive',
    ...oneField,
    query: `mutation { a: ${acknowledge} b: ${acknowledge.replace('{ __typename', '@skip(if: true) { __typename')} }`,
  },
  {
    name: 'W1 a subscription over HTTP',
    code: 'OPERATION_NOT_ALLOWED',
    as: coordinator,
    query: 'subscription { caseEvents { __typename } }',
  },
  {
    name: 'W1 a subscription with two root fields over HTTP',
    code: 'GRAPHQL_VALIDATION_FAILED',
    as: coordinator,
    query: 'subscription { a: caseEvents { __typename } b: caseEvents { __typename } }',
  },
];

const stream = 'caseEvents { ... on Heartbeat { cursor } }';

/** What only a subscription can be wrong in; sent over a WebSocket. */
export const subscriptionsRefused: readonly Refusal[] = [
  {
    name: 'G3 a subscription with two root fields',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: `subscription { a: ${stream} b: ${stream} }`,
  },
  {
    name: 'G3 a subscription with its second root field in a fragment',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: `subscription { ...more ${stream} } fragment more on Subscription { b: ${stream} }`,
  },
  {
    name: 'G8 introspection as the root field of a subscription',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: 'subscription { __schema { types { name } } }',
  },
  {
    name: 'G20 a fragment and no subscription',
    code: 'OPERATION_NOT_ALLOWED',
    query: `fragment a on Subscription { ${stream} }`,
  },
  {
    name: 'G20 two subscriptions in one document',
    code: 'OPERATION_NOT_ALLOWED',
    query: `subscription a { ${stream} } subscription b { ${stream} }`,
  },
  {
    name: 'W1 a query beside a subscription',
    code: 'OPERATION_NOT_ALLOWED',
    query: `subscription a { ${stream} } query b ${partnership}`,
  },
];
