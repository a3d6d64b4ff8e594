import type { MigrationInterface, QueryRunner } from 'typeorm';
import { may, mayForAgency } from './permitted.js';
import { behindTenantWall } from './tenant-table.js';

const ownAgency = '(select concord.agency_id())';
const tenant = '(select concord.tenant_id())';

/**
 * Agencies share records under agreements: who is party and on what basis, which report is open to whom and how far, and
 * until when.
 */
export class Sharing1764000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(clock);
    await runner.query(agreements);
    await runner.query(grants);
    for (const table of ['sharing_agreements', 'sharing_agreement_parties', 'record_grants'])
      await runner.query(behindTenantWall(`concord.${table}`));
    await runner.query(policies);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** Whether an agreement is in force is told by the clock of whoever asks, as every other day of the partnership is. */
const clock = `
  create function concord.now() returns timestamptz
    language sql stable parallel safe set search_path = '' as $$
    select coalesce(nullif(pg_catalog.current_setting('concord.now', true), '')::timestamptz, pg_catalog.now()) $$;
  comment on function concord.now() is 'The moment at which the transaction was opened, by the clock of whoever opened it.';

  create function concord.open_session_at(
    tenant uuid, membership uuid, member_user uuid, member_agency uuid, named_roles text, named_permissions text,
    actor_name text, at timestamptz)
    returns uuid
    language plpgsql volatile security definer set search_path = '' as $$
  begin
    perform pg_catalog.set_config('concord.now', at::text, true);
    return concord.open_session(tenant, membership, member_user, member_agency, named_roles, named_permissions, actor_name);
  end $$;
  comment on function concord.open_session_at(uuid, uuid, uuid, uuid, text, text, text, timestamptz) is
    'As open_session, at a moment: agreements and grants are in force by it.';
  grant execute on function concord.now(), concord.open_session_at(uuid, uuid, uuid, uuid, text, text, text, timestamptz)
    to concord_app, concord_worker;
`;

const agreements = `
  create table concord.sharing_agreements (
    tenant_id uuid not null,
    id uuid not null,
    title text not null,
    purpose text not null,
    record_classes text[] not null,
    field_groups text[] not null,
    highest_level smallint not null generated always as (1 + pg_catalog.cardinality(field_groups)) stored,
    coordinator_level smallint not null,
    party_level smallint not null,
    starts_on date not null,
    review_on date not null,
    expires_on date not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    leaves_stub boolean not null,
    recorded_by uuid,
    recorded_at timestamptz not null,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawn_reason text,
    constraint sharing_agreements_pkey primary key (tenant_id, id),
    constraint sharing_agreements_title_key unique (tenant_id, title),
    constraint sharing_agreements_classes_check check (record_classes <@ array['REPORT'] and record_classes <> '{}'),
    constraint sharing_agreements_groups_check check (field_groups in (
      '{}', array['ATTESTATION'], array['ATTESTATION', 'CONTENT'], array['ATTESTATION', 'CONTENT', 'IDENTITIES'])),
    constraint sharing_agreements_days_check check (starts_on <= review_on and review_on <= expires_on),
    constraint sharing_agreements_levels_check check (
      coordinator_level between 1 and 1 + pg_catalog.cardinality(field_groups)
      and party_level between 0 and 1 + pg_catalog.cardinality(field_groups))
  );
  comment on table concord.sharing_agreements is
    'What agencies of the partnership agreed to share with whom, for what, and until when.';
  comment on column concord.sharing_agreements.field_groups is
    'Of a report, beside that it exists: counts, dates and category; its content; who is in it. None without the one before.';
  comment on column concord.sharing_agreements.coordinator_level is
    'How far a report that is put to a case is open to the coordinator, unless its agency says otherwise: 1 locator, 2 attested, 3 content, 4 content with identities.';
  comment on column concord.sharing_agreements.party_level is 'The same for the other agencies of the case; 0: not at all.';
  comment on column concord.sharing_agreements.leaves_stub is
    'Whether an agency that leaves a case keeps its reference, dates and outcome.';

  create table concord.sharing_agreement_parties (
    tenant_id uuid not null,
    agreement_id uuid not null,
    agency_id uuid not null,
    regime text not null,
    gateways text[] not null,
    article_6 text,
    special_category_condition text,
    criminal_offence_condition text,
    left_by uuid,
    left_at timestamptz,
    left_reason text,
    seat uuid not null default pg_catalog.gen_random_uuid(),
    constraint sharing_agreement_parties_pkey primary key (tenant_id, agreement_id, agency_id),
    constraint sharing_agreement_parties_seat_key unique (tenant_id, seat),
    constraint sharing_agreement_parties_agreement_fkey
      foreign key (tenant_id, agreement_id) references concord.sharing_agreements (tenant_id, id),
    constraint sharing_agreement_parties_agency_fkey
      foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id),
    constraint sharing_agreement_parties_regime_check check (regime in ('UK_GDPR', 'LAW_ENFORCEMENT')),
    constraint sharing_agreement_parties_basis_check check (
      case regime when 'UK_GDPR' then article_6 in (
        'CONTRACT', 'LEGAL_OBLIGATION', 'VITAL_INTERESTS', 'PUBLIC_TASK', 'LEGITIMATE_INTERESTS') is true
      else article_6 is null end),
    constraint sharing_agreement_parties_gateways_check check (gateways <> '{}')
  );
  create index sharing_agreement_parties_agency on concord.sharing_agreement_parties (tenant_id, agency_id);
  comment on table concord.sharing_agreement_parties is
    'An agency of an agreement and the law it rests on. Consent is no basis: a review is a duty.';
  comment on column concord.sharing_agreement_parties.seat is
    'One name for agency and agreement, by which what was opened between two seats is known.';
`;

