import { PolicyLanguage1764000000016 } from '#migrations/1764000000016-policy-language.js';
import { parsePolicy } from '#domain/policy/parse-policy.js';
import { asAdmin } from '#persistence/bootstrap.js';
import { migrate } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import { digestOf } from '#tenancy/canonical-json.js';
import { migrateBefore } from '../support/migrate-before.js';
import { scratchDatabase, type ScratchDatabase } from '../support/scratch-database.js';

/** As an earlier release stored it. */
const stored = {
  threshold: {
    test: 'any_of',
    id: 'threshold',
    words: 'One of two',
    criteria: [
      {
        test: 'count',
        id: 'three-incidents',
        words: 'Three incidents',
        unit: 'incidents',
        atLeast: 3,
        category: 'asb',
        by: 'victim',
        needs: 'complaint',
        eachComplaintWithin: { months: 1 },
        firstDay: 'does_not_count',
      },
      {
        test: 'count',
        id: 'three-people',
        words: 'Three people about one incident',
        unit: 'people',
        atLeast: 3,
        category: 'asb',
        by: 'anybody',
        needs: 'complaint',
      },
    ],
  },
  timescales: [
    {
      id: 'review',
      words: 'The review is completed',
      within: { weeks: 8 },
      from: 'completed_application_received',
      endsWith: 'review_completed',
      actor: 'chair',
    },
  ],
  declineGrounds: [],
  applicants: { thirdParties: true, severalVictims: false, words: 'The victim' },
  appeal: { to: 'policing-body', words: 'An applicant may appeal' },
  outcome: { writtenBy: 'the chair' },
};

/** The same in the language of today, written by hand. */
const expected = {
  ...stored,
  threshold: {
    ...stored.threshold,
    criteria: [
      {
        test: 'count',
        id: 'three-incidents',
        words: 'Three incidents',
        unit: 'incidents',
        atLeast: 3,
        category: 'asb',
        by: 'victim',
        needs: 'complaint',
        reportedWithin: { length: { months: 1 }, which: 'each', firstDay: 'does_not_count' },
      },
      { ...stored.threshold.criteria[1], related: ['same_incident'] },
    ],
  },
  timescales: [{ ...stored.timescales[0], from: 'application_completed', actor: 'panel_chair' }],
  appeal: undefined,
  appeals: [{ id: 'appeal', to: 'policing-body', words: 'An applicant may appeal' }],
  outcome: { writtenBy: 'the chair', words: 'The applicant is told the outcome by the chair' },
};

describe('a database of an earlier release', () => {
  let database: ScratchDatabase;
  beforeAll(async () => {
    database = await scratchDatabase();
  });
  afterAll(() => database.drop());

  it('has its policies in the words of the present language, meaning what they meant', async () => {
    await migrateBefore(database, PolicyLanguage1764000000016);
    const tenant = newId();
    await asAdmin(database.adminUrl, async (client) => {
      await client.query(
        `insert into concord.partnerships (tenant_id, slug, name, reference_prefix, words, area)
         values ($1, 'old', 'Old', 'OLD', '{}', '{}')`,
        [tenant],
      );
      await client.query(
        `insert into concord.policy_versions (tenant_id, id, digest, document, applied_at)
         values ($1, $2, 'of then', $3, now())`,
        [tenant, newId(), JSON.stringify(stored)],
      );
    });
    await migrate(database.migratorUrl);
    const { rows } = await asAdmin(database.adminUrl, (client) =>
      client.query<{ document: object; digest: string }>(
        'select document, digest from concord.policy_versions',
      ),
    );
    const policy = parsePolicy(JSON.parse(JSON.stringify(expected)));
    expect(rows.map(({ document }) => parsePolicy(document))).toEqual([policy]);
    expect(rows.map(({ digest }) => digest)).toEqual([digestOf(policy)]);
  });
});
