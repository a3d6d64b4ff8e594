import pg from 'pg';
import { nodeId, parseNodeId } from '#platform/node-ids.js';
import { openingStatements } from '#persistence/session.js';
import { Directory } from '#persistence/directory.js';
import { createDataSource } from '#persistence/data-source.js';
import { actor, agencyIds, type Actor } from '../../support/journey.js';
import { newKey } from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { council, invited, listMembers, police, type MembershipOfList } from './members-world.js';

/** Mina manages the members of the city council in Leicester, and of nobody else. */
let app: TestApp;
let mina: Actor;
let coordinator: Actor;
let administrator: Actor;
let agencies: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  mina = actor(app, 'leicester', 'mina.manager');
  coordinator = actor(app, 'leicester', 'priya.coordinator');
  administrator = actor(app, 'leicester', 'owen.administrator');
  agencies = await agencyIds(coordinator);
}, 60_000);
afterAll(() => app.stop());

async function memberCalled(name: string): Promise<MembershipOfList> {
  const found = (await listMembers(administrator)).find((each) => each.name.startsWith(name));
  if (!found) throw new Error(`${name} is a member.`);
  return found;
}

const invitation = (more: object) => ({
  clientKey: newKey(),
  mail: `${newKey()}@people.example`,
  name: 'Pat',
  roles: ['agency_officer'],
  ...more,
});

describe('an agency’s manager', () => {
  it('sees the members of their own agency, and of no other', async () => {
    const members = await listMembers(mina);
    expect(members.map(({ name }) => name).sort()).toEqual(['Dev Sample', 'Mina Sample']);
    expect(members.every(({ agency }) => agency?.slug === council)).toBe(true);
    const ofPolice = { agencyId: agencies[police] };
    expect(await listMembers(mina, ofPolice)).toEqual([]);
    expect(await listMembers(coordinator, ofPolice)).not.toEqual([]);
  });

  it('sees the invitations to their own agency, and no other', async () => {
    const own = invited(await mina.mutate('inviteMember', invitation({ agencyId: agencies[council] })));
    const other = invited(
      await coordinator.mutate('inviteMember', invitation({ agencyId: agencies[police] })),
    );
    const listed = JSON.stringify(await mina.query('{ invitations(first: 100) { nodes { id } } }'));
    expect(listed).toContain(own.id);
    expect(listed).not.toContain(other.id);
    expect(await mina.mutate('withdrawInvitation', { invitationId: other.id })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await mina.mutate('withdrawInvitation', { invitationId: own.id })).toMatchObject({
      __typename: 'InvitationChanged',
    });
  });

  it('is told of another agency’s member as of one that does not exist', async () => {
    const { id } = await memberCalled('Callum');
    const nobody = nodeId('Membership', '00000000-0000-4000-8000-000000000000');
    for (const membershipId of [id, nobody]) {
      const notFound = { __typename: 'NotFound', message: 'There is no such membership.' };
      expect(await mina.mutate('endMembership', { membershipId, reason: 'Why' })).toMatchObject(notFound);
      const roles = { membershipId, rolesBefore: ['agency_officer'], roles: ['agency_manager'] };
      expect(await mina.mutate('changeMemberRoles', roles)).toMatchObject(notFound);
    }
    expect((await memberCalled('Callum')).endedAt).toBeNull();
  });

  const refusals: readonly (readonly [string, () => object, string])[] = [
    ['to another agency', () => ({ agencyId: agencies[police] }), 'of their own agency only'],
    ['for the partnership itself', () => ({ roles: ['chair'] }), 'of their own agency only'],
    [
      'with a role that reads every case',
      () => ({ agencyId: agencies[council], roles: ['agency_officer', 'chair'] }),
      'gives these roles only: agency_officer, agency_manager',
    ],
    [
      'with the role of the coordinator',
      () => ({ agencyId: agencies[council], roles: ['coordinator'] }),
      'gives these roles only: agency_officer, agency_manager',
    ],
  ];

  it.each(refusals)('invites nobody %s', async (_what, place, message) => {
    const answer = await mina.mutate('inviteMember', invitation(place()));
    expect(answer.__typename).toBe('NotPossibleNow');
    expect(answer.message).toContain(message);
  });

  it('gives an officer the manager’s role and takes it again, and no other', async () => {
    const { id: membershipId } = await memberCalled('Dev');
    const change = (rolesBefore: string[], roles: string[]) =>
      mina.mutate('changeMemberRoles', { membershipId, rolesBefore, roles });
    const both = ['agency_manager', 'agency_officer'];
    expect((await change(['agency_officer'], both))['membership']).toMatchObject({ roles: both });
    expect((await change(['agency_officer'], ['agency_officer'])).message).toContain('have changed since');
    expect((await change(both, ['agency_officer'])).__typename).toBe('MembershipChanged');
    expect((await change(['agency_officer'], ['chair'])).__typename).toBe('NotPossibleNow');
    const own = await memberCalled('Mina');
    const promote = { membershipId: own.id, rolesBefore: own.roles, roles: both };
    expect((await mina.mutate('changeMemberRoles', promote)).message).toBe(
      'These are your own roles: somebody else has to change them.',
    );
  });
});

