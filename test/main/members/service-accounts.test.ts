import { followNow } from '../../live/live-client.js';
import { adminSql } from '../../support/case-record.js';
import { actor } from '../../support/journey.js';
import { newKey } from '../../support/review-case.js';
import { post, type Answer } from '../../support/running-app.js';
import { registerAccount, type AccountOfTest } from '../../support/service-account.js';
import { trustIssuer } from '../../access/outside-issuer.js';
import { reportOfFirstNight } from '../../access/two-partnerships.js';
import {
  council,
  health,
  noMember,
  police,
  startMembersWorld,
  told,
  type MembersWorld,
} from './members-world.js';

let world: MembersWorld;
beforeAll(async () => (world = await startMembersWorld()), 60_000);
afterAll(() => world.stop());

let programs = 0;
/** A program that nobody has registered. */
function program(): string {
  programs += 1;
  return `program-${String(programs)}`;
}

const account = (subject: string, changed: object = {}) => ({
  agencyId: world.agencies[police],
  issuer: world.policeIssuer.issuer,
  subject,
  scopes: ['record_reports'],
  ...changed,
});
const register = (subject: string, changed: object = {}) =>
  registerAccount(world.administrator, account(subject, changed));
/** What came of an attempt, in words. */
async function attempt(input: object, by = world.administrator) {
  const answer = await by.mutate('registerServiceAccount', {
    clientKey: newKey(),
    name: 'Importer',
    ...input,
  });
  return [answer.__typename, answer.problems?.map(({ path }) => path) ?? answer.message];
}

const reports = '{ reports(first: 5) { nodes { reference } } }';
const askReports = async (subject: string, claims: Record<string, unknown> = {}) =>
  world.ask(await world.policeIssuer.token(subject, claims), reports);

const recordReport = `mutation ($input: RecordReportInput!) { recordReport(input: $input) {
  __typename ... on ReportRecorded { report { id reference } } ... on InvalidInput { problems { path message } } } }`;

async function record(subject: string, reference: string): Promise<Answer> {
  const token = await world.policeIssuer.token(subject);
  return post(`${world.origin}/leicester/graphql`, {
    body: {
      query: recordReport,
      variables: {
        input: { ...reportOfFirstNight('Niche'), reference },
      },
    },
    headers: { authorization: `Bearer ${token}` },
  });
}

async function listed(filter: object = {}): Promise<readonly AccountOfTest[]> {
  const data = await world.coordinator.query(
    `query ($filter: MembershipFilter) { memberships(first: 100, filter: $filter) { nodes {
       id name mail roles endedAt agency { slug } serviceAccount { issuer subject scopes endsAt } } } }`,
    { filter },
  );
  return (data['memberships'] as { nodes: AccountOfTest[] }).nodes;
}

