import { addressOf, LiveSocket, type Frame } from '../live/live-client.js';
import type { FilledWorld } from './filled-world.js';
import type { RandomRequest } from './random-request.js';
import type { Exchange } from './slips.js';

/** How many random subscriptions share a socket: fewer than one may have at once. */
const perSocket = 8;

/**
 * Sends requests of members over WebSockets, one after the other, and takes the first answer to each.
 * @throws Error when the server closes a socket, or never answers
 */
export async function subscribeToAll(
  { app }: FilledWorld,
  requests: readonly RandomRequest[],
): Promise<{ exchanges: Exchange[]; answers: Frame['type'][] }> {
  const exchanges: Exchange[] = [];
  const answers: Frame['type'][] = [];
  for (const group of inGroups(requests)) {
    const [{ partnership, as = '' } = { partnership: '' }] = group;
    const socket = await LiveSocket.open(addressOf(app, partnership));
    await socket.signIn(await app.token(as));
    for (const [index, request] of group.entries()) {
      const id = String(index);
      socket.send({ id, type: 'subscribe', payload: request.body });
      const frame = await takeAnswer(socket, id, (each) => exchanges.push(asExchange(each, request)));
      answers.push(frame.type);
      if (frame.type === 'next') socket.send({ id, type: 'complete' });
    }
    await socket.close();
  }
  return { exchanges, answers };
}

/** The first frame for an operation; whatever comes for those before it is kept as well. */
async function takeAnswer(socket: LiveSocket, id: string, keep: (frame: Frame) => void): Promise<Frame> {
  for (;;) {
    const frame = await socket.next();
    keep(frame);
    if (frame.id === id) return frame;
  }
}

function asExchange(frame: Frame, request: RandomRequest): Exchange {
  return {
    request,
    answer: {
      url: `/${request.partnership}/graphql`,
      status: 200,
      contentType: 'application/json',
      text: JSON.stringify(frame),
    },
  };
}

/** Requests of one person in one partnership together, as many as share a socket. */
function inGroups(requests: readonly RandomRequest[]): RandomRequest[][] {
  const groups = new Map<string, RandomRequest[]>();
  for (const request of requests) {
    const key = `${request.partnership} ${request.as ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / perSocket) }, (_, index) =>
      group.slice(index * perSocket, (index + 1) * perSocket),
    ),
  );
}
