import type { DataSource } from 'typeorm';
import type { CaseEventRecord } from '#casework/events.js';
import { readEvents } from './event-log.js';
import type { Sql } from './transaction.js';
import { inWorkerTransaction } from './worker-transaction.js';

export interface LogFollowerSettings {
  /** A pool of the worker role. */
  readonly dataSource: DataSource;
  /** Whose place it is: each follower has its own in every log. */
  readonly follower: string;
  /** Entries at most that are handed over at once; 100 unless told. */
  readonly batch?: number;
}

/** Follows the logs of partnerships for one follower, whose places are kept in the database. */
export class LogFollower {
  readonly #placed = new Set<string>();

  constructor(private readonly settings: LogFollowerSettings) {}

  /**
   * Hands the next entries of one partnership's log to `handle`, in order, and moves the place past them when it is
   * done. The place is locked meanwhile, so of several processes one follows a log at a time and the others pass
   * over it (`ELSEWHERE`). When `handle` fails or this process dies, the place stays and the same entries come
   * again: each is handed over at least once, and none is passed over.
   */
  async follow(
    tenantId: string,
    handle: (events: readonly CaseEventRecord[]) => Promise<void>,
  ): Promise<'CAUGHT_UP' | 'MORE' | 'ELSEWHERE'> {
    const { dataSource, follower, batch = 100 } = this.settings;
    await this.#ensurePlace(tenantId);
    return inWorkerTransaction(dataSource, tenantId, async (sql) => {
      const after = await takePlace(sql, follower);
      if (after === undefined) return 'ELSEWHERE';
      const events = await readEvents(sql, { after, limit: batch });
      const last = events.at(-1);
      if (!last) return 'CAUGHT_UP';
      await handle(events);
      await movePlace(sql, follower, last.position);
      return events.length === batch ? 'MORE' : 'CAUGHT_UP';
    });
  }

  /** Before and apart from following: who adds the same row waits for whoever added it first to commit. */
  async #ensurePlace(tenantId: string): Promise<void> {
    if (this.#placed.has(tenantId)) return;
    await inWorkerTransaction(this.settings.dataSource, tenantId, (sql) =>
      sql.query(
        'insert into concord.log_followers (tenant_id, follower) values ($1, $2) on conflict do nothing',
        [tenantId, this.settings.follower],
      ),
    );
    this.#placed.add(tenantId);
  }
}

/** Locks the follower's place until the transaction ends; undefined while another process holds it. */
async function takePlace(sql: Sql, follower: string): Promise<bigint | undefined> {
  const [place] = await sql.query<{ position: bigint }>(
    'select position from concord.log_followers where tenant_id = $1 and follower = $2 for update skip locked',
    [sql.principal.tenantId, follower],
  );
  return place?.position;
}

async function movePlace(sql: Sql, follower: string, position: bigint): Promise<void> {
  await sql.query('update concord.log_followers set position = $3 where tenant_id = $1 and follower = $2', [
    sql.principal.tenantId,
    follower,
    position.toString(),
  ]);
}
