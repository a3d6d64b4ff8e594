import { followNow } from '../live/live-client.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import { actor } from '../support/journey.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const [police, officer, chair, coordinator] = [
  'leicestershire-police',
  'callum.police',
  'helen.chair',
  'priya.coordinator',
];
const reason = 'The applicant is my cousin.';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  // Leads in Leicester too, so that the coordinator is not alone.
  await adminSql(
    app,
    `insert into concord.memberships (tenant_id, id, user_id, roles, since)
     select p.tenant_id, gen_random_uuid(), u.id, '{coordinator}', now()
     from directory.partnerships p, directory.users u where p.slug = 'leicester' and u.subject = $1`,
    [second],
  );
});
afterAll(() => app.stop());

const second = 'ruth.coordinator';
const as = (subject: string) => actor(app, 'leicester', subject);

async function opened(): Promise<ReviewCase> {
  const review = await ReviewCase.apply(app, 'leicester', applicationOf([incidentOn('2026-02-10')]));
  accepted(await review.ask([police]));
  return review;
}

async function membershipOf(subject: string): Promise<string> {
  const { viewer } = await as(subject).query('{ viewer { memberships { id } } }');
  return (viewer as { memberships: { id: string }[] }).memberships[0]?.id ?? '';
}

const find = async (subject: string, review: ReviewCase) =>
  (await as(subject).query('query ($id: ID!) { case(id: $id) { reference } }', { id: review.id }))['case'];

const own = async (subject: string) =>
  (await as(subject).query('{ ownConflicts { id caseReference } }'))['ownConflicts'] as {
    id: string;
    caseReference: string;
  }[];

const declare = async (subject: string, review: ReviewCase, more: object = {}) =>
  as(subject).mutate('declareConflict', {
    caseId: review.id,
    version: await versionOf(review),
    reason,
    ...more,
  });

/** Also while the case is closed to its coordinator. */
async function versionOf({ reference }: ReviewCase): Promise<number> {
  const [row] = await adminSql<{ version: number }>(
    app,
    'select version from concord.cases where reference = $1',
    [reference],
  );
  return row?.version ?? 0;
}

describe('a member who declares a conflict of interest', () => {
  it.each([officer, chair, coordinator])(
    '%s sees from then on no more of the case than its reference',
    async (subject) => {
      const review = await opened();
      expect(await find(subject, review)).toEqual({ reference: review.reference });
      const { conflictId } = accepted(await declare(subject, review));
      expect(await find(subject, review)).toBeNull();
      expect(await own(subject)).toContainEqual({ id: conflictId, caseReference: review.reference });
      const listed = await as(subject).query('{ cases(first: 100) { nodes { reference } } }');
      expect(JSON.stringify(listed)).not.toContain(review.reference);
      const again = await declare(subject, review);
      expect(again.__typename).toBe('NotFound');
    },
  );

  it('is told of nothing that happens in the case, and whoever leads is told that it was declared', async () => {
    const review = await opened();
    const other = await opened();
    const [theirs, leads] = [
      await followNow(app, 'leicester', { as: officer }),
      await followNow(app, 'leicester', { as: coordinator }),
    ];
    accepted(await declare(officer, review));
    accepted(await review.change('acknowledgeApplication'));
    accepted(await other.change('acknowledgeApplication'));
    const isLast = ({ type, caseId }: { type?: string; caseId?: string }) =>
      type === 'APPLICATION_ACKNOWLEDGED' && caseId === other.id;
    expect((await theirs.until(isLast)).map(({ caseId }) => caseId)).toEqual([other.id]);
    const told = (await leads.until(isLast)).filter(({ caseId }) => caseId === review.id);
    expect(told.map(({ type }) => type)).toEqual(['CONFLICT_DECLARED', 'APPLICATION_ACKNOWLEDGED']);
    await theirs.socket.close();
    await leads.socket.close();
  });

  it('does nothing on the case any more', async () => {
    const review = await opened();
    const requestId = await review.requestOf(police);
    const reportId = await review.record(police, { on: '2026-02-10' });
    accepted(await declare(officer, review));
    const answers = [
      await as(officer).mutate('respondToRequest', { requestId, holds: 'NOTHING' }),
      await as(officer).mutate('linkReport', { caseId: review.id, reportId }),
    ];
    expect(answers.map(({ __typename }) => __typename)).toEqual(['NotFound', 'NotFound']);
  });

  it('says why, at the version that they saw, and once', async () => {
    const review = await opened();
    const version = await versionOf(review);
    expect((await declare(chair, review, { reason: ' ' })).__typename).toBe('InvalidInput');
    expect((await declare(chair, review, { version: version - 1 })).currentVersion).toBe(version);
    const membershipId = await membershipOf(chair);
    accepted(await declare(coordinator, review, { membershipId }));
    expect((await declare(coordinator, review, { membershipId })).__typename).toBe('NotPossibleNow');
  });

  it('declares it of nobody else, unless they lead the review', async () => {
    const review = await opened();
    const membershipId = await membershipOf(officer);
    expect((await declare(chair, review, { membershipId })).__typename).toBe('NotFound');
    expect((await declare(coordinator, review, { membershipId })).__typename).toBe('ConflictDeclared');
    expect(await find(officer, review)).toBeNull();
  });
});

