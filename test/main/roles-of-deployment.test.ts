import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asOwner } from '#main/prepare.js';
import { applyRoles } from '#persistence/apply-tenant.js';
import { readRoles, readScopes } from '#tenancy/read-roles.js';
import { adminSql } from '../support/case-record.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await startTestApp();
  folder = mkdtempSync(join(tmpdir(), 'roles-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app.stop();
});

const nightDuty = `
  night_duty:
    words: night duty
    purpose: Looks up by night what the agency recorded, and adds to it.
    permissions: [reports.read_own, reports.record]
`;

/** Applies the roles of this repository and more, as a start of the server does; the names that changed. */
async function applyWith(more: string): Promise<readonly string[]> {
  cpSync('tenants/roles.yaml', join(folder, 'roles.yaml'));
  const text = readFileSync(join(folder, 'roles.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'roles.yaml'),
    text.replace(/^roles:\n/m, (roles) => roles + more),
  );
  const roles = [...readRoles(folder), ...readScopes(folder)];
  return asOwner(app.database.migratorUrl, (source) => applyRoles(source, roles));
}

const membership = (change: string) =>
  adminSql(
    app,
    `update concord.memberships set ${change}
     where user_id = (select id from directory.users where subject = 'dev.council')`,
  );

/** What each of these says to the person whose role the deployment made. */
async function asked(): Promise<Record<string, unknown>> {
  const ask = async (document: string) => {
    const { data, errors } = await app.ask('leicester', document, { as: 'dev.council' });
    return errors?.[0]?.extensions['code'] ?? data;
  };
  return {
    viewer: await ask('{ viewer { name roles } }'),
    reports: await ask('{ reports(first: 1) { nodes { id } } }'),
    cases: await ask('{ cases(first: 1) { nodes { id } } }'),
    audit: await ask('{ auditTrail { sealed } }'),
  };
}

describe('a role that a deployment adds in its file', () => {
  it('is worked with over HTTP without a change of the program, as far as its permissions go', async () => {
    expect(await applyWith(nightDuty)).toEqual(['night_duty']);
    expect(await applyWith(nightDuty)).toEqual([]);
    await membership("roles = '{night_duty}'");
    expect(await asked()).toEqual({
      viewer: { viewer: { name: 'Dev Sample', roles: ['night_duty'] } },
      reports: { reports: { nodes: [] } },
      cases: 'FORBIDDEN',
      audit: 'FORBIDDEN',
    });
    const recorded = await app.ask(
      'leicester',
      'mutation ($input: RecordReportInput!) { recordReport(input: $input) { __typename } }',
      { as: 'dev.council', variables: { input: aReport } },
    );
    expect(recorded.data).toEqual({ recordReport: { __typename: 'ReportRecorded' } });
    expect(await asked()).toMatchObject({ reports: { reports: { nodes: [{}] } } });
  });

  it('may do something else with the next request once its file says so', async () => {
    expect(await applyWith(nightDuty.replace('reports.read_own, reports.record', 'audit.read'))).toEqual([
      'night_duty',
    ]);
    expect(await asked()).toMatchObject({ reports: 'FORBIDDEN', audit: { auditTrail: {} } });
  });

  it('allows nothing any more once it is gone from the file, to those who hold it still', async () => {
    expect(await applyWith('')).toEqual(['night_duty']);
    expect(await asked()).toEqual({
      viewer: { viewer: { name: 'Dev Sample', roles: ['night_duty'] } },
      reports: 'FORBIDDEN',
      cases: 'FORBIDDEN',
      audit: 'FORBIDDEN',
    });
  });
});

describe('a membership', () => {
  it('takes no role that nobody defined', async () => {
    await expect(membership("roles = '{chair,king}'")).rejects.toThrow('there is no role king');
  });

  it('takes no role that acts for an agency without one', async () => {
    const withoutAgency = (role: string) => membership(`roles = '{${role}}', agency_id = null`);
    for (const role of ['agency_officer', 'agency_manager'])
      await expect(withoutAgency(role)).rejects.toThrow(`the role ${role} acts for an agency`);
    await withoutAgency('chair');
  });
});

const aReport = {
  clientKey: 'by-night',
  reference: 'NIGHT/1',
  category: 'ASB',
  occurredOn: '2026-01-10',
  reportedOn: '2026-01-12',
  recordedOn: '2026-01-12',
  reporterName: 'Vera Example',
  place: 'Example Street',
  summary: 'Noise',
  hatePerceived: false,
};
