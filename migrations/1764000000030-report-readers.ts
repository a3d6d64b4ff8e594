import type { MigrationInterface, QueryRunner } from 'typeorm';
import { caseIsReadable, isParty, may, mayForAgency } from './permitted.js';
import { auditBasis } from './sharing/audit-basis.js';
import { behindTenantWall } from './tenant-table.js';

const ownAgency = '(select concord.agency_id())';
const tenant = '(select concord.tenant_id())';

/** Nobody but its agency reads a report, or knows of it, without a grant under an agreement in force. */
export class ReportReaders1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(readerTable);
    await runner.query(behindTenantWall('concord.report_readers'));
    await runner.query(seats);
    await runner.query(renewal);
    for (const one of triggers) await runner.query(one);
    await runner.query(holding);
    await runner.query(readers);
    await runner.query(policies);
    await runner.query(auditBasis);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/**
 * Rows say who opened what to whom, and in which seats of an agreement they did. Whether a seat is held now is looked up
 * by whoever reads: an agreement that ends, however much was opened under it, changes one row.
 */
const readerTable = `
  create table concord.report_readers (
    tenant_id uuid not null,
    grant_id uuid not null,
    agency_id uuid not null,
    report_id uuid not null,
    case_id uuid not null,
    agreement_id uuid not null,
    giver_seat uuid not null,
    reader_seat uuid not null,
    level smallint not null,
    until_at timestamptz not null,
    constraint report_readers_pkey primary key (tenant_id, grant_id, agency_id),
    constraint report_readers_grant_fkey foreign key (tenant_id, case_id, grant_id)
      references concord.record_grants (tenant_id, case_id, id)
  );
  create index report_readers_agency on concord.report_readers (tenant_id, agency_id, report_id, case_id);
  create index report_readers_report on concord.report_readers (tenant_id, report_id);
  comment on table concord.report_readers is
    'Which agency reads which report of another''s, worked out from grants, parties of agreements and parties of cases; kept by triggers.';
  comment on column concord.report_readers.until_at is 'As the grant says; infinity where it does not.';

  alter table concord.report_links
    add column category text,
    add column coordinator_level smallint,
    add column coordinator_until timestamptz,
    add column coordinator_seat uuid,
    add column coordinator_agreement_id uuid;
  comment on column concord.report_links.category is 'Of the report, for those who may know no more than dates and category.';
  comment on column concord.report_links.coordinator_level is
    'How far the report is open to the coordinator in this case while the seat is held; kept by triggers.';
  -- Of every partnership at once, which no session may see.
  alter table concord.reports no force row level security;
  alter table concord.report_links no force row level security;
  update concord.report_links l set category = r.category
    from concord.reports r where r.tenant_id = l.tenant_id and r.id = l.report_id;
  alter table concord.reports force row level security;
  alter table concord.report_links force row level security;
  alter table concord.report_links alter column category set not null;
  alter table concord.reports
    add column coordinator_until timestamptz,
    add column coordinator_seat uuid,
    add column coordinator_other_seats uuid[],
    add column coordinator_other_untils timestamptz[];
  comment on column concord.reports.coordinator_until is
    'Until when the coordinator may read the row in some case while the seat is held; kept by triggers.';
  comment on column concord.reports.coordinator_other_seats is
    'Further seats in which it was opened to the coordinator, each until the moment at its place in the other list. Mostly none.';
`;

const seats = `
  create function concord.held_seats() returns uuid[]
    language sql stable security definer set search_path = '' as $$
    select coalesce(pg_catalog.array_agg(p.seat), '{}')
    from concord.sharing_agreements s
    join concord.sharing_agreement_parties p on p.tenant_id = s.tenant_id and p.agreement_id = s.id
    where s.tenant_id = (select concord.tenant_id()) and s.withdrawn_at is null and p.left_at is null
      and s.starts_at <= (select concord.now()) and s.ends_at > (select concord.now()) $$;
  comment on function concord.held_seats() is
    'The seats of agencies in agreements that are in force now and that they have not left. Asked once by a statement.';
  grant execute on function concord.held_seats() to concord_app;
`;

