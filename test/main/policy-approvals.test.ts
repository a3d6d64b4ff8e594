import type { DataSource } from 'typeorm';
import { migratorDataSource } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import { applyTo, endDevelopmentOf, filesOf, withNumber, withVersion } from '../support/apply-tenants.js';
import { adminSql } from '../support/case-record.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

/*
 * The server's day is Monday 2 March 2026. Leicester's three incidents become two from 1 May 2026.
 */
const from = '2026-05-01';
const coordinator = 'priya.coordinator';
const administrator = 'owen.administrator';

interface Proposal {
  readonly id: string;
  readonly digest: string;
  readonly state: string;
  readonly inForceFrom: string | null;
  readonly difference: readonly { path: string; words: string }[];
  readonly notes: readonly { path: string }[];
  readonly approvals: readonly { name: string; isYours: boolean; approvedAt: string }[];
  readonly rejectedBy: string | null;
  readonly rejectedBecause: string | null;
}

interface Answer {
  readonly __typename: string;
  readonly message?: string;
  readonly problems?: readonly { path: string; message: string }[];
  readonly proposal?: Proposal;
}

const fields = `id digest state inForceFrom difference { path words } notes { path }
  approvals { name isYours approvedAt } rejectedBy rejectedBecause`;

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
  await endDevelopmentOf(app, 'leicester');
}, 60_000);
afterEach(() => app.stop());

const leicester = () => filesOf('leicester');
const twoIncidents = (day = from) =>
  withVersion(leicester(), day, (first) => withNumber(first, 'three-incidents', 2));

async function proposals(as = coordinator, partnership = 'leicester'): Promise<readonly Proposal[]> {
  const { data, errors } = await app.ask(partnership, `{ policyProposals { ${fields} } }`, { as });
  if (!data) throw new Error(JSON.stringify(errors));
  return data['policyProposals'] as Proposal[];
}

async function only(): Promise<Proposal> {
  const [proposal, ...more] = await proposals(administrator);
  if (!proposal || more.length > 0) throw new Error(`Expected one proposal, got ${String(more.length + 1)}.`);
  return proposal;
}

