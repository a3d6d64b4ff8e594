import type { LogReader } from '#casework/live-ports.js';
import type { Principal } from '#casework/principal.js';
import { readEvents, readLogState } from './event-log.js';
import { ReadSession, type ReadSessionSettings } from './read-session.js';

/** Streams that wake together read a few at a time, so that they leave connections of the pool to requests. */
const atOnce = 4;

/** Reads the log in a snapshot of its own, under the viewer's row-level security. */
export function logReader(settings: ReadSessionSettings): LogReader {
  const inTurn = turns(atOnce);
  const reading = <T>(principal: Principal, read: (sql: ReadSession['sql']) => Promise<T>) =>
    inTurn(async () => {
      const session = new ReadSession(principal, settings);
      try {
        const found = await read(session.sql);
        await session.finish();
        return found;
      } catch (error) {
        await session.abandon();
        throw error;
      }
    });
  return {
    read: (principal, from) =>
      reading(principal, async (sql) => ({
        events: await readEvents(sql, from),
        ...(await readLogState(sql)),
      })),
    look: (tenantId) => reading({ kind: 'relay', tenantId }, readLogState),
  };
}

/** Runs work in the order of asking, so much of it at once. */
function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((resume) => waiting.push(resume));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