/** Works out anew who reads some reports. From the grants alone, so that it may run any number of times. */
const renewal = `
  create function concord.renew_readers(tenant uuid, wanted uuid[]) returns void
    language plpgsql volatile security definer set search_path = '' as $$
  declare before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
  begin
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    -- Two at once see nothing of each other before they commit: one after the other works out the same report.
    perform from concord.reports r where r.tenant_id = tenant and r.id = any (wanted) order by r.id for no key update;
    delete from concord.report_readers x where x.tenant_id = tenant and x.report_id = any (wanted);
    insert into concord.report_readers
        (tenant_id, grant_id, agency_id, report_id, case_id, agreement_id, giver_seat, reader_seat, level, until_at)
      select g.tenant_id, g.id, reader.agency_id, g.report_id, g.case_id, g.agreement_id, giver.seat, reader.seat, g.level,
        coalesce(g.until_at, 'infinity')
      from concord.record_grants g
      join concord.sharing_agreement_parties giver on giver.tenant_id = g.tenant_id
        and giver.agreement_id = g.agreement_id and giver.agency_id = g.owner_agency_id
      join concord.sharing_agreement_parties reader on reader.tenant_id = g.tenant_id
        and reader.agreement_id = g.agreement_id and reader.agency_id <> g.owner_agency_id
        and (reader.agency_id = g.agency_id or g.audience = 'OTHER_AGENCIES')
      join concord.case_parties p on p.tenant_id = g.tenant_id and p.case_id = g.case_id and p.agency_id = reader.agency_id
      where g.tenant_id = tenant and g.report_id = any (wanted) and g.revoked_at is null and g.audience <> 'COORDINATOR';
    update concord.report_links l
      set coordinator_level = g.level, coordinator_until = g.until_at, coordinator_seat = g.seat,
        coordinator_agreement_id = g.agreement_id
      from concord.report_links link
      left join lateral (
        select g.level, coalesce(g.until_at, 'infinity') as until_at, giver.seat, g.agreement_id
        from concord.record_grants g
        join concord.sharing_agreement_parties giver on giver.tenant_id = g.tenant_id
          and giver.agreement_id = g.agreement_id and giver.agency_id = g.owner_agency_id
        where g.tenant_id = tenant and g.case_id = link.case_id and g.report_id = link.report_id
          and g.audience = 'COORDINATOR' and g.revoked_at is null) g on true
      where link.tenant_id = tenant and link.report_id = any (wanted)
        and l.tenant_id = tenant and l.case_id = link.case_id and l.report_id = link.report_id
        and (l.coordinator_level, l.coordinator_until, l.coordinator_seat)
          is distinct from (g.level, g.until_at, g.seat);
    update concord.reports r
      set coordinator_until = open.untils[1], coordinator_seat = open.seats[1],
        coordinator_other_untils = open.untils[2:], coordinator_other_seats = open.seats[2:]
      from (
        select wanted.id, nullif(array_agg(each.until_at order by each.until_at desc), '{null}') as untils,
          nullif(array_agg(each.seat order by each.until_at desc), '{null}') as seats
        from pg_catalog.unnest(wanted) as wanted (id)
        left join lateral (
          select l.coordinator_seat as seat, pg_catalog.max(l.coordinator_until) as until_at
          from concord.report_links l
          where l.tenant_id = tenant and l.report_id = wanted.id and l.coordinator_level >= 2
          group by l.coordinator_seat) each on true
        group by wanted.id) open
      where r.tenant_id = tenant and r.id = open.id
        and (r.coordinator_until, r.coordinator_seat, r.coordinator_other_untils, r.coordinator_other_seats)
          is distinct from (open.untils[1], open.seats[1], open.untils[2:], open.seats[2:]);
    perform pg_catalog.set_config('concord.tenant_id', before, true);
  end $$;
  comment on function concord.renew_readers(uuid, uuid[]) is
    'Works out from grants, parties of agreements and parties of cases who reads these reports. Called by triggers.';
`;

/** Before an agency opens a report: nobody ends the agreement until it has. */
const holding = `
  create function concord.hold_agreement(wanted uuid) returns boolean
    language plpgsql volatile security definer set search_path = '' as $$
  begin
    perform from concord.sharing_agreements s
      where s.tenant_id = concord.tenant_id() and s.id = wanted and s.withdrawn_at is null
        and s.starts_at <= concord.now() and s.ends_at > concord.now()
      for share;
    if not found then return false; end if;
    perform from concord.sharing_agreement_parties p
      where p.tenant_id = concord.tenant_id() and p.agreement_id = wanted and p.agency_id = concord.agency_id()
        and p.left_at is null
      for share;
    return found;
  end $$;
  comment on function concord.hold_agreement(uuid) is
    'Whether an agreement is in force with the viewer''s agency as a party; if so it stays so until the transaction ends.';
  grant execute on function concord.hold_agreement(uuid) to concord_app;
`;

/** Whom to tell of a change of sharing: whoever may know of the report. */
const readers = `
  create function concord.list_report_readers(wanted_case uuid, wanted_report uuid) returns table (agency_id uuid)
    language sql stable security definer set search_path = '' as $$
    select l.agency_id from concord.report_links l
    where l.tenant_id = (select concord.tenant_id()) and l.case_id = wanted_case and l.report_id = wanted_report
      and l.agency_id = (select concord.agency_id())
    union
    select x.agency_id from concord.report_readers x
    join concord.report_links l on l.tenant_id = x.tenant_id and l.case_id = x.case_id and l.report_id = x.report_id
    where x.tenant_id = (select concord.tenant_id()) and x.case_id = wanted_case and x.report_id = wanted_report
      and l.agency_id = (select concord.agency_id()) and x.until_at > (select concord.now())
      and array[x.giver_seat, x.reader_seat] <@ (select concord.held_seats()) $$;
  comment on function concord.list_report_readers(uuid, uuid) is
    'To the agency that a report belongs to: which agencies know of it in a case, itself among them.';
  grant execute on function concord.list_report_readers(uuid, uuid) to concord_app;
`;

