import { actor, type MutationAnswer } from '../support/journey.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, incidentOn, newKey, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const council = 'leicester-city-council';
const police = 'leicestershire-police';

describe('people who change a case at the same moment', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const namesOf = (answers: readonly MutationAnswer[]) => answers.map((answer) => answer.__typename).sort();
  const proposed = async () => {
    const application = applicationOf([incidentOn('2026-02-10', [], { hatePerceived: true })]);
    const review = await ReviewCase.apply(app, 'leicester', application);
    accepted(await review.match(1, { match: 'OTHER_EVIDENCE', note: 'A recording.' }));
    const { id: proposalId, version } = await review.propose();
    return { review, proposalId, version };
  };
  const count = async (table: string, caseId: string): Promise<number> => {
    const [row] = await adminSql<{ n: number }>(
      app,
      `select count(*)::integer as n from concord.${table} where case_id = (select id from concord.cases where reference = $1)`,
      [caseId],
    );
    return row?.n ?? -1;
  };

  it.each(Array.from({ length: 20 }, (_, round) => round + 1))(
    'F19 decide once: of two decisions one wins and the other is refused (round %i)',
    async () => {
      const { review, proposalId, version } = await proposed();
      const [met, notMet] = await Promise.all([
        review.decide({ outcome: 'MET', proposalId, version }),
        review.decide({ outcome: 'NOT_MET', proposalId, version, reason: 'I see it otherwise.' }),
      ]);
      const [winner, loser] = 'code' in met ? [notMet, met] : [met, notMet];
      expect(winner.__typename).toBe('CaseChanged');
      expect(['StaleVersion', 'NotPossibleNow']).toContain(loser.__typename);
      const outcome = winner === met ? 'MET' : 'NOT_MET';
      const seen = await review.read();
      expect(seen).toMatchObject({
        stage: `THRESHOLD_${outcome}`,
        version: version + 1,
        decision: { outcome },
      });
      // Only the winner's clocks: the review runs after met, nothing runs after not met.
      const running = seen.clocks.filter((clock) => clock.stoppedAt === null).map((clock) => clock.step);
      expect(running).toEqual(outcome === 'MET' ? ['review'] : []);
      expect(await count('decisions', review.reference)).toBe(1);
    },
  );

  it('link and answer for their agencies, and all of it is kept', async () => {
    const review = await ReviewCase.apply(app, 'leicester', applicationOf([incidentOn('2026-02-10')]));
    accepted(await review.ask([council, police]));
    const reports = await Promise.all(
      [council, police].flatMap((agency) =>
        ['2026-02-10', '2026-02-11', '2026-02-12'].map(async (on) => ({
          agency,
          reportId: await review.record(agency, { on, reportedOn: on, reporterName: 'Vera Example' }),
        })),
      ),
    );
    // The first of each agency, as an answer that names records needs one.
    const isFirst = (_report: object, index: number) => index % 3 === 0;
    for (const { agency, reportId } of reports.filter(isFirst)) accepted(await review.link(agency, reportId));
    const others = reports.filter((report, index) => !isFirst(report, index));
    const answers = await Promise.all([
      ...others.map(({ agency, reportId }) => review.link(agency, reportId)),
      review.answer(council, 'RECORDS', 'A letter.'),
      review.answer(police, 'RECORDS', 'A patrol.'),
    ]);
    expect(answers.map(accepted)).toHaveLength(6);
    // Received 1, asked 2, linked first 3 and 4, then six changes one after the other.
    const seen = await review.read();
    expect(seen.version).toBe(10);
    expect(answers.map((answer) => answer.case?.version ?? 0).every((version) => version <= 10)).toBe(true);
    expect(seen['reports']).toHaveLength(6);
    expect(seen.requests).toMatchObject([{ status: 'ANSWERED' }, { status: 'ANSWERED' }]);
  });

  it('link the same report and answer the same request: once each', async () => {
    const review = await ReviewCase.apply(app, 'leicester', applicationOf([incidentOn('2026-02-10')]));
    accepted(await review.ask([council]));
    const reportId = await review.record(council, { on: '2026-02-10' });
    const links = await Promise.all([1, 2, 3].map(() => review.link(council, reportId)));
    expect(namesOf(links)).toEqual(['CaseChanged', 'NotPossibleNow', 'NotPossibleNow']);
    const answers = await Promise.all([1, 2, 3].map(() => review.answer(council, 'RECORDS', 'A letter.')));
    expect(namesOf(answers)).toEqual(['CaseChanged', 'NotPossibleNow', 'NotPossibleNow']);
    expect(await review.version()).toBe(4);
  });

  it('match different incidents: one is told that the case moved on, and nothing of it is half applied', async () => {
    const review = await ReviewCase.apply(
      app,
      'leicester',
      applicationOf(['2026-01-10', '2026-01-24'].map((on) => incidentOn(on, [[council, on]]))),
    );
    accepted(await review.ask([council]));
    const reports = [
      await review.linkedReport(council, '2026-01-10'),
      await review.linkedReport(council, '2026-01-24'),
    ];
    const version = await review.version();
    const answers = await Promise.all(
      reports.map((reportId, index) =>
        review.match(index + 1, {
          version,
          reports: [{ reportId, madeBy: { label: `Neighbour ${String(index + 1)}` } }],
          note: 'Compared.',
        }),
      ),
    );
    expect(namesOf(answers)).toEqual(['CaseChanged', 'StaleVersion']);
    const won = answers.findIndex((answer) => answer.__typename === 'CaseChanged');
    const seen = await review.read();
    expect(seen.version).toBe(version + 1);
    expect(seen.incidents.map((incident) => incident.match)).toEqual(
      won === 0 ? ['CONFIRMED', 'UNMATCHED'] : ['UNMATCHED', 'CONFIRMED'],
    );
    expect(await count('incident_reports', review.reference)).toBe(1);
    const complainants = seen.people.filter((person) => person.role === 'COMPLAINANT');
    expect(complainants.map((person) => person.name)).toEqual([`Neighbour ${String(won + 1)}`]);
    // The refused one reads the case again and succeeds.
    accepted(await review.match(2 - won, { reports: [reports[1 - won] ?? ''] }));
  });

  it.each(Array.from({ length: 10 }, (_, round) => round + 1))(
    'decide while an agency links: no decision stands on facts that it did not see (round %i)',
    async () => {
      const { review } = await proposed();
      accepted(await review.ask([council]));
      const reportId = await review.record(council, { on: '2026-02-10' });
      const { id: proposalId, version } = await review.propose();
      const [decided, linked] = await Promise.all([
        review.decide({ outcome: 'MET', proposalId, version }),
        review.link(council, reportId),
      ]);
      accepted(linked);
      const events = await adminSql<{ type: string }>(
        app,
        `select type from concord.events where case_id = (select id from concord.cases where reference = $1)
         order by position desc limit 2`,
        [review.reference],
      );
      const order = events.map((event) => event.type);
      if (decided.__typename === 'CaseChanged') expect(order).toEqual(['REPORT_LINKED', 'THRESHOLD_DECIDED']);
      else {
        expect(decided).toMatchObject({ __typename: 'StaleVersion', currentVersion: version + 1 });
        expect(order).toEqual(['REPORT_LINKED', 'DECISION_PROPOSED']);
      }
    },
  );

  it('send the same application under one key: there is one case, and each is told of it', async () => {
    const application = applicationOf([incidentOn('2026-02-10')], { name: 'Dora Impatient' });
    const visitor = actor(app, 'leicester');
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => visitor.mutate('applyForReview', application)),
    );
    expect(new Set(answers.map((answer) => accepted(answer)['reference'])).size).toBe(1);
    expect(new Set(answers.map((answer) => answer['secret'])).size).toBe(1);
    const rows = await adminSql(app, "select id from concord.case_people where name = 'Dora Impatient'");
    expect(rows).toHaveLength(1);
  });

  it('send different applications under one key: the first is received, the other is told so', async () => {
    const visitor = actor(app, 'leicester');
    const clientKey = newKey();
    const answers = await Promise.all(
      ['One', 'Two'].map((name) =>
        visitor.mutate('applyForReview', applicationOf([incidentOn('2026-02-10')], { name, clientKey })),
      ),
    );
    expect(namesOf(answers)).toEqual(['ApplicationReceived', 'ClientKeyReused']);
  });

  it('record a report under one reference: the agency has it once', async () => {
    const officer = actor(app, 'leicester', 'dev.council');
    const report = {
      reference: newKey(),
      category: 'ASB',
      occurredOn: '2026-02-10',
      place: 'Here',
      hatePerceived: false,
    };
    const answers = await Promise.all(
      [1, 2, 3].map(() => officer.mutate('recordReport', { ...report, clientKey: newKey() })),
    );
    expect(namesOf(answers)).toEqual(['InvalidInput', 'InvalidInput', 'ReportRecorded']);
  });

  it('have left every case with a history, an audit and findings that agree', async () => {
    const checked = await checkRecord(app);
    expect(checked.broken).toEqual([]);
    expect(checked.cases).toBeGreaterThan(33);
  });
});
