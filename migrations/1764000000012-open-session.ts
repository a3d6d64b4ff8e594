import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A transaction opens for a principal in one call: it makes the settings that row-level security reads, refuses a
 * membership that has ended or changed, and tells the version of what the partnership says of itself, so that nobody has
 * to read again what they already know.
 */
export class OpenSession1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.partnerships add column directory_version uuid not null default pg_catalog.gen_random_uuid();
      comment on column concord.partnerships.directory_version is
        'Another one after every change of its agencies and area teams, also in a restored copy. Kept by triggers.';

      create function concord.renew_directory_version() returns trigger
        language plpgsql security definer set search_path = '' as $$
      declare
        before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
        tenant uuid;
      begin
        -- Whoever writes for several partnerships at once, such as a restore, has none set.
        for tenant in select distinct changed.tenant_id from changed loop
          perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
          update concord.partnerships p set directory_version = pg_catalog.gen_random_uuid()
            where p.tenant_id = tenant;
        end loop;
        perform pg_catalog.set_config('concord.tenant_id', before, true);
        return null;
      end $$;
      comment on function concord.renew_directory_version() is 'Agencies or area teams of a partnership have changed.';

      create trigger renews_version_on_insert after insert on concord.agencies
        referencing new table as changed for each statement execute function concord.renew_directory_version();
      create trigger renews_version_on_update after update on concord.agencies
        referencing new table as changed for each statement execute function concord.renew_directory_version();
      create trigger renews_version_on_delete after delete on concord.agencies
        referencing old table as changed for each statement execute function concord.renew_directory_version();
      create trigger renews_version_on_insert after insert on concord.area_teams
        referencing new table as changed for each statement execute function concord.renew_directory_version();
      create trigger renews_version_on_update after update on concord.area_teams
        referencing new table as changed for each statement execute function concord.renew_directory_version();
      create trigger renews_version_on_delete after delete on concord.area_teams
        referencing old table as changed for each statement execute function concord.renew_directory_version();

      create function concord.open_session(
        tenant uuid, membership uuid, member_user uuid, member_agency uuid, member_roles text, actor_name text)
        returns uuid
        language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true),
          pg_catalog.set_config('concord.user_id', coalesce(member_user::text, ''), true),
          pg_catalog.set_config('concord.agency_id', coalesce(member_agency::text, ''), true),
          pg_catalog.set_config('concord.roles', member_roles, true),
          pg_catalog.set_config('concord.actor', actor_name, true),
          pg_catalog.set_config('concord.applicant_case_id', '', true);
        if membership is not null and not exists (
          select from concord.memberships m
          join directory.users u on u.id = m.user_id
          where m.tenant_id = tenant and m.id = membership and m.user_id = member_user and m.ended_at is null
            and m.agency_id is not distinct from member_agency
            and m.roles = pg_catalog.string_to_array(member_roles, ',')
            and exists (
              select from concord.trusted_issuers t
              where t.tenant_id = tenant and t.issuer = u.issuer
                and (t.agency_id is null or t.agency_id = m.agency_id)))
        then
          raise exception 'the membership has ended or changed' using errcode = '28000';
        end if;
        return (select p.directory_version from concord.partnerships p where p.tenant_id = tenant);
      end $$;
      comment on function concord.open_session(uuid, uuid, uuid, uuid, text, text) is
        'Makes the transaction''s settings and returns the partnership''s directory version. Raises 28000 where the membership does not stand as it is named.';

      grant execute on function concord.open_session(uuid, uuid, uuid, uuid, text, text)
        to concord_app, concord_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