describe('a program that was registered', () => {
  it('records reports of its agency with a token of its own, and reads them', async () => {
    const subject = program();
    const made = await register(subject, { name: 'Niche importer' });
    expect(made).toMatchObject({ name: 'Niche importer', roles: [], mail: null, agency: { slug: police } });
    const answer = await record(subject, 'NICHE/1');
    expect(answer.data?.['recordReport']).toMatchObject({ __typename: 'ReportRecorded' });
    expect(JSON.stringify((await askReports(subject)).data)).toContain('NICHE/1');
  });

  it('stands in the trail and in the access log as a program with its name, and as no person', async () => {
    const subject = program();
    await register(subject, { name: 'Case system' });
    const answer = await record(subject, 'CASE-SYSTEM/1');
    const { report } = answer.data?.['recordReport'] as { report: { id: string } };
    const entry = { person: null, serviceAccount: 'Case system', agency: { slug: police } };
    const trail = await actor(world.app, 'leicester', 'agnes.auditor').query(
      '{ auditEntries(first: 20) { nodes { action actor person serviceAccount agency { slug } } } }',
    );
    const { nodes } = trail['auditEntries'] as { nodes: { action: string; actor: string }[] };
    expect(nodes.find(({ action }) => action === 'REPORT_RECORDED')).toMatchObject(entry);
    expect(nodes.find(({ action }) => action === 'SERVICE_ACCOUNT_REGISTERED')).toMatchObject({
      serviceAccount: null,
      person: expect.stringContaining('Owen') as string,
    });
    const log = await actor(world.app, 'leicester', 'callum.police').query(
      `query ($id: ID!) { reportAccessLog(reportId: $id, first: 5) {
         nodes { action actor person serviceAccount agency { slug } } } }`,
      { id: report.id },
    );
    expect((log['reportAccessLog'] as { nodes: object[] }).nodes[0]).toMatchObject(entry);
    expect(nodes.find(({ action }) => action === 'REPORT_RECORDED')?.actor).toMatch(/^service:/);
  });

  it('is listed with what it may do, among the members or alone', async () => {
    const subject = program();
    const { id } = await register(subject, { endsOn: '2026-12-31' });
    const service = {
      issuer: world.policeIssuer.issuer,
      subject,
      scopes: ['record_reports'],
      endsAt: '2027-01-01T00:00:00Z',
    };
    expect((await listed()).find((each) => each.id === id)?.serviceAccount).toEqual(service);
    const programsOnly = await listed({ serviceAccounts: true });
    expect(programsOnly.map((each) => each.id)).toContain(id);
    expect(programsOnly.every(({ serviceAccount }) => serviceAccount !== null)).toBe(true);
    expect((await listed({ serviceAccounts: false })).every((each) => each.serviceAccount === null)).toBe(
      true,
    );
  });

  it('has no more scopes than its token names, where it names any', async () => {
    const subject = program();
    await register(subject, { scopes: ['record_reports', 'answer_requests'] });
    const cases = '{ cases(first: 1) { nodes { id } } }';
    const ask = async (claims: Record<string, unknown>, query: string) =>
      told(await world.ask(await world.policeIssuer.token(subject, claims), query));
    const [ok, refused] = [
      [200, undefined],
      [403, 'FORBIDDEN'],
    ];
    expect([await ask({}, reports), await ask({}, cases)]).toEqual([ok, ok]);
    const narrowed = { scope: 'openid record_reports' };
    expect([await ask(narrowed, reports), await ask(narrowed, cases)]).toEqual([ok, refused]);
    const listForm = { scp: ['answer_requests'] };
    expect([await ask(listForm, reports), await ask(listForm, cases)]).toEqual([refused, ok]);
    // What was remembered of one token opens nothing to another.
    expect([await ask({}, reports), await ask({ scope: 'follow_cases' }, cases)]).toEqual([ok, noMember]);
    for (const scope of ['', 'openid profile', 'RECORD_REPORTS', 7, { record_reports: true }])
      expect(await ask({ scope }, reports)).toEqual(noMember);
    expect(await ask({ scope: 'record_reports', scp: 'answer_requests' }, reports)).toEqual(noMember);
  });

  it('need not show how surely somebody signed in, because nobody did', async () => {
    await trustIssuer(world.app, world.councilIssuer.issuer, {
      partnership: 'leicester',
      agency: 'pa-housing',
      amr: ['mfa'],
    });
    const subject = program();
    await register(subject, { agencyId: world.agencies['pa-housing'], issuer: world.councilIssuer.issuer });
    expect(told(await world.ask(await world.councilIssuer.token(subject), reports))).toEqual([
      200,
      undefined,
    ]);
  });
});

describe('a program is not let in', () => {
  it.each([
    ['with a token of another issuer', () => world.councilIssuer],
    ['with a token that somebody else signed', () => undefined],
  ])('%s', async (_how, issuerOf) => {
    const subject = program();
    await register(subject);
    const issuer = issuerOf();
    const token = issuer
      ? await issuer.token(subject)
      : `${(await world.policeIssuer.token(subject)).slice(0, -6)}AAAAAA`;
    expect(told(await world.ask(token, reports))).toEqual(issuer ? noMember : [401, 'UNAUTHENTICATED']);
    expect(told(await askReports(`${subject}x`))).toEqual(noMember);
    expect(told(await askReports(subject))).toEqual([200, undefined]);
  });

  it('with a token that names a mail address, which is a person’s', async () => {
    const subject = program();
    await register(subject);
    const mailed = { email: 'somebody@police.example', email_verified: true };
    expect(told(await askReports(subject, mailed))).toEqual(noMember);
    expect(told(await askReports(subject))).toEqual([200, undefined]);
    expect(told(await askReports(subject, mailed))).toEqual(noMember);
  });

  it('after its last day, to the moment', async () => {
    const subject = program();
    await register(subject, { endsOn: '2026-03-05' });
    expect(told(await askReports(subject))).toEqual([200, undefined]);
    world.app.clock.moveTo('2026-03-05T23:59:59Z');
    expect(told(await askReports(subject))).toEqual([200, undefined]);
    world.app.clock.moveTo('2026-03-06T00:00:00Z');
    expect(told(await askReports(subject))).toEqual(noMember);
  });

  it('from the next request on after its manager has ended it', async () => {
    const subject = program();
    const manager = actor(world.app, 'leicester', 'mina.manager');
    const councilAccount = { agencyId: world.agencies[council], issuer: world.councilIssuer.issuer };
    const { id: membershipId } = await registerAccount(manager, account(subject, councilAccount));
    const ask = async () => told(await world.ask(await world.councilIssuer.token(subject), reports));
    expect(await ask()).toEqual([200, undefined]);
    const ended = await manager.mutate('endMembership', { membershipId, reason: 'Another system now.' });
    expect(ended['membership']).toMatchObject({ endedBecause: 'Another system now.' });
    expect(await ask()).toEqual(noMember);
    // It makes room for another account of the same program.
    await registerAccount(manager, account(subject, councilAccount));
    expect(await ask()).toEqual([200, undefined]);
  });

  it('to what it follows after it was ended', async () => {
    const subject = program();
    const { id: membershipId } = await register(subject, { scopes: ['follow_cases'] });
    const there = { origin: world.origin, token: () => world.policeIssuer.token(subject) };
    const stream = await followNow(there, 'leicester', { as: subject });
    await world.administrator.mutate('endMembership', { membershipId, reason: 'Another system now.' });
    expect(await stream.nextEvent()).toMatchObject({ __typename: 'StreamEnded', reason: 'MEMBERSHIP_ENDED' });
    stream.socket.cut();
  });
});