/** A trigger that works out anew who reads the reports which `reports` finds for the changed rows of one partnership. */
function renewing(table: string, event: string, reports: string): string {
  const name = `renew_readers_of_${table}`;
  const isInsert = event === 'insert';
  return `
    create or replace function concord.${name}() returns trigger
      language plpgsql security definer set search_path = '' as $$
    declare
      before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
      tenant uuid;
    begin
      -- Whoever writes for several partnerships at once, such as a restore, has none set.
      for tenant in select distinct changed.tenant_id from changed loop
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
        perform concord.renew_readers(tenant, (select pg_catalog.array_agg(distinct found.report_id) from (${reports}) found));
      end loop;
      perform pg_catalog.set_config('concord.tenant_id', before, true);
      return null;
    end $$;
    comment on function concord.${name}() is 'Who reads reports depends on these rows.';
    create trigger renews_readers_on_${isInsert ? 'insert' : 'update'} after ${event} on concord.${table}
      referencing new table as changed for each statement execute function concord.${name}();
  `;
}

const ofGrants = 'select c.report_id from changed c where c.tenant_id = tenant';
const ofCases = `
  select g.report_id from concord.record_grants g join changed c on c.tenant_id = tenant and c.case_id = g.case_id
  where g.tenant_id = tenant and g.revoked_at is null and g.audience <> 'COORDINATOR'`;

const triggers = [
  renewing('record_grants', 'insert', ofGrants),
  renewing('record_grants', 'update', ofGrants),
  renewing('case_parties', 'insert', ofCases),
];

const now = '(select concord.now())';
/** A condition that holds when the agency sits in an agreement in force, in the seat that `column` names. */
const isHeld = (column: string) => `${column} = any ((select concord.held_seats())::uuid[])`;
const operator = "(select concord.has_role('operator'))";

const policies = `
  -- Whether it may be asked is looked at first: rows of no agency would be passed over without a word.
  create policy reader_reads on concord.report_readers for select
    using (case when ${may('cases.read_asked')} then agency_id = ${ownAgency} and until_at > ${now}
      and ${isHeld('giver_seat')} and ${isHeld('reader_seat')} end);
  grant select on concord.report_readers to concord_app;

  alter policy coordinator_reads_linked on concord.reports
    using (${may('reports.read_linked')} and (
      (coordinator_until > ${now} and ${isHeld('coordinator_seat')})
      or (coordinator_other_seats <> '{}' and exists (
        select from rows from (
          pg_catalog.unnest(coordinator_other_seats), pg_catalog.unnest(coordinator_other_untils)) as other (seat, until_at)
        where other.until_at > ${now} and ${isHeld('other.seat')}))));
  -- Looked up by index for each row: a list of all that was opened is reckoned as read anew for each, and the planner then
  -- rather reads every report of the partnership. The table shows no more than what is open to the agency now.
  create policy granted_reads on concord.reports for select using (${may('cases.read_asked')} and exists (
    select from concord.report_readers x
    where x.tenant_id = ${tenant} and x.agency_id = ${ownAgency} and x.report_id = reports.id and x.level >= 3));
  alter policy agency_records on concord.reports
    with check ((${may('reports.record')} or ${operator}) and agency_id = ${ownAgency});
  -- Who reads it is worked out, not told.
  revoke insert on concord.reports, concord.report_links from concord_app;
  grant insert (tenant_id, id, agency_id, reference, source, category, occurred_on, occurred_month, reported_on, recorded_on,
    reporter_name, place, district, lsoa_code, longitude, latitude, summary, hate_perceived, created_at, behaviours,
    recorded_as_hate, household, affected, action_taken, closed_on) on concord.reports to concord_app;
  grant insert (tenant_id, case_id, report_id, agency_id, category, occurred_on, reported_on, linked_by, linked_at)
    on concord.report_links to concord_app;

  -- Whether a report was put to a case decides nothing any more.
  drop trigger marks_reports on concord.report_links;
  drop function concord.mark_linked_reports();
  alter table concord.reports drop column linked;

  alter policy parties_read on concord.report_links using (
    (select concord.sees_every_case())
    or ${mayForAgency('cases.read_asked')}
    or (${may('cases.read_asked')} and exists (
      select from concord.report_readers x
      where x.tenant_id = ${tenant} and x.agency_id = ${ownAgency} and x.report_id = report_links.report_id
        and x.case_id = report_links.case_id)));
  alter policy agency_links_its_own on concord.report_links with check (
    ${mayForAgency('reports.link')} and ${isParty('case_id')});
  alter policy parties_read on concord.incident_reports using (
    ${caseIsReadable('case_id')} and ((select concord.sees_every_case()) or exists (
      select from concord.report_links l
      where l.tenant_id = ${tenant} and l.case_id = incident_reports.case_id and l.report_id = incident_reports.report_id)));
`;
