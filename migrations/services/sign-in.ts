/** How a program signs in: by its token alone, with no more than its scopes. */
export const servicesSignIn = `
  create or replace function directory.list_memberships(partnership text, token_issuer text, token_subject text)
    returns table (tenant_id uuid, user_id uuid, display_name text, membership_id uuid, agency_id uuid,
                   roles text[], permissions text)
    language plpgsql volatile security definer set search_path = '' as $$
  declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
  begin
    if tenant is null then return; end if;
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    return query
      select m.tenant_id, u.id, u.display_name, m.id, m.agency_id, m.roles, directory.permissions_of(m.roles)
      from directory.users u
      join concord.memberships m on m.tenant_id = tenant and m.user_id = u.id and m.ended_at is null
        and m.service_name is null
      where u.issuer = token_issuer and u.subject = token_subject
        and exists (
          select 1 from concord.trusted_issuers t
          where t.tenant_id = tenant and t.issuer = token_issuer
            and (t.agency_id is null or t.agency_id = m.agency_id))
      order by m.id;
    perform pg_catalog.set_config('concord.tenant_id', '', true);
  end $$;
  comment on function directory.list_memberships(text, text, text) is
    'Live memberships of a person by the subject of their token, in one partnership that trusts the issuer, with what their roles allow. No row is also the answer for an unknown partnership.';

  create function directory.list_services(
    partnership text, token_issuer text, token_subject text, token_scopes text[], at timestamptz)
    returns table (tenant_id uuid, user_id uuid, display_name text, membership_id uuid, agency_id uuid,
                   roles text[], permissions text)
    language plpgsql volatile security definer set search_path = '' as $$
  declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
  begin
    if tenant is null then return; end if;
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    return query
      select m.tenant_id, m.user_id, m.service_name, m.id, m.agency_id, held.scopes, directory.permissions_of(held.scopes)
      from directory.users u
      join concord.memberships m on m.tenant_id = tenant and m.user_id = u.id and m.ended_at is null
        and m.service_name is not null and (m.service_ends_at is null or m.service_ends_at > at)
      cross join lateral (
        select pg_catalog.array_agg(each.name order by each.place) as scopes
        from pg_catalog.unnest(m.roles) with ordinality as each (name, place)
        where token_scopes is null or each.name = any (token_scopes)) held
      where u.issuer = token_issuer and u.subject = token_subject and held.scopes is not null
        and exists (
          select from concord.trusted_issuers t
          where t.tenant_id = tenant and t.issuer = token_issuer
            and (t.agency_id is null or t.agency_id = m.agency_id))
      order by m.id;
    perform pg_catalog.set_config('concord.tenant_id', '', true);
  end $$;
  comment on function directory.list_services(text, text, text, text[], timestamptz) is
    'Live service accounts of a token''s subject in one partnership that trusts the issuer, each with those of its scopes that the token names, where it names any. What a partnership demands of how people sign in is not demanded of programs.';
  grant execute on function directory.list_services(text, text, text, text[], timestamptz) to concord_app, concord_worker;

  create or replace function directory.find_open_invitation(
    tenant uuid, token_issuer text, token_subject text, token_mails jsonb, token_acr text, token_amr text[], at timestamptz)
    returns uuid language sql stable set search_path = '' as $$
    select i.id from concord.invitations i
    -- An issuer of the agency's own speaks for its people alone; otherwise one that is trusted for everybody does.
    join concord.trusted_issuers t on t.tenant_id = i.tenant_id and t.issuer = token_issuer
      and t.agency_id is not distinct from (
        select distinct own.agency_id from concord.trusted_issuers own
        where own.tenant_id = i.tenant_id and own.agency_id = i.agency_id)
    where i.tenant_id = tenant and i.mail in (select claim.value from pg_catalog.jsonb_each_text(token_mails) as claim)
      and i.mail = token_mails ->> t.mail_claim
      and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > at
      and (t.acr = '{}' or token_acr = any (t.acr)) and t.amr <@ token_amr
      and not exists (
        select from concord.memberships m join directory.users u on u.id = m.user_id
        where m.tenant_id = i.tenant_id and m.ended_at is null
          and (m.agency_id is not distinct from i.agency_id or m.service_name is not null)
          and u.issuer = token_issuer and u.subject = token_subject)
    order by i.invited_at, i.id limit 1 $$;
  comment on function directory.find_open_invitation(uuid, text, text, jsonb, text, text[], timestamptz) is
    'The oldest invitation that a token may accept now: its issuer is trusted for the agency, the mail address is the one that was invited, the person signed in as surely as is demanded, and it is no program of the partnership.';

  create or replace function concord.open_session(
    tenant uuid, membership uuid, member_user uuid, member_agency uuid, named_roles text, named_permissions text,
    actor_name text)
    returns uuid
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    is_member boolean := membership is not null;
    is_service boolean := actor_name like 'service:%';
    named text[] := pg_catalog.string_to_array(named_roles, ',');
    allowed text := case when is_member then directory.permissions_of(named) else '' end;
  begin
    -- A program has permissions and is nobody: what is open to every person of the partnership is closed to it.
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true),
      pg_catalog.set_config('concord.user_id', case when is_service then '' else coalesce(member_user::text, '') end, true),
      pg_catalog.set_config('concord.agency_id', coalesce(member_agency::text, ''), true),
      pg_catalog.set_config('concord.roles', case when is_member then '' else named_roles end, true),
      pg_catalog.set_config('concord.permissions', allowed, true),
      pg_catalog.set_config('concord.actor', actor_name, true),
      pg_catalog.set_config('concord.applicant_case_id', '', true);
    if is_member and (allowed is distinct from named_permissions or not exists (
      select from concord.memberships m
      join directory.users u on u.id = m.user_id
      where m.tenant_id = tenant and m.id = membership and m.user_id = member_user and m.ended_at is null
        and m.agency_id is not distinct from member_agency
        and case when m.service_name is null then m.roles = named and actor_name = 'member:' || m.id
          else named <@ m.roles and actor_name = 'service:' || m.id
            and (m.service_ends_at is null or m.service_ends_at > concord.now()) end
        and exists (
          select from concord.trusted_issuers t
          where t.tenant_id = tenant and t.issuer = u.issuer
            and (t.agency_id is null or t.agency_id = m.agency_id))))
    then
      raise exception 'the membership has ended or changed' using errcode = '28000';
    end if;
    return (select p.directory_version from concord.partnerships p where p.tenant_id = tenant);
  end $$;
  comment on function concord.open_session(uuid, uuid, uuid, uuid, text, text, text) is
    'Makes the transaction''s settings and returns the partnership''s directory version. Raises 28000 where the membership does not stand as it is named, or its roles allow something else by now. A program may name fewer scopes than it holds.';
`;
