import type { Actor } from '../../support/journey.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

let app: TestApp;
beforeAll(async () => (app = await startTestApp()), 60_000);
afterAll(() => app.stop());

const police = 'leicestershire-police';

async function opened(): Promise<ReviewCase> {
  const incidents = [incidentOn('2026-02-10', [[police, '2026-02-11']])];
  const review = await ReviewCase.apply(app, 'leicester', applicationOf(incidents));
  accepted(await review.ask([police]));
  return review;
}

const everyPage = { first: 1 };

/** The ids of every report that somebody is shown in the list, page by page. */
async function listed(who: Actor): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { reports } = await who.query(
      `query ($first: Int!, $after: String) { reports(first: $first, after: $after) {
         nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { ...everyPage, after },
    );
    const page = reports as {
      nodes: { id: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    ids.push(...page.nodes.map(({ id }) => id));
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  return ids.sort();
}

/** What somebody is shown of a case’s linked reports: each with its own text, or null. */
async function ofCase(review: ReviewCase, who: Actor): Promise<Record<string, unknown>> {
  const { case: found } = await who.query(
    'query ($id: ID!) { case(id: $id) { reports { reportId report { place } } } }',
    { id: review.id },
  );
  const { reports } = found as { reports: { reportId: string; report: { place: string } | null }[] };
  return Object.fromEntries(reports.map(({ reportId, report }) => [reportId, report?.place]));
}

describe('a report that an agency puts to a case', () => {
  it('is in no list of the coordinator before, and in every list after, of each case', async () => {
    const [first, second] = [await opened(), await opened()];
    const { coordinator } = first;
    const before = await listed(coordinator);
    const put = await first.record(police, { on: '2026-02-10', reportedOn: '2026-02-11' });
    const kept = await first.record(police, { on: '2026-02-10', reportedOn: '2026-02-11' });
    expect(await listed(first.officer(police))).toEqual(expect.arrayContaining([put, kept]));
    expect(await listed(coordinator)).toEqual(before);

    for (const answer of await Promise.all([first.link(police, put), second.link(police, put)]))
      accepted(answer);
    expect(await listed(coordinator)).toEqual([...before, put].sort());
    for (const review of [first, second])
      expect(await ofCase(review, coordinator)).toEqual({ [put]: 'Invented Street' });
    expect(await listed(first.officer('pa-housing'))).toEqual([]);
  });
});
