import { doubling, times, type Attack } from '../attack.js';

const field = 'partnership { slug }';

/** Over a WebSocket these are refused for what they are: a subscription has one root field, by the rules of GraphQL. */
export const rootFields: readonly Attack[] = [
  {
    name: 'G3 root fields with aliases',
    accepted: 10,
    refused: [11],
    ask: (count: number) => ({ query: `{ ${times(count, (index) => `a${String(index)}: ${field}`)} }` }),
  },
  {
    name: 'G3 root fields without aliases',
    accepted: 10,
    refused: [11, 150],
    ask: (count: number) => ({ query: `{ ${times(count, () => field)} }` }),
  },
  {
    name: 'G3 root fields in fragments',
    accepted: 10,
    refused: [11, 100],
    ask: (count: number) => ({
      query: `{ ... { ...one } ${times(count - 1, () => `... on Query { ${field} }`)} } fragment one on Query { ${field} }`,
    }),
  },
  {
    name: 'G5 root fields by fragments that double, up to 2^25',
    accepted: 3,
    refused: [4, 25],
    ask: (levels: number) => ({
      query: `{ ...f${String(levels)} } ${doubling(levels, 'Query', field)}`,
    }),
  },
].map((shape) => ({ ...shape, limit: 'ROOT_FIELDS' }));
