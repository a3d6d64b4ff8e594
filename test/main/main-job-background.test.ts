import { importBackgroundReports, startImport } from '#casework/import-reports.js';
import type { Casework } from '#casework/ports.js';
import { createCasework } from '#main/wiring.js';
import { createDataSource } from '#persistence/data-source.js';
import { nodeId, parseNodeId } from '#platform/node-ids.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, findingOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const police = 'leicestershire-police';

describe('background reports in a case of Leicester', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const hateCase = (dissatisfied: boolean) =>
    ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-02-10', [], { hatePerceived: true })], { dissatisfied }),
    );

  const withCasework = async (work: (casework: Casework) => Promise<void>) => {
    const url = app.database.appUrl;
    const dataSource = await createDataSource({ url, applicationName: 'import of a test' }).initialize();
    const { clock, secretKey } = app;
    await work(createCasework({ dataSource, clock, secretKey, holidays: readTenants('tenants').holidays }));
    await dataSource.destroy();
  };

  describe('whose reports are background', () => {
    const days = ['2026-01-10', '2026-01-24', '2026-02-07'] as const;
    const toldPolice = () =>
      ReviewCase.apply(app, 'leicester', applicationOf(days.map((on) => incidentOn(on, [[police, on]]))));

    const confirmsNothing = {
      path: 'reports',
      message:
        'names background reports only, which show volume and place only and cannot confirm an incident: ' +
        'expected at least one report with a reporter and a day of the complaint.',
    };
    /** Confirms every incident by one such report, as made by the victim, where that is taken; lets the rules look. */
    const proposedWith = async (reportOf: (review: ReviewCase, on: string) => Promise<string>) => {
      const review = await toldPolice();
      const matches: unknown[] = [];
      accepted(await review.ask([police]));
      for (const [index, on] of days.entries()) {
        const reportId = await reportOf(review, on);
        accepted(await review.link(police, reportId));
        const match = await review.match(index + 1, { reports: [reportId], causedHarassment: true });
        matches.push(match.problems ?? match.__typename);
      }
      accepted(await review.answer(police, 'RECORDS', 'Patrols.'));
      for (const { number, match } of (await review.read()).incidents)
        if (match === 'UNMATCHED') accepted(await review.match(number, { match: 'NOT_FOUND' }));
      return { proposal: await review.propose(), matches };
    };
    /** Imports one row of a police file as the command line does. */
    const imported = async (review: ReviewCase, on: string): Promise<string> => {
      const reference = `${on}-${review.reference}`;
      const row = {
        reference,
        occurredMonth: on.slice(0, 7),
        place: 'On or near Invented Street',
        district: 'Leicester',
        lsoaCode: 'E01013000',
        longitude: null,
        latitude: null,
      };
      const agencyId = parseNodeId(await review.agencyId(police))?.id ?? '';
      const [agency] = await adminSql<{ tenant_id: string }>(
        app,
        'select tenant_id from concord.agencies where id = $1',
        [agencyId],
      );
      const operator = { kind: 'operator', tenantId: agency?.tenant_id ?? '', agencyId } as const;
      await withCasework(async (casework) => {
        const run = await startImport(casework, operator, { format: 'police-uk', fileName: 'made-up.csv' });
        const runId = run.ok ? run.value.runId : '';
        await importBackgroundReports(casework, operator, { runId, reports: [row] });
      });
      const [added] = await adminSql<{ id: string }>(
        app,
        'select id from concord.reports where reference = $1',
        [reference],
      );
      return nodeId('Report', added?.id ?? '');
    };

    it.each([
      ['imported rows', imported],
      [
        'those without a reporter',
        (review: ReviewCase, on: string) => review.record(police, { on, reportedOn: on }),
      ],
      [
        'those with a blank reporter',
        (review: ReviewCase, on: string) => review.record(police, { on, reportedOn: on, reporterName: '  ' }),
      ],
      [
        'those without a day of the complaint',
        (review: ReviewCase, on: string) => review.record(police, { on, reporterName: 'Vera Example' }),
      ],
    ])('confirm no incident and never count: %s', async (_what, reportOf) => {
      const { proposal, matches } = await proposedWith(reportOf);
      expect(matches).toEqual([[confirmsNothing], [confirmsNothing], [confirmsNothing]]);
      expect(proposal.verdict).toBe('NOT_MET');
      expect(findingOf(proposal, 'three-incidents')).toMatchObject({ countedAtLeast: 0, countedAtMost: 0 });
      expect(findingOf(proposal, 'three-people')).toMatchObject({ countedAtLeast: 0, countedAtMost: 0 });
      expect(findingOf(proposal, 'three-incidents').notCounted.map((item) => item.reason)).toEqual(
        ['10 January', '24 January', '7 February'].map(
          (day) => `incident of ${day} 2026: no agency found a record of it`,
        ),
      );
    });

    it('count with a reporter and a day, all else equal', async () => {
      const { proposal, matches } = await proposedWith((review, on) =>
        review.record(police, { on, reportedOn: on, reporterName: 'Vera Example' }),
      );
      expect(matches).toEqual(['CaseChanged', 'CaseChanged', 'CaseChanged']);
      expect(proposal.verdict).toBe('MET');
    });

    it('confirm no hate incident either, though the victim need only have suffered it', async () => {
      const review = await hateCase(true);
      accepted(await review.ask([police]));
      const row = await imported(review, '2026-02-10');
      accepted(await review.link(police, row));
      accepted(await review.answer(police, 'RECORDS', 'Patrols.'));
      for (const match of ['CONFIRMED', 'DIFFERS'])
        expect((await review.match(1, { match, reports: [row], note: 'A row.' })).problems).toEqual([
          confirmsNothing,
        ]);
      const open = await review.propose();
      expect(open.verdict).toBe('NEEDS_JUDGEMENT');
      expect(findingOf(open, 'hate-incident')).toMatchObject({ countedAtLeast: 0, counted: [] });
      accepted(await review.match(1, { match: 'NOT_FOUND' }));
      expect(findingOf(await review.propose(), 'hate-incident')).toMatchObject({
        verdict: 'NOT_MET',
        countedAtMost: 0,
      });
    });

    it('may be matched beside a proper one, and the finding says that they do not count', async () => {
      const review = await hateCase(true);
      accepted(await review.ask([police]));
      const row = await imported(review, '2026-02-10');
      accepted(await review.link(police, row));
      const proper = await review.linkedReport(police, '2026-02-10', '2026-02-12');
      accepted(await review.answer(police, 'RECORDS', 'Patrols.'));
      accepted(await review.match(1, { reports: [proper, row] }));
      const proposal = await review.propose();
      expect(findingOf(proposal, 'hate-incident').counted.map((item) => item.reason)).toEqual([
        "incident of 10 February 2026: confirmed by an agency's record, beside which a background record does not count; " +
          'perceived as motivated by hate, as the applicant says',
      ]);
      expect(findingOf(proposal, 'three-people')).toMatchObject({ countedAtLeast: 1, countedAtMost: 1 });
      expect(findingOf(proposal, 'initial-complaint').notCounted.map((item) => item.reason)).toEqual([
        'incident of 10 February 2026: a background record without a known reporter or report date never counts',
      ]);
    });
  });

  it('have left every case with a history, an audit and findings that agree', async () => {
    expect((await checkRecord(app)).broken).toEqual([]);
  });
});
