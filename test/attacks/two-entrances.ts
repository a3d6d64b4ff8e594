import { addressOf, LiveSocket, type Frame } from '../live/live-client.js';
import { post, type Answer, type TestApp } from '../support/running-app.js';
import { coordinator, type Asked } from './attack.js';

/** An error as either transport tells it. */
export interface ToldError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** One body to Leicester, exactly as it is. */
export async function ask(
  app: Pick<TestApp, 'origin' | 'token'>,
  { query, variables, operationName }: Asked,
  as?: string,
): Promise<Answer> {
  return post(`${app.origin}/leicester/graphql`, {
    body: { query, variables, operationName },
    headers: as === undefined ? {} : { authorization: `Bearer ${await app.token(as)}` },
  });
}

export async function openSocket(app: Pick<TestApp, 'origin' | 'token'>): Promise<LiveSocket> {
  const socket = await LiveSocket.open(addressOf(app, 'leicester'));
  await socket.signIn(await app.token(coordinator));
  return socket;
}

/** Sends a `subscribe` and answers with what comes back for it first. */
export async function follow(
  socket: LiveSocket,
  id: string,
  { query, variables, operationName }: Asked,
): Promise<Frame> {
  const payload = { query, variables, operationName };
  socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
  let frame = await socket.next();
  // The end of one before it.
  while (frame.type === 'complete' && frame.id !== id) frame = await socket.next();
  expect(frame.id).toBe(id);
  return frame;
}

/** The errors of a frame that refuses a subscription; none of one that delivers. */
export function errorsOf({ type, payload }: Frame): readonly ToldError[] {
  if (type === 'error') return payload as ToldError[];
  return (payload as { errors?: ToldError[] } | undefined)?.errors ?? [];
}

/** Every error says its code, under which limit, and where to find it in the log; and nothing of another transport. */
export function expectRefused(
  errors: readonly ToldError[] | undefined,
  { code, limit }: { readonly code: string; readonly limit?: string | undefined },
): void {
  expect(errors?.length).toBeGreaterThan(0);
  for (const { message, extensions } of errors ?? []) {
    expect([extensions['code'], extensions['limit']]).toEqual([code, limit]);
    expect(extensions['correlationId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      Object.keys(extensions).filter((key) => !['code', 'limit', 'correlationId', 'path'].includes(key)),
    ).toEqual([]);
    expect(message).toMatch(/\S/);
  }
}
