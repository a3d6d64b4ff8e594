import pg from 'pg';
import { migrations } from '#migrations/index.js';
import { migrate, migratorDataSource } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import { scratchDatabase, type ScratchDatabase } from '../support/scratch-database.js';

const CONDITION = { kind: 'condition', condition: 'dissatisfied_with_response' };
/** The words hold what looks like a member, and are no member. */
const WORDS = 'They say "verdict": "cannot_tell_yet" here';

/** A finding as it was stored: one test open, one told, the open one within a threshold that is open. */
const open = {
  verdict: 'cannot_tell_yet',
  words: WORDS,
  awaits: [CONDITION],
  children: [
    { verdict: 'cannot_tell_yet', words: 'Dissatisfied', awaits: [CONDITION], children: [] },
    { verdict: 'met', words: 'cannot_tell_yet', awaits: [], children: [] },
  ],
};
const told = { verdict: 'met', words: 'Met', awaits: [], children: [] };

describe('the migration that adds the finding on the Act', () => {
  let database: ScratchDatabase;
  let admin: pg.Client;
  const tenants = [newId(), newId()];
  beforeAll(async () => {
    database = await scratchDatabase();
    const adds = migrations.findIndex(({ name }) => name.startsWith('StatutoryFinding'));
    const before = await migratorDataSource(database.migratorUrl)
      .setOptions({ migrations: migrations.slice(0, adds) })
      .initialize();
    await before.runMigrations();
    await before.destroy();
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    // Keys to tables that stay empty are not looked at.
    await admin.query('set session_replication_role = replica');
    for (const tenant of tenants)
      for (const [verdict, finding] of [
        ['CANNOT_TELL_YET', open],
        ['MET', told],
      ] as const)
        await store(tenant, { verdict, finding });
    await migrate(database.migratorUrl);
  }, 60_000);
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  const store = (tenant: string, { verdict, finding }: { verdict: string; finding: object }) =>
    admin.query(
      `insert into concord.decision_proposals (tenant_id, id, case_id, case_version, policy_version_id, verdict, facts,
         finding, proposed_by, proposed_at)
       values ($1, $2, $3, 1, $4, $5, '{}', $6, $7, now())`,
      [tenant, newId(), newId(), newId(), verdict, finding, newId()],
    );

  it('renames what could not be told, in every partnership, and its parts and awaits with it', async () => {
    const { rows } = await admin.query<Record<string, unknown>>(
      `select tenant_id, verdict, finding, statutory, flags from concord.decision_proposals order by tenant_id, verdict`,
    );
    const beside = { statutory: null, flags: [] };
    const awaits = [{ ...CONDITION, of: 'applicant' }];
    const [first, second] = open.children;
    const renamed = {
      verdict: 'needs_judgement',
      words: WORDS,
      awaits,
      children: [{ ...first, verdict: 'needs_judgement', awaits }, second],
    };
    expect(rows).toEqual(
      [...tenants].sort().flatMap((tenant_id) => [
        { tenant_id, verdict: 'MET', finding: told, ...beside },
        { tenant_id, verdict: 'NEEDS_JUDGEMENT', finding: renamed, ...beside },
      ]),
    );
  });

  it('leaves no way to store the former verdict', async () => {
    const [tenant = ''] = tenants;
    await expect(store(tenant, { verdict: 'CANNOT_TELL_YET', finding: open })).rejects.toMatchObject({
      constraint: 'decision_proposals_verdict_check',
    });
  });
});
