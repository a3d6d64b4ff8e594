import { may, mayForAgency } from '../permitted.js';

/** A program is a membership with a name of its own: it holds scopes where a person holds roles. */
export const serviceAccounts = `
  alter table directory.roles add column for_services boolean not null default false;
  comment on column directory.roles.for_services is
    'A scope, which only service accounts hold; otherwise a role, which only people hold.';

  alter table concord.memberships
    add column service_name text,
    add column service_ends_at timestamptz,
    add constraint memberships_service_of_agency check (service_name is null or agency_id is not null),
    add constraint memberships_service_ends check (service_ends_at is null or service_name is not null);
  comment on column concord.memberships.service_name is
    'What the agency calls the program whose membership this is; null: a person''s. Its roles are scopes.';
  comment on column concord.memberships.service_ends_at is
    'From when on it opens nothing by itself; null: until somebody ends it.';

  create or replace function concord.check_membership_roles() returns trigger
    language plpgsql security definer set search_path = '' as $$
  declare
    is_service boolean := pg_catalog.to_jsonb(new) ->> 'service_name' is not null;
    wrong text;
  begin
    select role.name into wrong from pg_catalog.unnest(new.roles) as role (name)
      where not exists (select from directory.roles r where r.name = role.name and r.for_services = is_service) limit 1;
    if found then
      raise exception 'there is no role %', wrong using errcode = '23514', constraint = 'memberships_roles_known';
    end if;
    select r.name into wrong from directory.roles r
      where r.name = any (new.roles) and r.acts_for_agency and new.agency_id is null limit 1;
    if found then
      raise exception 'the role % acts for an agency', wrong
        using errcode = '23514', constraint = 'memberships_roles_have_agency';
    end if;
    return new;
  end $$;
  comment on function concord.check_membership_roles() is
    'Refuses a membership with a role that nobody defined, a person with a scope, a program with a role, and a role without the agency that it acts for.';

  create or replace function directory.list_roles() returns table (name text, acts_for_agency boolean, permissions text[])
    language sql stable security definer set search_path = '' as $$
    select r.name, r.acts_for_agency, r.permissions from directory.roles r where not r.for_services order by r.name $$;
  create function directory.list_scopes() returns table (name text, acts_for_agency boolean, permissions text[])
    language sql stable security definer set search_path = '' as $$
    select r.name, r.acts_for_agency, r.permissions from directory.roles r where r.for_services order by r.name $$;
  comment on function directory.list_scopes() is
    'What service accounts may do, by scope: the same in every partnership, and no secret.';
  grant execute on function directory.list_scopes() to concord_app;
`;

/** Registering a program. */
export const registeringServices = `
  create function concord.register_service(
    new_user uuid, new_membership uuid, agency uuid, name text, token_issuer text, token_subject text, scopes text[],
    ends_at timestamptz, at timestamptz)
    returns text language plpgsql volatile security definer set search_path = '' as $$
  declare
    tenant uuid := concord.tenant_id();
    program uuid;
  begin
    if not (concord.may('members.appoint')
      or concord.may('agency_members.manage') and agency is not distinct from concord.agency_id()) is true
    then
      raise exception 'only an administrator or the agency''s manager registers its programs' using errcode = '42501';
    end if;
    -- An issuer of the agency's own speaks for its programs alone; otherwise one that is trusted for everybody does.
    if not exists (
      select from concord.trusted_issuers t
      where t.tenant_id = tenant and t.issuer = token_issuer and t.agency_id is not distinct from (
        select distinct own.agency_id from concord.trusted_issuers own
        where own.tenant_id = tenant and own.agency_id = agency))
    then
      return 'ISSUER_NOT_TRUSTED';
    end if;
    insert into directory.users (id, issuer, subject, display_name)
      values (new_user, token_issuer, token_subject, token_subject) on conflict (issuer, subject) do nothing;
    -- Two at once for one program come one after the other.
    select u.id into program from directory.users u
      where u.issuer = token_issuer and u.subject = token_subject for update;
    if exists (
      select from concord.memberships m where m.tenant_id = tenant and m.user_id = program and m.service_name is null)
    then
      return 'IS_A_PERSON';
    end if;
    if exists (
      select from concord.memberships m
      where m.tenant_id = tenant and m.user_id = program and m.agency_id = agency and m.ended_at is null)
    then
      return 'REGISTERED_BEFORE';
    end if;
    insert into concord.memberships (tenant_id, id, user_id, agency_id, roles, since, service_name, service_ends_at)
      values (tenant, new_membership, program, agency, scopes, at, name, ends_at);
    return 'DONE';
  end $$;
  comment on function concord.register_service(uuid, uuid, uuid, text, text, text, text[], timestamptz, timestamptz) is
    'Gives a program of an agency a membership, or says why not. Whoever is a person in the partnership is no program there.';
  grant execute on function concord.register_service(uuid, uuid, uuid, text, text, text, text[], timestamptz, timestamptz)
    to concord_app;

  drop function concord.name_members(uuid[]);
  create function concord.name_members(wanted uuid[])
    returns table (membership_id uuid, name text, service_issuer text, service_subject text)
    language sql stable security definer set search_path = '' as $$
    select m.id, coalesce(m.service_name, u.display_name),
      case when m.service_name is not null then u.issuer end, case when m.service_name is not null then u.subject end
    from concord.memberships m
    join directory.users u on u.id = m.user_id
    where m.tenant_id = (select concord.tenant_id()) and m.id = any (wanted)
      and (m.user_id = (select concord.user_id()) or ${may('members.read')} or ${mayForAgency('agency_members.manage', 'm.agency_id')}) $$;
  comment on function concord.name_members(uuid[]) is
    'The names behind memberships, and by which issuer and subject a program signs in, to those who may read these.';
  grant execute on function concord.name_members(uuid[]) to concord_app;
`;
