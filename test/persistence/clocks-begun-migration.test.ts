import { ClocksBegunAndPaused1764000000024 } from '#migrations/1764000000024-clocks-begun-and-paused.js';
import { asAdmin } from '#persistence/bootstrap.js';
import { migrate } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import { migrateBefore } from '../support/migrate-before.js';
import { scratchDatabase, type ScratchDatabase } from '../support/scratch-database.js';

const timescales = [
  { id: 'call', unless: 'information_answered' },
  { id: 'papers', unless: ['withdrawn', 'all_information_received'] },
  { id: 'review' },
];

describe('a database whose clocks did not keep what takes them away', () => {
  let database: ScratchDatabase;
  beforeAll(async () => {
    database = await scratchDatabase();
  });
  afterAll(() => database.drop());

  it('has it from the policy of each case, and behind the walls as before', async () => {
    await migrateBefore(database, ClocksBegunAndPaused1764000000024);
    const [tenant, policy, caseId] = [newId(), newId(), newId()];
    await asAdmin(database.adminUrl, async (client) => {
      await client.query(
        `insert into concord.partnerships (tenant_id, slug, name, reference_prefix, words, area)
         values ($1, 'old', 'Old', 'OLD', '{}', '{}')`,
        [tenant],
      );
      await client.query(
        `insert into concord.policy_versions (tenant_id, id, digest, document, applied_at)
         values ($1, $2, 'of then', $3, now())`,
        [tenant, policy, JSON.stringify({ timescales })],
      );
      await client.query(
        `insert into concord.cases (tenant_id, id, reference, version, stage, received_at, received_on,
           policy_version_id, applicant_kind, dissatisfied, applicant_secret_hash)
         values ($1, $2, 'OLD-1', 1, 'RECEIVED', now(), current_date, $3, 'VICTIM', true, repeat('a', 64))`,
        [tenant, caseId, policy],
      );
      for (const step of ['call', 'papers', 'review', 'of-no-policy'])
        await client.query(
          `insert into concord.clocks (tenant_id, id, case_id, step, ends_with, anchor, anchored_on, due_on,
             first_due_on, due_at, arithmetic, extendable)
           values ($1, $2, $3, $4, 'panel_met', 'application_received', current_date, current_date, current_date,
             now(), '', false)`,
          [tenant, newId(), caseId, step],
        );
    });
    await migrate(database.migratorUrl);
    const read = <T extends object>(sql: string) =>
      asAdmin(database.adminUrl, async (client) => (await client.query<T>(sql)).rows);
    expect(await read('select step, begun_by, taken_away_by from concord.clocks order by step')).toEqual([
      { step: 'call', begun_by: 'application_received', taken_away_by: 'information_answered' },
      { step: 'of-no-policy', begun_by: 'application_received', taken_away_by: '' },
      {
        step: 'papers',
        begun_by: 'application_received',
        taken_away_by: 'withdrawn,all_information_received',
      },
      { step: 'review', begun_by: 'application_received', taken_away_by: '' },
    ]);
    const open = await read(
      `select relname from pg_class c join pg_namespace n on n.oid = relnamespace
       where nspname = 'concord' and relkind = 'r' and not relforcerowsecurity`,
    );
    expect(open).toEqual([]);
  });
});
