import { doubling, ofHeartbeat, ofPartnership, times, type Attack } from '../attack.js';

const perFragment = 25;

/** So many fields: as many as fit by a fragment of 25, the others written out. */
const spread = (count: number, field: string) =>
  `${times(Math.floor(count / perFragment), () => '...some')} ${times(count % perFragment, () => field)}`;
const some = (type: string, field: string) =>
  `fragment some on ${type} { ${times(perFragment, () => field)} }`;

export const selections: readonly Attack[] = [
  {
    name: 'G5 selections by a fragment that is spread many times',
    accepted: 1_000,
    refused: [1_001],
    // The root field is one of them.
    ask: (count: number) => ofPartnership(spread(count - 1, 'slug'), some('Partnership', 'slug')),
    follow: (count: number) => ofHeartbeat(spread(count - 1, 'cursor'), some('Heartbeat', 'cursor')),
  },
  {
    name: 'G5 selections by fragments that double, up to 2^25',
    accepted: 9,
    refused: [10, 25],
    ask: (levels: number) => ofPartnership(`...f${String(levels)}`, doubling(levels, 'Partnership', 'slug')),
    follow: (levels: number) => ofHeartbeat(`...f${String(levels)}`, doubling(levels, 'Heartbeat', 'cursor')),
  },
].map((shape) => ({ ...shape, limit: 'SELECTIONS' }));

/** Tokens of `ofPartnership` and of `ofHeartbeat` beside those inside the innermost braces. */
const around = { partnership: 5, heartbeat: 11 } as const;

/** So many tokens that name a field, four at a time: hundreds of fields side by side would be compared pair by pair. */
const inTokens = (count: number, field: string) =>
  `${times(Math.floor(count / 4), () => `... { ${field} }`)} ${times(count % 4, () => field)}`;

export const tokens: readonly Attack[] = [
  {
    name: 'G6 tokens',
    accepted: 1_000,
    refused: [1_001],
    ask: (count: number) => ofPartnership(inTokens(count - around.partnership, 'slug')),
    follow: (count: number) => ofHeartbeat(inTokens(count - around.heartbeat, 'cursor')),
  },
  {
    name: 'G6 tokens of what stands behind the operation',
    accepted: 1_000,
    refused: [1_001, 4_000],
    // The fragment is used, so that nothing else is wrong with the document: "...f" is two tokens, its frame six.
    ask: (count: number) =>
      ofPartnership(
        '...f',
        `fragment f on Partnership { ${inTokens(count - around.partnership - 8, 'slug')} }`,
      ),
  },
].map((shape) => ({ ...shape, limit: 'TOKENS', isUnread: true }));
