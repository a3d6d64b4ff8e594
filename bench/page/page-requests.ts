import { pageOf } from '#graphql/paging.js';
import { listAskers, listPlaces, type Asker, type Place } from './people.js';

export const pageSize = 50;

/** One page that one coordinator asks for. */
export interface PageRequest {
  readonly asker: Asker;
  readonly token: string;
  /** The endCursor of the page before; none for the newest cases. */
  readonly after?: string;
  /** The case that it names. */
  readonly afterCase?: string;
}

/** As many requests as wanted, over all coordinators in turn and at places of the list that follow from a seed. */
export async function planPages(
  adminUrl: string,
  {
    count,
    partnerships,
    sign,
  }: { count: number; partnerships: number; sign: (subject: string) => Promise<string> },
): Promise<readonly PageRequest[]> {
  const askers = await listAskers(adminUrl, partnerships);
  const places = await listPlaces(adminUrl, [...new Set(askers.map(({ member }) => member.tenantId))]);
  const tokens = await Promise.all(askers.map(({ subject }) => sign(subject)));
  const random = numbersFrom(20_260_101);
  return Array.from({ length: count }, (_, index) => {
    const asker = askers[index % askers.length];
    const token = tokens[index % askers.length];
    if (!asker || token === undefined) throw new Error('No coordinator was found to ask.');
    const list = places.get(asker.member.tenantId) ?? [];
    const start = Math.floor(random() * (list.length - pageSize + 1));
    const last = list[start - 1];
    return { asker, token, ...(last && { after: cursorOf(last), afterCase: last.id }) };
  });
}

function cursorOf(place: Place): string {
  const { endCursor } = pageOf({ nodes: [place], hasNextPage: true }, ({ receivedAt, id }) => ({
    key: receivedAt,
    id,
  }));
  if (endCursor === null) throw new Error('A page of one case has an end.');
  return endCursor;
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
