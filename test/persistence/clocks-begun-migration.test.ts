// cspell:ignore regclass regnamespace relforcerowsecurity relkind relnamespace
import type pg from 'pg';
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

/** A case by a policy of those steps, with a clock of each and one of a step that is there no more. */
async function fill(client: pg.Client): Promise<void> {
  const [tenant, policy, caseId] = [newId(), newId(), newId()];
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
         first_due_on, due_at, arithmetic, extendable, extended_times)
       values ($1, $2, $3, $4, 'panel_met', 'application_received', '2026-03-02', '2026-03-16', '2026-03-16', now(),
         '', false, $5)`,
      [tenant, newId(), caseId, step, step === 'review' ? 1 : 0],
    );
}

describe('a database whose clocks did not keep what takes them away', () => {
  let database: ScratchDatabase;
  beforeAll(async () => {
    database = await scratchDatabase();
    await migrateBefore(database, ClocksBegunAndPaused1764000000024);
    await asAdmin(database.adminUrl, fill);
    await migrate(database.migratorUrl);
  });
  afterAll(() => database.drop());

  const read = <T extends object>(sql: string) =>
    asAdmin(database.adminUrl, async (client) => (await client.query<T>(sql)).rows);

  it('has it from the policy of each case, and until when each was extended', async () => {
    const begun_by = 'application_received';
    expect(
      await read('select step, begun_by, taken_away_by, extended_to::text from concord.clocks order by step'),
    ).toEqual([
      { step: 'call', begun_by, taken_away_by: 'information_answered', extended_to: null },
      { step: 'of-no-policy', begun_by, taken_away_by: '', extended_to: null },
      { step: 'papers', begun_by, taken_away_by: 'withdrawn,all_information_received', extended_to: null },
      { step: 'review', begun_by, taken_away_by: '', extended_to: '2026-03-16' },
    ]);
  });

  it('is behind its walls as before', async () => {
    const open = await read(
      `select c.oid::regclass from pg_class c
       where c.relnamespace = 'concord'::regnamespace and relkind = 'r' and not relforcerowsecurity`,
    );
    expect(open).toEqual([]);
  });
});
