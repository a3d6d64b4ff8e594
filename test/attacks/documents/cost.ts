import { coordinator, doubling, ofPartnership, times, type Attack } from '../attack.js';

/*
 * By hand, from the lengths that lists have as a rule: a case has 5 incidents, an incident 3 complaints, and a complaint
 * one agency, so a case written out so far is 1 + 5 x (1 + 3 x (1 + 1)) = 36 objects, and a page of n cases 1 + 36 n:
 * 973 for 27 of them, 1,009 for 28. A partnership has 10 agencies: asked n times it is 1 + 10 n. An event starts 3
 * clocks: asked n times it is 1 + 3 n.
 */
const caseInFull = 'incidents { complaints { agency { slug } } }';
const page = (first: string) => `cases(first: ${first}) { nodes { ${caseInFull} } }`;

const pages = { accepted: 27, refused: [28, 100], as: coordinator } as const;

const byValues: readonly Omit<Attack, 'limit'>[] = [
  {
    ...pages,
    name: 'G4 cost of lists in a page, as a literal',
    ask: (first) => ({ query: `{ ${page(String(first))} }` }),
  },
  {
    ...pages,
    name: 'G4 cost of lists in a page, as a variable',
    ask: (first) => ({ query: `query ($first: Int!) { ${page('$first')} }`, variables: { first } }),
  },
  {
    ...pages,
    name: 'G4 cost of lists in a page, as the default of a variable',
    ask: (first) => ({ query: `query ($first: Int = ${String(first)}) { ${page('$first')} }` }),
  },
  {
    ...pages,
    name: 'G4 cost of lists in a page, as a variable over a cheap default',
    ask: (first) => ({ query: `query ($first: Int = 1) { ${page('$first')} }`, variables: { first } }),
  },
  {
    name: 'G4 cost of what a variable includes',
    accepted: 0,
    refused: [1],
    as: coordinator,
    ask: (isDeep) => ({
      query: `query ($deep: Boolean!) { cases(first: 100) { nodes { id ${caseInFull.replace('{', '@include(if: $deep) {')} } } }`,
      variables: { deep: isDeep === 1 },
    }),
  },
];

const perFragment = 9;
const inNines = (count: number, field: string) =>
  `${times(Math.floor(count / perFragment), () => '...nine')} ${times(count % perFragment, () => field)}`;
const nine = (type: string, field: string) =>
  `fragment nine on ${type} { ${times(perFragment, () => field)} }`;

const agencies = 'agencies { id }';
const clocks = 'clocksStarted { id }';

const byNumber: readonly Omit<Attack, 'limit'>[] = [
  {
    name: 'G4 cost of the same list many times, to the public',
    accepted: 19,
    refused: [20, 99],
    ask: (count) => ofPartnership(times(count, () => agencies)),
  },
  {
    name: 'G4 cost of the same list many times, to a member',
    accepted: 99,
    refused: [100],
    as: coordinator,
    ask: (count) => ofPartnership(inNines(count, agencies), nine('Partnership', agencies)),
  },
  {
    name: 'G4 cost of a list that fragments double',
    accepted: 6,
    refused: [7, 8],
    as: coordinator,
    // 1 + 10 x 2^6 is 641, and 1,281 for one level more.
    ask: (levels) => ofPartnership(`...f${String(levels)}`, doubling(levels, 'Partnership', agencies)),
  },
  {
    name: 'G4 cost of a list of an event, by a fragment that is spread many times',
    accepted: 333,
    refused: [334, 450],
    as: coordinator,
    // A list of ten is dear sooner than one of three: 99 of the one and 333 of the other are just cheap enough.
    ask: (count) => ofPartnership(inNines(count - 234, agencies), nine('Partnership', agencies)),
    follow: (count) => ({
      query: `subscription { caseEvents { ... on CaseEvent { ${inNines(count, clocks)} } } } ${nine('CaseEvent', clocks)}`,
    }),
  },
];

export const cost: readonly Attack[] = [...byValues, ...byNumber].map((shape) => ({
  ...shape,
  limit: 'COST',
}));
