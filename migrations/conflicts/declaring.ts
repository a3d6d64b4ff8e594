// cspell:ignore xact
import { caseIsReadable, may } from '../permitted.js';

const answerOf = `
      case
        when held.id is null then 'NO_CASE'
        when concerned is null then 'NO_MEMBER'
        when person is not null and not exists (
          select from concord.case_people p where p.tenant_id = tenant and p.case_id = wanted and p.id = person)
          then 'NO_PERSON'
        when held.version <> seen then 'STALE'
        when exists (
          select from concord.case_conflicts x
          where x.tenant_id = tenant and x.case_id = wanted and x.user_id = concerned and x.lifted_at is null)
          then 'STANDS_ALREADY'
        else 'DECLARED'
      end`;

/**
 * A chair or panel member changes no case, and still declares their own conflict: so it is declared, and the version of
 * the case raised, by a function of the owner; and whoever declared one may tell of it in the same transaction.
 */
export const declaring = `
  create function concord.declare_conflict(
    wanted uuid, seen integer, new_id uuid, member uuid, person uuid, why text, at timestamptz)
    returns table (answer text, case_version integer, case_stage text)
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    tenant uuid := concord.tenant_id();
    held concord.cases;
    concerned uuid;
    said text;
  begin
    if ${caseIsReadable('wanted')} and wanted <> all (concord.cases_closed_to_me()) then
      select * into held from concord.cases c where c.tenant_id = tenant and c.id = wanted for update;
    end if;
    select m.user_id into concerned from concord.memberships m
      where m.tenant_id = tenant and m.id = member and m.ended_at is null
        and (m.user_id = concord.user_id() or ${may('cases.lead')});
    said := ${answerOf};
    if said = 'DECLARED' then
      insert into concord.case_conflicts (tenant_id, id, case_id, membership_id, user_id, person_id, reason, declared_by, declared_at)
        values (tenant, new_id, wanted, member, concerned, person, why, concord.user_id(), at);
      update concord.cases c set version = c.version + 1 where c.tenant_id = tenant and c.id = wanted
        returning c.version into held.version;
    end if;
    return query select said, held.version, held.stage;
  end $$;
  comment on function concord.declare_conflict(uuid, integer, uuid, uuid, uuid, text, timestamptz) is
    'Declares that a member cannot be independent in a case that the caller reads: themselves, or anybody for whoever leads. It tells the version and stage that the case is at then, or why nothing was declared.';
  grant execute on function concord.declare_conflict(uuid, integer, uuid, uuid, uuid, text, timestamptz) to concord_app;

  create or replace function concord.may_append_events(entries jsonb) returns boolean
    language sql stable security definer set search_path = '' as $$
    select coalesce(pg_catalog.bool_and(
      (e.entry ->> 'caseId') is not null and (
        (select concord.changes_every_case()) or (select concord.has_role('worker'))
        or (${may('requests.answer')} or ${may('reports.link')}) and exists (
          select 1 from concord.case_parties p
          where p.tenant_id = (select concord.tenant_id()) and p.case_id = (e.entry ->> 'caseId')::uuid
            and p.agency_id = (select concord.agency_id()))
        or (select concord.has_role('public')) and e.entry ->> 'type' = 'APPLICATION_RECEIVED' and exists (
          select 1 from concord.cases c
          where c.tenant_id = (select concord.tenant_id()) and c.id = (e.entry ->> 'caseId')::uuid
            and c.opened_in = (select pg_catalog.pg_current_xact_id_if_assigned()))
        or e.entry ->> 'type' = 'CONFLICT_DECLARED' and exists (
          select 1 from concord.case_conflicts x
          where x.tenant_id = (select concord.tenant_id()) and x.case_id = (e.entry ->> 'caseId')::uuid
            and x.declared_by = (select concord.user_id())
            and x.declared_in = (select pg_catalog.pg_current_xact_id_if_assigned())))), false)
    from pg_catalog.jsonb_array_elements(entries) as e (entry) $$;
  comment on function concord.may_append_events(jsonb) is
    'Who may move every case on and the worker tell of every case, who may do so for an agency of cases that it is party to, a visitor only that the case which this transaction opened was received, and anybody of the conflict that they declared in it.';
`;
