import { adminSql } from '../../support/case-record.js';
import {
  council,
  health,
  listMembers,
  noMember,
  police,
  startMembersWorld,
  told,
  viewer,
  type MembersWorld,
} from './members-world.js';

let world: MembersWorld;
beforeAll(async () => (world = await startMembersWorld()), 60_000);
afterAll(() => world.stop());

let people = 0;
/** Somebody new, with an address of their own. */
function somebody(): { subject: string; mail: string } {
  people += 1;
  return { subject: `person-${String(people)}`, mail: `person.${String(people)}@police.example` };
}

const officerOf = (mail: string, agency = police) => ({
  mail,
  name: 'Pat Invited',
  agencyId: world.agencies[agency],
  roles: ['agency_officer'],
});
const verified = (email: string) => ({ email, email_verified: true });

/** How many people the deployment knows, and how many memberships there are. */
async function countPeople(): Promise<unknown> {
  const [row] = await adminSql(
    world.app,
    `select (select count(*)::int from directory.users) as users,
       (select count(*)::int from concord.memberships) as memberships,
       (select count(*)::int from concord.invitations where accepted_at is not null) as accepted`,
  );
  return row;
}

describe('somebody who was invited', () => {
  it('is a member from the first request that names the address, and stays one without it', async () => {
    const { subject, mail } = somebody();
    const invitation = await world.invite(officerOf(mail.toUpperCase()));
    expect(invitation).toMatchObject({
      mail,
      state: 'OPEN',
      roles: ['agency_officer'],
      agency: { slug: police },
    });
    const token = await world.policeIssuer.token(subject, verified(mail));
    expect((await world.ask(token)).data).toEqual({
      viewer: { name: 'Pat Invited', roles: ['agency_officer'], agency: { slug: police } },
    });
    expect((await world.ask(await world.policeIssuer.token(subject))).status).toBe(200);
    const member = (await listMembers(world.coordinator)).find((each) => each.mail === mail);
    expect(member).toMatchObject({ name: 'Pat Invited', roles: ['agency_officer'], endedAt: null });
    const open = await world.coordinator.query('{ invitations(first: 100) { nodes { mail } } }');
    expect(JSON.stringify(open)).not.toContain(mail);
  });

  it('stands in the audit trail under the membership that it made', async () => {
    const { subject, mail } = somebody();
    await world.invite(officerOf(mail));
    await world.ask(await world.policeIssuer.token(subject, verified(mail)));
    const rows = await adminSql(
      world.app,
      `select e.kind, e.subject_type, e.subject_ids = array[m.id, i.id] as "isOfBoth" from concord.audit_entries e
       join concord.memberships m on e.actor = 'member:' || m.id
       join concord.invitations i on i.membership_id = m.id
       where e.action = 'INVITATION_ACCEPTED' and i.mail = $1`,
      [mail],
    );
    expect(rows).toEqual([{ kind: 'ALTERATION', subject_type: 'MEMBERSHIP', isOfBoth: true }]);
  });

  it('to an agency whose provider names the address in another claim is bound by that claim alone', async () => {
    const { subject, mail } = somebody();
    await world.invite(officerOf(mail, council));
    expect(told(await world.ask(await world.councilIssuer.token(subject, verified(mail))))).toEqual(noMember);
    expect((await world.ask(await world.councilIssuer.token(subject, { upn: mail }))).status).toBe(200);
  });

  it('to an agency without a provider of its own signs in at the one that speaks for everybody', async () => {
    await world.invite({ ...officerOf('noor.newcomer@people.example', health), name: 'Noor' });
    expect((await world.app.ask('leicester', viewer, { as: 'noor.newcomer' })).data).toEqual({
      viewer: { name: 'Noor', roles: ['agency_officer'], agency: { slug: health } },
    });
  });

  it('is a second time under another role, and then has to say which', async () => {
    const { subject, mail } = somebody();
    await world.invite(officerOf(mail));
    const token = await world.policeIssuer.token(subject, verified(mail));
    expect((await world.ask(token)).status).toBe(200);
    await world.invite({ mail: 'callum.police@people.example', name: 'Callum', roles: ['chair'] });
    const choose = await world.ask(await world.app.token('callum.police'));
    expect(told(choose)).toEqual([400, 'MEMBERSHIP_REQUIRED']);
    const offered = choose.errors?.[0]?.extensions['memberships'] as {
      membershipId: string;
      roles: string[];
    }[];
    expect(offered.map(({ roles }) => roles).sort()).toEqual([['agency_officer'], ['chair']]);
    for (const { membershipId, roles } of offered) {
      const { data } = await world.ask(
        await world.app.token('callum.police'),
        '{ viewer { roles memberships { membershipId roles isInUse agency { slug } } } }',
        { 'concord-membership': membershipId },
      );
      expect(data?.['viewer']).toMatchObject({ roles });
      const { memberships } = data?.['viewer'] as {
        memberships: { membershipId: string; isInUse: boolean }[];
      };
      expect(memberships.map((each) => each.membershipId).sort()).toEqual(
        offered.map((each) => each.membershipId).sort(),
      );
      expect(memberships.filter((each) => each.isInUse).map((each) => each.membershipId)).toEqual([
        membershipId,
      ]);
    }
  });
});

