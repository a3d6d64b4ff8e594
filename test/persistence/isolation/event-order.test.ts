import type { DataSource } from 'typeorm';
import { done, notFound } from '#casework/outcome.js';
import { createDataSource } from '#persistence/data-source.js';
import { readEvents } from '#persistence/event-log.js';
import { Transaction } from '#persistence/transaction.js';
import { UnitOfWork, type WritingSql } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { openSetting, type Setting } from './setting.js';
import { clock, ids, type Partnership } from './two-partnerships.js';

const writers = 24;
const rounds = 8;

let setting: Setting;
let sources: DataSource[];
beforeAll(async () => {
  setting = await openSetting();
  // Three pools, as three processes would have.
  sources = [];
  for (const applicationName of ['one', 'two', 'three'])
    sources.push(
      await createDataSource({ url: setting.database.appUrl, applicationName, poolSize: 8 }).initialize(),
    );
});
afterAll(async () => {
  for (const source of sources) await source.destroy();
  await setting.end();
});

const sourceOf = (writer: number): DataSource => {
  const source = sources[writer % sources.length];
  if (!source) throw new Error('There are three pools.');
  return source;
};

const anEvent = ({ played }: Partnership) =>
  ({
    type: 'REPORT_LINKED',
    caseId: played.caseId,
    caseVersion: 9,
    stage: 'THRESHOLD_MET',
    subjectId: newId(),
    agencyIds: [],
  }) as const;

/** Appends one, two or three events and commits; every fourth time refuses, fails, or takes back what it appended. */
async function writeOnce(partnership: Partnership, writer: number, round: number): Promise<number> {
  const dataSource = sourceOf(writer);
  const turn = writer + round;
  const count = (turn % 3) + 1;
  const unitOfWork = new UnitOfWork({ dataSource, clock, ids });
  const append = (sql: WritingSql) => {
    for (let i = 0; i < count; i += 1) sql.appendEvent(anEvent(partnership));
  };
  if (turn % 12 === 0) return takeBack(dataSource, partnership);
  if (turn % 12 === 4) {
    await unitOfWork.write(partnership.coordinator, async (sql) => (append(sql), notFound('case')));
    return 0;
  }
  if (turn % 12 === 8) {
    const failing = unitOfWork.write(
      partnership.coordinator,
      async (sql) => (append(sql), await sql.query('select 1 / 0'), done({})),
    );
    await expect(failing).rejects.toThrow('division by zero');
    return 0;
  }
  await unitOfWork.write(partnership.coordinator, async (sql) => (append(sql), done({})));
  return count;
}

/** Takes positions, keeps the others waiting for a while, and rolls back. */
async function takeBack(source: DataSource, partnership: Partnership): Promise<number> {
  const transaction = await Transaction.open(source, partnership.coordinator, {
    isolation: 'READ COMMITTED',
    deadlineMs: () => 8_000,
  });
  const entry = { ...anEvent(partnership), id: newId(), at: clock.now().toString() };
  await transaction.query('select concord.append_events($1::jsonb), pg_sleep(0.02)', [
    JSON.stringify([entry, { ...entry, id: newId() }]),
  ]);
  await transaction.rollback();
  return 0;
}

async function lastPosition({ tenantId }: Partnership): Promise<number> {
  const { rows } = await setting.admin.query<{ last: number }>(
    'select last_position::integer as last from concord.event_streams where tenant_id = $1',
    [tenantId],
  );
  return rows[0]?.last ?? 0;
}

/** Follows a log by position, as live readers do, until `isOver` and nothing is left; returns every position it was given. */
async function follow(partnership: Partnership, from: number, isOver: () => boolean): Promise<number[]> {
  const seen: number[] = [];
  for (;;) {
    const last = isOver();
    const transaction = await Transaction.open(sourceOf(0), partnership.coordinator, {
      isolation: 'REPEATABLE READ',
      deadlineMs: () => 8_000,
    });
    const found = await readEvents(transaction, { after: BigInt(seen.at(-1) ?? from), limit: 50 });
    await transaction.rollback();
    seen.push(...found.map(({ position }) => Number(position)));
    if (last && found.length === 0) return seen;
  }
}

const positions = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + 1 + i);

it('gives every event of a partnership the next position, in the order of the commits, with 24 writers at once', async () => {
  const { leicester, northYorkshire } = setting;
  const before = await lastPosition(leicester);
  const beforeElsewhere = await lastPosition(northYorkshire);
  let isOver = false;
  const follower = follow(leicester, before, () => isOver);
  const written = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      let sum = 0;
      for (let round = 0; round < rounds; round += 1) sum += await writeOnce(leicester, writer, round);
      return sum;
    }),
  );
  isOver = true;
  const committed = written.reduce((sum, count) => sum + count, 0);
  expect(committed).toBeGreaterThan(writers * rounds);

  // A reader that goes by position was given each event once, in order: no lower position ever appeared after a higher one.
  expect(await follower).toEqual(positions(before, before + committed));

  const { rows } = await setting.admin.query<{ position: number }>(
    'select position::integer from concord.events where tenant_id = $1 order by position',
    [leicester.tenantId],
  );
  expect(rows.map((row) => row.position)).toEqual(positions(0, before + committed));
  expect(await lastPosition(leicester)).toBe(before + committed);
  expect(await lastPosition(northYorkshire)).toBe(beforeElsewhere);
});
