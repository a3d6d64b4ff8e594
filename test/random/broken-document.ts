import type { Draw } from './draw.js';
import type { RandomRequest } from './random-request.js';

type Body = RandomRequest['body'];

/** Ways in which people and attackers get a document a little wrong. */
const ways: Readonly<Record<string, (draw: Draw, body: Body) => Body>> = {
  unknownField: (draw, body) => replaceWord(draw, body, (word) => `${word}s`),
  twistedName: (draw, body) =>
    replaceWord(draw, body, () => draw.oneOf(['__proto__', '_', 'password', 'id'])),
  wrongLiteral: (draw, body) => ({
    ...body,
    query: body.query.replace(/: (?:"[^"]*"|\d+|true|false)/, `: ${draw.oneOf(literals)}`),
  }),
  wrongVariable: (draw, body) => ({ ...body, variables: withJson(draw, body.variables) }),
  noVariables: (_draw, body) => ({ ...body, variables: {} }),
  moreVariables: (draw, body) => ({ ...body, variables: { ...body.variables, extra: draw.json() } }),
  noArguments: (_draw, body) => ({ ...body, query: body.query.replace(/\([^()]*\)/, '') }),
  moreArguments: (_draw, body) => ({ ...body, query: body.query.replace('(', '(tenantId: "x", ') }),
  unknownDirective: (_draw, body) => ({ ...body, query: body.query.replace(' {', ' @deprecated @live {') }),
  noFragments: (_draw, body) => ({ ...body, query: body.query.replace(/fragment \w+/g, 'fragment Gone') }),
  wrongType: (_draw, body) => ({ ...body, query: body.query.replace(/ on [A-Z]\w+/, ' on Tenant') }),
  cut: (draw, body) => ({ ...body, query: body.query.slice(0, draw.below(body.query.length)) }),
  holed: (draw, body) => {
    const at = draw.below(body.query.length);
    return { ...body, query: body.query.slice(0, at) + body.query.slice(at + 1 + draw.below(5)) };
  },
  strangeCharacter: (draw, body) => {
    const at = draw.below(body.query.length);
    const strange = draw.oneOf(['\u0000', '\u2028', '"', '{', '}', '$', '\ufeff', '"""', '#', '\\']);
    return { ...body, query: body.query.slice(0, at) + strange + body.query.slice(at) };
  },
  twice: (_draw, body) => ({ ...body, query: `${body.query}\n${body.query}` }),
  otherName: (draw, body) => ({
    ...body,
    operationName: draw.oneOf(['', 'Gone', '__proto__', 'constructor']),
  }),
};

const literals = ['[]', '{}', '{a: {b: [1]}}', '1.5', '1e400', '99999999999999999999', 'GONE', 'null', '""'];

/** A document that is wrong in one way; some ways leave it as good as it was. */
export function breakDocument(draw: Draw, body: Body): Body {
  return draw.oneOf(Object.values(ways))(draw, body);
}

function replaceWord(draw: Draw, body: Body, change: (word: string) => string): Body {
  const words = [...body.query.matchAll(/[A-Za-z_]\w*/g)];
  const chosen = draw.oneOf(words);
  const end = chosen.index + chosen[0].length;
  return { ...body, query: body.query.slice(0, chosen.index) + change(chosen[0]) + body.query.slice(end) };
}

/** Variables in which one value, at the top or deep within, is any JSON. */
export function withJson(draw: Draw, variables: Record<string, unknown>): Record<string, unknown> {
  return replaceWithin(draw, variables, 0) as Record<string, unknown>;
}

function replaceWithin(draw: Draw, value: unknown, depth: number): unknown {
  const inner = Array.isArray(value) || (typeof value === 'object' && value !== null);
  const keys = inner ? Object.keys(value) : [];
  if (keys.length === 0 || (depth > 0 && draw.chance(30))) return strange(draw);
  const key = draw.oneOf(keys);
  if (Array.isArray(value))
    return value.map((each: unknown, at) =>
      String(at) === key ? replaceWithin(draw, each, depth + 1) : each,
    );
  const found = (value as Record<string, unknown>)[key];
  return { ...(value as object), [key]: replaceWithin(draw, found, depth + 1) };
}

const stranger: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  9_007_199_254_740_993,
  [],
  [[[[]]]],
  {},
  '',
  ['x'],
  { toString: 'x' },
  { constructor: { prototype: { polluted: true } } },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  Array.from({ length: 300 }, () => 'x'),
];

function strange(draw: Draw): unknown {
  if (draw.chance(5)) return deeply(500);
  return draw.chance(50) ? draw.oneOf(stranger) : draw.json();
}

/** Arrays one inside the other. */
function deeply(levels: number): unknown {
  return levels === 0 ? 'x' : [deeply(levels - 1)];
}
