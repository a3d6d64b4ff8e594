import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a partnership tells the people whose data it holds, asked before anybody is let in. */
export class GoingLive1764000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function directory.find_told_to_people(partnership text) returns jsonb
        language plpgsql volatile security definer set search_path = '' as $$
      declare
        tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
        told jsonb;
      begin
        if tenant is null then return null; end if;
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
        told := (
          select pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
            'privacyNotice', p.document -> 'privacyNotice',
            'retention', p.document -> 'retention',
            'rightsRequests', p.document -> 'rightsRequests',
            'dataComplaints', p.document -> 'dataComplaints'))
          from concord.partnerships p where p.tenant_id = tenant);
        perform pg_catalog.set_config('concord.tenant_id', '', true);
        return told;
      end $$;
      comment on function directory.find_told_to_people(text) is
        'What a partnership publishes on personal data: notice, retention, contacts. Null for an unknown partnership.';
      grant execute on function directory.find_told_to_people(text) to concord_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
