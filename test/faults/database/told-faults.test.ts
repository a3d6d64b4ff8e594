import pg from 'pg';
import { createLogger } from '#platform/logger.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../../support/review-case.js';
import { startTestApp, type Answer, type TestApp } from '../../support/running-app.js';
import { countRows } from '../../graphql/stored-rows.js';

let app: TestApp;
let admin: pg.Client;
const lines: string[] = [];
beforeAll(async () => {
  const logger = createLogger({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) });
  const shortTime = (url: string) => `${url}?options=${encodeURIComponent('-c statement_timeout=800ms')}`;
  app = await startTestApp({ logger, reach: shortTime });
  admin = new pg.Client({ connectionString: app.database.adminUrl });
  await admin.connect();
  const told: [string, string][] = [['leicestershire-police', '2026-02-11']];
  const review = await ReviewCase.apply(app, 'leicester', applicationOf([incidentOn('2026-02-10', told)]));
  accepted(await review.ask(['leicestershire-police']));
  await review.linkedReport('leicestershire-police', '2026-02-10');
  expect((await readAll()).status).toBe(200);
}, 60_000);
beforeEach(() => void lines.splice(0));
afterAll(async () => {
  await admin.end();
  await app.stop();
});

const coordinator = { as: 'priya.coordinator' };

/** A page whose statements leave together, about every table of a case. */
const page = `{ reports(first: 5) { nodes { reference } } cases(first: 10) { nodes { reference
  people { name } incidents { place complaints { madeOn agency { name } } } requests { status agency { name } }
  reports { reportId report { reference } } clocks { dueOn } decision { outcome } } }
  partnership { name policy { threshold } agencies { name } } }`;
const readAll = () => app.ask('leicester', page, coordinator);

/** Works while nobody else may touch a table. */
async function whileHeld<T>(table: string, work: () => Promise<T>): Promise<T> {
  await admin.query(`begin; lock table concord.${table} in access exclusive mode`);
  try {
    return await work();
  } finally {
    await admin.query('rollback');
  }
}

/** What was logged about an answer. */
function loggedOf(answer: Answer): { readonly correlationId?: string }[] {
  const correlationId = answer.headers.get('concord-correlation-id');
  return lines
    .map((line) => JSON.parse(line) as { readonly correlationId?: string })
    .filter((line) => line.correlationId === correlationId);
}

const tooLong = (answer: Answer) => ({
  status: 504,
  errors: [
    {
      extensions: {
        code: 'TIMEOUT',
        limit: 'OPERATION_TIME',
        correlationId: answer.headers.get('concord-correlation-id'),
      },
    },
  ],
});

const logged = (answer: Answer) => ({
  level: 'error',
  msg: 'a statement took too long',
  correlationId: answer.headers.get('concord-correlation-id'),
  err: { type: 'StatementTimeout', cause: { code: '57014' } },
});

describe('a statement that takes longer than the role may', () => {
  it.each([
    'reports',
    'cases',
    'case_people',
    'case_incidents',
    'incident_complaints',
    'information_requests',
    'report_links',
    'clocks',
    'decisions',
    'policy_versions',
    'audit_entries',
  ])('on %s is told once, as the time that ran out, whatever was sent behind it', async (table) => {
    const answer = await whileHeld(table, readAll);
    expect(answer).toMatchObject(tooLong(answer));
    expect(answer.data ?? null).toBeNull();
    expect(loggedOf(answer)).toMatchObject([logged(answer)]);
    expect((await readAll()).status).toBe(200);
  });

  it('ends a change, of which nothing is stored', async () => {
    const input = applicationOf([incidentOn('2026-02-10')]);
    const apply = () =>
      app.ask(
        'leicester',
        'mutation ($input: ApplyForReviewInput!) { applyForReview(input: $input) { __typename } }',
        {
          variables: { input },
        },
      );
    const before = await countRows(app);
    const answer = await whileHeld('case_incidents', apply);
    expect(answer).toMatchObject(tooLong(answer));
    expect(loggedOf(answer)).toMatchObject([logged(answer)]);
    expect(await countRows(app)).toEqual(before);
    expect(await apply()).toMatchObject({
      status: 200,
      data: { applyForReview: { __typename: 'ApplicationReceived' } },
    });
  });
});
