import { nodeId } from '#platform/node-ids.js';
import { startBeside } from '../../access/outside-issuer.js';
import { CasePlayer, type PlayedCase } from '../../live/case-player.js';
import { followNow, type LiveStream } from '../../live/live-client.js';
import { adminSql } from '../../support/case-record.js';
import { actor, agencyIds, readCase, type Actor } from '../../support/journey.js';
import { newKey } from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { listMembers, type MembershipOfList } from './members-world.js';

/** So long that no check by the clock ends a stream here: what ends it is the change. */
const never = 3_600_000;

let app: TestApp;
let played: PlayedCase;
let coordinator: Actor;
let administrator: Actor;

beforeAll(async () => {
  app = await startTestApp({ live: { membershipCheckMs: never, heartbeatMs: never } });
  coordinator = actor(app, 'leicester', 'priya.coordinator');
  administrator = actor(app, 'leicester', 'owen.administrator');
  played = await (await CasePlayer.of(app, 'leicester')).apply();
}, 60_000);
afterAll(() => app.stop());
afterEach(async () => {
  await adminSql(
    app,
    `update concord.memberships m set ended_at = null, roles = '{agency_officer}' from directory.users u
     where u.id = m.user_id and u.subject = 'dev.council'`,
  );
});

const who = { as: 'dev.council' };

async function membershipOf(name: string): Promise<MembershipOfList> {
  const found = (await listMembers(administrator)).find((each) => each.name.startsWith(name));
  if (!found) throw new Error(`${name} is a member.`);
  return found;
}

/** Something happens in the case that the council may see. */
async function happen(): Promise<string> {
  const { version } = await readCase(coordinator, played.reference);
  const answer = await coordinator.mutate('recordJudgement', {
    caseId: played.id,
    version,
    question: 'dissatisfied_with_response',
    answer: true,
    why: 'The applicant wrote again.',
  });
  return answer.__typename;
}

/** Every item of a stream up to its end, by kind, and how its socket closed. */
async function record(stream: LiveStream): Promise<unknown> {
  const items: string[] = [];
  for (;;) {
    const item = await stream.nextEvent();
    items.push(
      item.__typename === 'CaseEvent' ? String(item['type']) : `${item.__typename} ${String(item['reason'])}`,
    );
    if (item.__typename === 'StreamEnded') break;
  }
  expect((await stream.socket.next()).type).toBe('complete');
  return { items, closing: await stream.socket.closing() };
}

const ended = {
  items: ['JUDGEMENT_RECORDED', 'StreamEnded MEMBERSHIP_ENDED'],
  closing: { code: 4403, reason: 'Membership ended' },
};

describe('the stream of somebody whose membership', () => {
  const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'a coordinator ends',
      async () => {
        const { id: membershipId } = await membershipOf('Dev');
        return coordinator.mutate('endMembership', { membershipId, reason: 'Works elsewhere now.' });
      },
    ],
    [
      'their agency’s manager ends',
      async () => {
        const { id: membershipId } = await membershipOf('Dev');
        const manager = actor(app, 'leicester', 'mina.manager');
        return manager.mutate('endMembership', { membershipId, reason: 'Works elsewhere now.' });
      },
    ],
    [
      'they end themselves',
      async () => {
        const { id: membershipId } = await membershipOf('Dev');
        return actor(app, 'leicester', 'dev.council').mutate('leavePartnership', { membershipId });
      },
    ],
    [
      'is given another role',
      async () => {
        const { id: membershipId } = await membershipOf('Dev');
        const roles = ['agency_manager'];
        return coordinator.mutate('changeMemberRoles', {
          membershipId,
          rolesBefore: ['agency_officer'],
          roles,
        });
      },
    ],
    [
      'the operator ends in the database, and nobody rings',
      () =>
        adminSql(
          app,
          `update concord.memberships m set ended_at = now() from directory.users u
           where u.id = m.user_id and u.subject = 'dev.council'`,
        ),
    ],
  ];

  beforeAll(async () => {
    const agencies = await agencyIds(coordinator);
    const { version } = await readCase(coordinator, played.reference);
    await coordinator.mutate('requestInformation', {
      caseId: played.id,
      version,
      agencyIds: [agencies['leicester-city-council']],
    });
  });

  it.each(changes)(
    '%s gets what was before, the end with its reason, and nothing after',
    async (_how, change) => {
      const stream = await followNow(app, 'leicester', who);
      const colleague = await followNow(app, 'leicester', { as: 'priya.coordinator' });
      expect(await happen()).toBe('CaseChanged');
      const first = await stream.nextEvent();
      await change();
      expect(await happen()).toBe('CaseChanged');
      const { items, closing } = (await record(stream)) as typeof ended;
      expect({ items: [String(first['type']), ...items], closing }).toEqual(ended);
      // Whoever stays is told of both.
      expect((await colleague.take(2)).map((item) => item['type'])).toEqual([
        'JUDGEMENT_RECORDED',
        'JUDGEMENT_RECORDED',
      ]);
      colleague.socket.cut();
    },
  );

  it('ends while nothing happens, also in another process', async () => {
    const beside = await startBeside(app, { production: false });
    const there = await followNow({ origin: beside.origin, token: app.token }, 'leicester', who);
    const here = await followNow(app, 'leicester', who);
    const { id: membershipId } = await membershipOf('Dev');
    await administrator.mutate('endMembership', { membershipId, reason: 'Works elsewhere now.' });
    const quiet = { ...ended, items: ['StreamEnded MEMBERSHIP_ENDED'] };
    expect(await record(here)).toEqual(quiet);
    expect(await record(there)).toEqual(quiet);
    await beside.stop();
  });
});

