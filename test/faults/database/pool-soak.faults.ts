import { randomInt } from 'node:crypto';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { done, notFound, type Outcome } from '#casework/outcome.js';
import { createDataSource } from '#persistence/data-source.js';
import { DatabaseUnavailable, TransactionAborted } from '#persistence/faults.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { ReadSession } from '#persistence/read-session.js';
import { ImportRunEntity } from '#persistence/record.entity.js';
import { UnitOfWork, type WritingSql } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { openSetting, type Setting } from '../../persistence/isolation/setting.js';
import { clock, ids, type Partnership } from '../../persistence/isolation/two-partnerships.js';
import { TcpProxy } from '../../support/tcp-proxy.js';
import { cameAbout, databaseServer } from './behind-proxy.js';
import { counts } from './counts.js';

const { rounds, atOnce } = counts({ rounds: 5, atOnce: 400 }, { rounds: 1, atOnce: 400 });
const poolSize = 10;
const seed = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));

/** Numbers from 0 to below 1, the same for the same seed (a linear congruential generator). */
function chance(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const ends = [
  'commits',
  'commits',
  'commits',
  'reads',
  'refuses',
  'fails',
  'swallows',
  'is late',
  'is cut',
] as const;
type End = (typeof ends)[number];

/** One unit of work, what it saw of whom, and what its caller was told. */
interface Turn {
  readonly end: End;
  readonly tenantId: string;
  readonly id: string;
  readonly seen: string[];
  told: 'done' | 'refused' | 'failed';
}

describe(`four hundred at once on a pool of ten, of two partnerships (seed ${String(seed)})`, () => {
  const random = chance(seed);
  let setting: Setting;
  let proxy: TcpProxy;
  let source: DataSource;
  beforeAll(async () => {
    setting = await openSetting();
    proxy = await TcpProxy.before(databaseServer());
    const url = proxy.through(setting.database.appUrl);
    source = await createDataSource({ url, applicationName: 'soak', poolSize }).initialize();
  }, 60_000);
  afterAll(async () => {
    await source.destroy();
    await proxy.close();
    await setting.end();
  });

  const poolOf = ({ driver }: DataSource) =>
    (driver as DataSource['driver'] & { readonly master: pg.Pool }).master;

  async function look(sql: Pick<WritingSql, 'query'>, turn: Turn): Promise<void> {
    const rows = await sql.query<{ id: string }>(
      `select distinct tenant_id::text as id from concord.cases
       union all select current_setting('concord.tenant_id')`,
    );
    turn.seen.push(...rows.map(({ id }) => id));
    if (rows.length !== 2) turn.seen.push('an empty list');
  }

  async function read(partnership: Partnership, turn: Turn): Promise<void> {
    const session = new ReadSession(partnership.coordinator, {
      dataSource: source,
      clock,
      ids,
      directories: new KeptDirectories(),
    });
    try {
      await look(session.sql, turn);
      await session.finish();
    } catch (error) {
      await session.abandon();
      throw error;
    }
  }

  function write({ tenantId, policeId: agencyId }: Partnership, turn: Turn): Promise<Outcome<object>> {
    const deadlineMs = turn.end === 'is late' ? 30 : 8_000;
    const unitOfWork = new UnitOfWork({ dataSource: source, clock, ids, deadlineMs });
    return unitOfWork.write({ kind: 'operator', tenantId, agencyId }, async (sql) => {
      const [{ mine } = { mine: '' }] = await sql.query<{ mine: string }>(
        `select current_setting('concord.tenant_id') as mine`,
      );
      turn.seen.push(mine);
      const run = { format: 'police-uk', fileName: 'one.csv', startedAt: clock.now() };
      await sql.insert(ImportRunEntity, { tenantId, id: turn.id, agencyId, ...run });
      if (turn.end === 'fails') await sql.query('select 1 / 0');
      if (turn.end === 'swallows') await sql.query('select 1 / 0').catch(() => undefined);
      if (turn.end === 'is late') await sql.query('select pg_sleep(0.2)');
      if (turn.end === 'is cut') proxy.reset(() => random() < 0.15);
      return turn.end === 'refuses' ? notFound('case') : done({});
    });
  }

  async function take(partnership: Partnership, turn: Turn): Promise<Turn> {
    try {
      const outcome = turn.end === 'reads' ? await read(partnership, turn) : await write(partnership, turn);
      turn.told = outcome?.ok === false ? 'refused' : 'done';
    } catch (error) {
      turn.told = 'failed';
      // A division by zero is passed on as it is; everything else is one of ours.
      const ours = error instanceof DatabaseUnavailable || error instanceof TransactionAborted;
      if (!ours && turn.end !== 'fails') throw error;
    }
    return turn;
  }

  async function expectCleanPool(): Promise<void> {
    await cameAbout('the pool rests', () => {
      const { totalCount, idleCount, waitingCount } = poolOf(source);
      return totalCount <= poolSize && idleCount === totalCount && waitingCount === 0;
    });
    const clients = await Promise.all(Array.from({ length: poolSize }, () => poolOf(source).connect()));
    for (const client of clients) {
      const left = await client.query<{ left: string }>(
        `select coalesce(string_agg(current_setting(name, true), ''), '') as left from unnest(array['concord.tenant_id',
           'concord.user_id', 'concord.agency_id', 'concord.roles', 'concord.permissions', 'concord.actor', 'concord.applicant_case_id']) as name`,
      );
      expect(left.rows).toEqual([{ left: '' }]);
      await expect(client.query('select * from concord.cases')).rejects.toMatchObject({ code: '42501' });
      client.release();
    }
  }

  it.each(Array.from({ length: rounds }, (_each, index) => index + 1))(
    'never show anybody the other partnership, nor tell as done what is not stored (round %i)',
    async () => {
      const turns = await Promise.all(
        Array.from({ length: atOnce }, (_each, index) => {
          const partnership = index % 2 === 0 ? setting.leicester : setting.northYorkshire;
          const end = ends[Math.floor(random() * ends.length)] ?? 'commits';
          const turn: Turn = { end, tenantId: partnership.tenantId, id: newId(), seen: [], told: 'failed' };
          return take(partnership, turn);
        }),
      );
      const wrong = turns.filter(({ seen, tenantId }) => seen.some((each) => each !== tenantId));
      expect(wrong).toEqual([]);
      const { rows } = await setting.admin.query<{ id: string; tenant_id: string }>(
        'select id, tenant_id from concord.import_runs where id = any ($1::uuid[])',
        [turns.map(({ id }) => id)],
      );
      const stored = new Map(rows.map((row) => [row.id, row.tenant_id]));
      const contradicted = turns.filter(
        ({ id, end, told, tenantId }) =>
          (told === 'done' && end !== 'reads' && stored.get(id) !== tenantId) ||
          (told === 'refused' && stored.has(id)) ||
          (['fails', 'swallows', 'is late', 'refuses'].includes(end) && (stored.has(id) || told === 'done')),
      );
      expect(contradicted).toEqual([]);
      const toldOf = (end: End) => turns.filter((turn) => turn.end === end).map(({ told }) => told);
      expect(toldOf('commits')).toContain('done');
      expect(turns.filter(({ told }) => told === 'failed').length).toBeGreaterThan(20);
      await expectCleanPool();
    },
    60_000,
  );
});
