import type { CaseEventRecord } from '#casework/events.js';
import type { Logger } from '#platform/logger.js';
import type { FollowedLogs, KnownPartnerships } from './ports.js';

export interface FollowSettings {
  readonly logs: FollowedLogs;
  readonly directory: KnownPartnerships;
  /** What is done with new entries before the place in the log moves past them; may be done again after a crash. */
  readonly handle: (tenantId: string, events: readonly CaseEventRecord[]) => Promise<void>;
  readonly pollMs: number;
  readonly logger: Logger;
}

/** Follows the logs of all partnerships: each at every poll, and the one of a wake-up at once. */
export class FollowLogs {
  readonly #settings: FollowSettings;
  readonly #woken = new Set<string>();
  readonly #failing = new Set<string>();
  #ended: Promise<void> = Promise.resolve();
  #known: ReadonlySet<string> = new Set();
  #nextPollAt = 0;
  #stopped = false;
  #ring: () => void = () => undefined;

  constructor(settings: FollowSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.#ended = this.#run();
  }

  /** Somebody says that this partnership's log grew: a hint only, which may be wrong. */
  wake(tenantId: string): void {
    if (!this.#known.has(tenantId)) return;
    this.#woken.add(tenantId);
    this.#ring();
  }

  /** Somebody could not say for a while what grew. */
  wakeAll(): void {
    this.#nextPollAt = 0;
    this.#ring();
  }

  /** Ends after the entries that are being handled. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#ring();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      for (const tenantId of await this.#whichToFollow()) await this.#catchUp(tenantId);
      await this.#pause();
    }
  }

  async #whichToFollow(): Promise<readonly string[]> {
    const woken = [...this.#woken];
    this.#woken.clear();
    if (Date.now() < this.#nextPollAt) return woken;
    this.#nextPollAt = Date.now() + this.#settings.pollMs;
    await this.#watched('the directory', async () => {
      const partnerships = await this.#settings.directory.listPartnerships();
      this.#known = new Set(partnerships.map(({ tenantId }) => tenantId));
    });
    return [...this.#known];
  }

  async #catchUp(tenantId: string): Promise<void> {
    const { logs, handle } = this.#settings;
    await this.#watched(tenantId, async () => {
      while (
        !this.#stopped &&
        (await logs.follow(tenantId, (events) => handle(tenantId, events))) === 'MORE'
      );
    });
  }

  /** A partnership whose log cannot be followed holds up no other; it is said once, and once that it is over. */
  async #watched(what: string, work: () => Promise<void>): Promise<void> {
    const { logger } = this.#settings;
    try {
      await work();
      if (this.#failing.delete(what)) logger.info({ what }, 'a log is followed again');
    } catch (error) {
      if (this.#failing.has(what)) return;
      this.#failing.add(what);
      logger.error({ err: error, what }, 'a log cannot be followed; it is tried again at every poll');
    }
  }

  async #pause(): Promise<void> {
    if (this.#stopped || this.#woken.size > 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, this.#nextPollAt - Date.now()));
      this.#ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#ring = () => undefined;
  }
}
