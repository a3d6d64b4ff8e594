// cspell:ignore rolsuper xact
import { may } from '../permitted.js';

const approve = may('policies.approve');

/** Who reads, approves and rejects proposed rules. */
export const policyPolicies = `
  alter policy approvers_read on concord.policy_proposals using (${approve});
  alter policy approvers_reject on concord.policy_proposals using (${approve});
  alter policy approvers_read on concord.policy_approvals using (${approve});
  alter policy approvers_approve on concord.policy_approvals
    with check (user_id = (select concord.user_id()) and ${approve});
`;

/** Whose approval counts: of people whose roles allow it, at the moment of counting. */
export const policyFunctions = `
  create or replace function concord.keep_policy_approval() returns trigger
    language plpgsql set search_path = '' as $$
  declare
    approval concord.policy_approvals := case tg_op when 'DELETE' then old else new end;
    proposal concord.policy_proposals;
  begin
    select * into proposal from concord.policy_proposals p
      where p.tenant_id = approval.tenant_id and p.id = approval.proposal_id for update;
    if proposal.ended_as is not null or proposal.digest is distinct from approval.digest then
      raise exception 'this proposal cannot be approved, nor an approval of it withdrawn' using errcode = '42501';
    end if;
    if tg_op = 'INSERT' and not exists (
      select from concord.memberships m
      where m.tenant_id = new.tenant_id and m.id = new.membership_id and m.user_id = new.user_id
        and m.ended_at is null and directory.roles_allow(m.roles, 'policies.approve'))
    then
      raise exception 'only who may approve rules approves them' using errcode = '42501';
    end if;
    return case tg_op when 'DELETE' then old else new end;
  end $$;

  create or replace function concord.demand_policy_approval() returns trigger
    language plpgsql set search_path = '' as $$
  begin
    if (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user) then
      return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op = 'UPDATE' and (new.tenant_id, new.id, new.in_force_from, new.digest, new.document, new.proposal_id)
      is not distinct from (old.tenant_id, old.id, old.in_force_from, old.digest, old.document, old.proposal_id)
    then
      return new;
    end if;
    if tg_op <> 'INSERT' and exists (
      select from concord.cases c where c.tenant_id = old.tenant_id and c.policy_version_id = old.id)
    then
      raise exception 'a case was opened with this version of the rules' using errcode = '42501';
    end if;
    if exists (
      select from concord.partnerships p
      where p.tenant_id = coalesce(new.tenant_id, old.tenant_id)
        and (p.development or p.added_in = pg_catalog.pg_current_xact_id()))
    then
      return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op <> 'DELETE' and exists (
      select from concord.policy_proposals p
      where p.tenant_id = new.tenant_id and p.id = new.proposal_id and p.ended_as is null
        and p.digest = new.digest and p.document = new.document
        and p.in_force_from is not distinct from new.in_force_from
        and (tg_op = 'INSERT' or old.in_force_from is not distinct from new.in_force_from)
        and (
          select count(distinct a.user_id) from concord.policy_approvals a
          join concord.memberships m on m.tenant_id = a.tenant_id and m.id = a.membership_id and m.user_id = a.user_id
          where a.tenant_id = p.tenant_id and a.proposal_id = p.id and a.digest = p.digest
            and m.ended_at is null and directory.roles_allow(m.roles, 'policies.approve')) >= 2)
    then
      return new;
    end if;
    raise exception 'two people have to approve a change of the rules' using errcode = '42501';
  end $$;

  create or replace function concord.adopt_policy(proposal uuid, version uuid, adopted_at timestamptz) returns void
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    tenant uuid := concord.tenant_id();
    wanted concord.policy_proposals;
  begin
    if not concord.may('policies.approve') then
      raise exception 'only who may approve rules adopts them' using errcode = '42501';
    end if;
    select * into wanted from concord.policy_proposals p where p.tenant_id = tenant and p.id = proposal for update;
    update concord.policy_versions v
      set digest = wanted.digest, document = wanted.document, proposal_id = wanted.id, applied_at = adopted_at
      where v.tenant_id = tenant and v.in_force_from is not distinct from wanted.in_force_from;
    if not found then
      insert into concord.policy_versions (tenant_id, id, in_force_from, digest, document, applied_at, proposal_id)
      values (tenant, version, wanted.in_force_from, wanted.digest, wanted.document, adopted_at, wanted.id);
    end if;
    update concord.policy_proposals p set ended_as = 'ADOPTED', ended_at = adopted_at
      where p.tenant_id = tenant and p.id = proposal;
  end $$;

  create function concord.list_policy_approvers(proposal uuid) returns table (user_id uuid)
    language sql stable security definer set search_path = '' as $$
    select a.user_id from concord.policy_approvals a
    join concord.memberships m on m.tenant_id = a.tenant_id and m.id = a.membership_id and m.user_id = a.user_id
    where a.tenant_id = (select concord.tenant_id()) and a.proposal_id = proposal and m.ended_at is null
      and directory.roles_allow(m.roles, 'policies.approve') and ${approve} $$;
  comment on function concord.list_policy_approvers(uuid) is
    'Whose approval of proposed rules counts now, to those who may approve: they need not see every membership.';
  grant execute on function concord.list_policy_approvers(uuid) to concord_app;
`;
