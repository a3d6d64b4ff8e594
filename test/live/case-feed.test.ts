import type { CaseEventRecord } from '#casework/events.js';
import type { FeedItem, FollowFrom, LogPage } from '#casework/live-ports.js';
import type { Member } from '#casework/principal.js';
import { Bell } from '#live/bell.js';
import { caseFeed, type FeedSettings } from '#live/case-feed.js';
import { TestClock } from '../support/test-clock.js';
import { eventually, soon } from './live-client.js';

const now = '2026-03-02T10:00:00Z';
const never = 3_600_000;

const principal: Member = {
  kind: 'member',
  tenantId: 'a partnership',
  userId: 'a user',
  membershipId: 'a membership',
  displayName: 'A member',
  roles: ['coordinator'],
  permissions: ['cases.read_all', 'cases.follow'],
};

const eventAt = (position: bigint): CaseEventRecord => ({
  id: `event ${String(position)}`,
  position,
  at: now,
  type: 'CLOCK_EXTENDED',
  caseId: position % 2n === 0n ? 'even' : 'odd',
  caseVersion: 1,
  stage: 'GATHERING',
  agencyIds: [],
});

/** Every stream of a test, so that one which failed does not go on waiting. */
const followed: AsyncIterator<FeedItem>[] = [];

/** A log and a viewer in memory, and what the feed did with them. */
class Setting {
  readonly clock = new TestClock(now);
  readonly stopping = new AbortController();
  readonly bells = new Set<Bell>();
  /** In order: each reading of the log and each question about the membership. */
  readonly done: string[] = [];
  visible: bigint[] = [];
  lastPosition = 0n;
  isMember = true;
  failure: Error | undefined;

  constructor(private readonly times: Partial<FeedSettings> = {}) {}

  follow(from: FollowFrom = {}): AsyncIterator<FeedItem> {
    const feed = caseFeed(
      {
        clock: this.clock,
        stopping: this.stopping.signal,
        heartbeatMs: never,
        wakeUps: { bell: () => this.#bell() },
        log: { read: (_principal, page) => this.#read(page) },
        ...this.times,
      },
      {
        principal,
        expiresAt: this.clock.now().epochMilliseconds / 1_000 + 600,
        stillMember: () => {
          this.done.push('ask');
          return Promise.resolve(this.isMember);
        },
      },
    );
    const items = feed.follow(from)[Symbol.asyncIterator]();
    followed.push(items);
    return items;
  }

  append(count: number): void {
    for (let each = 0; each < count; each += 1) {
      this.lastPosition += 1n;
      this.visible.push(this.lastPosition);
    }
    for (const bell of this.bells) bell.ring();
  }

  hide(count: bigint): void {
    this.lastPosition += count;
    for (const bell of this.bells) bell.ring();
  }

  #bell(): Bell {
    const bell = new Bell(() => this.bells.delete(bell));
    this.bells.add(bell);
    return bell;
  }

  #read({ after, limit }: { after: bigint; limit: number }): Promise<LogPage> {
    this.done.push(`read ${String(limit)} after ${String(after)}`);
    if (this.failure) return Promise.reject(this.failure);
    const found = this.visible.filter((position) => position > after).slice(0, limit);
    return Promise.resolve({
      events: found.map(eventAt),
      lastPosition: this.lastPosition,
      membersVersion: '',
    });
  }
}

const inWords = ({ value, done }: IteratorResult<FeedItem, unknown>): string => {
  if (done === true) return 'done';
  const item = value;
  if (item.kind === 'event') return item.event.id;
  return item.kind === 'ended' ? item.reason : `${item.kind} ${String(item.position)}`;
};

const take = async (items: AsyncIterator<FeedItem>) => inWords(await soon('an item', items.next()));

