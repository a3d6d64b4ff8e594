import { Temporal } from 'temporal-polyfill';
import type { CaseEventRecord } from '#casework/events.js';
import type { CaseFeed, FeedItem, FollowFrom, LogPage, LogReader } from '#casework/live-ports.js';
import { MembershipEnded, type Member } from '#casework/principal.js';
import type { Bell } from './bell.js';
import { StreamWatch, type WatchSettings, type Watched } from './stream-watch.js';
import type { WakeUps } from './wake-ups.js';

/** One viewer's right to follow: who, until when, and whether the membership still stands. */
export interface FeedViewer extends Watched {
  readonly principal: Member;
}

export interface FeedSettings extends WatchSettings {
  readonly log: Pick<LogReader, 'read'>;
  readonly wakeUps: Pick<WakeUps, 'bell'>;
  /** Older places are not replayed; 30 days unless told. */
  readonly replayDays?: number;
}

const pageSize = 100;

/**
 * The events that one viewer may see, read from the log at the viewer's own pace and under their row-level security.
 * A slow client holds back its own reading only: at most one page is in memory for it, nothing is dropped, and its
 * place in the log is its cursor.
 */
export function caseFeed(settings: FeedSettings, viewer: FeedViewer): CaseFeed {
  return {
    follow: (from) => ({
      [Symbol.asyncIterator]: () => new Stream(settings, viewer, from).iterator(),
    }),
  };
}

/** One run through the log, from a place to whatever ends it. */
class Stream {
  readonly #watch: StreamWatch;
  #bell: Bell | undefined;
  #cancelled = false;

  constructor(
    private readonly settings: FeedSettings,
    private readonly viewer: FeedViewer,
    private readonly from: FollowFrom,
  ) {
    this.#watch = new StreamWatch(settings, viewer);
  }

  iterator(): AsyncIterator<FeedItem, void, undefined> {
    const items = this.#items();
    return {
      next: () => items.next(),
      // Wakes a waiting stream, which would otherwise hold on to its bell until the next heartbeat.
      return: () => {
        this.#cancelled = true;
        this.#bell?.ring();
        return items.return();
      },
    };
  }

  async *#items(): AsyncGenerator<FeedItem, void, undefined> {
    const { after } = this.from;
    const start = await this.#read(after ?? 0n, after === undefined ? 0 : 1);
    if (!start) return yield { kind: 'ended', reason: 'MEMBERSHIP_ENDED' };
    if (this.#cannotReplay(start)) {
      yield { kind: 'snapshot_required', position: start.lastPosition };
      return;
    }
    const position = after ?? start.lastPosition;
    // Without it a client that is cut off before the first event would not know where it had begun.
    if (after === undefined) yield { kind: 'heartbeat', position };
    const bell = this.settings.wakeUps.bell(this.viewer.principal.tenantId);
    this.#bell = bell;
    try {
      yield* this.#follow(position, bell);
    } finally {
      bell.release();
    }
  }

  async *#follow(start: bigint, bell: Bell): AsyncGenerator<FeedItem, void, undefined> {
    let position = start;
    while (!this.#cancelled) {
      const seen = bell.rings;
      const over = this.#watch.endsAtOnce();
      const page = over ? nothing : await this.#read(position, pageSize);
      if (!page) return yield { kind: 'ended', reason: 'MEMBERSHIP_ENDED' };
      for (const event of page.events) {
        const ended = await this.#watch.endsBeforeDelivery();
        if (ended) return yield { kind: 'ended', reason: ended };
        if (this.#wants(event)) yield { kind: 'event', event };
      }
      const ended = over ?? (await this.#watch.endsIdle());
      if (ended) return yield { kind: 'ended', reason: ended };
      // A page that is not full has shown everything visible: hidden events are passed over silently.
      const full = page.events.length === pageSize;
      position = full ? (page.events.at(-1)?.position ?? position) : page.lastPosition;
      if (full) continue;
      bell.readTo = position;
      bell.readUnder = page.membersVersion;
      if (this.#watch.heartbeatIsDue()) yield { kind: 'heartbeat', position };
      await bell.wait(seen, this.#watch.untilNext());
    }
  }

  /** Undefined when the viewer's membership has ended meanwhile. */
  async #read(after: bigint, limit: number): Promise<LogPage | undefined> {
    try {
      const page = await this.settings.log.read(this.viewer.principal, { after, limit });
      this.#watch.hasRead();
      return page;
    } catch (error) {
      if (error instanceof MembershipEnded) return undefined;
      throw error;
    }
  }

  #wants(event: CaseEventRecord): boolean {
    return this.from.caseId === undefined || event.caseId === this.from.caseId;
  }

  /** A place after the end (a restored database) or older than the replay limit cannot be resumed from. */
  #cannotReplay(start: LogPage): boolean {
    const { after } = this.from;
    if (after === undefined) return false;
    if (after > start.lastPosition) return true;
    const [first] = start.events;
    if (!first) return false;
    const { clock, replayDays = 30 } = this.settings;
    const oldest = clock.now().subtract({ hours: 24 * replayDays });
    return Temporal.Instant.compare(Temporal.Instant.from(first.at), oldest) < 0;
  }
}

const nothing: LogPage = { events: [], lastPosition: 0n, membersVersion: '' };
