import { actor, type CaseOfTest } from '../support/journey.js';
import { parseNodeId } from '#platform/node-ids.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import {
  accepted,
  applicationOf,
  incidentOn,
  ReviewCase,
  type IncidentPlan,
} from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const police = 'north-yorkshire-police';
const council = 'north-yorkshire-council';
const landlord = 'broadacres';
type Person = CaseOfTest['people'][number];
const health = 'humber-and-north-yorkshire-integrated-care-board';

/*
 * Worked by hand for an application received on Monday 16 March 2026:
 * - the action plan, 8 weeks = 56 days: 15 days to 31 March, 30 of April make 45, 11 more: Monday 11 May 2026.
 * - incident 1, 10 November 2025, police told on 12 November: within a month (until 10 December).
 * - incident 2, 20 January 2026, council told on the 25th and police on the 26th: one incident, two reports.
 * - incident 3, 14 February 2026, landlord told on 28 February: within a month (until 14 March).
 * - six months from the first report, 12 November 2025, end with 11 May 2026: all three lie inside.
 * - Wanda told the police of 1 and 2, Walter the council of 2: Wanda has two of them, and three once it is settled that
 *   she told the landlord of 3. While 3 is taken for Walter's, each of them has two, and four reports are not enough.
 */
const threeIncidents = [
  incidentOn('2025-11-10', [[police, '2025-11-12']]),
  incidentOn('2026-01-20', [
    [council, '2026-01-25'],
    [police, '2026-01-26'],
  ]),
  incidentOn('2026-02-14', [
    [landlord, '2026-02-28'],
    [health, '2026-03-01'],
  ]),
];

const byCouncillor = {
  applicantKind: 'THIRD_PARTY',
  name: 'Clara Councillor',
  contact: { phone: '01609 000000', address: '1 Invented Square, Selby' },
  relationship: 'Ward councillor',
  district: 'Selby',
  victims: [
    { name: 'Wanda Example', authorityKind: 'WRITTEN', authorityGivenOn: '2026-03-10' },
    { name: 'Walter Example', authorityKind: 'SPOKEN', authorityGivenOn: '2026-03-16' },
  ],
};

const peopleOfCase = [
  {
    role: 'THIRD_PARTY',
    isApplicant: true,
    name: 'Clara Councillor',
    authorityKind: null,
    authorityGivenOn: null,
  },
  {
    role: 'VICTIM',
    isApplicant: false,
    name: 'Wanda Example',
    authorityKind: 'WRITTEN',
    authorityGivenOn: '2026-03-10',
  },
  {
    role: 'VICTIM',
    isApplicant: false,
    name: 'Walter Example',
    authorityKind: 'SPOKEN',
    authorityGivenOn: '2026-03-16',
  },
];

