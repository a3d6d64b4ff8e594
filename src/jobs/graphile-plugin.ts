import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkerEvents } from 'graphile-worker';

const giveUpMs = 5_000;
/** Runs, each by its own events, that could not write down how a job ended. */
const failed = new WeakSet<WorkerEvents>();

/** Where graphile-worker 0.17 does not fit: its first statement, and the end of a pool that could not write to the database. */
export const graphilePlugin: GraphileConfig.Plugin = {
  name: 'ConcordPlugin',
  version: '1.0.0',
  worker: {
    middleware: {
      /**
       * It begins with `create schema if not exists`, which asks for the right to create schemas in the database even
       * where the schema is there. The worker role has no such right and owns the schema: only the table in which
       * migrations are counted is made here, and its own migrations make the rest.
       */
      async bootstrap(_next, { client, ctx }) {
        await client.query(`
          create table if not exists ${ctx.escapedWorkerSchema}.migrations (
            id int primary key,
            ts timestamptz default now() not null,
            breaking boolean not null default false
          )`);
      },

      init(next, { ctx }) {
        ctx.events.once('pool:fatalError', () => failed.add(ctx.events));
        return next();
      },

      /**
       * When it could not write down how a job ended it may miscount what is still to be written, and the end of its
       * pool then waits for ever. So after such a failure that wait has a limit; otherwise running jobs have the time
       * they need.
       */
      async poolGracefulShutdown(next, { ctx }) {
        await Promise.race([next(), afterFailure(ctx.events)]);
      },
    },
  },
};

async function afterFailure(events: WorkerEvents): Promise<void> {
  if (!failed.has(events)) await once(events, 'pool:fatalError');
  await pause(giveUpMs, undefined, { ref: false });
}