const grants = `
  alter table concord.case_people add column sharing_objection text;
  comment on column concord.case_people.sharing_objection is
    'What they do not want shared, and why. A wish and no veto: the bodies share as a duty.';

  create table concord.record_grants (
    tenant_id uuid not null,
    id uuid not null,
    agreement_id uuid not null,
    case_id uuid not null,
    report_id uuid not null,
    owner_agency_id uuid not null,
    audience text not null,
    agency_id uuid,
    level smallint not null,
    until_at timestamptz,
    despite text,
    given_by uuid not null,
    given_at timestamptz not null,
    revoked_by uuid,
    revoked_at timestamptz,
    revoked_reason text,
    constraint record_grants_pkey primary key (tenant_id, id),
    constraint record_grants_case_key unique (tenant_id, case_id, id),
    constraint record_grants_party_fkey foreign key (tenant_id, agreement_id, owner_agency_id)
      references concord.sharing_agreement_parties (tenant_id, agreement_id, agency_id),
    constraint record_grants_link_fkey
      foreign key (tenant_id, case_id, report_id) references concord.report_links (tenant_id, case_id, report_id),
    constraint record_grants_report_fkey
      foreign key (tenant_id, owner_agency_id, report_id) references concord.reports (tenant_id, agency_id, id),
    constraint record_grants_agency_fkey foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id),
    constraint record_grants_audience_check check (
      audience in ('COORDINATOR', 'OTHER_AGENCIES', 'AGENCY') and (audience = 'AGENCY') = (agency_id is not null)),
    constraint record_grants_level_check check (level between 1 and 4)
  );
  create unique index record_grants_one_each
    on concord.record_grants (tenant_id, case_id, report_id, audience, agency_id) nulls not distinct where revoked_at is null;
  create index record_grants_report on concord.record_grants (tenant_id, report_id);
  create index record_grants_agreement on concord.record_grants (tenant_id, agreement_id, owner_agency_id);
  comment on table concord.record_grants is
    'One report, in one case, opened by its agency to the coordinator, the other agencies of the case, or one of them.';
  comment on column concord.record_grants.level is
    '1 locator: that it exists and who holds it; 2 attested: dates and category too; 3 content; 4 content with identities.';
  comment on column concord.record_grants.despite is 'Why it is shared although somebody whom it is about objects.';
`;

const inForce = `exists (
    select from concord.sharing_agreements s
    join concord.sharing_agreement_parties p on p.tenant_id = s.tenant_id and p.agreement_id = s.id
    where s.tenant_id = ${tenant} and s.id = record_grants.agreement_id and p.agency_id = record_grants.owner_agency_id
      and p.left_at is null and s.withdrawn_at is null and record_grants.level <= s.highest_level
      and s.starts_at <= (select concord.now()) and s.ends_at > (select concord.now()))`;

const gives = `(${mayForAgency('grants.give', 'owner_agency_id')} or ${mayForAgency('reports.link', 'owner_agency_id')})`;

// The partnership is looked at first: without one, a visitor's empty answer would read as "no agreements".
const isMember =
  'case when (select concord.tenant_id()) is not null then (select concord.user_id()) is not null end';

const policies = `
  create policy members_read on concord.sharing_agreements for select using (${isMember});
  create policy members_read on concord.sharing_agreement_parties for select using (${isMember});
  create policy recorded_as_signed on concord.sharing_agreements for insert
    with check (${may('agreements.record')} and withdrawn_at is null);
  create policy recorded_as_signed on concord.sharing_agreement_parties for insert
    with check (${may('agreements.record')} and left_at is null);
  create policy withdrawn_for_good on concord.sharing_agreements for update
    using (${may('agreements.withdraw')} and withdrawn_at is null)
    with check (${may('agreements.withdraw')} and withdrawn_at is not null);
  create policy left_by_agency on concord.sharing_agreement_parties for update
    using (${mayForAgency('agreements.leave')} and left_at is null)
    with check (${mayForAgency('agreements.leave')} and left_at is not null);
  grant select, insert on concord.sharing_agreements, concord.sharing_agreement_parties to concord_app;
  grant update (withdrawn_by, withdrawn_at, withdrawn_reason) on concord.sharing_agreements to concord_app;
  grant update (left_by, left_at, left_reason) on concord.sharing_agreement_parties to concord_app;

  create policy owner_or_lead_reads on concord.record_grants for select using (
    ${gives} or (${may('grants.see')} and ((select concord.sees_every_case()) or owner_agency_id = ${ownAgency})));
  create policy agency_shares_its_own on concord.record_grants for insert
    with check (${gives} and given_by = (select concord.user_id()) and revoked_at is null and ${inForce});
  create policy agency_revokes_its_own on concord.record_grants for update
    using (${gives} and revoked_at is null) with check (${gives} and revoked_at is not null);
  grant select, insert on concord.record_grants to concord_app;
  grant update (revoked_by, revoked_at, revoked_reason) on concord.record_grants to concord_app;
`;
