/** What is sent as the body of a request, or as the payload of a `subscribe`. */
export interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** A document as a function of how much it asks for: one step below the limit it is the same with one less. */
export type DocumentOf = (amount: number) => Asked;

/** A document that asks for too much of one thing, in a form for each transport. */
export interface Attack {
  /** Begins with the cases that it belongs to. */
  readonly name: string;
  /** `extensions.limit` of its refusal. */
  readonly limit: string;
  /** `LIMIT_EXCEEDED` unless told. */
  readonly code?: string;
  /** The largest amount that is accepted. */
  readonly accepted: number;
  /** Amounts that are refused: the next one, and those that would take the longest where they were carried out. */
  readonly refused: readonly number[];
  /** Whose request it is over HTTP; anybody's unless told. */
  readonly as?: string;
  /** Refused before it is read as far as to tell a query from a subscription. */
  readonly isUnread?: boolean;
  readonly ask: DocumentOf;
  /** The same attack in a subscription, where there is one. */
  readonly follow?: DocumentOf;
}

/** A document that is wrong whatever its size, and how it is refused. */
export interface Refusal extends Asked {
  readonly name: string;
  readonly code: string;
  readonly limit?: string;
  readonly as?: string;
}

export const coordinator = 'priya.coordinator';

/** So many pieces, each told its number, with a space between. */
export function times(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join(' ');
}

/** A query of the partnership with these fields. */
export function ofPartnership(fields: string, fragments = ''): Asked {
  return { query: `{ partnership { ${fields} } } ${fragments}` };
}

/** A subscription with these fields of the heartbeat, which is the first item of every stream. */
export function ofHeartbeat(fields: string, fragments = ''): Asked {
  return { query: `subscription { caseEvents { ... on Heartbeat { ${fields} } } } ${fragments}` };
}

/**
 * Fragments of which each spreads the one before it twice: `f0` once, `f1` twice, `f25` 33,554,432 times what `f0`
 * holds. The document stays small.
 */
export function doubling(levels: number, type: string, innermost: string): string {
  const first = `fragment f0 on ${type} { ${innermost} }`;
  const level = (index: number) =>
    `fragment f${String(index + 1)} on ${type} { ...f${String(index)} ...f${String(index)} }`;
  return `${first} ${times(levels, level)}`;
}