const standing = async (review: ReviewCase, subject = coordinator) => {
  const { case: found } = await as(subject).query(
    'query ($id: ID!) { case(id: $id) { conflicts { id name personId reason liftedReason } } }',
    { id: review.id },
  );
  return (found as { conflicts: { id: string }[] | null }).conflicts;
};

describe('a conflict that somebody else lifts', () => {
  it('opens the case again, and stays on record with both reasons', async () => {
    const review = await opened();
    const { conflictId } = accepted(await declare(officer, review));
    expect(await standing(review, chair)).toBeNull();
    accepted(await review.change('liftConflict', { conflictId, reason: 'It was another cousin.' }));
    expect(await find(officer, review)).toEqual({ reference: review.reference });
    expect(await own(officer)).not.toContainEqual(
      expect.objectContaining({ caseReference: review.reference }),
    );
    expect(await standing(review)).toEqual([
      {
        id: conflictId,
        name: 'Callum Sample',
        personId: null,
        reason,
        liftedReason: 'It was another cousin.',
      },
    ]);
    const again = await review.change('liftConflict', { conflictId, reason: 'Again.' });
    expect(again.__typename).toBe('NotPossibleNow');
  });

  it('is never one’s own: only another coordinator lifts that of a coordinator', async () => {
    const review = await opened();
    const { conflictId } = accepted(await declare(coordinator, review));
    const lift = async (subject: string) =>
      as(subject).mutate('liftConflict', {
        caseId: review.id,
        version: await versionOf(review),
        conflictId,
        reason: 'It was another cousin.',
      });
    expect((await lift(coordinator)).__typename).toBe('NotFound');
    accepted(await lift(second));
    expect(await find(coordinator, review)).toEqual({ reference: review.reference });
  });

  it('is told in the audit trail, with the reading of it', async () => {
    const review = await opened();
    const { conflictId } = accepted(await declare(chair, review));
    await standing(review);
    accepted(await review.change('liftConflict', { conflictId, reason: 'It was another cousin.' }));
    const log = await as(coordinator).query(
      'query ($id: ID!) { caseAccessLog(caseId: $id, first: 20) { nodes { action fields } } }',
      { id: review.id },
    );
    const { nodes } = log['caseAccessLog'] as { nodes: { action: string; fields: string[] }[] };
    expect(nodes.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['CONFLICT_DECLARED', 'CONFLICT_LIFTED']),
    );
    expect(nodes).toContainEqual({ action: 'CASE_READ', fields: ['conflicts'] });
  });
});

describe('a decision', () => {
  const grounds = '... on ConflictOfInterest { message grounds }';
  const decide = async (subject: string, review: ReviewCase) =>
    (
      await as(subject).query(
        `mutation ($input: DecideThresholdInput!) { decideThreshold(input: $input) { __typename ${grounds} } }`,
        {
          input: {
            caseId: review.id,
            version: await versionOf(review),
            outcome: 'DECLINED',
            declineGround: 'malicious',
            reason: 'Of ill will.',
          },
        },
      )
    )['decideThreshold'];
  const bothRoles = (subject: string) =>
    adminSql(
      app,
      `update concord.memberships m set roles = '{agency_officer,coordinator}' from directory.users u
       where u.id = m.user_id and u.subject = $1`,
      [subject],
    );

  it('is refused with every reason why whoever asks is not independent', async () => {
    const review = await opened();
    await review.linkedReport(police, '2026-02-10');
    accepted(await review.answer(police, 'RECORDS', 'A visit.'));
    await bothRoles(officer);
    expect(await decide(officer, review)).toEqual({
      __typename: 'ConflictOfInterest',
      message:
        'Somebody else has to do this: you recorded a report of this case; you put a report to this case; you answered for an agency about this case.',
      grounds: ['RECORDED_A_REPORT', 'LINKED_A_REPORT', 'ANSWERED_FOR_AGENCY'],
    });
    const judgement = await as(officer).mutate('recordJudgement', {
      caseId: review.id,
      version: await versionOf(review),
      question: 'problem_persists',
      answer: true,
      why: 'It goes on.',
    });
    expect(judgement.__typename).toBe('ConflictOfInterest');
  });

  it('is not refused to the coordinator who ran the case: asked, matched, shared nothing and answered nothing', async () => {
    const review = await opened();
    const reportId = await review.linkedReport(police, '2026-02-10');
    accepted(await review.answer(police, 'RECORDS', 'A visit.'));
    accepted(await review.match(1, { reports: [reportId] }));
    expect(await decide(coordinator, review)).not.toHaveProperty('grounds');
  });

  it('is refused to who is a person of the case, once whoever leads has said so, and to others not', async () => {
    const review = await opened();
    const personId = (await review.read()).people[0]?.id;
    const membershipId = await membershipOf(second);
    accepted(await declare(coordinator, review, { membershipId, personId }));
    expect(await decide(second, review)).toEqual({ __typename: 'NotFound' });
    expect(await standing(review)).toMatchObject([{ personId }]);
    const elsewhere = (await (await opened()).read()).people[0]?.id;
    expect((await declare(chair, review, { personId: elsewhere })).__typename).toBe('NotFound');
  });
});

it('leaves every case with the stage, versions and events that belong together', async () => {
  expect((await checkRecord(app)).broken).toEqual([]);
});