describe('a coordinator', () => {
  const guarded = 'Only an administrator gives, changes and ends the roles of administrators and auditors.';

  it.each(['administrator', 'auditor'])('neither invites nor makes an %s', async (role) => {
    const answer = await coordinator.mutate('inviteMember', invitation({ roles: [role] }));
    expect(answer).toMatchObject({ __typename: 'NotPossibleNow', message: guarded });
    const { id: membershipId, roles } = await memberCalled('Helen');
    const made = { membershipId, rolesBefore: roles, roles: [...roles, role] };
    expect(await coordinator.mutate('changeMemberRoles', made)).toMatchObject({ message: guarded });
    expect((await administrator.mutate('inviteMember', invitation({ roles: [role] }))).__typename).toBe(
      'InvitationChanged',
    );
  });

  it.each(['Owen', 'Agnes'])('does not end %s, who looks after members or checks them', async (name) => {
    const { id: membershipId } = await memberCalled(name);
    expect(await coordinator.mutate('endMembership', { membershipId, reason: 'Why' })).toMatchObject({
      message: guarded,
    });
  });

  it('invites with a good input only, and is told of everything at once', async () => {
    const bad = { mail: 'kim\u212a@x.example', name: ' ', agencyId: 'x', roles: ['king', 'king'], days: 61 };
    const { problems } = await coordinator.mutate('inviteMember', { clientKey: newKey(), ...bad });
    expect(problems?.map(({ path }) => path)).toEqual([
      'mail',
      'name',
      'agencyId',
      'roles[0]',
      'roles[1]',
      'days',
    ]);
    const officer = await coordinator.mutate('inviteMember', invitation({}));
    expect(officer.problems).toEqual([
      { path: 'agencyId', message: 'is missing: one of the roles acts for an agency.' },
    ]);
  });

  it('invites an address once for an agency, also twice at once', async () => {
    const input = invitation({ agencyId: agencies[police] });
    const send = () => coordinator.mutate('inviteMember', { ...input, clientKey: newKey() });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'InvitationChanged',
      'NotPossibleNow',
      'NotPossibleNow',
    ]);
  });
});

describe('the database, asked past the program as the application’s role', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: app.database.appUrl });
    await client.connect();
  });
  afterAll(() => client.end());

  /** What a statement touched, or the code of its refusal, within a transaction of somebody of Leicester. */
  async function as(subject: string, text: string, values: unknown[] = []): Promise<unknown> {
    const source = createDataSource({ url: app.database.appUrl, applicationName: 'concord test' });
    await source.initialize();
    const issuer = `${app.origin}/identity`;
    const {
      memberships: [member],
    } = await new Directory(source).findMemberships('leicester', { issuer, subject });
    await source.destroy();
    if (!member) throw new Error(`${subject} is no member.`);
    await client.query(openingStatements(member, 'READ COMMITTED'));
    try {
      return (await client.query(text, values)).rowCount;
    } catch (error) {
      return (error as pg.DatabaseError).code;
    } finally {
      await client.query('rollback');
    }
  }

  const uuid = (id: string) => parseNodeId(id)?.id ?? '';
  const give = (role: string) => `update concord.memberships set roles = '{${role}}' where id = $1`;
  const refusedByPolicy = '42501';

  it('lets a manager give the roles of agencies to their own members, and no other to anybody', async () => {
    const [own, other] = [uuid((await memberCalled('Dev')).id), uuid((await memberCalled('Callum')).id)];
    expect(await as('mina.manager', give('agency_manager'), [own])).toBe(1);
    expect(await as('mina.manager', give('coordinator'), [own])).toBe(refusedByPolicy);
    expect(await as('mina.manager', give('agency_manager'), [other])).toBe(0);
  });

  it('lets a coordinator make no administrator, and touch none', async () => {
    const [chair, administers] = [
      uuid((await memberCalled('Helen')).id),
      uuid((await memberCalled('Owen')).id),
    ];
    expect(await as('priya.coordinator', give('board_reader'), [chair])).toBe(1);
    expect(await as('priya.coordinator', give('administrator'), [chair])).toBe(refusedByPolicy);
    expect(await as('priya.coordinator', give('chair'), [administers])).toBe(0);
    expect(await as('owen.administrator', give('administrator'), [chair])).toBe(1);
  });

  it('lets others leave and do nothing else with a membership', async () => {
    const own = uuid((await memberCalled('Helen')).id);
    expect(await as('helen.chair', give('coordinator'), [own])).toBe(refusedByPolicy);
    const leave = 'update concord.memberships set ended_at = now(), ended_by = $1 where id = $1';
    expect(await as('helen.chair', leave, [own])).toBe(1);
    expect(await as('helen.chair', leave, [uuid((await memberCalled('Dev')).id)])).toBe(0);
  });
});
