import type { FeedItem } from '#casework/live-ports.js';

/**
 * The subscriptions of one socket, from the moment that a client asks for one until nothing of it runs any more. The
 * protocol's own list cannot be counted: a client that completes one in preparation may take its id again at once,
 * and both run.
 */
export class SocketFeeds {
  /** By what was asked for; without a feed where it is still prepared. */
  readonly #places = new Map<object, AsyncIterator<FeedItem> | undefined>();
  readonly #ending = new Set<Promise<unknown>>();

  /** Takes a place; false where all are taken. One that its client has completed just now is waited for. */
  async take(asked: object, allowed: number): Promise<boolean> {
    while (this.#places.size >= allowed) {
      const [ending] = this.#ending;
      if (!ending) return false;
      await ending;
    }
    this.#places.set(asked, undefined);
    return true;
  }

  /** Gives a place back; more than once does nothing. */
  free(asked: object): void {
    this.#places.delete(asked);
  }

  /** The same items. Their place is free when they end, and they end with the socket. */
  hold(asked: object, items: AsyncIterator<FeedItem>): AsyncIterator<FeedItem> {
    const held: AsyncIterator<FeedItem> = {
      next: async () => {
        const item = await items.next();
        if (item.done === true) this.free(asked);
        return item;
      },
      return: () => this.#end(asked, items),
    };
    this.#places.set(asked, held);
    return held;
  }

  /** Ends all of them. */
  async end(): Promise<void> {
    await Promise.all([...this.#places.values()].map(async (items) => items?.return?.()));
  }

  #end(asked: object, items: AsyncIterator<FeedItem>): Promise<IteratorResult<FeedItem>> {
    const returned: Promise<IteratorResult<FeedItem>> =
      items.return?.() ?? Promise.resolve({ done: true, value: undefined });
    const ending: Promise<unknown> = returned
      .catch(() => undefined)
      .finally(() => {
        this.#ending.delete(ending);
        this.free(asked);
      });
    this.#ending.add(ending);
    return returned;
  }
}
