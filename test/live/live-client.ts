import { WebSocket, type ClientOptions, type RawData } from 'ws';
import type { TestApp } from '../support/running-app.js';

/** A frame of the protocol as it came. */
export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** Far more than anything here takes, also on a busy machine: only what never comes runs into it. */
const ceilingMs = 25_000;

/** Settles as the promise does, or fails saying what was awaited when that never comes. */
export async function soon<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ceiling = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`never came: ${what}`));
    }, ceilingMs);
  });
  try {
    return await Promise.race([promise, ceiling]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks again and again until it holds, or fails saying what never came. Others get their turn in between. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + ceilingMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await new Promise(setImmediate);
  }
}

/** Items in the order of their coming, awaited one by one. */
class Queue<T> {
  readonly #items: T[] = [];
  #taken = 0;
  #wake: (() => void) | undefined;

  push(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  get waiting(): number {
    return this.#items.length - this.#taken;
  }

  async next(what: string): Promise<T> {
    const waiting = new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.waiting === 0) await soon(what, waiting);
    const item = this.#items[this.#taken];
    this.#taken += 1;
    return item as T;
  }
}

/** A socket that speaks graphql-transport-ws as raw frames: nothing is retried or hidden. */
export class LiveSocket {
  readonly #frames = new Queue<Frame | Closing>();
  readonly closed: Promise<Closing>;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: RawData) => {
      this.#frames.push(JSON.parse((data as Buffer).toString()) as Frame);
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        const closing = { code, reason: reason.toString() };
        this.#frames.push(closing);
        resolve(closing);
      });
    });
  }

  /** Fails with the HTTP status when the server refuses the upgrade. */
  static async open(url: string, options: ClientOptions & { protocol?: string } = {}): Promise<LiveSocket> {
    const { protocol = 'graphql-transport-ws', ...rest } = options;
    const socket = new WebSocket(url, protocol, rest);
    const live = new LiveSocket(socket);
    await soon(
      `the opening of ${url}`,
      new Promise<void>((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('unexpected-response', (_request, { statusCode }) => {
          reject(new Error(`refused with ${String(statusCode)}`));
          socket.terminate();
        });
      }),
    );
    return live;
  }

  send(frame: Frame | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame. @throws Error when the server closed instead */
  async next(): Promise<Frame> {
    const frame = await this.#frames.next('a frame');
    if ('code' in frame) throw new Error(`closed with ${String(frame.code)} ${frame.reason}`);
    return frame;
  }

  /** How the server closed, at which nothing but what `next` took has come. */
  async closing(): Promise<Closing> {
    const frame = await this.#frames.next('the closing');
    if (!('code' in frame)) throw new Error(`not closed but told ${JSON.stringify(frame)}`);
    return frame;
  }

  async signIn(token: string, membership?: string): Promise<void> {
    this.send({
      type: 'connection_init',
      payload: { authorization: `Bearer ${token}`, ...(membership !== undefined && { membership }) },
    });
    const { type } = await this.next();
    if (type !== 'connection_ack') throw new Error(`expected the acknowledgement, got ${type}`);
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** Cuts the connection as a network does: without a word. */
  cut(): void {
    this.socket.terminate();
  }

  close(): Promise<Closing> {
    this.socket.close(1000);
    return soon('the end of the socket', this.closed);
  }

  /** Stops reading, so that what the server sends piles up between the two. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }
}

/** The codes of a frame that refuses: errors of a document, or of a subscription that could not begin. */
export function codesOf({ type, payload }: Frame): unknown[] {
  const errors = type === 'error' ? payload : (payload as { errors?: unknown } | undefined)?.errors;
  const list = (errors ?? []) as { extensions?: { code?: unknown } }[];
  return list.map((error) => error.extensions?.code);
}

/** What `caseEvents` delivered, with every field that the document asks for. */
export interface LiveItem {
  readonly __typename: 'CaseEvent' | 'Heartbeat' | 'SnapshotRequired' | 'StreamEnded';
  readonly cursor?: string;
  readonly reason?: string;
  readonly id?: string;
  readonly type?: string;
  readonly caseId?: string;
  readonly caseVersion?: number;
  readonly stage?: string;
  readonly [field: string]: unknown;
}

export const caseEvents = `subscription ($after: Cursor, $filter: CaseEventFilter) {
  caseEvents(after: $after, filter: $filter) {
    __typename
    ... on CaseEvent { id type at caseId caseVersion stage outcome match holds clocksStarted { id step dueOn } cursor }
    ... on Heartbeat { cursor } ... on SnapshotRequired { cursor } ... on StreamEnded { reason }
  } }`;

export interface FollowOptions {
  readonly as: string;
  readonly after?: string | undefined;
  readonly caseId?: string;
  readonly membership?: string;
}

export function addressOf(app: Pick<TestApp, 'origin'>, partnership: string): string {
  return `${app.origin.replace('http', 'ws')}/${partnership}/graphql`;
}

/** One subscription on a socket of its own. */
export class LiveStream {
  /** Of the last item that carried one: where to resume. */
  cursor: string | undefined;

  private constructor(readonly socket: LiveSocket) {}

  static async start(
    app: Pick<TestApp, 'origin' | 'token'>,
    partnership: string,
    { as, after, caseId, membership }: FollowOptions,
  ): Promise<LiveStream> {
    const socket = await LiveSocket.open(addressOf(app, partnership));
    await socket.signIn(await app.token(as), membership);
    socket.subscribe('events', caseEvents, {
      ...(after !== undefined && { after }),
      ...(caseId !== undefined && { filter: { caseId } }),
    });
    const stream = new LiveStream(socket);
    stream.cursor = after;
    return stream;
  }

  async next(): Promise<LiveItem> {
    const frame = await this.socket.next();
    if (frame.type !== 'next') throw new Error(`expected an item, got ${JSON.stringify(frame)}`);
    const { data, errors } = frame.payload as { data: { caseEvents: LiveItem } | null; errors?: unknown };
    if (errors !== undefined || !data) throw new Error(`expected an item, got ${JSON.stringify(errors)}`);
    const item = data.caseEvents;
    if (item.cursor !== undefined) this.cursor = item.cursor;
    return item;
  }

  /** The next item that is no heartbeat. */
  async nextEvent(): Promise<LiveItem> {
    for (;;) {
      const item = await this.next();
      if (item.__typename !== 'Heartbeat') return item;
    }
  }

  /** Every event up to and with the one that is asked for. */
  async until(isLast: (item: LiveItem) => boolean): Promise<LiveItem[]> {
    const items: LiveItem[] = [];
    for (;;) {
      const item = await this.nextEvent();
      items.push(item);
      if (isLast(item)) return items;
    }
  }

  async take(count: number): Promise<LiveItem[]> {
    const items: LiveItem[] = [];
    while (items.length < count) items.push(await this.nextEvent());
    return items;
  }
}

/** Follows from now on: settles when the server follows, so that whatever happens next is delivered. */
export async function followNow(
  app: Pick<TestApp, 'origin' | 'token'>,
  partnership: string,
  options: Omit<FollowOptions, 'after'>,
): Promise<LiveStream> {
  const stream = await LiveStream.start(app, partnership, options);
  const first = await stream.next();
  if (first.__typename !== 'Heartbeat') throw new Error(`expected a heartbeat, got ${first.__typename}`);
  return stream;
}

/** An event as everybody who may see it gets it: all but the cursor, which is sealed anew each time. */
export function withoutCursor({ cursor: _cursor, ...rest }: LiveItem): object {
  return rest;
}
