import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import pg from 'pg';
import type { LogFollower } from '#persistence/log-follower.js';
import { createLogger } from '#platform/logger.js';
import type { FollowedLogs } from '#jobs/ports.js';
import { clockAt, until, WorkerSetting } from './worker-setting.js';

let setting: WorkerSetting;

beforeAll(async () => {
  setting = await WorkerSetting.open();
}, 120_000);
afterEach(() => setting.stopWorkers());
afterAll(() => setting.close());

const applied = clockAt('2026-01-05T10:00:00Z');
const later = clockAt('2026-03-01T10:00:00Z');

async function openCases(count: number): Promise<string[]> {
  const office = await setting.casework(applied);
  return Promise.all(Array.from({ length: count }, () => setting.apply(office)));
}

async function expectEachMarkedOnce(cases: readonly string[]): Promise<void> {
  const clocksOf = async () => (await Promise.all(cases.map((id) => setting.clocksOf(id)))).flat();
  await until('every clock is marked and no job is left', async () => {
    await setting.letTimePass();
    const clocks = await clocksOf();
    return clocks.every((each) => each.isMarked) && (await setting.jobs()).length === 0;
  });
  await setting.stopWorkers();
  const times = await setting.timesFallenDue();
  const clocks = await clocksOf();
  expect(clocks).toHaveLength(cases.length * 2);
  expect(clocks.map(({ id }) => times.get(id))).toEqual(clocks.map(() => 1));
}

/** Does something once between the adding of jobs and the moving of the place. */
function afterFirstHandling(work: () => Promise<void>): (logs: LogFollower) => FollowedLogs {
  let done = false;
  return (logs) => ({
    follow: (tenantId, handle) =>
      logs.follow(tenantId, async (events) => {
        await handle(events);
        if (done) return;
        done = true;
        await work();
      }),
  });
}

describe('a worker that is cut off', () => {
  it('loses and doubles nothing when all its connections end between adding jobs and moving its place', async () => {
    const cases = await openCases(5);
    let placeWhenCut: number | undefined;
    const around = afterFirstHandling(async () => {
      placeWhenCut = await setting.placeOf(setting.tenantId);
      expect(await setting.cutConnections('cut off')).toBeGreaterThan(0);
    });
    await setting.startWorker({ clock: later, name: 'cut off', around });
    await expectEachMarkedOnce(cases);
    expect(placeWhenCut).toBe(0);
    expect(await setting.placeOf(setting.tenantId)).toBeGreaterThanOrEqual(5);
  });

  it('loses and doubles nothing when the jobs have run before the place moves', async () => {
    const cases = await openCases(3);
    const around = afterFirstHandling(async () => {
      await until('the jobs have run', async () => (await setting.jobs()).length === 0);
      await setting.cutConnections('ahead');
    });
    await setting.startWorker({ clock: later, name: 'ahead', around });
    await expectEachMarkedOnce(cases);
  });

  it('goes on after its connections are cut again and again', async () => {
    await setting.startWorker({ clock: later, name: 'unlucky' });
    const cases: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      cases.push(...(await openCases(3)));
      await setting.cutConnections('unlucky');
    }
    await expectEachMarkedOnce(cases);
  });

  it('leaves jobs that the next worker frees after five minutes, and not before, and removes those superseded', async () => {
    const cases = await openCases(2);
    const clock = clockAt('2026-01-05T11:00:00Z');
    await setting.startWorker({ clock });
    await until('all clocks wait', async () => (await setting.jobs()).length === 4);
    await setting.stopWorkers();
    const hold = `update graphile_worker._private_jobs set locked_by = $1, attempts = 1, run_at = now(),
      locked_at = now() - $2::interval where key like '%' || $3`;
    const clocks = (await Promise.all(cases.map((id) => setting.clocksOf(id)))).flat();
    const [fresh, ...abandoned] = clocks.map(({ id }) => id);
    await setting.sql(hold, ['alive', '4 minutes', fresh]);
    for (const id of abandoned) await setting.sql(hold, ['dead', '6 minutes', id]);
    await setting.sql(
      `select graphile_worker.add_job('mark-clock-fallen-due', max_attempts => 1, run_at => now())`,
    );
    await setting.sql('update graphile_worker._private_jobs set attempts = 1 where key is null');
    await setting.startWorker({ clock: later });
    expect(await setting.sql('select id from graphile_worker.jobs where key is null')).toEqual([]);
    await until('the abandoned jobs have run', async () => (await setting.jobs()).length === 1);
    const marked = (await Promise.all(cases.map((id) => setting.clocksOf(id))))
      .flat()
      .filter((each) => each.isMarked);
    expect(marked.map(({ id }) => id).sort()).toEqual([...abandoned].sort());
    await expectEachMarkedOnce(cases);
  });
});

