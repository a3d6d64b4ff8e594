import { doubling, ofHeartbeat, ofPartnership, times, type Attack } from '../attack.js';

const aliased = (field: string) => (count: number) => times(count, (index) => `a${String(index)}: ${field}`);
const slugs = aliased('slug');
const cursors = aliased('cursor');

/** Three aliases, spread as often as it takes, and what is left written out. */
const inThrees = (count: number, field: (count: number) => string) =>
  `${times(Math.floor(count / 3), () => '...three')} ${times(count % 3, (index) => `b${String(index)}: ${field(0)}`)}`;

export const aliases: readonly Attack[] = [
  {
    name: 'G2 aliases of one field',
    accepted: 15,
    refused: [16, 150],
    ask: (count: number) => ofPartnership(slugs(count)),
    follow: (count: number) => ofHeartbeat(cursors(count)),
  },
  {
    name: 'G2 aliases in an inline fragment',
    accepted: 15,
    refused: [16, 150],
    ask: (count: number) => ofPartnership(`... on Partnership { ${slugs(count)} }`),
    follow: (count: number) => ofHeartbeat(`... { ${cursors(count)} }`),
  },
  {
    name: 'G2 aliases in a fragment',
    accepted: 15,
    refused: [16, 150],
    ask: (count: number) => ofPartnership('...many', `fragment many on Partnership { ${slugs(count)} }`),
    follow: (count: number) => ofHeartbeat('...many', `fragment many on Heartbeat { ${cursors(count)} }`),
  },
  {
    name: 'G2 aliases in a fragment that is spread several times',
    accepted: 15,
    refused: [16, 150],
    ask: (count: number) =>
      ofPartnership(
        inThrees(count, () => 'slug'),
        `fragment three on Partnership { ${slugs(3)} }`,
      ),
    follow: (count: number) =>
      ofHeartbeat(
        inThrees(count, () => 'cursor'),
        `fragment three on Heartbeat { ${cursors(3)} }`,
      ),
  },
  {
    name: 'G2 G5 aliases by fragments that double',
    accepted: 3,
    refused: [4, 25],
    ask: (levels: number) =>
      ofPartnership(`...f${String(levels)}`, doubling(levels, 'Partnership', 'short: slug')),
    follow: (levels: number) =>
      ofHeartbeat(`...f${String(levels)}`, doubling(levels, 'Heartbeat', 'short: cursor')),
  },
].map((shape) => ({ ...shape, limit: 'ALIASES' }));
