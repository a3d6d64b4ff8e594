import type { MigrationInterface, QueryRunner } from 'typeorm';

type Json = Readonly<Record<string, unknown>>;

/**
 * Stored versions of policies in the words of the present language: what they mean stays, so that a version that cases
 * were opened with decides them as before.
 */
export class PolicyLanguage1764000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of every partnership at once, which no session may see.
    await runner.query('alter table concord.policy_versions no force row level security');
    const rows = (await runner.query(
      'select tenant_id, id, document::text from concord.policy_versions',
    )) as { tenant_id: string; id: string; document: string }[];
    for (const { tenant_id: tenantId, id, document } of rows) {
      const stored = JSON.parse(document) as Json;
      if ('appeals' in stored) continue;
      const policy = inPresentWords(stored);
      await runner.query(
        `update concord.policy_versions
         set document = $3::text::jsonb, digest = encode(sha256(convert_to($3::text, 'UTF8')), 'hex') where tenant_id = $1 and id = $2`,
        [tenantId, id, canonical(policy)],
      );
    }
    await runner.query('alter table concord.policy_versions force row level security');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

function inPresentWords(policy: Json): Json {
  const { appeal, outcome, ...rest } = policy as Json & { appeal?: Json; outcome?: Json };
  return {
    ...rest,
    threshold: testInPresentWords(policy['threshold'] as Json),
    timescales: (policy['timescales'] as Json[]).map((step) => ({
      ...step,
      from: step['from'] === 'completed_application_received' ? 'application_completed' : step['from'],
      actor: step['actor'] === 'chair' ? 'panel_chair' : step['actor'],
    })),
    appeals: appeal === undefined ? [] : [{ id: 'appeal', ...appeal }],
    ...(outcome && {
      outcome: { ...outcome, words: `The applicant is told the outcome by ${String(outcome['writtenBy'])}` },
    }),
  };
}

function testInPresentWords(test: Json): Json {
  if (Array.isArray(test['criteria']))
    return { ...test, criteria: (test['criteria'] as Json[]).map(testInPresentWords) };
  if (test['test'] !== 'count') return test;
  const { eachComplaintWithin, firstDay, ...count } = test;
  const isOfOneIncident = count['unit'] === 'people';
  return {
    ...count,
    ...(eachComplaintWithin !== undefined && {
      reportedWithin: {
        length: eachComplaintWithin,
        which: 'each',
        ...(firstDay !== undefined && { firstDay }),
      },
    }),
    // People were counted for one incident each, which is said now.
    ...(isOfOneIncident && { related: ['same_incident'] }),
  };
}

/** Keys in the order of their code units, without white space: equal policies, equal digests. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
