const worked = (rows: string) => `exists (select from ${rows})`;

const tenant = 'concord.tenant_id()';

/** Of whom it is asked is `who`, of which case `wanted`; what was found is in the order of `conflictGrounds`. */
const grounds = `
  create function concord.conflict_grounds(wanted uuid, who uuid) returns text[]
    language sql stable security definer set search_path = '' as $$
    select pg_catalog.array_remove(array[
      case when ${worked(`concord.case_conflicts x
        where x.tenant_id = ${tenant} and x.case_id = wanted and x.user_id = who and x.lifted_at is null
          and x.person_id is not null`)} then 'NAMED_IN_CASE' end,
      case when ${worked(`concord.case_conflicts x
        where x.tenant_id = ${tenant} and x.case_id = wanted and x.user_id = who and x.lifted_at is null
          and x.person_id is null`)} then 'DECLARED' end,
      case when ${worked(`concord.report_links l
        join concord.reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
        where l.tenant_id = ${tenant} and l.case_id = wanted and r.recorded_by = who`)} then 'RECORDED_A_REPORT' end,
      case when ${worked(`concord.report_links l
        where l.tenant_id = ${tenant} and l.case_id = wanted and l.linked_by = who`)} then 'LINKED_A_REPORT' end,
      case when ${worked(`concord.information_requests r
        where r.tenant_id = ${tenant} and r.case_id = wanted and r.answered_by = who`)} then 'ANSWERED_FOR_AGENCY' end
    ], null) $$;
  comment on function concord.conflict_grounds(uuid, uuid) is
    'Why somebody cannot be independent in a case; none where they can. Called by triggers and by own_conflict_grounds.';

  create function concord.own_conflict_grounds(wanted uuid) returns text[]
    language sql stable security definer set search_path = '' as $$
    select concord.conflict_grounds(wanted, concord.user_id()) $$;
  comment on function concord.own_conflict_grounds(uuid) is 'Why the caller cannot be independent in a case.';
  grant execute on function concord.own_conflict_grounds(uuid) to concord_app;

  create function concord.list_own_conflicts() returns table (id uuid, reference text, declared_at timestamptz)
    language sql stable security definer set search_path = '' as $$
    select x.id, c.reference, x.declared_at from concord.case_conflicts x
    join concord.cases c on c.tenant_id = x.tenant_id and c.id = x.case_id
    where x.tenant_id = ${tenant} and x.user_id = concord.user_id() and x.lifted_at is null
    order by x.declared_at desc, x.id desc $$;
  comment on function concord.list_own_conflicts() is
    'The references of cases that are closed to the caller because of a conflict: all that they see of these.';
  grant execute on function concord.list_own_conflicts() to concord_app;
`;

/** A trigger on rows that only somebody independent adds; `by` is the column that says who did. */
const demanded = (table: string, by: string) => `
  create function concord.demand_independence_of_${table}() returns trigger
    language plpgsql security definer set search_path = '' as $$
  begin
    -- A restore has no partnership set, and gives back what was decided.
    if coalesce(pg_catalog.current_setting('concord.tenant_id', true), '') = '' then return new; end if;
    if new.${by} is distinct from concord.user_id() and concord.user_id() is not null then
      raise exception 'nobody decides in another''s name' using errcode = '42501';
    end if;
    if concord.conflict_grounds(new.case_id, new.${by}) <> '{}' then
      raise exception 'who has a conflict of interest in a case does not decide it' using errcode = '42501';
    end if;
    return new;
  end $$;
  comment on function concord.demand_independence_of_${table}() is
    'Whoever worked on a case, is named in it or has another conflict in it does not decide it.';
  create trigger demands_independence before insert on concord.${table}
    for each row execute function concord.demand_independence_of_${table}();
`;

/** Who decides a case, and who answers what its policy asks of people, has no conflict in it. */
export const independence =
  grounds + demanded('decisions', 'decided_by') + demanded('case_judgements', 'recorded_by');