describe('nobody registers', () => {
  it('a program of another agency than they manage', async () => {
    const manager = actor(world.app, 'leicester', 'mina.manager');
    expect(await attempt(account(program()), manager)).toEqual([
      'NotPossibleNow',
      'An agency manager looks after the programs of their own agency only.',
    ]);
  });

  it('a program of an issuer that does not speak for the agency', async () => {
    const untrusted = [
      'NotPossibleNow',
      'The partnership does not trust this issuer for this agency: its administrator names issuers in its file.',
    ];
    for (const issuer of [
      'https://elsewhere.example',
      world.councilIssuer.issuer,
      `${world.app.origin}/identity`,
    ])
      expect(await attempt(account(program(), { issuer }))).toEqual(untrusted);
  });

  it('a person as a program, nor one program twice', async () => {
    const person = [
      'NotPossibleNow',
      'This issuer and subject are those of a person here, who cannot be a program too.',
    ];
    const [issuer] = await adminSql<{ issuer: string }>(
      world.app,
      "select issuer from directory.users where subject = 'priya.coordinator'",
    );
    const asHealth = { ...issuer, agencyId: world.agencies[health] };
    expect(await attempt(account('priya.coordinator', asHealth))).toEqual(person);
    const subject = program();
    await register(subject);
    expect((await attempt(account(subject)))[1]).toBe(
      'This program has an account of this agency already: end that one first.',
    );
  });

  it('a program with roles, unknown scopes, none, or a day that is over', async () => {
    for (const scopes of [
      [],
      ['agency_officer'],
      ['coordinator'],
      ['everything'],
      ['record_reports', 'record_reports'],
    ])
      expect((await attempt(account(program(), { scopes })))[0]).toBe('InvalidInput');
    expect(await attempt(account(program(), { endsOn: '2026-01-01' }))).toEqual(['InvalidInput', ['endsOn']]);
    expect(await attempt(account(program(), { name: ' ' }))).toEqual(['InvalidInput', ['name']]);
  });

  it('a program, and gives it the place of a person by an invitation', async () => {
    const subject = program();
    await register(subject);
    const mail = `${subject}@police.example`;
    await world.invite({ mail, name: 'Pat', agencyId: world.agencies[police], roles: ['agency_officer'] });
    expect(told(await askReports(subject, { email: mail, email_verified: true }))).toEqual(noMember);
    const [roles] = await adminSql(
      world.app,
      'select m.roles from concord.memberships m join directory.users u on u.id = m.user_id where u.subject = $1',
      [subject],
    );
    expect(roles).toEqual({ roles: ['record_reports'] });
  });

  it('a program, and gives it roles, or a person scopes', async () => {
    const { id: membershipId } = await register(program());
    const answer = await world.administrator.mutate('changeMemberRoles', {
      membershipId,
      rolesBefore: ['record_reports'],
      roles: ['agency_officer'],
    });
    expect(answer.message).toBe(
      'This is a service account, which has scopes and no roles: end it and register another.',
    );
    const invitation = await world.administrator.mutate('inviteMember', {
      clientKey: newKey(),
      mail: 'scoped@police.example',
      name: 'Scoped',
      agencyId: world.agencies[police],
      roles: ['record_reports'],
    });
    expect(invitation.__typename).toBe('InvalidInput');
    const change = (what: string) =>
      adminSql(
        world.app,
        `update concord.memberships set roles = '{${what}}' where service_name is ${what === 'agency_officer' ? 'not null' : 'null'}`,
      );
    await expect(change('agency_officer')).rejects.toThrow('there is no role agency_officer');
    await expect(change('record_reports')).rejects.toThrow('there is no role record_reports');
  });
});
