import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A proposal keeps what the mandatory limb of the Act came to beside the local threshold, and what a person should look at.
 * What the rules could not tell is named by what it needs: a judgement.
 */
export class StatutoryFinding1764000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.decision_proposals
        add column statutory jsonb,
        add column flags jsonb not null default '[]';
      comment on column concord.decision_proposals.statutory is
        'The finding on the mandatory limb of the Act; null where it was not computed yet.';
      comment on column concord.decision_proposals.flags is
        'Where the local threshold and the Act part, for a person to look at.';

      alter table concord.decision_proposals drop constraint decision_proposals_verdict_check;
      -- Of every partnership at once, which no session may see. Within a text of JSON every quotation mark is escaped, so
      -- that only whole members are replaced.
      alter table concord.decision_proposals no force row level security;
      update concord.decision_proposals set
        verdict = case verdict when 'CANNOT_TELL_YET' then 'NEEDS_JUDGEMENT' else verdict end,
        finding = replace(
          replace(finding::text, '"verdict": "cannot_tell_yet"', '"verdict": "needs_judgement"'),
          '{"kind": "condition", "condition": "dissatisfied_with_response"}',
          '{"of": "applicant", "kind": "condition", "condition": "dissatisfied_with_response"}')::jsonb
        where finding::text like '%"cannot_tell_yet"%';
      alter table concord.decision_proposals force row level security;
      alter table concord.decision_proposals add constraint decision_proposals_verdict_check
        check (verdict in ('MET', 'NOT_MET', 'NEEDS_JUDGEMENT'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
