/** What a partnership demands of a sign-in, asked together with the memberships. */
export const signInTerms = `
  drop function directory.list_issuers();
  create function directory.list_issuers()
    returns table (issuer text, audience text, jwks_uri text, development boolean, trust_version uuid)
    language sql stable security definer set search_path = '' as $$
    select i.issuer, i.audience, i.jwks_uri, i.development, i.trust_version from directory.issuers i order by i.issuer $$;
  comment on function directory.list_issuers() is 'Issuers whose tokens are checked at all.';
  grant execute on function directory.list_issuers() to concord_app, concord_worker;

  create function directory.find_open_invitation(
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
        where m.tenant_id = i.tenant_id and m.agency_id is not distinct from i.agency_id and m.ended_at is null
          and u.issuer = token_issuer and u.subject = token_subject)
    order by i.invited_at, i.id limit 1 $$;
  comment on function directory.find_open_invitation(uuid, text, text, jsonb, text, text[], timestamptz) is
    'The oldest invitation that a token may accept now: its issuer is trusted for the agency, the mail address is the one that was invited, and the person signed in as surely as is demanded.';

  create function directory.list_sign_in_terms(
    partnership text, token_issuer text, token_subject text, token_mails jsonb, token_acr text, token_amr text[],
    at timestamptz)
    returns table (membership_id uuid, acr text[], amr text[], invitation_id uuid)
    language plpgsql volatile security definer set search_path = '' as $$
  declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
  begin
    if tenant is null then return; end if;
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    return query
      select m.id, t.acr, t.amr, null::uuid
      from directory.users u
      join concord.memberships m on m.tenant_id = tenant and m.user_id = u.id and m.ended_at is null
      cross join lateral (
        -- What is said of the agency counts before what is said of everybody.
        select own.acr, own.amr from concord.trusted_issuers own
        where own.tenant_id = tenant and own.issuer = token_issuer
          and (own.agency_id is null or own.agency_id = m.agency_id)
        order by own.agency_id nulls last limit 1) t
      where u.issuer = token_issuer and u.subject = token_subject;
    return query
      select null::uuid, null::text[], null::text[], found.id
      from directory.find_open_invitation(
        tenant, token_issuer, token_subject, token_mails, token_acr, token_amr, at) as found (id)
      where found.id is not null;
    perform pg_catalog.set_config('concord.tenant_id', '', true);
  end $$;
  comment on function directory.list_sign_in_terms(text, text, text, jsonb, text, text[], timestamptz) is
    'How surely a token''s subject must have signed in under each membership, and an invitation that the token may accept.';
  grant execute on function directory.list_sign_in_terms(text, text, text, jsonb, text, text[], timestamptz)
    to concord_app;
`;

/** Making an invited person a member. */
export const bindingInvitations = `
  create function directory.accept_invitation(
    partnership text, token_issuer text, token_subject text, token_mails jsonb, token_acr text, token_amr text[],
    at timestamptz, new_user uuid, new_membership uuid, new_entry uuid)
    returns boolean language plpgsql volatile security definer set search_path = '' as $$
  declare
    tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
    accepted uuid;
    wanted concord.invitations;
    person uuid;
  begin
    if tenant is null then return false; end if;
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    accepted := directory.find_open_invitation(tenant, token_issuer, token_subject, token_mails, token_acr, token_amr, at);
    -- Whoever comes second waits here, and finds it accepted.
    select * into wanted from concord.invitations i where i.tenant_id = tenant and i.id = accepted for update;
    if accepted is null or accepted is distinct from
      directory.find_open_invitation(tenant, token_issuer, token_subject, token_mails, token_acr, token_amr, at)
    then
      perform pg_catalog.set_config('concord.tenant_id', '', true);
      return false;
    end if;
    insert into directory.users (id, issuer, subject, display_name)
      values (new_user, token_issuer, token_subject, wanted.display_name) on conflict (issuer, subject) do nothing;
    select u.id into person from directory.users u where u.issuer = token_issuer and u.subject = token_subject;
    insert into concord.memberships (tenant_id, id, user_id, agency_id, roles, since)
      values (tenant, new_membership, person, wanted.agency_id, wanted.roles, at);
    update concord.invitations i set accepted_at = at, membership_id = new_membership
      where i.tenant_id = tenant and i.id = wanted.id;
    insert into concord.audit_entries (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields)
      values (tenant, new_entry, at, 'member:' || new_membership, 'INVITATION_ACCEPTED', 'ALTERATION', 'MEMBERSHIP',
        array[new_membership, wanted.id], '{}');
    perform pg_catalog.set_config('concord.tenant_id', '', true);
    return true;
  end $$;
  comment on function directory.accept_invitation(
    text, text, text, jsonb, text, text[], timestamptz, uuid, uuid, uuid) is
    'Makes the subject of a token a member by the oldest invitation that the token may accept: all of it, once, or nothing.';
  grant execute on function directory.accept_invitation(
    text, text, text, jsonb, text, text[], timestamptz, uuid, uuid, uuid) to concord_app;
`;
