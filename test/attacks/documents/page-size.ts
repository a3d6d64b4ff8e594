import { coordinator, type Asked, type Attack, type Refusal } from '../attack.js';

const fields = '{ pageInfo { hasNextPage } }';
const ofLiteral = (first: string): Asked => ({ query: `{ cases(first: ${first}) ${fields} }` });
const ofVariable = (first: unknown): Asked => ({
  query: `query ($first: Int!) { cases(first: $first) ${fields} }`,
  variables: { first },
});
const ofDefault = (first: string): Asked => ({
  query: `query ($first: Int = ${first}) { cases(first: $first) ${fields} }`,
});

const forms = [
  { form: 'a literal', ask: (first: number) => ofLiteral(String(first)) },
  { form: 'a variable', ask: (first: number) => ofVariable(first) },
  { form: 'the default of a variable', ask: (first: number) => ofDefault(String(first)) },
  {
    form: 'a variable over another default',
    ask: (first: number) => ({ ...ofDefault('5'), variables: { first } }),
  },
] as const;

const limit = { limit: 'PAGE_SIZE', code: 'BAD_USER_INPUT', as: coordinator } as const;

/** No subscription takes a page, so these have a form for HTTP only. */
export const pageSizes: readonly Attack[] = forms.flatMap(({ form, ask }) => [
  {
    ...limit,
    ask,
    name: `G4 a page too large, as ${form}`,
    accepted: 100,
    refused: [101, 100_000, 2 ** 31 - 1],
  },
  { ...limit, ask, name: `G4 a page too small, as ${form}`, accepted: 1, refused: [0, -1, -(2 ** 31)] },
]);

const literals = ['1.5', 'null', '"10"', '2147483648', '-2147483649', '[1]', '{ value: 1 }', 'true', 'TEN'];
const values = [1.5, null, '10', 2 ** 31, -(2 ** 31) - 1, [1], { value: 1 }, true];

export const pagesOfNoSize: readonly Refusal[] = [
  ...literals.map((literal) => ({
    name: `G4 a page of ${literal}, as a literal`,
    code: 'GRAPHQL_VALIDATION_FAILED',
    as: coordinator,
    ...ofLiteral(literal),
  })),
  ...values.map((value) => ({
    name: `G4 a page of ${JSON.stringify(value)}, as a variable`,
    code: 'BAD_USER_INPUT',
    as: coordinator,
    ...ofVariable(value),
  })),
];
