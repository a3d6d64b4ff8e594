import type { MigrationInterface, QueryRunner } from 'typeorm';
import { may } from './permitted.js';
import { caseFunctions, caseMoments, casePolicies } from './roles/case-rights.js';
import { auditFunctions, auditPolicies } from './roles/audit-rights.js';
import { policyFunctions, policyPolicies } from './roles/policy-rights.js';

/** Roles as bundles of permissions, and the question that every policy asks. */
const roles = `
  create table directory.roles (
    name text not null,
    words text not null,
    permissions text[] not null,
    acts_for_agency boolean not null,
    constraint roles_pkey primary key (name),
    constraint roles_name_check check (
      name ~ '^[a-z]+(_[a-z]+)*$' and name <> all (array['public', 'worker', 'relay', 'operator', 'member', 'nobody'])),
    constraint roles_permissions_check check (
      pg_catalog.array_to_string(permissions, ',', '*') ~ '^([a-z_]+\\.[a-z_]+(,[a-z_]+\\.[a-z_]+)*)?$')
  );
  comment on table directory.roles is
    'What members may do in every partnership, by the roles that their memberships name; written from roles.yaml.';
  comment on column directory.roles.acts_for_agency is
    'Whether it allows something for the own agency only, so that a membership with it names an agency.';

  create function directory.permissions_of(role_names text[]) returns text
    language sql stable security definer set search_path = '' as $$
    select coalesce(pg_catalog.string_agg(distinct each.permission, ',' order by each.permission), '')
    from directory.roles r cross join pg_catalog.unnest(r.permissions) as each (permission)
    where r.name = any (role_names) $$;
  comment on function directory.permissions_of(text[]) is
    'What the roles allow together, in order and separated by commas. A role that is no more allows nothing.';

  create function directory.roles_allow(role_names text[], permission text) returns boolean
    language sql stable security definer set search_path = '' as $$
    select exists (
      select from directory.roles r where r.name = any (role_names) and permission = any (r.permissions)) $$;
  comment on function directory.roles_allow(text[], text) is 'Whether any of the roles allows it.';
  grant execute on function directory.permissions_of(text[]), directory.roles_allow(text[], text)
    to concord_app, concord_worker;

  create function concord.may(permission text) returns boolean
    language sql stable parallel safe set search_path = '' as $$
    select concord.tenant_id() is not null and pg_catalog.strpos(
      ',' || coalesce(pg_catalog.current_setting('concord.permissions', true), '') || ',',
      ',' || permission || ',') > 0 $$;
  comment on function concord.may(text) is
    'Whether the member''s roles allow it. Raises without a partnership, as tenant_id() does.';
  grant execute on function concord.may(text) to concord_app, concord_worker;
  comment on function concord.has_role(text) is
    'Whether a service or a visitor acts: worker, relay, operator, public. Members have no role here; ask concord.may(). Raises without a partnership, as tenant_id() does.';
`;

/** A membership names roles that exist, and an agency where one of them acts for an agency. */
const memberships = `
  alter table concord.memberships drop constraint memberships_roles_check;
  alter table concord.memberships add constraint memberships_roles_check check (cardinality(roles) > 0);

  create function concord.check_membership_roles() returns trigger
    language plpgsql security definer set search_path = '' as $$
  declare wrong text;
  begin
    select role.name into wrong from pg_catalog.unnest(new.roles) as role (name)
      where not exists (select from directory.roles r where r.name = role.name) limit 1;
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
    'Refuses a membership with a role that nobody defined, or without the agency that one of its roles acts for.';
  create trigger checks_roles before insert or update of roles, agency_id on concord.memberships
    for each row execute function concord.check_membership_roles();

  alter policy own_or_coordinator_reads on concord.memberships
    using (user_id = (select concord.user_id()) or ${may('members.read')});
`;

const signIn = `
  drop function directory.list_memberships(text, text, text);
  create function directory.list_memberships(partnership text, token_issuer text, token_subject text)
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
      where u.issuer = token_issuer and u.subject = token_subject
        and exists (
          select 1 from concord.trusted_issuers t
          where t.tenant_id = tenant and t.issuer = token_issuer
            and (t.agency_id is null or t.agency_id = m.agency_id))
      order by m.id;
    perform pg_catalog.set_config('concord.tenant_id', '', true);
  end $$;
  comment on function directory.list_memberships(text, text, text) is
    'Live memberships of a token''s subject in one partnership that trusts the issuer, with what their roles allow. No row is also the answer for an unknown partnership.';
  grant execute on function directory.list_memberships(text, text, text) to concord_app, concord_worker;
`;

const session = `
  drop function concord.open_session(uuid, uuid, uuid, uuid, text, text);
  create function concord.open_session(
    tenant uuid, membership uuid, member_user uuid, member_agency uuid, named_roles text, named_permissions text,
    actor_name text)
    returns uuid
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    is_member boolean := membership is not null;
    allowed text := case when is_member
      then directory.permissions_of(pg_catalog.string_to_array(named_roles, ',')) else '' end;
  begin
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true),
      pg_catalog.set_config('concord.user_id', coalesce(member_user::text, ''), true),
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
        and m.roles = pg_catalog.string_to_array(named_roles, ',')
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
    'Makes the transaction''s settings and returns the partnership''s directory version. Raises 28000 where the membership does not stand as it is named, or its roles allow something else by now.';
  grant execute on function concord.open_session(uuid, uuid, uuid, uuid, text, text, text)
    to concord_app, concord_worker;
`;

/** What members may do becomes data: roles are bundles of permissions, and every policy asks for a permission. */
export class Roles1764000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [
      roles,
      memberships,
      signIn,
      session,
      caseFunctions,
      casePolicies,
      caseMoments,
      auditFunctions,
      auditPolicies,
      policyFunctions,
      policyPolicies,
    ])
      await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
