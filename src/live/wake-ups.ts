import type { LogReader } from '#casework/live-ports.js';
import type { Logger } from '#platform/logger.js';
import { Bell } from './bell.js';
import { NewsConnection } from './news-connection.js';

export interface WakeUpSettings {
  /** Where to listen for what other processes append: a direct connection. */
  readonly url: string;
  readonly log: Pick<LogReader, 'look'>;
  readonly logger: Logger;
  /** When it aborts every bell rings once, so that followers see that they must end. */
  readonly stopping: AbortSignal;
  /** How often logs that are followed are asked whether they grew or memberships changed; 1,000 ms unless told. */
  readonly pollMs?: number;
}

/**
 * Rings the bells of those who follow a partnership's log when it grew, or when memberships changed and some may follow no
 * more: at once for what this process committed, by NOTIFY for what another one did, and by a poll, one statement a
 * partnership, for whatever nobody told.
 */
export class WakeUps {
  readonly #bells = new Map<string, Set<Bell>>();
  readonly #news: NewsConnection;
  #pollTimer: NodeJS.Timeout | undefined;
  #asking = false;
  #failing = false;

  constructor(private readonly settings: WakeUpSettings) {
    const { url, logger, stopping } = settings;
    this.#news = new NewsConnection({
      url,
      logger,
      onNews: (tenantId) => {
        this.#ring(tenantId);
      },
      onListening: () => {
        this.#ringAll();
      },
    });
    // One listener, however many follow: a signal warns of a leak at its eleventh.
    stopping.addEventListener('abort', () => {
      this.#ringAll();
    });
  }

  async start(): Promise<void> {
    await this.#news.start();
    this.#pollTimer = setInterval(() => {
      this.#poll().catch(() => undefined);
    }, this.settings.pollMs ?? 1_000);
  }

  async stop(): Promise<void> {
    clearInterval(this.#pollTimer);
    this.#ringAll();
    await this.#news.stop();
  }

  /** Called after a commit that appended to this partnership's log or changed who is a member. */
  grown(tenantId: string): void {
    this.#ring(tenantId);
    this.#news.tell(tenantId);
  }

  /** A bell that rings for one partnership until it is released. */
  bell(tenantId: string): Bell {
    const bells = this.#bells.get(tenantId) ?? new Set();
    this.#bells.set(tenantId, bells);
    const bell = new Bell(() => {
      bells.delete(bell);
      if (bells.size === 0 && this.#bells.get(tenantId) === bells) this.#bells.delete(tenantId);
    });
    bells.add(bell);
    return bell;
  }

  /** How many bells are held now: one for each open stream. */
  get held(): number {
    return [...this.#bells.values()].reduce((sum, bells) => sum + bells.size, 0);
  }

  /**
   * Asks each followed log where it ends and wakes whoever has not read so far, or under another version of the
   * memberships. A poll that hangs is not doubled.
   */
  async #poll(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      for (const [tenantId, bells] of [...this.#bells]) {
        const { lastPosition, membersVersion } = await this.settings.log.look(tenantId);
        for (const bell of bells)
          if (bell.readTo < lastPosition || bell.readUnder !== membersVersion) bell.ring();
      }
      this.#failing = false;
    } catch (error) {
      if (!this.#failing)
        this.settings.logger.warn({ err: error }, 'the logs cannot be polled for live updates');
      this.#failing = true;
    } finally {
      this.#asking = false;
    }
  }

  #ring(tenantId: string): void {
    for (const bell of this.#bells.get(tenantId) ?? []) bell.ring();
  }

  #ringAll(): void {
    for (const tenantId of this.#bells.keys()) this.#ring(tenantId);
  }
}