async function send(
  name: string,
  type: string,
  {
    input,
    as,
    partnership = 'leicester',
  }: {
    input: object;
    as: string;
    partnership?: string;
  },
): Promise<Answer> {
  const document = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { __typename
    ... on PolicyProposalChanged { proposal { ${fields} } }
    ... on Refusal { message } ... on InvalidInput { problems { path message } } } }`;
  const { data, errors } = await app.ask(partnership, document, { as, variables: { input } });
  if (!data) throw new Error(JSON.stringify(errors));
  return data['answer'] as Answer;
}

const approve = (as: string, { id, digest }: Pick<Proposal, 'id' | 'digest'>, partnership = 'leicester') =>
  send('approvePolicy', 'ApprovePolicyInput', { input: { proposalId: id, digest }, as, partnership });
const withdraw = (as: string, { id }: Pick<Proposal, 'id'>) =>
  send('withdrawPolicyApproval', 'PolicyProposalInput', { input: { proposalId: id }, as });
const reject = (as: string, { id }: Pick<Proposal, 'id'>, reason: string) =>
  send('rejectPolicy', 'RejectPolicyInput', { input: { proposalId: id, reason }, as });

const versions = () =>
  adminSql<{ day: string | null; needed: string }>(
    app,
    `select in_force_from::text as day, v.document #>> '{threshold,criteria,0,criteria,0,atLeast}' as needed
     from concord.policy_versions v join concord.partnerships p using (tenant_id)
     where p.slug = 'leicester' order by in_force_from nulls first`,
    [],
  );
const asBefore = [{ day: null, needed: '3' }];
const asProposed = [...asBefore, { day: from, needed: '2' }];

describe('a proposed version of the rules', () => {
  it('comes into force with the approval of a second person, and is read by both beforehand', async () => {
    expect((await applyTo(app, twoIncidents())).policies.map(({ stands }) => stands)).toEqual([
      'identical',
      'proposed',
    ]);
    expect(await versions()).toEqual(asBefore);
    const proposal = await only();
    expect(proposal).toMatchObject({ state: 'OPEN', inForceFrom: from, approvals: [] });
    expect(proposal.difference).toEqual([
      {
        path: 'threshold.criteria[route].criteria[three-incidents].atLeast',
        words:
          'At least of “You complained to the council, the police or your registered housing provider about three incidents of anti-social behaviour in the last six months” was 3 and becomes 2.',
      },
    ]);
    expect((await approve(coordinator, proposal)).proposal).toMatchObject({
      state: 'OPEN',
      approvals: [{ isYours: true, approvedAt: '2026-03-02T10:00:00Z' }],
    });
    expect(await versions()).toEqual(asBefore);
    const second = await approve(administrator, proposal);
    expect(second.proposal).toMatchObject({
      state: 'ADOPTED',
      approvals: [{ isYours: false }, { isYours: true }],
    });
    expect(await versions()).toEqual(asProposed);
    const trail = await adminSql<{ action: string; actor: string }>(
      app,
      "select action, split_part(actor, ':', 1) as actor from concord.audit_entries where subject_type = 'POLICY_PROPOSAL' order by at, id",
      [],
    );
    expect(trail).toEqual([
      { action: 'POLICY_PROPOSED', actor: 'operator' },
      { action: 'POLICY_APPROVED', actor: 'member' },
      { action: 'POLICY_APPROVED', actor: 'member' },
      { action: 'POLICY_ADOPTED', actor: 'member' },
    ]);
  });

  it('is not approved twice by the same person, also not under another membership', async () => {
    await applyTo(app, twoIncidents());
    await adminSql(
      app,
      `insert into concord.memberships (tenant_id, id, user_id, agency_id, roles)
       select m.tenant_id, $1, m.user_id, a.id, array['administrator'] from concord.memberships m
       join directory.users u on u.id = m.user_id and u.subject = $2
       join concord.agencies a on a.tenant_id = m.tenant_id and a.slug = 'leicestershire-police'`,
      [newId(), coordinator],
    );
    const { id: proposalId, digest } = await only();
    const answers: unknown[] = [];
    for (const { id } of await membershipsOf(coordinator)) {
      const { data } = await app.ask(
        'leicester',
        `mutation ($input: ApprovePolicyInput!) {
          answer: approvePolicy(input: $input) { __typename ... on Refusal { message } } }`,
        {
          as: coordinator,
          variables: { input: { proposalId, digest } },
          headers: { 'concord-membership': id },
        },
      );
      answers.push(data?.['answer']);
    }
    expect(answers).toEqual([
      { __typename: 'PolicyProposalChanged' },
      {
        __typename: 'NotPossibleNow',
        message: 'You have approved this proposal already; another person has to approve it too.',
      },
    ]);
    expect(await versions()).toEqual(asBefore);
  });

  const membershipsOf = (subject: string) =>
    adminSql<{ id: string }>(
      app,
      `select m.id from concord.memberships m join directory.users u on u.id = m.user_id
       where u.subject = $1 order by m.id`,
      [subject],
    );

  it('is adopted once when both approve at the same moment', async () => {
    await applyTo(app, twoIncidents());
    const proposal = await only();
    const answers = await Promise.all([approve(coordinator, proposal), approve(administrator, proposal)]);
    expect(answers.map((answer) => answer.__typename)).toEqual([
      'PolicyProposalChanged',
      'PolicyProposalChanged',
    ]);
    expect(await versions()).toEqual(asProposed);
    expect((await only()).state).toBe('ADOPTED');
  });

  it('is approved only as it was read', async () => {
    await applyTo(app, twoIncidents());
    const proposal = await only();
    const answer = await approve(coordinator, { ...proposal, digest: '0'.repeat(64) });
    expect(answer.problems?.map(({ path }) => path)).toEqual(['digest']);
    expect((await only()).approvals).toEqual([]);
  });

  it('reads as not found in another partnership, and is listed to approvers alone', async () => {
    await applyTo(app, twoIncidents());
    const proposal = await only();
    expect(await proposals('ruth.coordinator', 'north-yorkshire')).toEqual([]);
    const foreign = await approve('ruth.coordinator', proposal, 'north-yorkshire');
    expect(foreign).toEqual({ __typename: 'NotFound', message: 'There is no such proposal.' });
    const { errors } = await app.ask('leicester', '{ policyProposals { id } }', { as: 'helen.chair' });
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('can be left again until a second person approves, and then no more', async () => {
    await applyTo(app, twoIncidents());
    const proposal = await only();
    await approve(coordinator, proposal);
    expect((await withdraw(coordinator, proposal)).proposal?.approvals).toEqual([]);
    expect((await withdraw(coordinator, proposal)).message).toBe('You have not approved this proposal.');
    await approve(administrator, proposal);
    expect(await versions()).toEqual(asBefore);
    await approve(coordinator, proposal);
    expect((await withdraw(coordinator, proposal)).__typename).toBe('NotPossibleNow');
    expect(await versions()).toEqual(asProposed);
  });

  it('is rejected with a reason, for good, and is not proposed again as it was', async () => {
    await applyTo(app, twoIncidents());
    const proposal = await only();
    await approve(administrator, proposal);
    expect((await reject(coordinator, proposal, ' ')).problems?.map(({ path }) => path)).toEqual(['reason']);
    expect((await reject(coordinator, proposal, 'The board asked for three.')).proposal).toMatchObject({
      state: 'REJECTED',
      rejectedBecause: 'The board asked for three.',
    });
    expect((await approve(coordinator, proposal)).__typename).toBe('NotPossibleNow');
    expect((await applyTo(app, twoIncidents())).policies[1]?.stands).toBe('rejected');
    expect((await only()).state).toBe('REJECTED');
    expect(await versions()).toEqual(asBefore);
  });

  it('cannot be approved on the day from which it was to be in force', async () => {
    await applyTo(app, twoIncidents('2026-03-04'));
    const proposal = await only();
    app.clock.moveTo('2026-03-03T23:59:59Z');
    expect((await approve(coordinator, proposal)).__typename).toBe('PolicyProposalChanged');
    app.clock.moveTo('2026-03-04T00:00:00Z');
    const late = await approve(administrator, proposal);
    expect(late.__typename).toBe('NotPossibleNow');
    expect(late.message).toContain('Wednesday 4 March 2026');
    expect((await only()).state).toBe('LAPSED');
    expect(await versions()).toEqual(asBefore);
  });

  it('gives way to another one for the same day', async () => {
    await applyTo(app, twoIncidents());
    await approve(coordinator, await only());
    await applyTo(
      app,
      withVersion(leicester(), from, (first) => withNumber(first, 'three-incidents', 4)),
    );
    expect((await proposals()).map(({ state, approvals }) => [state, approvals.length])).toEqual([
      ['OPEN', 0],
      ['REPLACED', 1],
    ]);
  });

  it('does not count the approval of somebody who may no longer approve', async () => {
    await applyTo(app, twoIncidents());
    const proposal = await only();
    await approve(coordinator, proposal);
    await adminSql(
      app,
      `update concord.memberships set ended_at = now()
       where user_id = (select id from directory.users where subject = $1)`,
      [coordinator],
    );
    expect((await approve(administrator, proposal)).proposal?.state).toBe('OPEN');
    expect(await versions()).toEqual(asBefore);
  });
});

describe('an operator alone', () => {
  let owner: DataSource;
  beforeEach(async () => {
    owner = await migratorDataSource(app.database.migratorUrl).initialize();
  });
  afterEach(() => owner.destroy());

  const asOwnerIn = (text: string, values: readonly unknown[] = []) =>
    owner.transaction(async (manager) => {
      const [row] = await manager.query<{ id: string }[]>(
        "select tenant_id as id from directory.partnerships where slug = 'leicester'",
      );
      await manager.query("select set_config('concord.tenant_id', $1, true)", [row?.id]);
      await manager.query("select set_config('concord.permissions', 'policies.approve', true)");
      await manager.query(text, [row?.id, ...values]);
    });
  const insertVersion = `insert into concord.policy_versions (tenant_id, id, in_force_from, digest, document, applied_at, proposal_id)
    select tenant_id, gen_random_uuid(), in_force_from, digest, document, now(), id from concord.policy_proposals where tenant_id = $1`;
  const insertApproval = `insert into concord.policy_approvals (tenant_id, proposal_id, user_id, membership_id, approver_name, digest, approved_at)
    select p.tenant_id, p.id, m.user_id, m.id, 'Somebody', p.digest, now() from concord.policy_proposals p, concord.memberships m
    where p.tenant_id = $1 and m.tenant_id = $1 and m.roles && array['coordinator', 'administrator']`;

  it('cannot bring rules into force, change or remove them, approve them, or pass for development', async () => {
    await applyTo(app, twoIncidents());
    await approve(coordinator, await only());
    const demanded = /two people have to approve a change of the rules/;
    await expect(asOwnerIn(insertVersion)).rejects.toThrow(demanded);
    await expect(
      asOwnerIn(
        "update concord.policy_versions set document = jsonb_set(document, '{source}', '\"x\"') where tenant_id = $1",
      ),
    ).rejects.toThrow(demanded);
    await expect(asOwnerIn('delete from concord.policy_versions where tenant_id = $1')).rejects.toThrow(
      demanded,
    );
    await expect(
      asOwnerIn(
        'select concord.adopt_policy(id, gen_random_uuid(), now()) from concord.policy_proposals where tenant_id = $1',
      ),
    ).rejects.toThrow(demanded);
    await expect(asOwnerIn(insertApproval)).rejects.toThrow(/row-level security/);
    await expect(
      asOwnerIn("update concord.policy_proposals set document = '{}' where tenant_id = $1"),
    ).rejects.toThrow(/a proposal never changes/);
    await expect(
      asOwnerIn('update concord.partnerships set development = true where tenant_id = $1'),
    ).rejects.toThrow(/does not become one of development/);
    expect(await versions()).toEqual(asBefore);
  });

  it('could without the trigger', async () => {
    await applyTo(app, twoIncidents());
    await owner.query('alter table concord.policy_versions disable trigger demands_approval');
    await asOwnerIn(insertVersion);
    expect(await versions()).toEqual(asProposed);
  });

  it('could, with a policy that let the owner approve', async () => {
    await applyTo(app, twoIncidents());
    await owner.query(
      'create policy planted on concord.policy_approvals for insert to concord_owner with check (true)',
    );
    await asOwnerIn(insertApproval);
    await asOwnerIn(insertVersion);
    expect(await versions()).toEqual(asProposed);
  });
});

describe('a partnership of development', () => {
  it('changes its rules at once, but not in production, and never a version that a case was opened with', async () => {
    const northYorkshire = filesOf('north-yorkshire');
    const [first] = northYorkshire.policyVersions;
    if (!first) throw new Error('North Yorkshire has a policy.');
    const changed = withVersion(northYorkshire, '2026-03-01', (policy) => ({
      ...policy,
      source: 'elsewhere',
    }));
    await expect(applyTo(app, changed, { production: true })).rejects.toThrow(/does not lie after today/);
    expect((await applyTo(app, changed)).policies[1]?.stands).toBe('in_force');
    expect((await applyTo(app, changed)).policies[1]?.stands).toBe('identical');
  });
});
