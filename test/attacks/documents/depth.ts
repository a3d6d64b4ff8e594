import { coordinator, type Asked, type Attack } from '../attack.js';

/** One inside the other, from the root; every one of them has an `id` to end with. */
const chain = ['case(reference: "LEI-0000-0000")', 'incidents', 'complaints', 'agency'] as const;
const types = ['Case', 'Incident', 'Complaint', 'Agency'] as const;

/** Fields one inside the other, `id` being the last; each pair of braces is made by `inside`. */
function nested(depth: number, inside: (fields: string, level: number) => string): string {
  return chain
    .slice(0, depth - 1)
    .reduceRight((fields, field, level) => `${field} { ${inside(fields, level)} }`, 'id');
}

const plainly = (fields: string) => fields;
const typeAt = (level: number) => types[level] ?? 'Case';

/** A fragment of its own for each level, the innermost last. */
function bySpreads(depth: number, nameOf: (level: number) => string): Asked {
  const levels = chain.slice(1, depth - 1);
  const fragments = [...levels, 'id'].map((field, level) => {
    const fields = field === 'id' ? 'id' : `${field} { ...${nameOf(level + 1)} }`;
    return `fragment ${nameOf(level)} on ${typeAt(level)} { ${fields} }`;
  });
  return { query: `{ ${chain[0]} { ...${nameOf(0)} } } ${fragments.join(' ')}` };
}

const started = (depth: number) => (depth > 2 ? 'clocksStarted { id }' : 'id');
const event = (fields: string, fragments = ''): Asked => ({
  query: `subscription { caseEvents { ${fields} } } ${fragments}`,
});

/** Attacks on a server whose documents may be two fields deep, which is as deep as both transports can go beyond. */
export const depthOfTwo: readonly Attack[] = [
  {
    name: 'G1 depth by plain fields',
    ask: (depth: number) => ({ query: `{ ${nested(depth, plainly)} }` }),
    follow: (depth: number) => event(`... on CaseEvent { ${started(depth)} }`),
  },
  {
    name: 'G1 depth by inline fragments with and without a type',
    ask: (depth: number) => ({
      query: `{ ... { ${nested(depth, (fields, level) => `... on ${typeAt(level)} { ... { ${fields} } }`)} } }`,
    }),
    follow: (depth: number) => event(`... on CaseEvent { ... { ... on CaseEvent { ${started(depth)} } } }`),
  },
  {
    name: 'G1 depth by spreads',
    ask: (depth: number) => bySpreads(depth, (level) => `level${String(level)}`),
    follow: (depth: number) =>
      event(
        '...event',
        `fragment event on CaseEvent { ...inner } fragment inner on CaseEvent { ${started(depth)} }`,
      ),
  },
  {
    name: 'G1 depth behind a fragment named __schema',
    ask: (depth: number) =>
      bySpreads(depth, (level) => (level === 0 ? '__schema' : `__type${String(level)}`)),
    follow: (depth: number) => event('...__schema', `fragment __schema on CaseEvent { ${started(depth)} }`),
  },
  {
    name: 'G1 depth in an operation named __schema',
    ask: (depth: number) => ({ query: `query __schema { ${nested(depth, plainly)} }` }),
    follow: (depth: number) => ({
      query: `subscription __schema { caseEvents { ... on CaseEvent { ${started(depth)} } } }`,
    }),
  },
  {
    name: 'G1 depth in a field named __schema by its alias',
    ask: (depth: number) => ({ query: `{ __schemas: ${nested(depth, plainly)} }` }),
  },
].map((shape) => ({ ...shape, limit: 'DEPTH', accepted: 2, refused: [3], as: coordinator }));

/** A fragment that was counted at a shallow place, or for another operation, and is used again at a deeper one. */
export const depthOfFour: readonly Attack[] = [
  {
    name: 'G1 depth by a fragment that was counted at a shallower place before',
    ask: (depth: number): Asked => ({
      query: `{ partnership { agencies { ...known } } ${nested(depth, plainly).replace(/\bid\b/, depth > 4 ? '...known' : 'id')} }
        fragment known on Agency { id }`,
    }),
  },
  {
    name: 'G1 depth by a fragment that another operation of the document uses at a shallower place',
    ask: (depth: number): Asked => ({
      query: `query shallow { partnership { agencies { ...known } } }
        query deep { ${nested(depth, plainly).replace(/\bid\b/, depth > 4 ? '...known' : 'id')} }
        fragment known on Agency { id }`,
      operationName: 'deep',
    }),
  },
  {
    name: 'G1 depth by plain fields where four are allowed',
    ask: (depth: number): Asked => ({ query: `{ ${nested(depth, plainly)} }` }),
  },
].map((shape) => ({ ...shape, limit: 'DEPTH', accepted: 4, refused: [5], as: coordinator }));
