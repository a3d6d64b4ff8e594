import { checkRecord } from '../support/case-record.js';
import {
  accepted,
  applicationOf,
  findingOf,
  incidentOn,
  ReviewCase,
  type IncidentPlan,
} from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const council = 'leicester-city-council';
const police = 'leicestershire-police';
const tests = ['three-incidents', 'three-people', 'hate-incident', 'initial-complaint', 'dissatisfied'];

/*
 * Every application is received on Monday 2 March 2026. Six months before it reach back to 2 September 2025, that day
 * included; the day of receipt lies inside. One month from 10 January ends with 10 February.
 */
describe('the routes to the threshold of Leicester', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const proposed = async (incidents: readonly IncidentPlan[], application: object = {}) => {
    const review = await ReviewCase.gathered(app, 'leicester', { incidents, application });
    const proposal = await review.propose();
    return { review, proposal, verdicts: tests.map((id) => findingOf(proposal, id).verdict) };
  };
  const told = (on: string, reportedOn = on): IncidentPlan => ({
    on,
    reports: [{ by: council, on: reportedOn }],
  });

  it('is met by three people who complained separately of one incident', async () => {
    const { proposal, verdicts } = await proposed([
      {
        on: '2026-01-10',
        reports: [
          { by: council, on: '2026-01-12' },
          { by: council, on: '2026-01-13', madeBy: 'Neighbour at 3', reporterName: 'Nora Neighbour' },
          { by: police, on: '2026-01-14', madeBy: 'Neighbour at 5', reporterName: 'Nils Neighbour' },
        ],
      },
    ]);
    expect(proposal.verdict).toBe('MET');
    expect(verdicts).toEqual(['NOT_MET', 'MET', 'NOT_MET', 'MET', 'MET']);
    expect(findingOf(proposal, 'three-people')).toMatchObject({
      countedAtLeast: 3,
      sentence: '3 of the 3 people needed counted.',
    });
    // The neighbours' complaints are not the victim's: one incident of the three needed.
    expect(findingOf(proposal, 'three-incidents')).toMatchObject({ countedAtLeast: 1, countedAtMost: 1 });
  });

  it('takes the same label, however it is spaced and spelled, for one person', async () => {
    const { review, proposal } = await proposed([
      {
        on: '2026-01-10',
        reports: [
          { by: council, on: '2026-01-12' },
          { by: council, on: '2026-01-13', madeBy: 'Neighbour at 3', reporterName: 'Nora Neighbour' },
          { by: police, on: '2026-01-14', madeBy: '  neighbour  AT 3 ', reporterName: 'Nora Neighbour' },
        ],
      },
    ]);
    expect(proposal.verdict).toBe('NOT_MET');
    expect(findingOf(proposal, 'three-people')).toMatchObject({ countedAtLeast: 2, countedAtMost: 2 });
    const complainants = (await review.read()).people.filter((person) => person.role === 'COMPLAINANT');
    expect(complainants.map((person) => person.name)).toEqual(['Neighbour at 3']);
  });

  it('waits to learn who a complainant is whom nobody knows', async () => {
    const { proposal } = await proposed([
      {
        on: '2026-01-10',
        reports: [
          { by: council, on: '2026-01-12' },
          { by: council, on: '2026-01-13', madeBy: 'Neighbour at 3', reporterName: 'Nora Neighbour' },
          { by: police, on: '2026-01-14', madeBy: 'nobody', reporterName: 'Unreadable' },
        ],
      },
    ]);
    // Victim and neighbour for sure; the third may be either of them or somebody else.
    expect(proposal.verdict).toBe('NEEDS_JUDGEMENT');
    expect(findingOf(proposal, 'three-people')).toMatchObject({
      verdict: 'NEEDS_JUDGEMENT',
      countedAtLeast: 2,
      countedAtMost: 3,
      awaits: [{ kind: 'complainant' }],
    });
  });

  it('takes a hate incident that only the record of the agency names, by another person or by its category', async () => {
    for (const seen of [{ hatePerceived: true }, { category: 'HATE_INCIDENT' }, { category: 'HATE_CRIME' }]) {
      const application = applicationOf([incidentOn('2026-02-10', [[police, '2026-02-11']])]);
      const review = await ReviewCase.apply(app, 'leicester', application);
      accepted(await review.ask([police]));
      const reporterName = 'Nora Neighbour';
      const plan = { on: '2026-02-10', reportedOn: '2026-02-11', reporterName, ...seen };
      const reportId = await review.record(police, plan);
      accepted(await review.link(police, reportId));
      accepted(await review.answer(police, 'RECORDS', 'A patrol.'));
      const unmatched = findingOf(await review.propose(), 'hate-incident');
      expect(unmatched).toMatchObject({ verdict: 'NEEDS_JUDGEMENT', countedAtLeast: 0, countedAtMost: 1 });
      accepted(await review.match(1, { reports: [{ reportId, madeBy: { label: 'Neighbour at 3' } }] }));
      const proposal = await review.propose();
      expect(proposal.verdict).toBe('MET');
      expect(findingOf(proposal, 'hate-incident').counted.map((item) => item.reason)).toEqual([
        "incident of 10 February 2026: confirmed by an agency's record; perceived as motivated by hate, as an agency's record says",
      ]);
    }
  });

  it('does not add up people who complained of different incidents', async () => {
    const { proposal } = await proposed([
      {
        on: '2026-01-10',
        reports: [
          { by: council, on: '2026-01-12' },
          { by: council, on: '2026-01-13', madeBy: 'Neighbour at 3' },
        ],
      },
      { on: '2026-01-24', reports: [{ by: council, on: '2026-01-25', madeBy: 'Neighbour at 5' }] },
    ]);
    expect(proposal.verdict).toBe('NOT_MET');
    expect(findingOf(proposal, 'three-people')).toMatchObject({ countedAtLeast: 2 });
  });

  it.each([
    ['2025-09-01', 'NOT_MET'],
    ['2025-09-02', 'MET'],
    ['2025-09-03', 'MET'],
    ['2026-03-02', 'MET'],
  ])('takes a hate incident of %s that nobody reported: %s', async (on, verdict) => {
    const application = applicationOf([incidentOn(on, [], { hatePerceived: true })]);
    const review = await ReviewCase.apply(app, 'leicester', application);
    expect((await review.propose()).verdict).toBe('NEEDS_JUDGEMENT');
    const silent = await review.match(1, { match: 'OTHER_EVIDENCE' });
    expect(silent.problems).toEqual([
      {
        path: 'note',
        message: 'is empty: expected what the other evidence is, as no complaint is accepted on it.',
      },
    ]);
    accepted(await review.match(1, { match: 'OTHER_EVIDENCE', note: 'A recording on her telephone.' }));
    const proposal = await review.propose();
    expect(proposal.verdict).toBe(verdict);
    expect(findingOf(proposal, 'hate-incident').verdict).toBe(verdict);
    expect(findingOf(proposal, 'initial-complaint')).toMatchObject({
      verdict: 'MET',
      sentence: 'No complaint was made, so there is no first complaint to test.',
    });
  });

  it('takes a hate incident that no record and no other evidence shows for not suffered', async () => {
    const application = applicationOf([incidentOn('2026-02-10', [], { hatePerceived: true })]);
    const review = await ReviewCase.apply(app, 'leicester', application);
    accepted(await review.match(1, { match: 'NOT_FOUND' }));
    expect((await review.propose()).verdict).toBe('NOT_MET');
  });

  it.each([
    ['2025-09-01', 'NOT_MET', 2],
    ['2025-09-02', 'MET', 3],
    ['2025-09-03', 'MET', 3],
    ['2026-03-01', 'MET', 3],
    ['2026-03-02', 'MET', 3],
  ])('counts a complaint of %s among three: %s', async (on, verdict, counted) => {
    const { proposal } = await proposed([
      told(on),
      told('2026-01-10', '2026-01-12'),
      told('2026-02-07', '2026-02-09'),
    ]);
    expect(proposal.verdict).toBe(verdict);
    expect(findingOf(proposal, 'three-incidents')).toMatchObject({
      countedAtLeast: counted,
      countedAtMost: counted,
    });
  });

  it('tests the day of the complaint, so that an incident before the six months may count', async () => {
    // 20 August 2025 lies outside; the complaint of 10 September lies inside and within a month of it (20 September).
    const { proposal } = await proposed([
      told('2025-08-20', '2025-09-10'),
      told('2026-01-10'),
      told('2026-02-07'),
    ]);
    expect(proposal.verdict).toBe('MET');
  });

  it.each([
    ['2026-01-10', '2026-02-10', 'MET'],
    ['2026-01-10', '2026-02-11', 'NOT_MET'],
    // One month from 31 January is the last day of February.
    ['2026-01-31', '2026-02-28', 'MET'],
    ['2026-01-31', '2026-03-01', 'NOT_MET'],
  ])('wants the first complaint within a month: of %s made on %s is %s', async (on, firstOn, verdict) => {
    // The two others are complained of later than the first, one of them late, which is allowed.
    const { proposal, verdicts } = await proposed([
      told(on, firstOn),
      told('2026-01-15', '2026-03-02'),
      told('2026-03-01', '2026-03-02'),
    ]);
    expect(findingOf(proposal, 'three-incidents')).toMatchObject({ countedAtLeast: 3 });
    expect(verdicts[3]).toBe(verdict);
    expect(proposal.verdict).toBe(verdict);
  });

  it('counts several reports of one incident to several agencies once', async () => {
    const both = (on: string): IncidentPlan => ({ on, reports: [{ by: council }, { by: police }] });
    const { proposal } = await proposed([both('2026-01-10'), both('2026-01-24')]);
    expect(proposal.verdict).toBe('NOT_MET');
    expect(findingOf(proposal, 'three-incidents')).toMatchObject({ countedAtLeast: 2, countedAtMost: 2 });
  });

  it('accepts complaints on other evidence, since it asks for no formal record', async () => {
    const review = await ReviewCase.apply(
      app,
      'leicester',
      applicationOf(['2026-01-10', '2026-01-24', '2026-02-07'].map((on) => incidentOn(on, [[council, on]]))),
    );
    accepted(await review.ask([council]));
    accepted(await review.answer(council, 'NOTHING'));
    for (const { number, complaints } of (await review.read()).incidents)
      accepted(
        await review.match(number, {
          match: 'OTHER_EVIDENCE',
          acceptedComplaints: complaints.map(({ id }) => ({ complaintId: id })),
        }),
      );
    const proposal = await review.propose();
    expect(proposal.verdict).toBe('MET');
    expect(findingOf(proposal, 'three-incidents').counted.map((item) => item.reason)).toEqual([
      'incident of 10 January 2026: accepted on other evidence; complaint of 10 January 2026',
      'incident of 24 January 2026: accepted on other evidence; complaint of 24 January 2026',
      'incident of 7 February 2026: accepted on other evidence; complaint of 7 February 2026',
    ]);
  });

  it('is not met for somebody who is not dissatisfied, and the applicant reads that this test failed', async () => {
    const { review, proposal, verdicts } = await proposed(
      [told('2026-01-10'), told('2026-01-24'), told('2026-02-07')],
      { dissatisfied: false },
    );
    expect(proposal.verdict).toBe('NOT_MET');
    expect(verdicts).toEqual(['MET', 'NOT_MET', 'NOT_MET', 'MET', 'NOT_MET']);
    accepted(await review.decide({ proposalId: proposal.id, outcome: 'NOT_MET' }));
    const { decision, stage } = (await review.progress()) as { stage: string; decision: { reason: string } };
    expect(stage).toBe('THRESHOLD_NOT_MET');
    // The route is met by three incidents, so only the failed test is named.
    expect(decision.reason).toBe(
      '1 of 3 tests not met, all are needed.\n' +
        'Not met: “You are dissatisfied with the response of the agencies”. ' +
        'The applicant is not dissatisfied with the response of the agencies.',
    );
  });

  it('names each of several failed tests', async () => {
    const { review, proposal } = await proposed([told('2026-01-10', '2026-02-11')]);
    accepted(await review.decide({ proposalId: proposal.id, outcome: 'NOT_MET', reason: '  ' }));
    const { decision } = (await review.progress()) as { decision: { reason: string } };
    const failed = decision.reason.split('\n').slice(1);
    expect(failed.map((line) => /^Not met: “(.*?)”/.exec(line)?.[1])).toEqual(
      tests.slice(0, 4).map((id) => findingOf(proposal, id).words),
    );
    expect(failed[3]).toContain(
      "The victim's first complaint was made on 11 February 2026 about the incident of 10 January 2026, later than 1 month after it.",
    );
  });

  it('has recorded every case so that its history, its audit and its findings agree', async () => {
    const checked = await checkRecord(app);
    expect(checked.broken).toEqual([]);
    expect(checked.cases).toBeGreaterThan(20);
    expect(checked.proposals).toBeGreaterThan(20);
  });
});
