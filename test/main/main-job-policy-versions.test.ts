import { randomUUID } from 'node:crypto';
import type { Criterion } from '#domain/policy/criterion.js';
import { parsePolicy } from '#domain/policy/parse-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { migratorDataSource } from '#persistence/migrate.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { actor } from '../support/journey.js';
import { checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, findingOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const police = 'leicestershire-police';

/*
 * The second version is in force from Tuesday 3 March 2026: one incident is enough, a decision takes 10 days, a review 21
 * days, and there is a sixth ground for declining.
 * - received on 2 March under the first: decided by 2 + 14 = Monday 16 March, review from 5 March by 5 + 28: 2 April.
 * - received on 3 March under the second: decided by 3 + 10 = Friday 13 March, review from 5 March by 5 + 21: 26 March.
 */
const changedFrom = '2026-03-03';

function changed(first: PolicyVersion): PolicyVersion {
  const days: Record<string, number> = { 'threshold-decision': 10, review: 21 };
  return parsePolicy({
    ...first,
    inForceFrom: changedFrom,
    threshold: withOneIncident(first.threshold),
    timescales: first.timescales.map((step) => {
      const shorter = days[step.id];
      return shorter === undefined ? step : { ...step, within: { days: shorter } };
    }),
    declineGrounds: [...first.declineGrounds, { id: 'vexatious', words: 'The application is vexatious' }],
  });
}

function withOneIncident(criterion: Criterion): Criterion {
  if ('criteria' in criterion) return { ...criterion, criteria: criterion.criteria.map(withOneIncident) };
  if (criterion.id !== 'three-incidents' || criterion.test !== 'count') return criterion;
  return { ...criterion, atLeast: 1, words: 'One incident' };
}

describe('a partnership that changes its rules', () => {
  let app: TestApp;
  const reviews: Record<string, ReviewCase> = {};

  beforeAll(async () => {
    app = await startTestApp({ startAt: '2026-03-02T10:00:00Z' });
    const application = () => applicationOf([incidentOn('2026-02-10', [[police, '2026-02-11']])]);
    reviews['before the change is known'] = await ReviewCase.apply(app, 'leicester', application());
    await applySecondVersion();
    // Local midnight of 3 March is 00:00 UTC.
    app.clock.moveTo('2026-03-02T23:59:59Z');
    reviews['in the last second of the first version'] = await ReviewCase.apply(
      app,
      'leicester',
      application(),
    );
    app.clock.moveTo('2026-03-03T00:00:00Z');
    reviews['in the first second of the second version'] = await ReviewCase.apply(
      app,
      'leicester',
      application(),
    );
    app.clock.moveTo('2026-03-05T10:00:00Z');
  });
  afterAll(() => app.stop());

  const applySecondVersion = async () => {
    const first = readTenants('tenants').tenants.find(({ slug }) => slug === 'leicester')?.policyVersions[0]
      ?.policy;
    if (!first) throw new Error('Leicester has a policy.');
    const source = await migratorDataSource(app.database.migratorUrl).initialize();
    await source.transaction(async (manager) => {
      const [row] = await manager.query<{ tenant_id: string }[]>(
        "select tenant_id from directory.partnerships where slug = 'leicester'",
      );
      await manager.query("select set_config('concord.tenant_id', $1, true)", [row?.tenant_id]);
      await manager.query(
        `insert into concord.policy_versions (tenant_id, id, in_force_from, digest, document, applied_at)
         values ($1, $2, $3::date, 'second', $4::jsonb, now())`,
        [row?.tenant_id, randomUUID(), changedFrom, JSON.stringify(changed(first))],
      );
    });
    await source.destroy();
  };
  const reviewOf = (when: string): ReviewCase => {
    const review = reviews[when];
    if (!review) throw new Error(`No application was made ${when}.`);
    return review;
  };

  const first = {
    receivedOn: '2026-03-02',
    decideBy: '2026-03-16',
    verdict: 'NOT_MET',
    needed: 3,
    reviewBy: '2026-04-02',
  };
  const second = {
    receivedOn: '2026-03-03',
    decideBy: '2026-03-13',
    verdict: 'MET',
    needed: 1,
    reviewBy: '2026-03-26',
  };

  it.each([
    { when: 'before the change is known', ...first },
    { when: 'in the last second of the first version', ...first },
    { when: 'in the first second of the second version', ...second },
  ])(
    'keeps to the rules of the day on which an application came: $when',
    async ({ when, receivedOn, decideBy, verdict, needed, reviewBy }) => {
      const review = reviewOf(when);
      expect(review.received).toMatchObject({
        receivedOn,
        clocks: [{ step: 'acknowledgement' }, { step: 'threshold-decision', dueOn: decideBy }],
      });
      accepted(await review.ask([police]));
      const reportId = await review.linkedReport(police, '2026-02-10', '2026-02-11');
      accepted(await review.answer(police, 'RECORDS', 'A patrol.'));
      accepted(await review.match(1, { reports: [reportId] }));

      const vexatious = { outcome: 'DECLINED', declineGround: 'vexatious' };
      const paths = (await review.decide(vexatious)).problems?.map((problem) => problem.path);
      expect(paths).toEqual(verdict === 'MET' ? ['reason'] : ['declineGround', 'reason']);

      const proposal = await review.propose();
      expect(proposal.verdict).toBe(verdict);
      expect(findingOf(proposal, 'three-incidents')).toMatchObject({ needed, countedAtLeast: 1 });
      accepted(
        await review.decide({ outcome: 'MET', proposalId: proposal.id, reason: 'The harm is plain.' }),
      );
      const running = (await review.read()).clocks.filter((clock) => clock.stoppedAt === null);
      expect(running).toMatchObject([{ step: 'review', dueOn: reviewBy }]);
    },
  );

  it('shows the public the rules in force today', async () => {
    const groundsOn = async (at: string) => {
      app.clock.moveTo(at);
      const { partnership } = await actor(app, 'leicester').query(
        '{ partnership { policy { declineGrounds { id } } } }',
      );
      return (partnership as { policy: { declineGrounds: unknown[] } }).policy.declineGrounds.length;
    };
    expect(await groundsOn('2026-03-02T23:59:59Z')).toBe(5);
    expect(await groundsOn('2026-03-03T00:00:00Z')).toBe(6);
  });

  it('can replay every finding under the version that it was made under', async () => {
    const checked = await checkRecord(app);
    expect(checked.broken).toEqual([]);
    expect(checked.proposals).toBe(3);
  });
});
