/** Versions by which processes see that who is a member, or whom an issuer may vouch for, has changed. */
export const renewals = `
  create function concord.renew_members_version() returns trigger
    language plpgsql security definer set search_path = '' as $$
  declare
    before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
    tenant uuid;
  begin
    -- Whoever writes for several partnerships at once, such as a restore, has none set.
    for tenant in select distinct changed.tenant_id from changed loop
      perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
      update concord.partnerships p set members_version = pg_catalog.gen_random_uuid() where p.tenant_id = tenant;
      if tg_table_name = 'memberships' then
        update concord.invitations i set withdrawn_at = m.ended_at
          from changed m
          where m.tenant_id = tenant and m.ended_at is not null and i.tenant_id = tenant and i.invited_by = m.id
            and i.accepted_at is null and i.withdrawn_at is null;
      else
        update directory.issuers i set trust_version = pg_catalog.gen_random_uuid()
          where i.issuer in (select t.issuer from changed t);
      end if;
    end loop;
    perform pg_catalog.set_config('concord.tenant_id', before, true);
    return null;
  end $$;
  comment on function concord.renew_members_version() is
    'Memberships of a partnership have changed, or whom it trusts. Invitations of somebody whose membership ended end with it.';

  create trigger renews_version_on_update after update on concord.memberships
    referencing new table as changed for each statement execute function concord.renew_members_version();
  create trigger renews_version_on_insert after insert on concord.trusted_issuers
    referencing new table as changed for each statement execute function concord.renew_members_version();
  create trigger renews_version_on_update after update on concord.trusted_issuers
    referencing new table as changed for each statement execute function concord.renew_members_version();
  create trigger renews_version_on_delete after delete on concord.trusted_issuers
    referencing old table as changed for each statement execute function concord.renew_members_version();
`;