describe('a job that fails', () => {
  it('is tried again later, and neither its row nor the log repeats what the error said', async () => {
    const secret = `victim-${randomBytes(6).toString('hex')}`;
    const lines: string[] = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    await setting.sql(`
      create function concord.refuse() returns trigger language plpgsql as $$
      begin raise exception 'The name is ${secret}'; end $$;
      create trigger refuse before update on concord.clocks for each row execute function concord.refuse();`);
    const cases = await openCases(1);
    const logger = createLogger({ logLevel: 'trace' }, destination);
    await setting.startWorker({ clock: later, logger });
    await until('both jobs have failed', async () => {
      const jobs = await setting.jobs();
      return jobs.length === 2 && jobs.every((job) => job.lastError !== null);
    });
    const jobs = await setting.jobs();
    expect(jobs.map((job) => [job.attempts, job.isLater])).toEqual([
      [1, true],
      [1, true],
    ]);
    expect(jobs.map((job) => job.lastError)).not.toContainEqual(expect.stringContaining(secret));
    await setting.sql('drop trigger refuse on concord.clocks; drop function concord.refuse()');
    await expectEachMarkedOnce(cases);
    expect(lines.join('')).toContain('a job failed');
    expect(lines.join('')).not.toContain(secret);
  });
});

describe('a worker that is told to stop', () => {
  it('finishes the jobs that run, then lets go of every connection', async () => {
    const [caseId = ''] = await openCases(1);
    const holder = new pg.Client({ connectionString: setting.database.adminUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select 1 from concord.cases where id = $1 for update', [caseId]);
    const worker = await setting.startWorker({ clock: later, name: 'graceful' });
    await until('both jobs wait for the case', async () => {
      const waiting = await setting.sql(`select 1 from pg_stat_activity
        where datname = current_database() and application_name = 'graceful' and wait_event_type = 'Lock'`);
      return waiting.length === 2;
    });
    let isStopped = false;
    const stopping = worker.stop().then(() => {
      isStopped = true;
    });
    await until('nothing but the running jobs is left', async () => {
      const busy = await setting.sql(`select 1 from pg_stat_activity
        where datname = current_database() and query = 'listen concord_events'`);
      return busy.length === 0;
    });
    expect(isStopped).toBe(false);
    await holder.query('commit');
    await holder.end();
    await stopping;
    expect((await setting.clocksOf(caseId)).map((each) => each.isMarked)).toEqual([true, true]);
    expect(await setting.jobs()).toEqual([]);
    await until(
      'its job connections are gone',
      async () => (await setting.cutConnections('graceful jobs')) === 0,
    );
  });
});

describe('the schema of the jobs', () => {
  it('is closed to the role of the application and open to the worker', async () => {
    await setting.startWorker({ clock: later });
    const app = new pg.Client({ connectionString: setting.database.appUrl });
    const worker = new pg.Client({ connectionString: setting.database.workerUrl });
    await app.connect();
    await worker.connect();
    const read = 'select count(*) from graphile_worker.jobs';
    const add = `select graphile_worker.add_job('mark-clock-fallen-due')`;
    await expect(app.query(read)).rejects.toMatchObject({ code: '42501' });
    await expect(app.query(add)).rejects.toMatchObject({ code: '42501' });
    await expect(worker.query(read)).resolves.toMatchObject({ rowCount: 1 });
    await app.end();
    await worker.end();
  });
});