describe('a membership that was ended', () => {
  it('opens nothing from the next request on, and stands in the list of those that ended', async () => {
    const { id: membershipId } = await membershipOf('Dev');
    const read = () => app.ask('leicester', '{ viewer { name } }', who);
    expect((await read()).status).toBe(200);
    const answer = await coordinator.mutate('endMembership', {
      membershipId,
      reason: 'Works elsewhere now.',
    });
    expect(answer['membership']).toMatchObject({
      name: 'Dev Sample',
      endedBecause: 'Works elsewhere now.',
      isYours: false,
    });
    expect((await read()).status).toBe(404);
    expect((await listMembers(coordinator)).map(({ id }) => id)).not.toContain(membershipId);
    expect((await listMembers(coordinator, { ended: true })).map(({ id }) => id)).toContain(membershipId);
    const again = await coordinator.mutate('endMembership', { membershipId, reason: 'Again.' });
    expect(again).toMatchObject({
      __typename: 'NotPossibleNow',
      message: 'This membership has ended already.',
    });
  });

  it('takes the invitations of whoever it was with it', async () => {
    const mina = actor(app, 'leicester', 'mina.manager');
    const agencies = await agencyIds(coordinator);
    const invitation = await mina.mutate('inviteMember', {
      clientKey: newKey(),
      mail: 'late@council.example',
      name: 'Late',
      agencyId: agencies['leicester-city-council'],
      roles: ['agency_officer'],
    });
    expect(invitation.__typename).toBe('InvitationChanged');
    const { id: membershipId } = await membershipOf('Mina');
    await coordinator.mutate('endMembership', { membershipId, reason: 'Works elsewhere now.' });
    const open = await coordinator.query('{ invitations(first: 50) { nodes { mail } } }');
    expect(JSON.stringify(open)).not.toContain('late@council.example');
  });
});

describe('nobody leaves a partnership without', () => {
  const refusedTo = async (by: Actor, name: string) => {
    const { id: membershipId } = await membershipOf(name);
    return (await by.mutate('leavePartnership', { membershipId })).message;
  };

  it('a coordinator', async () => {
    expect(await refusedTo(coordinator, 'Priya')).toBe(
      'This is the last coordinator of the partnership: invite another one first.',
    );
  });

  it('an administrator', async () => {
    expect(await refusedTo(administrator, 'Owen')).toBe(
      'This is the last administrator of the partnership: invite another one first.',
    );
  });

  it('one of two, where both leave at once', async () => {
    const second = (await membershipOf('Helen')).id;
    const promote = { membershipId: second, rolesBefore: ['chair'], roles: ['coordinator'] };
    expect((await administrator.mutate('changeMemberRoles', promote)).__typename).toBe('MembershipChanged');
    const leave = async (as: string, name: string) => {
      const { id: membershipId } = await membershipOf(name);
      return (await actor(app, 'leicester', as).mutate('leavePartnership', { membershipId })).__typename;
    };
    const answers = await Promise.all([leave('helen.chair', 'Helen'), leave('priya.coordinator', 'Priya')]);
    expect(answers.sort()).toEqual(['NotPossibleNow', 'PartnershipLeft']);
  });

  it('saying which membership they leave by', async () => {
    const membershipId = nodeId('Membership', '00000000-0000-4000-8000-000000000000');
    const answer = await administrator.mutate('leavePartnership', { membershipId });
    expect(answer.__typename).toBe('NotFound');
  });
});
