import { newId } from '#platform/ids.js';
import { nodeId, parseNodeId } from '#platform/node-ids.js';
import type { PartnershipOfTest } from '../access/two-partnerships.js';
import { adminSql } from '../support/case-record.js';
import { actor } from '../support/journey.js';
import { newKey } from '../support/review-case.js';
import type { TestApp } from '../support/running-app.js';

/**
 * People of the asked agency: one who waits to be bound, one who was bound and is a member, and one who was ended; and a
 * program of it.
 */
export async function fillMembers(app: TestApp, of: PartnershipOfTest, word: string): Promise<void> {
  const mail = (name: string) => `${name}@${word.toLowerCase()}.example`;
  const invite = async (name: string) => {
    const made = await actor(app, of.slug, of.people.coordinator).mutate('inviteMember', {
      clientKey: newKey(),
      mail: mail(name),
      name: `${name} ${word}`,
      agencyId: of.ids.Agency,
      roles: ['agency_officer'],
    });
    return parseNodeId((made['invitation'] as { id: string }).id)?.id ?? '';
  };
  await invite('waiting');
  await accept(app, await invite('standing'));
  await addProgram(app, of, word);
  const ended = await accept(app, await invite('former'));
  await adminSql(
    app,
    'update concord.memberships set ended_at = $2::timestamptz, ended_by = id, ended_reason = $3 where id = $1',
    [ended, app.clock.now().toString(), `Moved away from ${word} Street`],
  );
}

/** The key under which a partnership's program was registered. */
export const programKeyOf = (slug: string) => `${slug}-program-key`;

/** A program of the asked agency, by the provider of the demo people. */
export function programOf(app: TestApp, of: PartnershipOfTest, word: string): object {
  return {
    clientKey: programKeyOf(of.slug),
    name: `Importer of ${word}`,
    agencyId: of.ids.Agency,
    issuer: `${app.origin}/identity`,
    subject: `importer-${word.toLowerCase()}`,
    scopes: ['record_reports'],
    endsOn: '2096-01-01',
  };
}

async function addProgram(app: TestApp, of: PartnershipOfTest, word: string): Promise<void> {
  const administrator = actor(app, of.slug, of.people.administrator);
  const made = await administrator.mutate('registerServiceAccount', programOf(app, of, word));
  if (made.__typename !== 'MembershipChanged') throw new Error(JSON.stringify(made));
}

/** As the first sign-in of the invited would do it. */
async function accept(app: TestApp, invitationId: string): Promise<string> {
  const [userId, membershipId] = [newId(), newId()];
  await adminSql(
    app,
    `with person as (
       insert into directory.users (id, issuer, subject, display_name)
       select $2::uuid, $4, $5, display_name from concord.invitations where id = $1),
     made as (
       insert into concord.memberships (tenant_id, id, user_id, agency_id, roles, since)
       select tenant_id, $3::uuid, $2::uuid, agency_id, roles, invited_at from concord.invitations where id = $1 returning id)
     update concord.invitations i set accepted_at = invited_at, membership_id = made.id from made where i.id = $1`,
    [invitationId, userId, membershipId, `${app.origin}/identity`, userId],
  );
  return membershipId;
}

/** The member of the asked agency who was bound and stands, by the mail address of the invitation. */
export async function standingMember(app: TestApp, word: string): Promise<string> {
  const [row] = await adminSql<{ id: string }>(
    app,
    'select membership_id as id from concord.invitations where mail = $1',
    [`standing@${word.toLowerCase()}.example`],
  );
  return nodeId('Membership', row?.id ?? '');
}

/** The membership of a demo person in a partnership. */
export async function membershipOf(app: TestApp, slug: string, subject: string): Promise<string> {
  const [row] = await adminSql<{ id: string }>(
    app,
    `select m.id from concord.memberships m join directory.users u on u.id = m.user_id
     join directory.partnerships p on p.tenant_id = m.tenant_id where p.slug = $1 and u.subject = $2`,
    [slug, subject],
  );
  return row?.id ?? '';
}
