import { may, mayForAgency } from '../permitted.js';
import { areOfAgencies, mayGive } from './giving-roles.js';

/** The table of invitations: for whom, as what, by whom, and how each ended. */
export const invitations = `
  create table concord.invitations (
    tenant_id uuid not null,
    id uuid not null,
    mail text not null,
    display_name text not null,
    agency_id uuid,
    roles text[] not null,
    invited_by uuid not null,
    invited_by_name text not null,
    invited_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    membership_id uuid,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    constraint invitations_pkey primary key (tenant_id, id),
    constraint invitations_agency_fkey foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id),
    constraint invitations_invited_by_fkey
      foreign key (tenant_id, invited_by) references concord.memberships (tenant_id, id),
    constraint invitations_membership_fkey
      foreign key (tenant_id, membership_id) references concord.memberships (tenant_id, id),
    constraint invitations_withdrawn_by_fkey
      foreign key (tenant_id, withdrawn_by) references concord.memberships (tenant_id, id),
    constraint invitations_mail_check check (mail ~ '^[!-~]+$' and mail = lower(mail)),
    constraint invitations_roles_check check (cardinality(roles) > 0),
    constraint invitations_expires_check check (expires_at > invited_at),
    constraint invitations_accepted_check check ((accepted_at is null) = (membership_id is null)),
    constraint invitations_ends_once_check check (accepted_at is null or withdrawn_at is null)
  );
  comment on table concord.invitations is
    'Who was asked to become a member, by which mail address, and how that ended. The address is ASCII in small letters: two that look alike are one or two, never in doubt.';
  create unique index invitations_open_key on concord.invitations (tenant_id, mail, agency_id) nulls not distinct
    where accepted_at is null and withdrawn_at is null;
  create index invitations_newest on concord.invitations (tenant_id, invited_at desc, id desc);
  create index invitations_by_membership on concord.invitations (tenant_id, membership_id) where membership_id is not null;
  create index invitations_by_inviter on concord.invitations (tenant_id, invited_by);

  create trigger checks_roles before insert or update of roles, agency_id on concord.invitations
    for each row execute function concord.check_membership_roles();

  create policy members_read on concord.invitations for select using (${may('members.read')});
  create policy manager_reads on concord.invitations for select using (${mayForAgency('agency_members.manage')});
  -- Nobody invites with a right that they could not give.
  create policy members_invite on concord.invitations for insert to concord_app with check (
    'member:' || invited_by = (select concord.actor()) and ${may('members.invite')} and ${mayGive});
  create policy manager_invites on concord.invitations for insert to concord_app with check (
    'member:' || invited_by = (select concord.actor()) and ${mayForAgency('agency_members.manage')}
    and ${areOfAgencies});
  create policy members_withdraw on concord.invitations for update to concord_app
    using (accepted_at is null and withdrawn_at is null and ${may('members.invite')} and ${mayGive})
    with check (withdrawn_at is not null and 'member:' || withdrawn_by = (select concord.actor()));
  create policy manager_withdraws on concord.invitations for update to concord_app
    using (accepted_at is null and withdrawn_at is null and ${mayForAgency('agency_members.manage')})
    with check (withdrawn_at is not null and 'member:' || withdrawn_by = (select concord.actor()));
  grant select, insert, update (withdrawn_at, withdrawn_by) on concord.invitations to concord_app;
`;
