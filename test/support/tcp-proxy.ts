import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Which of the two ways of a connection a fault is in. */
export type Way = 'toServer' | 'toClient';

/** One connection through the proxy. */
export interface ProxiedConnection {
  /** As the client named itself in PostgreSQL's first message; empty before that came. */
  readonly applicationName: string;
  /** Ends both sides with a TCP reset, as a firewall or a dying machine does. */
  reset(): void;
}

/** A cut that waits for its moment. */
export interface Cut {
  /** Sent by the client: the first message that holds it meets the cut. */
  readonly pattern: string;
  /** How many such messages go by before; none unless told. */
  readonly sparing?: number;
  /** Either nothing of that message reaches the server, or the server carries it out and its answer is lost. */
  readonly lost: 'message' | 'answer';
}

interface Faults {
  chosen: (connection: ProxiedConnection) => boolean;
  latencyMs: number;
  readonly swallowed: Set<Way>;
  refused: boolean;
  held: boolean;
}

const everybody = () => true;

/**
 * Stands between a client and a server on the loopback address and does what networks do: it delays, swallows, holds
 * back, resets and refuses, until it is healed.
 */
export class TcpProxy {
  readonly #pairs = new Set<Pair>();
  readonly #faults: Faults = {
    chosen: everybody,
    latencyMs: 0,
    swallowed: new Set(),
    refused: false,
    held: false,
  };
  #cut: { readonly cut: Cut; readonly done: () => void; spared: number } | undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (client) => {
      this.#accept(client);
    });
  }

  /** Opens a proxy in front of the server of an address. */
  static async before(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const server = createServer({ pauseOnConnect: true });
    const proxy = new TcpProxy(server, { host: hostname, port: Number(port) });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** The same address by way of the proxy. */
  through(url: string): string {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String((this.server.address() as AddressInfo).port);
    return changed.toString();
  }

  get connections(): readonly ProxiedConnection[] {
    return [...this.#pairs];
  }

  /** How many connections have something kept back. */
  get holding(): number {
    return [...this.#pairs].filter((pair) => pair.isHolding).length;
  }

  /** Leaves everybody else alone: what delays, swallows and holds meets only the connections that are chosen. */
  aimAt(chosen: (connection: ProxiedConnection) => boolean): void {
    this.#faults.chosen = chosen;
  }

  /** Delivers everything this much later. */
  delay(latencyMs: number): void {
    this.#faults.latencyMs = latencyMs;
  }

  /** A black hole: takes what is sent and delivers nothing, both ways unless told; also to those who come new. */
  swallow(...ways: Way[]): void {
    for (const way of ways.length > 0 ? ways : (['toServer', 'toClient'] as const))
      this.#faults.swallowed.add(way);
  }

  /** Keeps back what is sent, to be delivered when healed: nothing is lost, everything hangs. */
  hold(): void {
    this.#faults.held = true;
  }

  /** Resets whoever connects from now on. */
  refuse(): void {
    this.#faults.refused = true;
  }

  /** Resets the connections that are chosen, all unless told; says how many. */
  reset(chosen: (connection: ProxiedConnection) => boolean = everybody): number {
    const pairs = [...this.#pairs].filter(chosen);
    for (const pair of pairs) pair.reset();
    return pairs.length;
  }

  /** Cuts the first connection that meets the pattern; settles when it is cut. */
  cutAt(cut: Cut): Promise<void> {
    return new Promise((done) => (this.#cut = { cut, done, spared: 0 }));
  }

  /** Ends every fault. What was held back is delivered; connections that lost something are reset. */
  heal(): void {
    this.#faults.chosen = everybody;
    this.#faults.latencyMs = 0;
    this.#faults.swallowed.clear();
    this.#faults.refused = false;
    this.#faults.held = false;
    this.#cut = undefined;
    for (const pair of this.#pairs) pair.heal();
  }

  async close(): Promise<void> {
    this.reset();
    this.server.close();
    await once(this.server, 'close');
  }

  #accept(client: Socket): void {
    if (this.#faults.refused) {
      client.on('error', () => undefined);
      resetSocket(client);
      return;
    }
    const pair = new Pair(client, connect({ ...this.target, noDelay: true }), {
      faults: this.#faults,
      meets: (message) => {
        const met = this.#cut;
        if (!met || !message.includes(met.cut.pattern)) return undefined;
        met.spared += 1;
        if (met.spared <= (met.cut.sparing ?? 0)) return undefined;
        this.#cut = undefined;
        return { lost: met.cut.lost, done: met.done };
      },
    });
    this.#pairs.add(pair);
    pair.onEnd(() => this.#pairs.delete(pair));
  }
}

interface Met {
  readonly lost: Cut['lost'];
  readonly done: () => void;
}

interface PairSettings {
  readonly faults: Faults;
  readonly meets: (message: Buffer) => Met | undefined;
}

/** The two sockets of one connection, and what is under way between them. */
class Pair implements ProxiedConnection {
  applicationName = '';
  readonly #kept: { readonly way: Way; readonly chunk: Buffer }[] = [];
  #lostSomething = false;
  #started = false;
  #met: Met | undefined;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly settings: PairSettings,
  ) {
    client.setNoDelay(true);
    this.#join(client, server, 'toServer');
    this.#join(server, client, 'toClient');
    client.resume();
  }

  /** Both sides: while a black hole is open, one does not hear that the other has gone. */
  onEnd(told: () => void): void {
    let open = 2;
    for (const side of [this.client, this.server])
      side.once('close', () => {
        open -= 1;
        if (open === 0) told();
      });
  }

  get isHolding(): boolean {
    return this.#kept.length > 0;
  }

  reset(): void {
    resetSocket(this.client);
    resetSocket(this.server);
  }

  heal(): void {
    if (this.#lostSomething) {
      this.reset();
      return;
    }
    for (const { way, chunk } of this.#kept.splice(0)) this.#deliver(way, chunk);
  }

  #join(from: Socket, to: Socket, way: Way): void {
    from.on('data', (chunk: Buffer) => {
      this.#pass(way, chunk);
    });
    // A half that ended or broke ends the other, as the two ends of one connection.
    from.on('error', () => {
      if (!this.#isSwallowed()) resetSocket(to);
    });
    from.on('end', () => {
      if (!this.#isSwallowed()) to.end();
    });
    from.on('close', () => {
      if (this.#isSwallowed()) this.#lostSomething = true;
      else to.destroy();
    });
  }

  #isSwallowed(): boolean {
    const { faults } = this.settings;
    return faults.swallowed.size > 0 && faults.chosen(this);
  }

  #pass(way: Way, chunk: Buffer): void {
    const { faults, meets } = this.settings;
    if (way === 'toServer') this.#readName(chunk);
    const isChosen = faults.chosen(this);
    if (isChosen && faults.swallowed.has(way)) {
      this.#lostSomething = true;
      return;
    }
    if (isChosen && faults.held) {
      this.#kept.push({ way, chunk });
      return;
    }
    if (way === 'toServer') this.#met ??= meets(chunk);
    if (this.#met && (way === 'toClient' || this.#met.lost === 'message')) {
      this.reset();
      this.#met.done();
      return;
    }
    if (!isChosen || faults.latencyMs === 0) this.#deliver(way, chunk);
    else setTimeout(() => this.#deliver(way, chunk), faults.latencyMs).unref();
  }

  #deliver(way: Way, chunk: Buffer): void {
    const to = way === 'toServer' ? this.server : this.client;
    if (!to.destroyed) to.write(chunk);
  }

  /** The first message is its length, the protocol, then names and values, each ended by a zero byte. */
  #readName(chunk: Buffer): void {
    if (this.#started) return;
    this.#started = true;
    const words = chunk.subarray(8).toString().split('\0');
    this.applicationName = words[words.indexOf('application_name') + 1] ?? '';
  }
}

/** One that has said its last word cannot be reset any more: Node would keep its handle for ever. */
function resetSocket(socket: Socket): void {
  if (socket.readyState === 'open') socket.resetAndDestroy();
  else socket.destroy();
}
