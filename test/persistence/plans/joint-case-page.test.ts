import pg from 'pg';
import type { Member } from '#casework/principal.js';
import { inCopyOf } from '../isolation/in-copy.js';
import { explainAll, pagesTouched, searches, type PlanNode } from './explain.js';
import { filledDatabase, type FilledDatabase } from './filled-database.js';
import { readPage, type Statement } from './page-statements.js';
import { findingsIn, readTooMuch, rowsRead, type WantedAtMost } from './plan-findings.js';

let filled: FilledDatabase;
beforeAll(async () => (filled = await filledDatabase()), 120_000);
afterAll(() => filled.database.drop());

type Role = 'coordinator' | 'officer';
const roles: readonly Role[] = ['coordinator', 'officer'];

/**
 * 50 cases and one or two to see that more follow; 250 links, each looked at once. An officer's page also passes the
 * quarter of the cases that are not theirs.
 */
const lookups = { report_links: 250, agencies: 4, area_teams: 4 };
const wanted: Readonly<Record<Role, WantedAtMost>> = {
  coordinator: { ...lookups, cases: 52, reports: 250 },
  officer: { ...lookups, cases: 75, reports: 350 },
};

/** The page that follows the first one, so that it starts from a cursor. */
async function secondPage(role: Role): Promise<{ member: Member; statements: readonly Statement[] }> {
  const member = filled[role];
  const first = await readPage(filled.database, member);
  const second = await readPage(filled.database, member, first.endCursor);
  return { member, statements: second.statements };
}

async function plansFor(role: Role): Promise<PlanNode[]> {
  const { member, statements } = await secondPage(role);
  return explainAll(filled.database.appUrl, member, statements);
}

describe('the statements of the joint-case page', () => {
  it('are four whatever the page holds, and find all of its rows', async () => {
    const { statements, ...found } = await readPage(filled.database, filled.coordinator);
    expect(found).toMatchObject({ cases: 50, reports: 250 });
    expect(statements).toHaveLength(4);
  });

  it('show an officer every case of the page, and of the reports their own only', async () => {
    const { cases, reports } = await readPage(filled.database, filled.officer);
    expect(cases).toBe(50);
    expect(reports).toBeGreaterThan(50);
    expect(reports).toBeLessThan(250);
  });

  it.each(roles)(
    'read for the %s by indexes led by the tenant, without a call for each row',
    async (role) => {
      const plans = await plansFor(role);
      expect(plans.flatMap(findingsIn)).toEqual([]);
    },
  );

  it.each(roles)('look for the %s at the rows they want, not at all of the partnership', async (role) => {
    const plans = await plansFor(role);
    expect(readTooMuch(plans, wanted[role])).toEqual([]);
    expect(rowsRead(plans).get('report_links')).toBeGreaterThanOrEqual(250);
  });
});

describe('what the page costs', () => {
  it('does not grow with the rows of others, but for a level that an index may gain', async () => {
    const pages = new Map<Role, { plans: PlanNode[] } & Awaited<ReturnType<typeof secondPage>>>();
    for (const role of roles) {
      const page = await secondPage(role);
      const plans = await explainAll(filled.database.appUrl, page.member, page.statements);
      pages.set(role, { ...page, plans });
    }
    await filled.multiplyTheOther(12);
    for (const { member, statements, plans: before } of pages.values()) {
      const after = await explainAll(filled.database.appUrl, member, statements);
      expect(rowsRead(after)).toEqual(rowsRead(before));
      const grown = after.map(
        (plan, index) => pagesTouched(plan) - pagesTouched(before[index]) - searches(plan),
      );
      expect(grown.filter((more) => more > 5)).toEqual([]);
    }
  });
});

/** Without its index a statement must be found out, otherwise the tests above would pass whatever the planner did. */
describe('a database without an index', () => {
  it.each([
    ['cases', 'drop index concord.cases_newest'],
    ['report_links', 'alter table concord.report_links drop constraint report_links_pkey cascade'],
    [
      'reports',
      `alter table concord.reports drop constraint reports_pkey cascade, drop constraint reports_agency_key cascade,
         drop constraint reports_reference_key;
       drop index concord.reports_newest, concord.reports_agency_month`,
    ],
  ])('on %s looks at too many of them', async (table, drop) => {
    const { member, statements } = await secondPage('coordinator');
    await inCopyOf(filled.database, drop, async ({ app }) => {
      const plans = await explainAll(urlOf(app), member, statements);
      expect([...plans.flatMap(findingsIn), ...readTooMuch(plans, wanted.coordinator)].join()).toContain(
        table,
      );
    });
  });
});

describe('a database with a policy', () => {
  it('that calls a function for each row is found out', async () => {
    const { member, statements } = await secondPage('coordinator');
    const perRow = `alter policy tenant_wall on concord.reports using (tenant_id = concord.tenant_id())`;
    await inCopyOf(filled.database, perRow, async ({ app }) => {
      const plans = await explainAll(urlOf(app), member, statements);
      expect(plans.flatMap(findingsIn).join()).toContain('a function is called for each row');
    });
  });
});

function urlOf(client: pg.Client): string {
  const { user, password, host, port, database } = client;
  return `postgres://${user ?? ''}:${encodeURIComponent(password ?? '')}@${host}:${port}/${database ?? ''}`;
}
