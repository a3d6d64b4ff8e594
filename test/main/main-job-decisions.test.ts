import { markClockFallenDue } from '#casework/mark-clock-fallen-due.js';
import { createCasework } from '#main/wiring.js';
import { createDataSource } from '#persistence/data-source.js';
import { parseNodeId } from '#platform/node-ids.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const council = 'leicester-city-council';
const grounds = ['prejudicial', 'discriminatory', 'malicious', 'unreasonable', 'frivolous'];

/*
 * Worked by hand: received and decided on Thursday 5 March 2026; the review, 28 days from then, is due on
 * 5 + 28 = 33, less the 31 days of March: Thursday 2 April 2026.
 */
describe('the threshold decision of Leicester', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ startAt: '2026-03-05T10:00:00Z' });
  });
  afterAll(() => app.stop());

  /** A case of one hate incident: met as soon as it is matched, not met without dissatisfaction. */
  const opened = (dissatisfied = true) =>
    ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-02-10', [], { hatePerceived: true })], { dissatisfied }),
    );
  const proposed = async (finding: 'MET' | 'NOT_MET' | 'NEEDS_JUDGEMENT') => {
    const review = await opened(finding !== 'NOT_MET');
    if (finding !== 'NEEDS_JUDGEMENT')
      accepted(await review.match(1, { match: 'OTHER_EVIDENCE', note: 'A recording.' }));
    const proposal = await review.propose();
    expect(proposal.verdict).toBe(finding);
    return { review, proposalId: proposal.id, version: proposal.version };
  };
  const isRunning = (clock: { stoppedAt: string | null }) => clock.stoppedAt === null;

  describe('to decline', () => {
    it.each(grounds)('on the ground %s needs no proposal and ends every clock', async (declineGround) => {
      const review = await opened();
      const declined = await review.decide({
        outcome: 'DECLINED',
        declineGround,
        reason: 'Explained in a letter.',
      });
      expect(declined.case).toMatchObject({ stage: 'DECLINED', version: 2 });
      const seen = await review.read();
      expect(seen).toMatchObject({
        availableActions: [],
        stillOwed: [],
        decision: {
          outcome: 'DECLINED',
          declineGround,
          reason: 'Explained in a letter.',
          departsFromRules: false,
        },
      });
      expect(seen.clocks.map((clock) => clock.step).sort()).toEqual([
        'acknowledgement',
        'threshold-decision',
      ]);
      expect(seen.clocks.filter(isRunning)).toEqual([]);
      // The applicant reads the ground as it is published.
      expect(await review.progress()).toMatchObject({
        stage: 'DECLINED',
        decision: { outcome: 'DECLINED', declineGround: `The application is ${declineGround}` },
      });
    });

    it.each([
      ['an unknown ground', { declineGround: 'vexatious', reason: 'No.' }, 'declineGround'],
      ['no ground', { reason: 'No.' }, 'declineGround'],
      ['no reason', { declineGround: 'malicious' }, 'reason'],
      ['a blank reason', { declineGround: 'malicious', reason: ' \n ' }, 'reason'],
    ])('is refused with %s', async (_what, input, path) => {
      const review = await opened();
      const refused = await review.decide({ outcome: 'DECLINED', ...input });
      expect(refused.problems?.map((problem) => problem.path)).toEqual([path]);
      expect(await review.read()).toMatchObject({ stage: 'RECEIVED', version: 1, decision: null });
    });

    it('names the grounds that there are', async () => {
      const refused = await (
        await opened()
      ).decide({ outcome: 'DECLINED', declineGround: 'vexatious', reason: 'No.' });
      expect(refused.problems?.[0]?.message).toBe(
        'is not a ground of this partnership: expected one of prejudicial, discriminatory, malicious, unreasonable, frivolous.',
      );
    });

    it('is no departure from a finding that was proposed', async () => {
      const { review, proposalId } = await proposed('MET');
      accepted(
        await review.decide({
          outcome: 'DECLINED',
          proposalId,
          declineGround: 'malicious',
          reason: 'Invented.',
        }),
      );
      expect(await review.read()).toMatchObject({
        decision: { outcome: 'DECLINED', departsFromRules: false },
      });
    });

    it('gives no ground to another outcome', async () => {
      const { review, proposalId } = await proposed('MET');
      const refused = await review.decide({ outcome: 'MET', proposalId, declineGround: 'malicious' });
      expect(refused.problems).toEqual([
        { path: 'declineGround', message: 'is given though the outcome is MET: expected none.' },
      ]);
    });
  });

  describe('that follows the rules', () => {
    it.each([
      ['MET', 'THRESHOLD_MET'],
      ['NOT_MET', 'THRESHOLD_NOT_MET'],
    ] as const)('%s needs no reason and leads to %s', async (outcome, stage) => {
      const { review, proposalId } = await proposed(outcome);
      expect((await review.decide({ outcome, proposalId })).case).toMatchObject({ stage });
      expect(await review.read()).toMatchObject({ stage, decision: { outcome, departsFromRules: false } });
    });

    it('met starts the review of 28 days and ends what ran before, the acknowledgement too', async () => {
      const { review, proposalId } = await proposed('MET');
      accepted(await review.decide({ outcome: 'MET', proposalId }));
      expect((await review.read()).clocks.filter(isRunning)).toMatchObject([
        {
          step: 'review',
          dueOn: '2026-04-02',
          extendable: true,
          arithmetic: '28 days after Thursday 5 March 2026, day 0 not counted: Thursday 2 April 2026',
        },
      ]);
    });
  });

  describe('that departs from the rules', () => {
    it.each([
      ['MET', 'NOT_MET'],
      ['NOT_MET', 'MET'],
      ['MET', 'NEEDS_JUDGEMENT'],
      ['NOT_MET', 'NEEDS_JUDGEMENT'],
    ] as const)(
      '%s against %s needs a reason, is marked, and is what the applicant reads',
      async (outcome, finding) => {
        const { review, proposalId } = await proposed(finding);
        for (const reason of [undefined, '   ']) {
          const refused = await review.decide({ outcome, proposalId, reason });
          expect(refused.problems).toEqual([{ path: 'reason', message: 'is empty: expected some text.' }]);
        }
        accepted(
          await review.decide({ outcome, proposalId, reason: 'The harm is plain from the statement.' }),
        );
        expect(await review.read()).toMatchObject({
          decision: { outcome, departsFromRules: true, reason: 'The harm is plain from the statement.' },
        });
        expect(await review.progress()).toMatchObject({
          decision: { outcome, reason: 'The harm is plain from the statement.' },
        });
      },
    );
  });

  describe('is refused', () => {
    it.each(['MET', 'NOT_MET'])('as %s without a proposal, or with one of another case', async (outcome) => {
      const { review } = await proposed('MET');
      const other = await proposed('MET');
      for (const proposalId of [undefined, other.proposalId, 'junk']) {
        const refused = await review.decide({ outcome, proposalId, reason: 'Because.' });
        expect(refused.problems).toEqual([
          { path: 'proposalId', message: 'is not a proposal of this case: propose a decision first.' },
        ]);
      }
    });

    it('a second time, by its stale version and by its stage', async () => {
      const { review, proposalId, version } = await proposed('MET');
      accepted(await review.decide({ outcome: 'MET', proposalId, version }));
      expect(await review.decide({ outcome: 'MET', proposalId, version })).toMatchObject({
        __typename: 'StaleVersion',
        currentVersion: version + 1,
        message: `The case has changed since you read it: it is at version ${String(version + 1)}. Read it again, then decide.`,
      });
      for (const outcome of ['MET', 'NOT_MET'])
        expect(await review.decide({ outcome, proposalId, reason: 'Again.' })).toMatchObject({
          __typename: 'NotPossibleNow',
          message: 'The case cannot be decided in stage THRESHOLD_MET.',
        });
      expect(
        await review.decide({ outcome: 'DECLINED', declineGround: 'malicious', reason: 'No.' }),
      ).toMatchObject({
        __typename: 'NotPossibleNow',
      });
    });

    it('on a proposal from before a later change, at the old version and at the new one', async () => {
      const { review, proposalId, version } = await proposed('MET');
      accepted(await review.match(1, { match: 'NOT_FOUND' }));
      for (const seen of [version, version + 1])
        expect(await review.decide({ outcome: 'MET', proposalId, version: seen })).toMatchObject({
          __typename: 'StaleVersion',
          currentVersion: version + 1,
        });
      expect(await review.read()).toMatchObject({ decision: null });
      expect((await review.propose()).verdict).toBe('NOT_MET');
    });

    it('on the earlier of two proposals', async () => {
      const { review, proposalId } = await proposed('MET');
      const later = await review.propose();
      expect(await review.decide({ outcome: 'MET', proposalId })).toMatchObject({
        __typename: 'StaleVersion',
      });
      accepted(await review.decide({ outcome: 'MET', proposalId: later.id }));
    });

    it.each([
      ['acknowledgeApplication', {}, 'acknowledged'],
      ['proposeDecision', {}, 'evaluated'],
      ['extendClock', { clockId: 'any', dueOn: '2026-05-01', reason: 'More.' }, 'given more time'],
    ] as const)('like %s, once the threshold was decided not to be met', async (name, input, words) => {
      const { review, proposalId } = await proposed('NOT_MET');
      accepted(await review.decide({ outcome: 'NOT_MET', proposalId }));
      expect(await review.change(name, input)).toMatchObject({
        __typename: 'NotPossibleNow',
        message: `The case cannot be ${words} in stage THRESHOLD_NOT_MET.`,
      });
    });
  });

  describe('before it, the acknowledgement', () => {
    it('may be made up after agencies were asked, once', async () => {
      const review = await opened();
      accepted(await review.ask([council]));
      const made = await review.change('acknowledgeApplication');
      expect(made.case).toMatchObject({ stage: 'GATHERING', version: 3 });
      const clock = (await review.read()).clocks.find((each) => each.step === 'acknowledgement');
      expect(clock?.stoppedAt).toBe('2026-03-05T10:00:00Z');
      expect(await review.change('acknowledgeApplication')).toMatchObject({
        __typename: 'NotPossibleNow',
        message: 'No acknowledgement is owed on this case any more.',
      });
    });

    it('is refused a second time', async () => {
      const review = await opened();
      accepted(await review.change('acknowledgeApplication'));
      expect(await review.change('acknowledgeApplication')).toMatchObject({
        message: 'The case cannot be acknowledged in stage ACKNOWLEDGED.',
      });
    });
  });

  describe('after it, the clock of the review', () => {
    const met = async () => {
      const { review, proposalId } = await proposed('MET');
      accepted(await review.decide({ outcome: 'MET', proposalId }));
      return { review, clock: await clockOf(review, 'review') };
    };
    const clockOf = async (review: ReviewCase, step: string) => {
      const found = (await review.read()).clocks.find((each) => each.step === step);
      if (!found) throw new Error(`There is no clock ${step}.`);
      return found as typeof found & { arithmetic: string; fellDueAt: string | null };
    };

    it('is extended to a later day with a reason that the applicant reads', async () => {
      const { review, clock } = await met();
      const reason = 'The chair is away until Easter.';
      accepted(await review.change('extendClock', { clockId: clock.id, dueOn: '2026-04-16', reason }));
      expect(await clockOf(review, 'review')).toMatchObject({
        dueOn: '2026-04-16',
        arithmetic: 'extended from Thursday 2 April 2026: due by the end of Thursday 16 April 2026',
      });
      const { clocks } = (await review.progress()) as { clocks: { step: string }[] };
      expect(clocks.find((each) => each.step === 'review')).toMatchObject({
        dueOn: '2026-04-16',
        extensionReason: reason,
      });
      // 17 April begins in London at 23:00 UTC of the 16th.
      expect(await dueAt(clock.id)).toBe('2026-04-16 23:00:00');
    });

    it.each([
      [
        'the same day',
        '2026-04-02',
        'Later.',
        [{ path: 'dueOn', message: 'is not later than Thursday 2 April 2026, on which it is due now.' }],
      ],
      [
        'an earlier day',
        '2026-04-01',
        'Later.',
        [{ path: 'dueOn', message: 'is not later than Thursday 2 April 2026, on which it is due now.' }],
      ],
      ['no words', '2026-04-03', '  ', [{ path: 'reason', message: 'is empty: expected some text.' }]],
    ])('is not extended with %s', async (_what, dueOn, reason, problems) => {
      const { review, clock } = await met();
      expect((await review.change('extendClock', { clockId: clock.id, dueOn, reason })).problems).toEqual(
        problems,
      );
      expect(await clockOf(review, 'review')).toMatchObject({ dueOn: '2026-04-02' });
    });

    it('alone may be extended: the policy allows no other step more time', async () => {
      const review = await opened();
      for (const step of ['acknowledgement', 'threshold-decision']) {
        const { id } = await clockOf(review, step);
        expect(
          await review.change('extendClock', { clockId: id, dueOn: '2026-05-01', reason: 'More.' }),
        ).toMatchObject({
          __typename: 'NotPossibleNow',
          message: `The policy does not allow an extension of “${step}”.`,
        });
      }
    });

    it('of a stopped step, of another case or of none is not found', async () => {
      const { review } = await met();
      const other = await met();
      const stopped = await clockOf(review, 'threshold-decision');
      for (const clockId of [stopped.id, other.clock.id, 'junk'])
        expect(
          await review.change('extendClock', { clockId, dueOn: '2026-05-01', reason: 'More.' }),
        ).toMatchObject({
          __typename: 'NotFound',
          message: 'There is no such running clock.',
        });
    });

    it('that fell due is in time again once extended, and falls due again at its new end', async () => {
      const { review, clock } = await met();
      // The last moment of 2 April in London is 22:59:59 UTC, as summer time began on 29 March.
      app.clock.moveTo('2026-04-02T22:59:59Z');
      expect(await lookAt(clock.id)).toBe('NOT_YET');
      app.clock.moveTo('2026-04-02T23:00:00Z');
      expect(await lookAt(clock.id)).toBe('MARKED');
      expect(await lookAt(clock.id)).toBe('ALREADY_MARKED');
      expect(await clockOf(review, 'review')).toMatchObject({ fellDueAt: '2026-04-02T23:00:00Z' });
      accepted(
        await review.change('extendClock', {
          clockId: clock.id,
          dueOn: '2026-04-09',
          reason: 'The panel met late.',
        }),
      );
      expect(await clockOf(review, 'review')).toMatchObject({ dueOn: '2026-04-09', fellDueAt: null });
      expect(await lookAt(clock.id)).toBe('NOT_YET');
      app.clock.moveTo('2026-04-09T23:00:00Z');
      expect(await lookAt(clock.id)).toBe('MARKED');
    });
  });

  const dueAt = async (clockId: string): Promise<string | undefined> => {
    const [row] = await adminSql<{ at: string }>(
      app,
      "select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as at from concord.clocks where id = $1",
      [parseNodeId(clockId)?.id],
    );
    return row?.at;
  };

  /** What the worker does at a clock. */
  const lookAt = async (clockId: string): Promise<string> => {
    const url = app.database.workerUrl;
    const dataSource = await createDataSource({ url, applicationName: 'worker of a test' }).initialize();
    const { clock, secretKey } = app;
    const { holidays } = readTenants('tenants');
    const casework = createCasework({ dataSource, clock, secretKey, holidays });
    const [partnership] = await adminSql<{ tenant_id: string }>(
      app,
      "select tenant_id from directory.partnerships where slug = 'leicester'",
    );
    const worker = { kind: 'worker', tenantId: partnership?.tenant_id ?? '' } as const;
    const outcome = await markClockFallenDue(casework, worker, parseNodeId(clockId)?.id ?? '');
    await dataSource.destroy();
    return outcome.ok ? outcome.value.result : outcome.refusal.code;
  };

  it('has recorded every case so that its history, its audit and its findings agree', async () => {
    const checked = await checkRecord(app);
    expect(checked.broken).toEqual([]);
    expect(checked.cases).toBeGreaterThan(30);
  });
});
