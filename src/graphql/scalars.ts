import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { Temporal } from 'temporal-polyfill';

function literal(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function scalar<T extends { toString(): string }>(settings: {
  name: string;
  description: string;
  expected: string;
  parse: (text: string) => T;
}): GraphQLScalarType<T, string> {
  const parse = (value: unknown): T => {
    try {
      if (typeof value === 'string') return settings.parse(value);
    } catch {
      // Reported below with what was expected.
    }
    throw new GraphQLError(`${settings.name} expects ${settings.expected}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  };
  return new GraphQLScalarType<T, string>({
    name: settings.name,
    description: settings.description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(literal(node)),
  });
}

// Other centuries are slips of the keyboard, and some of them days that no database or calendar can hold.
const plainDay = /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/;

export const LocalDateScalar = scalar<Temporal.PlainDate>({
  name: 'LocalDate',
  description:
    'A day of the years 1900 to 2199 in the local time of England and Wales, such as "2026-04-07". It has no time of day.',
  expected: 'a day such as "2026-04-07", from 1900 to 2199',
  parse: (text) => {
    if (!plainDay.test(text)) throw new RangeError('not a plain day');
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  },
});

export const InstantScalar = scalar<Temporal.Instant>({
  name: 'Instant',
  description: 'A moment in time with its offset, such as "2026-04-07T09:30:00Z".',
  expected: 'a moment such as "2026-04-07T09:30:00Z"',
  parse: (text) => Temporal.Instant.from(text),
});

export const CursorScalar = scalar<string>({
  name: 'Cursor',
  description:
    "A place in the partnership's log. Opaque: two cursors of one place differ, so they are never compared.",
  expected: 'a cursor that this server gave',
  parse: (text) => text,
});