describe('the feed of a viewer', () => {
  afterEach(async () => {
    for (const items of followed.splice(0)) await items.return?.();
  });

  it('reads no further than one page ahead of a client that takes nothing', async () => {
    const setting = new Setting();
    setting.append(250);
    const items = setting.follow({ after: 0n });
    expect(await take(items)).toBe('event 1');
    const reads = () => setting.done.filter((each) => each.startsWith('read 100'));
    await new Promise(setImmediate);
    expect(reads()).toEqual(['read 100 after 0']);
    for (let position = 2; position <= 100; position += 1) await take(items);
    expect(reads()).toHaveLength(1);
    expect(await take(items)).toBe('event 101');
    expect(reads()).toEqual(['read 100 after 0', 'read 100 after 100']);
    await items.return?.();
  });

  it('delivers every event once, whether a page is full, short or ends in hidden entries', async () => {
    const setting = new Setting();
    setting.append(100);
    const items = setting.follow({ after: 0n });
    for (let position = 1; position <= 100; position += 1)
      expect(await take(items)).toBe(`event ${String(position)}`);
    const next = take(items);
    setting.hide(30n);
    setting.append(1);
    expect(await next).toBe('event 131');
    await items.return?.();
  });

  it('passes over hidden entries silently, and its heartbeat carries the place behind them', async () => {
    const setting = new Setting({ heartbeatMs: 1 });
    setting.hide(40n);
    const items = setting.follow({ after: 0n });
    expect(await take(items)).toBe('heartbeat 40');
    await items.return?.();
  });

  it('begins with a heartbeat when it starts now, and with what was missed when it resumes', async () => {
    const setting = new Setting();
    setting.append(3);
    const fresh = setting.follow();
    expect(await take(fresh)).toBe('heartbeat 3');
    const resumed = setting.follow({ after: 1n });
    expect([await take(resumed), await take(resumed)]).toEqual(['event 2', 'event 3']);
    await Promise.all([fresh.return?.(), resumed.return?.()]);
  });

  it('delivers the events of one case when that is asked for', async () => {
    const setting = new Setting();
    setting.append(4);
    const items = setting.follow({ after: 0n, caseId: 'even' });
    expect([await take(items), await take(items)]).toEqual(['event 2', 'event 4']);
    await items.return?.();
  });

  it('asks whether the membership stands after it read a page and before it delivers from it', async () => {
    const setting = new Setting();
    setting.append(3);
    const items = setting.follow({ after: 0n });
    for (let position = 1; position <= 3; position += 1) await take(items);
    expect(setting.done).toEqual(['read 1 after 0', 'read 100 after 0', 'ask']);
    setting.isMember = false;
    setting.append(1);
    expect([await take(items), await take(items)]).toEqual(['MEMBERSHIP_ENDED', 'done']);
    expect(setting.bells.size).toBe(0);
  });

  it('asks again within a page when the client takes its time', async () => {
    const setting = new Setting({ answerHoldsMs: 0 });
    setting.append(3);
    const items = setting.follow({ after: 0n });
    expect(await take(items)).toBe('event 1');
    setting.isMember = false;
    expect(await take(items)).toBe('MEMBERSHIP_ENDED');
  });

  it('asks at once and then on its timer when nothing happens', async () => {
    const setting = new Setting({ membershipCheckMs: 1 });
    const items = setting.follow();
    expect(await take(items)).toBe('heartbeat 0');
    const ended = take(items);
    await eventually('three questions', () => setting.done.filter((each) => each === 'ask').length >= 3);
    setting.isMember = false;
    expect(await ended).toBe('MEMBERSHIP_ENDED');
    const late = setting.follow();
    expect([await take(late), await take(late)]).toEqual(['heartbeat 0', 'MEMBERSHIP_ENDED']);
  });

  it('ends when the token expires, in the middle of a page and without reading further', async () => {
    const setting = new Setting();
    setting.append(3);
    const items = setting.follow({ after: 0n });
    expect(await take(items)).toBe('event 1');
    setting.clock.moveTo('2026-03-02T10:09:59Z');
    expect(await take(items)).toBe('event 2');
    setting.clock.moveTo('2026-03-02T10:10:00Z');
    expect([await take(items), await take(items)]).toEqual(['TOKEN_EXPIRED', 'done']);
  });

  it('ends when the server stops, and reads nothing more', async () => {
    const setting = new Setting();
    const items = setting.follow();
    await take(items);
    const ended = take(items);
    await eventually('a question', () => setting.done.includes('ask'));
    const before = [...setting.done];
    setting.stopping.abort();
    for (const bell of setting.bells) bell.ring();
    expect([await ended, await take(items)]).toEqual(['SERVER_STOPPING', 'done']);
    expect(setting.done).toEqual(before);
    expect(setting.bells.size).toBe(0);
  });

  it.each([
    ['before it began', 0],
    ['while it waits', 1],
    ['between two items', 2],
  ])('lets go of its bell at once when it is left %s', async (_when, moment) => {
    const setting = new Setting();
    setting.append(5);
    const items = setting.follow(moment === 2 ? { after: 0n } : {});
    if (moment > 0) await take(items);
    const waiting = moment === 1 ? take(items) : undefined;
    await eventually('a bell', () => moment === 0 || setting.bells.size > 0);
    await soon('the end', Promise.resolve(items.return?.()));
    expect(setting.bells.size).toBe(0);
    expect(await (waiting ?? 'done')).toBe('done');
    expect(await take(items)).toBe('done');
  });

  it('fails when the log cannot be read, and holds no bell then', async () => {
    const setting = new Setting();
    const items = setting.follow();
    await take(items);
    const failed = items.next();
    await eventually('a bell', () => setting.bells.size > 0);
    setting.failure = new Error('gone');
    for (const bell of setting.bells) bell.ring();
    await expect(failed).rejects.toThrow('gone');
    expect(setting.bells.size).toBe(0);
  });
});
