import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall } from './tenant-table.js';

/** A partnership: its words, dated rules, agencies, area teams, and the people who work in it. */
export class Partnerships1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.partnerships (
        tenant_id uuid not null,
        slug text not null,
        name text not null,
        reference_prefix text not null,
        words jsonb not null,
        area jsonb not null,
        published_figures jsonb,
        constraint partnerships_pkey primary key (tenant_id)
      );
      comment on table concord.partnerships is 'What a partnership says of itself in public.';

      create table concord.policy_versions (
        tenant_id uuid not null,
        id uuid not null,
        in_force_from date,
        digest text not null,
        document jsonb not null,
        applied_at timestamptz not null,
        constraint policy_versions_pkey primary key (tenant_id, id),
        constraint policy_versions_in_force_from_key unique nulls not distinct (tenant_id, in_force_from)
      );
      comment on table concord.policy_versions is
        'A partnership''s rules from a date on; the first may leave the date out. A version that a case was opened with never changes.';

      create table concord.agencies (
        tenant_id uuid not null,
        id uuid not null,
        slug text not null,
        name text not null,
        kind text not null,
        organisation_id uuid,
        duties text[] not null,
        constraint agencies_pkey primary key (tenant_id, id),
        constraint agencies_slug_key unique (tenant_id, slug),
        constraint agencies_kind_check
          check (kind in ('police', 'council', 'housing_provider', 'health', 'policing_body', 'other')),
        constraint agencies_duties_check check (duties <@ array['appeal', 'oversight'])
      );
      comment on table concord.agencies is 'An organisation''s place in one partnership.';

      create table concord.area_teams (
        tenant_id uuid not null,
        id uuid not null,
        slug text not null,
        name text not null,
        districts text[] not null,
        constraint area_teams_pkey primary key (tenant_id, id),
        constraint area_teams_slug_key unique (tenant_id, slug)
      );
      comment on table concord.area_teams is 'Teams (hubs) for some districts of a partnership, who keep applicants informed.';

      create table concord.memberships (
        tenant_id uuid not null,
        id uuid not null,
        user_id uuid not null,
        agency_id uuid,
        roles text[] not null,
        ended_at timestamptz,
        constraint memberships_pkey primary key (tenant_id, id),
        constraint memberships_user_agency_key unique nulls not distinct (tenant_id, user_id, agency_id),
        constraint memberships_agency_fkey foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id),
        constraint memberships_roles_check check (
          cardinality(roles) > 0 and roles <@ array[
            'coordinator', 'agency_officer', 'chair', 'policing_body', 'board_reader', 'administrator']),
        constraint memberships_officer_has_agency check (not ('agency_officer' = any (roles)) or agency_id is not null)
      );
      comment on table concord.memberships is 'A user''s roles in one partnership, with the agency they act for, if any.';

      create table concord.trusted_issuers (
        tenant_id uuid not null,
        id uuid not null,
        issuer text not null,
        agency_id uuid,
        constraint trusted_issuers_pkey primary key (tenant_id, id),
        constraint trusted_issuers_issuer_agency_key unique nulls not distinct (tenant_id, issuer, agency_id),
        constraint trusted_issuers_agency_fkey
          foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id)
      );
      comment on table concord.trusted_issuers is
        'Which issuer may vouch for members of this partnership: of every agency (null) or of one.';
    `);
    for (const table of [
      'partnerships',
      'policy_versions',
      'agencies',
      'area_teams',
      'memberships',
      'trusted_issuers',
    ])
      await runner.query(behindTenantWall(`concord.${table}`));
    await runner.query(`
      create policy everyone_reads on concord.partnerships for select using (true);
      create policy everyone_reads on concord.policy_versions for select using (true);
      create policy everyone_reads on concord.agencies for select using (true);
      create policy everyone_reads on concord.area_teams for select using (true);
      create policy own_or_coordinator_reads on concord.memberships for select using (
        user_id = (select concord.user_id())
        or (select concord.has_role('coordinator')) or (select concord.has_role('administrator')));

      grant select on concord.partnerships, concord.policy_versions, concord.agencies, concord.area_teams,
        concord.memberships to concord_app, concord_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
