import { checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, findingOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const council = 'leicester-city-council';
const police = 'leicestershire-police';
const landlord = 'pa-housing';
const health = 'leicester-integrated-care-board';
const notLinked = 'is not linked to this case: expected a report that its agency has linked.';

describe('agencies that are asked about a case of Leicester', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const opened = (told: readonly [string, string][] = [[council, '2026-01-12']]) =>
    ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-01-10', told), incidentOn('2026-01-24')]),
    );
  const hateCase = (dissatisfied: boolean) =>
    ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-02-10', [], { hatePerceived: true })], { dissatisfied }),
    );
  const asked = async (...agencies: string[]) => {
    const review = await opened();
    accepted(await review.ask(agencies));
    return review;
  };
  const decided = async (outcome: 'MET' | 'NOT_MET') => {
    const review = await hateCase(outcome === 'MET');
    accepted(await review.ask([council]));
    accepted(await review.match(1, { match: 'OTHER_EVIDENCE', note: 'A recording.' }));
    accepted(await review.decide({ proposalId: (await review.propose()).id, outcome, reason: 'Plain.' }));
    return review;
  };

  describe('that link reports', () => {
    it('link only their own, only to cases that they were asked about, and not twice', async () => {
      const review = await asked(council, police);
      const ofCouncil = await review.record(council, { on: '2026-01-10' });
      expect(await review.link(police, ofCouncil)).toMatchObject({
        __typename: 'NotFound',
        message: 'There is no such report.',
      });
      const ofLandlord = await review.record(landlord, { on: '2026-01-10' });
      expect(await review.link(landlord, ofLandlord)).toMatchObject({
        __typename: 'NotFound',
        message: 'There is no such case.',
      });
      expect((await review.link(council, ofCouncil)).case).toMatchObject({ version: 3, stage: 'GATHERING' });
      expect(await review.link(council, ofCouncil)).toMatchObject({
        __typename: 'NotPossibleNow',
        message: 'This report is linked to the case already.',
      });
      expect(await review.link(council, 'junk')).toMatchObject({ __typename: 'NotFound' });
      expect(await review.version()).toBe(3);
      expect((await review.read())['reports']).toMatchObject([
        { reportId: ofCouncil, agency: { slug: council } },
      ]);
    });

    it('may link one report to two cases, and link further ones after their answer', async () => {
      const [one, two] = [await asked(council), await asked(council)];
      const reportId = await one.record(council, { on: '2026-01-10' });
      accepted(await one.link(council, reportId));
      accepted(await two.link(council, reportId));
      accepted(await one.answer(council, 'RECORDS', 'A letter.'));
      accepted(await one.link(council, await one.record(council, { on: '2026-01-24' })));
    });

    it('may still link and answer once the threshold is met, for the review needs it', async () => {
      const review = await decided('MET');
      accepted(await review.link(council, await review.record(council, { on: '2026-02-10' })));
      const answered = await review.answer(council, 'RECORDS', 'A letter.');
      expect(answered.case).toMatchObject({ stage: 'THRESHOLD_MET' });
    });

    it('may do neither once it is not met', async () => {
      const review = await decided('NOT_MET');
      const reportId = await review.record(council, { on: '2026-02-10' });
      expect(await review.link(council, reportId)).toMatchObject({
        __typename: 'NotPossibleNow',
        message: 'The case cannot be given further reports in stage THRESHOLD_NOT_MET.',
      });
      expect(await review.answer(council, 'NOTHING')).toMatchObject({
        __typename: 'NotPossibleNow',
        message: 'The case cannot be answered on in stage THRESHOLD_NOT_MET.',
      });
    });
  });

  describe('that answer', () => {
    it('answer once, and only their own request', async () => {
      const review = await asked(council, police);
      const requestId = await review.requestOf(council);
      expect(
        await review.officer(police).mutate('respondToRequest', { requestId, holds: 'NOTHING' }),
      ).toMatchObject({ __typename: 'NotFound', message: 'There is no such request.' });
      accepted(await review.answer(council, 'NOTHING'));
      expect(await review.answer(council, 'RECORDS', 'We found some.')).toMatchObject({
        __typename: 'NotPossibleNow',
        message: 'This request has been answered already.',
      });
      const { requests } = await review.read();
      expect(requests).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ status: 'ANSWERED', holds: 'NOTHING', agency: { slug: council } }),
          expect.objectContaining({ status: 'OPEN', holds: null, agency: { slug: police } }),
        ]),
      );
    });

    it.each([undefined, '', ' \n\t '])(
      'say what they did where they hold records: %p is refused',
      async (text) => {
        const review = await asked(council);
        expect((await review.answer(council, 'RECORDS', text)).problems).toEqual([
          { path: 'actionsTaken', message: 'is empty: expected some text.' },
        ]);
        accepted(await review.answer(council, 'NOTHING', text));
      },
    );

    it('cannot say that they hold records before they have linked any', async () => {
      const review = await asked(council, police);
      accepted(await review.link(police, await review.record(police, { on: '2026-01-10' })));
      const reportId = await review.record(council, { on: '2026-01-10' });
      // What the police linked is not the council's.
      const answer = await review.answer(council, 'RECORDS', 'A letter.');
      expect(answer.problems).toEqual([
        {
          path: 'holds',
          message:
            'is RECORDS though no report of your agency is linked to the case: link what you hold first, or answer NOTHING.',
        },
      ]);
      accepted(await review.link(council, reportId));
      accepted(await review.answer(council, 'RECORDS', 'A letter.'));
    });

    it('cannot say that they hold nothing once they have linked a report', async () => {
      const review = await asked(council);
      accepted(await review.link(council, await review.record(council, { on: '2026-01-10' })));
      expect((await review.answer(council, 'NOTHING')).problems).toEqual([
        {
          path: 'holds',
          message: 'is NOTHING though reports of your agency are linked to the case: answer RECORDS.',
        },
      ]);
      accepted(await review.answer(council, 'RECORDS', 'A letter.'));
    });

    it('are asked once each; a second request asks only those that are new', async () => {
      const review = await asked(council);
      expect((await review.ask([council])).problems).toEqual([
        { path: 'agencyIds', message: 'names only agencies that were asked before: expected another one.' },
      ]);
      accepted(await review.ask([council, police]));
      expect((await review.read()).requests.map((each) => each.agency.slug).sort()).toEqual(
        [council, police].sort(),
      );
      expect((await review.ask([])).problems?.map((each) => each.path)).toEqual(['agencyIds']);
      expect((await review.ask([landlord, landlord])).problems).toEqual([
        { path: 'agencyIds', message: 'names an agency twice: expected each once.' },
      ]);
      expect((await review.ask(['no-such-agency'])).problems).toEqual([
        { path: 'agencyIds[0]', message: 'is not an agency of this partnership.' },
      ]);
      expect((await review.ask([landlord], { answerBy: '2026-03-01' })).problems).toEqual([
        { path: 'answerBy', message: 'is Sunday 1 March 2026, in the past: expected today or later.' },
      ]);
      accepted(await review.ask([landlord], { answerBy: '2026-03-02' }));
    });
  });

  describe('and the case that shows what is still owed', () => {
    const city = 'Leicester City Council: an answer to the information request';
    const force = 'Leicestershire Police: an answer to the information request';
    const board =
      'NHS Leicester, Leicestershire and Rutland Integrated Care Board: an answer to the information request';
    const compare = (n: number) =>
      `The coordinator: a comparison of incident ${String(n)} with the agencies' records`;
    const request = (name: string) =>
      `The coordinator: an information request to ${name}, which the applicant says was told`;
    const owed = async (of: ReviewCase, as = of.coordinator) =>
      (await of.read(as)).stillOwed.map(({ by, what }) => `${by}: ${what}`).sort();
    let review: ReviewCase;

    it('names first whom the applicant told and nobody asked', async () => {
      review = await opened([
        [council, '2026-01-12'],
        [police, '2026-01-13'],
      ]);
      const requests = [request('Leicester City Council'), request('Leicestershire Police')];
      expect(await owed(review)).toEqual([compare(1), compare(2), ...requests]);
    });

    it('names then whose answer is open', async () => {
      accepted(await review.ask([council, health]));
      const expected = [city, board, compare(1), compare(2), request('Leicestershire Police')];
      expect(await owed(review)).toEqual(expected);
    });

    it('shows an agency what it owes itself and what the coordinator compares, not what others owe', async () => {
      expect(await owed(review, review.officer(council))).toEqual([city, compare(1), compare(2)]);
      expect(await owed(review, review.officer(health))).toEqual([board, compare(1), compare(2)]);
    });

    it('takes off what was answered and matched, and puts on who was asked later', async () => {
      const reportId = await review.linkedReport(council, '2026-01-10', '2026-01-12');
      accepted(await review.answer(council, 'RECORDS', 'A letter.'));
      accepted(await review.match(1, { reports: [reportId] }));
      accepted(await review.ask([police]));
      expect(await owed(review)).toEqual([force, board, compare(2)]);
    });

    it('is empty once everybody answered and every incident was matched', async () => {
      accepted(await review.answer(police, 'NOTHING'));
      accepted(await review.answer(health, 'NOTHING'));
      accepted(await review.match(2, { match: 'NOT_FOUND' }));
      expect(await owed(review)).toEqual([]);
    });
  });

  it('owe their answer to the review once the threshold is met, and nobody else owes anything', async () => {
    const { stillOwed } = await (await decided('MET')).read();
    expect(stillOwed.map(({ by }) => by)).toEqual(['Leicester City Council']);
    expect((await (await decided('NOT_MET')).read()).stillOwed).toEqual([]);
  });

  describe('whose records are matched', () => {
    it('must have linked them to this very case', async () => {
      const [review, other] = [await asked(council, police), await asked(council)];
      const unlinked = await review.record(council, { on: '2026-01-10' });
      const ofOther = await other.linkedReport(council, '2026-01-10');
      const ofStranger = await review.record(landlord, { on: '2026-01-10' });
      for (const reportId of [unlinked, ofOther, ofStranger, 'junk'])
        expect((await review.match(1, { reports: [reportId] })).problems).toEqual([
          { path: 'reports[0].reportId', message: notLinked },
        ]);
      expect((await review.read()).incidents[0]).toMatchObject({ match: 'UNMATCHED' });
    });

    it('name people, complaints and incidents of this case only', async () => {
      const [review, other] = [await asked(council), await asked(council)];
      const reportId = await review.linkedReport(council, '2026-01-10');
      const stranger = (await other.read()).people[0]?.id;
      const foreign = (await other.read()).incidents[0];
      const problemsOf = async (madeBy: object) =>
        (await review.match(1, { reports: [{ reportId, madeBy }] })).problems?.map((each) => each.path);
      expect(await problemsOf({ personId: stranger })).toEqual(['reports[0].madeBy.personId']);
      expect(await problemsOf({})).toEqual(['reports[0].madeBy.label']);
      expect(await problemsOf({ label: 'A', unknown: true })).toEqual(['reports[0].madeBy.label']);
      expect(await problemsOf({ label: ' ' })).toEqual(['reports[0].madeBy.label']);
      const asLabel = { reports: [{ reportId, madeBy: { label: '  VERA   example ' } }] };
      expect((await review.match(1, asLabel)).problems).toEqual([
        { path: 'reports[0].madeBy.label', message: 'is a person of this case: give personId.' },
      ]);
      const accepts = (complaintId: unknown, madeBy?: object) =>
        review.match(1, { match: 'OTHER_EVIDENCE', acceptedComplaints: [{ complaintId, madeBy }] });
      expect((await accepts(foreign?.complaints[0]?.id)).problems).toEqual([
        { path: 'acceptedComplaints[0].complaintId', message: 'is not a complaint about this incident.' },
      ]);
      const own = (await review.read()).incidents[0]?.complaints[0]?.id;
      expect((await accepts(own, { personId: stranger })).problems).toEqual([
        { path: 'acceptedComplaints[0].madeBy.personId', message: 'is not a person of this case.' },
      ]);
      const strange = { incidentId: foreign?.id, match: 'NOT_FOUND' };
      expect(await review.change('confirmIncident', strange)).toMatchObject({ __typename: 'NotFound' });
    });

    it('carry what their kind of match needs and nothing that contradicts it', async () => {
      const review = await asked(council);
      const reportId = await review.linkedReport(council, '2026-01-10');
      const complaintId = (await review.read()).incidents[0]?.complaints[0]?.id;
      const pathsOf = async (input: { reports?: string[]; match: string; [field: string]: unknown }) =>
        (await review.match(1, input)).problems?.map((each) => each.path);
      expect(await pathsOf({ match: 'CONFIRMED' })).toEqual(['reports']);
      expect(await pathsOf({ match: 'DIFFERS', agreedOn: '2026-01-11' })).toEqual(['reports']);
      expect(await pathsOf({ match: 'NOT_FOUND', reports: [reportId] })).toEqual(['reports']);
      expect(await pathsOf({ match: 'OTHER_EVIDENCE', reports: [reportId], note: 'A letter.' })).toEqual([
        'reports',
      ]);
      expect(await pathsOf({ match: 'CONFIRMED', reports: [reportId, reportId] })).toEqual(['reports']);
      const acceptedComplaints = [{ complaintId }];
      expect(await pathsOf({ match: 'NOT_FOUND', acceptedComplaints })).toEqual(['acceptedComplaints']);
      const twice = [...acceptedComplaints, ...acceptedComplaints];
      expect(await pathsOf({ match: 'OTHER_EVIDENCE', acceptedComplaints: twice })).toEqual([
        'acceptedComplaints',
      ]);
      expect(await pathsOf({ match: 'DIFFERS', reports: [reportId] })).toEqual(['agreedOn']);
      expect(await pathsOf({ match: 'DIFFERS', reports: [reportId], note: ' ' })).toEqual(['agreedOn']);
      accepted(await review.match(1, { match: 'DIFFERS', reports: [reportId], note: 'Another street.' }));
      expect(await pathsOf({ match: 'CONFIRMED', reports: [reportId], agreedOn: '2026-01-11' })).toEqual([
        'agreedOn',
      ]);
      expect(await pathsOf({ match: 'DIFFERS', reports: [reportId], agreedOn: '2026-01-10' })).toEqual([
        'agreedOn',
      ]);
      expect(await pathsOf({ match: 'DIFFERS', reports: [reportId], agreedOn: '2026-03-03' })).toEqual([
        'agreedOn',
      ]);
      accepted(await review.match(1, { match: 'DIFFERS', reports: [reportId], agreedOn: '2026-01-11' }));
    });

    it('move the date of an incident where they differ, for the rules too', async () => {
      // Named as of 10 January and complained of on 11 February, a day late; of 11 January it is in time until the 11th.
      const review = await opened([[council, '2026-02-11']]);
      accepted(await review.ask([council]));
      const reportId = await review.linkedReport(council, '2026-01-11', '2026-02-11');
      accepted(await review.answer(council, 'RECORDS', 'A letter.'));
      accepted(await review.match(2, { match: 'NOT_FOUND' }));
      accepted(await review.match(1, { reports: [reportId] }));
      expect(findingOf(await review.propose(), 'initial-complaint').verdict).toBe('NOT_MET');
      accepted(await review.match(1, { match: 'DIFFERS', agreedOn: '2026-01-11', reports: [reportId] }));
      const finding = findingOf(await review.propose(), 'initial-complaint');
      expect(finding).toMatchObject({
        verdict: 'MET',
        sentence:
          "The victim's first complaint was made on 11 February 2026 about the incident of 11 January 2026, within 1 month.",
      });
      expect((await review.read()).incidents[0]).toMatchObject({
        occurredOn: '2026-01-10',
        agreedOn: '2026-01-11',
      });
    });

    it('stand as matched last', async () => {
      const review = await asked(council);
      const [one, two] = [
        await review.linkedReport(council, '2026-01-10'),
        await review.linkedReport(council, '2026-01-10', '2026-01-13'),
      ];
      const matchedTo = async () =>
        ((await review.read())['reports'] as { reportId: string; incidentIds: string[] }[])
          .filter(({ incidentIds }) => incidentIds.length > 0)
          .map(({ reportId }) => reportId);
      accepted(await review.match(1, { reports: [one] }));
      expect(await matchedTo()).toEqual([one]);
      accepted(await review.match(1, { reports: [two], causedHarassment: true }));
      expect(await matchedTo()).toEqual([two]);
      const complaintId = (await review.read()).incidents[0]?.complaints[0]?.id;
      accepted(await review.match(1, { match: 'OTHER_EVIDENCE', acceptedComplaints: [{ complaintId }] }));
      expect(await matchedTo()).toEqual([]);
      accepted(await review.match(1, { match: 'NOT_FOUND' }));
      expect((await review.read()).incidents[0]).toMatchObject({
        match: 'NOT_FOUND',
        complaints: [{ evidenceAccepted: false }],
      });
      accepted(await review.answer(council, 'RECORDS', 'A letter.'));
      const counted = findingOf(await review.propose(), 'three-incidents');
      expect(counted).toMatchObject({ countedAtLeast: 0, counted: [] });
      expect(counted.notCounted.map((item) => item.reason)).toContain(
        'incident of 10 January 2026: no agency found a record of it',
      );
    });
  });

  it('have left every case with a history, an audit and findings that agree', async () => {
    const checked = await checkRecord(app);
    expect(checked.broken).toEqual([]);
    expect(checked.cases).toBeGreaterThan(15);
    expect(checked.personalTexts).toBeGreaterThan(20);
  });
});
