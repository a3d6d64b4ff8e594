/** Who may end a membership or change its roles. What has ended stays as it is. */
export const whoChangesMemberships = `
  create policy manager_reads on concord.memberships for select using (
    (select concord.has_role('agency_manager')) and agency_id = (select concord.agency_id()));

  -- Nobody gives, takes or ends what they could not give.
  create policy leads_change on concord.memberships for update to concord_app
    using (ended_at is null and (
      (select concord.has_role('administrator'))
      or ((select concord.has_role('coordinator')) and not roles && array['administrator', 'auditor'])))
    with check (
      (select concord.has_role('administrator'))
      or ((select concord.has_role('coordinator')) and not roles && array['administrator', 'auditor']));
  create policy manager_changes on concord.memberships for update to concord_app
    using (ended_at is null
      and (select concord.has_role('agency_manager')) and agency_id = (select concord.agency_id()))
    with check ((select concord.has_role('agency_manager')) and agency_id = (select concord.agency_id())
      and (ended_at is not null or roles <@ array['agency_officer', 'agency_manager']));
  create policy member_leaves on concord.memberships for update to concord_app
    using (ended_at is null and 'member:' || id = (select concord.actor()))
    with check (ended_at is not null and 'member:' || id = (select concord.actor()) and ended_by = id);
  grant update (roles, ended_at, ended_by, ended_reason) on concord.memberships to concord_app;
`;

/** The names of members, and who leads: what row-level security of the one table cannot answer. */
export const readingMembers = `
  create function concord.name_members(wanted uuid[]) returns table (membership_id uuid, name text)
    language sql stable security definer set search_path = '' as $$
    select m.id, u.display_name from concord.memberships m
    join directory.users u on u.id = m.user_id
    where m.tenant_id = (select concord.tenant_id()) and m.id = any (wanted)
      and (m.user_id = (select concord.user_id())
        or (select concord.has_role('coordinator')) or (select concord.has_role('administrator'))
        or (select concord.has_role('agency_manager')) and m.agency_id = (select concord.agency_id())) $$;
  comment on function concord.name_members(uuid[]) is 'The names behind memberships, to those who may read these.';

  create function concord.lock_members() returns table (administrators integer, coordinators integer)
    language plpgsql volatile security definer set search_path = '' as $$
  declare tenant uuid := concord.tenant_id();
  begin
    perform from concord.partnerships p where p.tenant_id = tenant for no key update;
    return query
      select (count(*) filter (where 'administrator' = any (m.roles)))::integer,
        (count(*) filter (where 'coordinator' = any (m.roles)))::integer
      from concord.memberships m where m.tenant_id = tenant and m.ended_at is null;
  end $$;
  comment on function concord.lock_members() is
    'How many administrators and coordinators there are. Who ends or changes a membership asks first, so that two at once come one after the other.';

  grant execute on function concord.name_members(uuid[]), concord.lock_members() to concord_app;
`;
