import { may, mayForAgency } from '../permitted.js';
import { areOfAgencies, mayGive } from './giving-roles.js';

/** Questions about roles: which there are, and which not everybody who invites may give. */
export const whatRolesMay = `
  create function directory.list_roles() returns table (name text, acts_for_agency boolean, permissions text[])
    language sql stable security definer set search_path = '' as $$
    select r.name, r.acts_for_agency, r.permissions from directory.roles r order by r.name $$;
  comment on function directory.list_roles() is 'What members may do, by role: the same in every partnership, and no secret.';

  create function directory.guarded_roles() returns text[]
    language sql stable security definer set search_path = '' as $$
    select array(select r.name from directory.roles r where r.permissions && array['members.appoint', 'audit.read']) $$;
  comment on function directory.guarded_roles() is
    'Roles that only whoever may appoint gives, changes and ends: theirs, and those of auditors, who check everybody.';
  grant execute on function directory.list_roles(), directory.guarded_roles() to concord_app;
`;

/** Who may end a membership or change its roles. What has ended stays as it is. */
export const whoChangesMemberships = `
  create policy manager_reads on concord.memberships for select using (${mayForAgency('agency_members.manage')});

  -- Nobody gives, takes or ends what they could not give.
  create policy members_change on concord.memberships for update to concord_app
    using (ended_at is null and (${may('members.end')} or ${may('members.invite')}) and ${mayGive})
    with check (case when ended_at is null then ${may('members.invite')} else ${may('members.end')} end and ${mayGive});
  create policy manager_changes on concord.memberships for update to concord_app
    using (ended_at is null and ${mayForAgency('agency_members.manage')})
    with check (${mayForAgency('agency_members.manage')} and (ended_at is not null or ${areOfAgencies}));
  create policy member_leaves on concord.memberships for update to concord_app
    using (ended_at is null and 'member:' || id = (select concord.actor()))
    with check (ended_at is not null and ended_by = id and 'member:' || id = (select concord.actor()));
  grant update (roles, ended_at, ended_by, ended_reason) on concord.memberships to concord_app;
`;

/** The names of members, and who leads: what row-level security of the one table cannot answer. */
export const readingMembers = `
  create function concord.name_members(wanted uuid[]) returns table (membership_id uuid, name text)
    language sql stable security definer set search_path = '' as $$
    select m.id, u.display_name from concord.memberships m
    join directory.users u on u.id = m.user_id
    where m.tenant_id = (select concord.tenant_id()) and m.id = any (wanted)
      and (m.user_id = (select concord.user_id()) or ${may('members.read')} or ${mayForAgency('agency_members.manage', 'm.agency_id')}) $$;
  comment on function concord.name_members(uuid[]) is 'The names behind memberships, to those who may read these.';

  create function concord.lock_members() returns table (appointers integer, leaders integer)
    language plpgsql volatile security definer set search_path = '' as $$
  declare tenant uuid := concord.tenant_id();
  begin
    perform from concord.partnerships p where p.tenant_id = tenant for no key update;
    return query
      select (count(*) filter (where directory.roles_allow(m.roles, 'members.appoint')))::integer,
        (count(*) filter (where directory.roles_allow(m.roles, 'cases.lead')))::integer
      from concord.memberships m where m.tenant_id = tenant and m.ended_at is null;
  end $$;
  comment on function concord.lock_members() is
    'How many members may appoint others, and how many lead cases. Who ends or changes a membership asks first, so that two at once come one after the other.';

  grant execute on function concord.name_members(uuid[]), concord.lock_members() to concord_app;
`;
