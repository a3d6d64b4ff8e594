/** Texts that databases, parsers, templates, logs and prototypes trip over. None of them can break a GraphQL string. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  `'";--\u0000\u2028{{}}<script>`,
  "'; drop table cases; --",
  "') or 1=1 --",
  '\u0000',
  '\u2028\u2029\u0085',
  '\u202eright to left',
  '\r\nSet-Cookie: a=b',
  '\u001b[31m{"level":"error"}\n',
  '$1 $$ \\x00 \\ %s %n %00',
  '{{constructor.constructor("return process")()}} ${7*7} <%= 7 %>',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  '../../../etc/passwd',
  'null',
  '0',
  '🙂'.repeat(40),
  'e\u0301'.repeat(40),
  'x'.repeat(3_000),
];

/** Days at the ends of what can be written, and beyond. */
export const oddDays: readonly string[] = [
  '1900-01-01',
  '2199-12-31',
  '2026-02-29',
  '2026-02-30',
  '2024-02-29',
  '0000-01-01',
  '9999-12-31',
  '-271821-04-19',
  '2026-3-2',
  '2026-03-02T00:00:00Z',
  '',
];

/** Days by which most inputs are possible: first it happened, then somebody told of it, later something is due. */
export const likelyDays: Readonly<Record<'happened' | 'told' | 'due', readonly string[]>> = {
  happened: ['2026-01-10', '2026-01-24', '2026-02-07'],
  told: ['2026-02-07', '2026-02-09', '2026-03-02'],
  due: ['2026-03-30', '2026-06-01', '2026-09-01'],
};

export const oddNumbers: readonly number[] = [0, -1, 101, 2_147_483_647, -2_147_483_648];

/** Ids and cursors that nobody was given. */
export const forgedTokens: readonly string[] = [
  'Q2FzZTo',
  Buffer.from('Case:00000000-0000-0000-0000-000000000000').toString('base64url'),
  Buffer.from('Case:0197a000-0000-7000-8000-000000000000').toString('base64url'),
  Buffer.from('__proto__:0197a000-0000-7000-8000-000000000000').toString('base64url'),
  Buffer.from('2026-03-02T10:00:00Z 0197a000-0000-7000-8000-000000000000').toString('base64url'),
  Buffer.from('2026-13 0197a000-0000-7000-8000-000000000000').toString('base64url'),
  Buffer.alloc(53, 1).toString('base64url'),
  'A'.repeat(71),
  'A'.repeat(2_000),
  '5',
];
