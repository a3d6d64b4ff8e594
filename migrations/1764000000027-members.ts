import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bindingInvitations, signInTerms } from './members/binding.js';
import { invitations } from './members/invitations.js';
import { readingMembers, whatRolesMay, whoChangesMemberships } from './members/memberships.js';
import { renewals } from './members/renewals.js';
import { behindTenantWall } from './tenant-table.js';

const columns = `
  alter table concord.memberships
    add column since timestamptz,
    add column ended_by uuid,
    add column ended_reason text;
  alter table concord.memberships no force row level security;
  -- The id says when it was made, where it is one of version 7.
  update concord.memberships set since = case substr(id::text, 15, 1)
    when '7' then to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
    else now() end;
  alter table concord.memberships force row level security;
  alter table concord.memberships
    alter column since set not null,
    alter column since set default now(),
    drop constraint memberships_user_agency_key;
  create unique index memberships_user_agency_key on concord.memberships (tenant_id, user_id, agency_id)
    nulls not distinct where ended_at is null;
  create index memberships_newest on concord.memberships (tenant_id, since desc, id desc);
  comment on column concord.memberships.ended_by is 'The membership under which it was ended; its own where somebody left.';

  alter table concord.trusted_issuers
    add column mail_claim text,
    add column acr text[] not null default '{}',
    add column amr text[] not null default '{}';
  comment on column concord.trusted_issuers.mail_claim is
    'The claim of a token that holds the person''s mail address; none: nobody is bound to an invitation through this issuer.';
  comment on column concord.trusted_issuers.acr is 'A token must name one of these in acr; empty: any, or none.';
  comment on column concord.trusted_issuers.amr is 'A token must name all of these in amr.';

  alter table directory.issuers add column trust_version uuid not null default pg_catalog.gen_random_uuid();
  comment on column directory.issuers.trust_version is
    'Another one after every change of what partnerships trust the issuer with. Kept by triggers.';

  alter table concord.partnerships add column members_version uuid not null default pg_catalog.gen_random_uuid();
  comment on column concord.partnerships.members_version is
    'Another one after every change of who is a member and whom its issuers may vouch for. Kept by triggers.';
`;

/**
 * People are invited, bound to (issuer, subject) when they first sign in, seen in a list and ended. An issuer is trusted
 * with what a partnership's file says: where the mail address stands, and how surely a person must have signed in.
 */
export class Members1764000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
    await runner.query(whatRolesMay);
    await runner.query(invitations);
    await runner.query(behindTenantWall('concord.invitations'));
    await runner.query(whoChangesMemberships);
    await runner.query(readingMembers);
    await runner.query(renewals);
    await runner.query(signInTerms);
    await runner.query(bindingInvitations);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