describe('nobody is bound', () => {
  /** Each with an invitation to the police, open unless told, and a token that should not do. */
  const attempts: readonly (readonly [
    string,
    (person: { subject: string; mail: string }) => Promise<string>,
  ])[] = [
    [
      'by an address that is not verified',
      ({ subject, mail }) => world.policeIssuer.token(subject, { email: mail }),
    ],
    [
      'by an address that is verified as a word',
      ({ subject, mail }) => world.policeIssuer.token(subject, { email: mail, email_verified: 'true' }),
    ],
    [
      'by another claim than the provider’s',
      ({ subject, mail }) => world.policeIssuer.token(subject, { upn: mail, preferred_username: mail }),
    ],
    [
      'by another address',
      ({ subject }) => world.policeIssuer.token(subject, verified('else@police.example')),
    ],
    [
      'by an address whose letters only look alike',
      // A Kelvin sign becomes a plain k when it is made small.
      ({ subject, mail }) =>
        world.policeIssuer.token(subject, verified(mail.replace('police', 'police').replace('k', '\u212a'))),
    ],
    ['without an address', ({ subject }) => world.policeIssuer.token(subject)],
    [
      'by several addresses at once',
      ({ subject, mail }) => world.policeIssuer.token(subject, { email: [mail], email_verified: true }),
    ],
    [
      'by the provider of another agency',
      ({ subject, mail }) => world.councilIssuer.token(subject, { ...verified(mail), upn: mail }),
    ],
  ];

  it.each(attempts)('%s', async (_what, tokenOf) => {
    const person = { ...somebody(), mail: `kim.${String(people)}@police.example` };
    await world.invite(officerOf(person.mail));
    const before = await countPeople();
    expect(told(await world.ask(await tokenOf(person)))).toEqual(noMember);
    expect(await countPeople()).toEqual(before);
    // The same invitation is good with the right token.
    expect(
      (await world.ask(await world.policeIssuer.token(person.subject, verified(person.mail)))).status,
    ).toBe(200);
  });

  it('by the provider for everybody, where the agency has one of its own', async () => {
    const mail = 'noor.newcomer@people.example';
    await world.invite(officerOf(mail));
    const before = await countPeople();
    const answer = await world.app.ask('leicester', viewer, { as: 'noor.newcomer' });
    expect(answer.data?.['viewer']).not.toMatchObject({ agency: { slug: police } });
    expect(await countPeople()).toEqual(before);
  });

  it('for the partnership itself by the provider of an agency', async () => {
    const { subject, mail } = somebody();
    await world.invite({ mail, name: 'Pat', roles: ['chair'] });
    expect(told(await world.ask(await world.policeIssuer.token(subject, verified(mail))))).toEqual(noMember);
  });

  it('after the invitation has expired, to the moment', async () => {
    const [early, late] = [somebody(), somebody()];
    for (const { mail } of [early, late]) await world.invite({ ...officerOf(mail), days: 1 });
    const tokenOf = ({ subject, mail }: typeof early) => world.policeIssuer.token(subject, verified(mail));
    world.app.clock.moveTo('2026-03-03T09:59:59Z');
    expect((await world.ask(await tokenOf(early))).status).toBe(200);
    world.app.clock.moveTo('2026-03-03T10:00:00Z');
    expect(told(await world.ask(await tokenOf(late)))).toEqual(noMember);
    const { invitations } = await world.coordinator.query(
      '{ invitations(first: 100) { nodes { mail state } } }',
    );
    expect((invitations as { nodes: object[] }).nodes).toContainEqual({ mail: late.mail, state: 'EXPIRED' });
    // It makes room for another one.
    await world.invite(officerOf(late.mail));
    expect((await world.ask(await tokenOf(late))).status).toBe(200);
  });

  it('after the invitation was withdrawn', async () => {
    const { subject, mail } = somebody();
    const { id: invitationId } = await world.invite(officerOf(mail));
    const withdraw = () => world.coordinator.mutate('withdrawInvitation', { invitationId });
    expect((await withdraw())['invitation']).toMatchObject({ state: 'WITHDRAWN' });
    expect(told(await world.ask(await world.policeIssuer.token(subject, verified(mail))))).toEqual(noMember);
    expect(await withdraw()).toMatchObject({ __typename: 'NotPossibleNow' });
  });

  it('after another has accepted the invitation, however the address came to them', async () => {
    const [first, second] = [somebody(), somebody()];
    const claims = verified(first.mail);
    await world.invite(officerOf(first.mail));
    expect((await world.ask(await world.policeIssuer.token(first.subject, claims))).status).toBe(200);
    expect(told(await world.ask(await world.policeIssuer.token(second.subject, claims)))).toEqual(noMember);
  });

  it('in another partnership than the one that invited', async () => {
    await world.invite({ mail: 'ruth.coordinator@people.example', name: 'Ruth', roles: ['board_reader'] });
    const elsewhere = await world.app.ask('north-yorkshire', viewer, { as: 'ruth.coordinator' });
    expect(elsewhere.data?.['viewer']).toMatchObject({ roles: ['coordinator'] });
    const here = await world.app.ask('leicester', viewer, { as: 'ruth.coordinator' });
    expect(here.data?.['viewer']).toMatchObject({ roles: ['board_reader'] });
  });
});

describe('two at once', () => {
  it('of one person are bound once, and both let in', async () => {
    const { subject, mail } = somebody();
    await world.invite(officerOf(mail));
    const token = await world.policeIssuer.token(subject, verified(mail));
    const answers = await Promise.all(Array.from({ length: 6 }, () => world.ask(token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const rows = await adminSql(
      world.app,
      `select m.id from concord.memberships m join directory.users u on u.id = m.user_id where u.subject = $1`,
      [subject],
    );
    expect(rows).toHaveLength(1);
  });

  it('of two people with one address let in one', async () => {
    const { mail } = somebody();
    await world.invite(officerOf(mail));
    const tokens = await Promise.all(
      ['twin-a', 'twin-b', 'twin-c'].map((subject) => world.policeIssuer.token(subject, verified(mail))),
    );
    const answers = await Promise.all(tokens.map((token) => world.ask(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });
});
