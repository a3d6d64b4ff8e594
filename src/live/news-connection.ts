import pg from 'pg';
import type { Logger } from '#platform/logger.js';

const channel = 'concord_events';
const coalesceMs = 20;
const reconnectMs = 500;
const connectWithinMs = 5_000;

export interface NewsSettings {
  /** A direct connection: through a pooler LISTEN is silently dead. */
  readonly url: string;
  readonly logger: Logger;
  /** Another process says that a partnership's log grew. */
  readonly onNews: (tenantId: string) => void;
  /** It listens, for the first time or again: what was said in the meantime was not heard. */
  readonly onListening: () => void;
}

/**
 * One connection on which processes tell each other whose log grew. It is never in a business transaction, where
 * NOTIFY would queue every commit of the server behind one lock. When it breaks it is made again; what is lost
 * meanwhile is covered by polling.
 */
export class NewsConnection {
  readonly #untold = new Set<string>();
  #client: pg.Client | undefined;
  #telling = false;
  #tellTimer: NodeJS.Timeout | undefined;
  #reconnectTimer: NodeJS.Timeout | undefined;
  #failing = false;
  #stopped = false;

  constructor(private readonly settings: NewsSettings) {}

  /** Settles after the first attempt, whether or not it succeeded. */
  start(): Promise<void> {
    return this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#tellTimer);
    clearTimeout(this.#reconnectTimer);
    await this.#client?.end().catch(() => undefined);
  }

  /** Tells the other processes, soon and together with what else grew until then. */
  tell(tenantId: string): void {
    this.#untold.add(tenantId);
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#stopped || this.#telling || this.#untold.size === 0) return;
    this.#tellTimer ??= setTimeout(() => {
      this.#tellTimer = undefined;
      this.#tellNow().catch(() => undefined);
    }, coalesceMs);
  }

  /** One statement at a time, so that nothing queues up behind a connection that hangs. */
  async #tellNow(): Promise<void> {
    if (!this.#client || this.#telling) return;
    const tenants = [...this.#untold];
    this.#untold.clear();
    this.#telling = true;
    try {
      await this.#client.query('select pg_notify($1, grown) from unnest($2::text[]) as grown', [
        channel,
        tenants,
      ]);
    } catch {
      // The connection is gone: it is made again, and the others poll meanwhile.
    } finally {
      this.#telling = false;
      this.#tellSoon();
    }
  }

  async #connect(): Promise<void> {
    const client = this.#newClient();
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      this.#letGo(client);
      this.#failed(error);
      return;
    }
    if (this.#stopped) {
      this.#letGo(client);
      return;
    }
    if (this.#failing) this.settings.logger.info('live updates listen again');
    this.#failing = false;
    this.#client = client;
    this.#tellSoon();
    this.settings.onListening();
  }

  #newClient(): pg.Client {
    const client = new pg.Client({
      connectionString: this.settings.url,
      application_name: 'concord live',
      connectionTimeoutMillis: connectWithinMs,
      keepAlive: true,
    });
    client.on('notification', ({ payload, processId }) => {
      if (processId !== processIdOf(client)) this.settings.onNews(payload ?? '');
    });
    client.on('error', () => undefined);
    client.on('end', () => {
      if (this.#client !== client) return;
      this.#client = undefined;
      this.#reconnectSoon();
    });
    return client;
  }

  #letGo(client: pg.Client): void {
    client.end().catch(() => undefined);
  }

  #failed(error: unknown): void {
    if (!this.#failing)
      this.settings.logger.warn({ err: error }, 'live updates cannot listen; readers poll until they can');
    this.#failing = true;
    this.#reconnectSoon();
  }

  #reconnectSoon(): void {
    if (this.#stopped) return;
    this.#reconnectTimer = setTimeout(() => {
      this.#connect().catch(() => undefined);
    }, reconnectMs);
  }
}

/** The server process behind a connection; what this connection said itself comes back under its number. */
function processIdOf(client: pg.Client): number | null {
  return (client as pg.Client & { readonly processID: number | null }).processID;
}
