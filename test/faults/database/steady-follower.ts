import { setTimeout as pause } from 'node:timers/promises';
import { followNow, LiveStream, type LiveItem } from '../../live/live-client.js';
import type { TestApp } from '../../support/running-app.js';
import { cameAbout } from './behind-proxy.js';

/** A dashboard that comes back with its cursor whenever its stream breaks, as a client library does. */
export class SteadyFollower {
  readonly seen: LiveItem[] = [];
  /** How often it had to come back. */
  returns = 0;
  #stopped = false;
  readonly #running: Promise<void>;

  private constructor(
    private readonly app: TestApp,
    private readonly partnership: string,
    private stream: LiveStream,
    private readonly as: string,
  ) {
    this.#running = this.#follow();
  }

  /** Follows from now on. */
  static async start(app: TestApp, partnership: string, as: string): Promise<SteadyFollower> {
    return new SteadyFollower(app, partnership, await followNow(app, partnership, { as }), as);
  }

  /** Ids of all events in the order of their coming, once one of that case has come. */
  async seenUntil(lastCaseId: string): Promise<string[]> {
    await cameAbout('the last event', () => this.seen.some(({ caseId }) => caseId === lastCaseId));
    await this.stop();
    return this.seen.map(({ id }) => String(id));
  }

  /** Loses its connection, as if its own network failed too. */
  cutOff(): void {
    this.stream.socket.cut();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.stream.socket.cut();
    await this.#running;
  }

  async #follow(): Promise<void> {
    while (!this.#stopped) {
      const item = await this.stream.nextEvent().catch(() => undefined);
      if (item) this.seen.push(item);
      else if (!this.#stopped) await this.#comeBack();
    }
  }

  async #comeBack(): Promise<void> {
    const { cursor } = this.stream;
    this.stream.socket.cut();
    while (!this.#stopped) {
      this.returns += 1;
      try {
        this.stream = await LiveStream.start(this.app, this.partnership, { as: this.as, after: cursor });
        return;
      } catch {
        await pause(100);
      }
    }
  }
}
