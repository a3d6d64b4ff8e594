import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is asking: transaction-local settings, read through functions that fail loudly when the tenant is missing. */
export class Context1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter default privileges for role concord_owner revoke execute on routines from public;

      create function concord.tenant_id() returns uuid
        language plpgsql stable parallel safe set search_path = '' as $$
      declare setting text := pg_catalog.current_setting('concord.tenant_id', true);
      begin
        if setting is null or setting = '' then
          raise exception 'tenant context missing' using errcode = '42501';
        end if;
        return setting::pg_catalog.uuid;
      end $$;
      comment on function concord.tenant_id() is
        'The partnership of this transaction. Raises 42501 when none is set: an empty answer would read as "no reports".';

      create function concord.user_id() returns uuid
        language sql stable parallel safe set search_path = '' as $$
        select nullif(pg_catalog.current_setting('concord.user_id', true), '')::pg_catalog.uuid $$;

      create function concord.agency_id() returns uuid
        language sql stable parallel safe set search_path = '' as $$
        select nullif(pg_catalog.current_setting('concord.agency_id', true), '')::pg_catalog.uuid $$;

      create function concord.applicant_case_id() returns uuid
        language sql stable parallel safe set search_path = '' as $$
        select nullif(pg_catalog.current_setting('concord.applicant_case_id', true), '')::pg_catalog.uuid $$;
      comment on function concord.applicant_case_id() is
        'The one case that an applicant who showed reference and secret may follow.';

      create function concord.actor() returns text
        language sql stable parallel safe set search_path = '' as $$
        select coalesce(nullif(pg_catalog.current_setting('concord.actor', true), ''), 'nobody') $$;

      create function concord.has_role(role_name text) returns boolean
        language sql stable parallel safe set search_path = '' as $$
        select concord.tenant_id() is not null and pg_catalog.strpos(
          ',' || coalesce(pg_catalog.current_setting('concord.roles', true), '') || ',',
          ',' || role_name || ',') > 0 $$;
      comment on function concord.has_role(text) is
        'Raises without a partnership, as tenant_id() does: a scan may test a role before the wall, and would answer with no rows.';

      create function concord.sees_every_case() returns boolean
        language sql stable parallel safe set search_path = '' as $$
        select concord.has_role('coordinator') or concord.has_role('chair') $$;
      comment on function concord.sees_every_case() is 'Coordinators and chairs of the partnership.';

      grant usage on schema concord, directory to concord_app, concord_worker, concord_backup;
      grant execute on all functions in schema concord to concord_app, concord_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