describe('the main job in North Yorkshire', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ startAt: '2026-03-16T10:00:00Z' });
  });
  afterAll(() => app.stop());

  describe('goes from a councillor who applies for two victims', () => {
    let review: ReviewCase;
    const reports: Record<string, string> = {};
    /** The report as one that the victim of that name made. */
    const madeBy = async (name: string, reportId = '') => {
      const personId = (await review.read()).people.find((person) => person.name === name)?.id;
      return { reportId, madeBy: { personId } };
    };
    const NOT_ADDED =
      'This is the number of one victim; what several victims complained of is not added together.';

    it('to a case with its area team, its people and a clock of eight weeks', async () => {
      const application = applicationOf(threeIncidents, byCouncillor);
      review = await ReviewCase.apply(app, 'north-yorkshire', application);
      expect(review.reference).toMatch(/^NYK-/);
      const arithmetic = '8 weeks after Monday 16 March 2026, day 0 not counted: Monday 11 May 2026';
      expect(review.received).toMatchObject({
        receivedOn: '2026-03-16',
        clocks: [{ step: 'whole-process', dueOn: '2026-05-11', arithmetic }],
      });
      const { case: seen } = await review.coordinator.query(
        `query ($id: ID!) { case(id: $id) { applicantKind relationship areaTeam { name districts }
          people { role isApplicant name authorityKind authorityGivenOn } } }`,
        { id: review.id },
      );
      expect(seen).toMatchObject({
        applicantKind: 'THIRD_PARTY',
        relationship: 'Ward councillor',
        areaTeam: { name: 'Selby hub', districts: ['Selby'] },
      });
      const { people } = seen as { people: readonly object[] };
      expect(people).toHaveLength(3);
      expect(people).toEqual(expect.arrayContaining(peopleOfCase));
    });

    it('to agencies that nobody asked yet, whose silence is not zero', async () => {
      const proposal = await review.propose();
      expect(proposal).toMatchObject({ verdict: 'NEEDS_JUDGEMENT' });
      expect(proposal.findings[0]).toMatchObject({ needed: 3, countedAtLeast: 0, countedAtMost: 3 });
      expect(proposal.findings[0]?.awaits.map((each) => each.what)).toEqual(
        expect.arrayContaining([
          'the answer of North Yorkshire Police',
          'the answer of North Yorkshire Council',
          'the answer of Broadacres Housing Association',
          "a comparison of an incident with the agencies' records",
        ]),
      );
    });

    it('to records of the police and the council, while the landlord is silent and a judgement is missing', async () => {
      accepted(await review.ask([police, council, landlord, health], { answerBy: '2026-03-30' }));
      const first = await review.linkedReport(police, '2025-11-10', '2025-11-12');
      const second = await review.linkedReport(council, '2026-01-20', '2026-01-25');
      const secondAgain = await review.linkedReport(police, '2026-01-20', '2026-01-26');
      Object.assign(reports, { first, second, secondAgain });
      accepted(await review.answer(police, 'RECORDS', 'Officers called twice.'));
      accepted(await review.answer(council, 'RECORDS', 'A warning letter was sent.'));
      accepted(await review.match(1, { reports: [await madeBy('Wanda Example', first)] }));
      const ofBoth = [await madeBy('Walter Example', second), await madeBy('Wanda Example', secondAgain)];
      accepted(await review.match(2, { reports: ofBoth, causedHarassment: true }));
      accepted(await review.match(3, { match: 'NOT_FOUND' }));
      const proposal = await review.propose();
      // Sure, for Wanda and for Walter: incident 2 alone. Incident 1 awaits the judgement, incident 3 the landlord.
      expect(proposal.verdict).toBe('NEEDS_JUDGEMENT');
      expect(proposal.findings[0]).toMatchObject({ countedAtLeast: 1, countedAtMost: 3 });
      expect(proposal.findings[0]?.awaits).toEqual(
        expect.arrayContaining([
          { kind: 'judgement', what: 'Did this incident cause the victim harassment, alarm or distress?' },
          { kind: 'agency_answer', what: 'the answer of Broadacres Housing Association' },
        ]),
      );
      const what = 'an answer to the information request';
      const judgement = 'a judgement whether incident 1 caused harassment, alarm or distress';
      expect((await review.read()).stillOwed).toEqual([
        { by: 'Broadacres Housing Association', what, dueOn: '2026-03-30' },
        { by: 'NHS Humber and North Yorkshire Integrated Care Board', what, dueOn: '2026-03-30' },
        { by: 'The coordinator', what: judgement, dueOn: null },
      ]);
    });

    it('to four reports of three incidents, of which neither victim made three', async () => {
      const third = await review.linkedReport(landlord, '2026-02-14', '2026-02-28');
      accepted(await review.answer(landlord, 'RECORDS', 'The tenancy officer visited.'));
      Object.assign(reports, { third });
      const ofWanda = await madeBy('Wanda Example', reports['first']);
      accepted(await review.match(1, { reports: [ofWanda], causedHarassment: true }));
      const ofWalter = await madeBy('Walter Example', third);
      accepted(await review.match(3, { reports: [ofWalter], causedHarassment: true }));
      const proposal = await review.propose();
      expect(proposal.verdict).toBe('NOT_MET');
      expect(proposal.findings[0]).toMatchObject({
        sentence: `2 of the 3 incidents needed counted. ${NOT_ADDED}`,
        countedAtLeast: 2,
        countedAtMost: 2,
      });
      expect(proposal.findings[0]?.notCounted.map(({ subject, reason }) => [subject, reason])).toEqual([
        [
          'incident',
          'incident of 14 February 2026: complaint of 28 February 2026 was made by another victim',
        ],
        ['person', 'another victim, for whom 2 incidents counted'],
      ]);
      expect(proposal.inWords).not.toMatch(/Wanda|Walter/);
    });

    it('to three distinct incidents that Wanda reported, though the health board still owes its answer', async () => {
      const ofWanda = await madeBy('Wanda Example', reports['third']);
      accepted(await review.match(3, { reports: [ofWanda], causedHarassment: true }));
      const proposal = await review.propose();
      expect(proposal.verdict).toBe('MET');
      expect(proposal.findings).toHaveLength(1);
      expect(proposal.findings[0]).toMatchObject({
        criterionId: 'three-incidents',
        sentence: `3 of the 3 incidents needed counted. ${NOT_ADDED}`,
        countedAtLeast: 3,
        countedAtMost: 3,
        notCounted: [{ subject: 'person', reason: 'another victim, for whom 1 incident counted' }],
        undecided: [],
        awaits: [],
      });
      expect(proposal.findings[0]?.counted.map((item) => item.reason)).toEqual([
        "incident of 10 November 2025: confirmed by an agency's record; complaint of 12 November 2025",
        "incident of 20 January 2026: confirmed by an agency's record; complaint of 26 January 2026",
        "incident of 14 February 2026: confirmed by an agency's record; complaint of 28 February 2026",
      ]);
      expect((await review.read()).stillOwed.map((owed) => owed.by)).toEqual([
        'NHS Humber and North Yorkshire Integrated Care Board',
      ]);
    });

    it('to the decision that the threshold is met, while the eight weeks run on', async () => {
      const { id: proposalId, findings } = await review.propose();
      const decided = await review.decide({ proposalId, outcome: 'MET' });
      expect(decided.case).toMatchObject({ stage: 'THRESHOLD_MET' });
      const progress = await review.progress();
      const reason = `Met: “${findings[0]?.words ?? ''}”. 3 of the 3 incidents needed counted. ${NOT_ADDED}`;
      expect(progress).toMatchObject({
        stage: 'THRESHOLD_MET',
        decision: { outcome: 'MET', reason, declineGround: null },
      });
      // The clock ends with the action plan; this policy has no step that starts with the decision.
      expect(progress['clocks']).toEqual([
        { step: 'whole-process', dueOn: '2026-05-11', stoppedAt: null, extensionReason: null },
      ]);
    });
  });

  const recorded = (on: string, reportedOn: string, judged = true): IncidentPlan => ({
    on,
    reports: [{ by: police, on: reportedOn }],
    judged,
  });

  it('tells the applicant which test failed and which incidents did not count when the threshold is not met', async () => {
    // Reported one day late: 14 January plus one month is 14 February. Judged harmless: the one of 1 February.
    const review = await ReviewCase.gathered(app, 'north-yorkshire', {
      incidents: [
        recorded('2026-01-02', '2026-01-03'),
        recorded('2026-01-14', '2026-02-15'),
        recorded('2026-02-01', '2026-02-02', false),
      ],
    });
    const proposal = await review.propose();
    expect(proposal.verdict).toBe('NOT_MET');
    expect(proposal.findings[0]).toMatchObject({ countedAtLeast: 1, countedAtMost: 1 });
    accepted(await review.decide({ proposalId: proposal.id, outcome: 'NOT_MET' }));
    const { decision, clocks } = (await review.progress()) as {
      decision: { reason: string };
      clocks: { stoppedAt: string | null }[];
    };
    expect(decision.reason).toContain('Three incidents that caused you harassment, alarm or distress');
    expect(decision.reason).toContain('1 of the 3 incidents needed counted.');
    expect(decision.reason).toContain(
      'incident of 14 January 2026: complaint of 15 February 2026, reported 32 days after the incident; within 1 month is asked',
    );
    expect(decision.reason).toContain(
      'incident of 1 February 2026: it was judged not to have caused the victim harassment, alarm or distress',
    );
    // Not met ends every clock.
    expect(clocks.filter((clock) => clock.stoppedAt === null)).toEqual([]);
  });

  it.each([
    // Made within one month of 14 January: until 14 February inclusive.
    ['2026-02-14', 'MET'],
    ['2026-02-15', 'NOT_MET'],
  ])('takes a report of 14 January made on %s: %s', async (reportedOn, verdict) => {
    const review = await ReviewCase.gathered(app, 'north-yorkshire', {
      incidents: [
        recorded('2026-01-02', '2026-01-03'),
        recorded('2026-01-14', reportedOn),
        recorded('2026-02-01', '2026-02-02'),
      ],
    });
    expect((await review.propose()).verdict).toBe(verdict);
  });

  it.each([
    // Six months that begin with the report of 10 September 2025 end with 9 March 2026.
    ['2026-03-09', 'MET'],
    ['2026-03-10', 'NOT_MET'],
  ])('counts in any six months: reports of 10 September, 1 December and %s are %s', async (last, verdict) => {
    const review = await ReviewCase.gathered(app, 'north-yorkshire', {
      incidents: [
        recorded('2025-09-10', '2025-09-10'),
        recorded('2025-12-01', '2025-12-01'),
        recorded(last, last),
      ],
    });
    expect((await review.propose()).verdict).toBe(verdict);
  });

  it('counts several reports of one incident once, whoever received them', async () => {
    const review = await ReviewCase.gathered(app, 'north-yorkshire', {
      incidents: [
        {
          on: '2026-01-02',
          judged: true,
          reports: [police, council, landlord].map((by) => ({ by, on: '2026-01-03' })),
        },
        recorded('2026-02-01', '2026-02-02'),
      ],
    });
    const proposal = await review.propose();
    expect(proposal.verdict).toBe('NOT_MET');
    expect(proposal.findings[0]).toMatchObject({ countedAtLeast: 2, countedAtMost: 2 });
  });

  it('does not take other evidence for a formally recorded report', async () => {
    const review = await ReviewCase.apply(
      app,
      'north-yorkshire',
      applicationOf(
        ['2026-01-05', '2026-01-19', '2026-02-02'].map((on) => incidentOn(on, [[council, on]])),
        { district: 'Craven' },
      ),
    );
    accepted(await review.ask([council]));
    accepted(await review.answer(council, 'NOTHING'));
    for (const { number, complaints } of (await review.read()).incidents)
      accepted(
        await review.match(number, {
          match: 'OTHER_EVIDENCE',
          acceptedComplaints: complaints.map(({ id }) => ({ complaintId: id })),
          causedHarassment: true,
        }),
      );
    const proposal = await review.propose();
    expect(proposal.verdict).toBe('NOT_MET');
    expect(proposal.findings[0]?.notCounted.map((item) => item.reason)).toEqual([
      'incident of 5 January 2026: other evidence of a complaint is not a formally recorded report',
      'incident of 19 January 2026: other evidence of a complaint is not a formally recorded report',
      'incident of 2 February 2026: other evidence of a complaint is not a formally recorded report',
    ]);
  });

  describe('takes complaints on other evidence as made by', () => {
    const madeBy = async (application: object, by: (people: readonly Person[]) => object | undefined) => {
      const told = [incidentOn('2026-02-10', [[council, '2026-02-11']])];
      const review = await ReviewCase.apply(app, 'north-yorkshire', applicationOf(told, application));
      const { incidents, people } = await review.read();
      const complaintId = incidents[0]?.complaints[0]?.id;
      const acceptedComplaints = [{ complaintId, madeBy: by(people) }];
      accepted(await review.match(1, { match: 'OTHER_EVIDENCE', acceptedComplaints }));
      const [stored] = await adminSql<{ name: string | null; role: string | null }>(
        app,
        `select p.name, p.role from concord.incident_complaints c
         left join concord.case_people p on p.tenant_id = c.tenant_id and p.id = c.person_id where c.id = $1`,
        [parseNodeId(complaintId ?? '')?.id],
      );
      return stored && [stored.name, stored.role];
    };
    const nobodySaid = () => undefined;

    it('the victim where there is one and the application says so', async () => {
      expect(await madeBy({}, nobodySaid)).toEqual(['Vera Example', 'VICTIM']);
    });

    it('nobody known where there are several victims and nobody says which', async () => {
      expect(await madeBy(byCouncillor, nobodySaid)).toEqual([null, null]);
      expect(await madeBy({}, () => ({ unknown: true }))).toEqual([null, null]);
    });

    it('the victim, or the somebody else, whom the coordinator names', async () => {
      const walter = (people: readonly Person[]) => ({
        personId: people.find(({ name }) => name === 'Walter Example')?.id,
      });
      expect(await madeBy(byCouncillor, walter)).toEqual(['Walter Example', 'VICTIM']);
      const neighbour = () => ({ label: 'Neighbour at 3' });
      expect(await madeBy({}, neighbour)).toEqual(['Neighbour at 3', 'COMPLAINANT']);
    });
  });

  it('does not count what only the health board recorded', async () => {
    const review = await ReviewCase.gathered(app, 'north-yorkshire', {
      incidents: [
        recorded('2026-01-02', '2026-01-03'),
        recorded('2026-02-01', '2026-02-02'),
        { on: '2026-02-10', judged: true, reports: [{ by: health, on: '2026-02-11' }] },
      ],
    });
    const proposal = await review.propose();
    expect(proposal.verdict).toBe('NOT_MET');
    expect(proposal.findings[0]?.notCounted.map((item) => item.reason)).toEqual([
      'incident of 10 February 2026: the complaint was made to a health body, whose records do not count here',
    ]);
  });

  it('has no ground on which an application could be declined', async () => {
    const review = await ReviewCase.apply(app, 'north-yorkshire', applicationOf([incidentOn('2026-02-10')]));
    const refused = await review.decide({ outcome: 'DECLINED', declineGround: 'malicious', reason: 'No.' });
    expect(refused.problems).toEqual([
      {
        path: 'declineGround',
        message: 'cannot be given: this partnership publishes no ground for declining.',
      },
    ]);
  });

  it('gives every former district its area team, where one is known', async () => {
    const teamOf = async (district: string) => {
      const review = await ReviewCase.apply(
        app,
        'north-yorkshire',
        applicationOf([incidentOn('2026-02-10')], { district }),
      );
      const { case: seen } = await review.coordinator.query(
        'query ($id: ID!) { case(id: $id) { areaTeam { name } } }',
        { id: review.id },
      );
      return (seen as { areaTeam: { name: string } | null }).areaTeam?.name ?? null;
    };
    expect(await teamOf('Craven')).toBe('Craven hub');
    expect(await teamOf('Richmondshire')).toBe('Richmondshire hub');
    expect(await teamOf('Selby')).toBe('Selby hub');
    expect(await teamOf('Ryedale')).toBeNull();
    const refused = await actor(app, 'north-yorkshire').mutate(
      'applyForReview',
      applicationOf([incidentOn('2026-02-10')], { district: 'York' }),
    );
    expect(refused.problems).toEqual([
      {
        path: 'district',
        message:
          'is not a district of this partnership: expected one of North Yorkshire, Craven, Hambleton, Harrogate, Richmondshire, Ryedale, Scarborough, Selby.',
      },
    ]);
  });

  it('publishes its words and the five printed years to anybody', async () => {
    const { partnership } = await actor(app, 'north-yorkshire').query(
      `{ partnership { name publicTerm explanation publishedFigures { basis measure rows { period cases applications } }
        areaTeams { name } policy { threshold timescales { step } declineGrounds { id } applicants appeal } } }`,
    );
    expect(partnership).toMatchObject({
      name: 'North Yorkshire Community Safety Partnership',
      publicTerm: 'community trigger',
      publishedFigures: {
        basis: 'financial_year',
        measure: 'cases, as printed',
        rows: [
          { period: '2016/17', cases: 2, applications: null },
          { period: '2017/18', cases: 1, applications: null },
          { period: '2018/19', cases: 1, applications: null },
          { period: '2019/20', cases: 0, applications: null },
          { period: '2020/21', cases: 2, applications: null },
        ],
      },
      areaTeams: [{ name: 'Craven hub' }, { name: 'Richmondshire hub' }, { name: 'Selby hub' }],
      policy: {
        timescales: [{ step: 'whole-process' }],
        declineGrounds: [],
        appeal: 'An applicant who is not satisfied may appeal',
      },
    });
  });

  it('has recorded every case so that its history, its audit and its findings agree', async () => {
    const checked = await checkRecord(app);
    expect(checked.broken).toEqual([]);
    expect(checked.cases).toBeGreaterThan(10);
    expect(checked.proposals).toBeGreaterThan(8);
  });
});
