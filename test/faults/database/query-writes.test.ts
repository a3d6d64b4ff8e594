// cspell:ignore xact
import type { DataSource } from 'typeorm';
import type { Reads } from '#casework/read-ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { ReadSession } from '#persistence/read-session.js';
import { readsOver } from '#persistence/reads.js';
import { openSetting, type Setting } from '../../persistence/isolation/setting.js';
import { clock, ids } from '../../persistence/isolation/two-partnerships.js';

let setting: Setting;
let source: DataSource;
beforeAll(async () => {
  setting = await openSetting();
  const url = setting.database.appUrl;
  source = await createDataSource({ url, applicationName: 'query writes', poolSize: 2 }).initialize();
}, 60_000);
afterAll(async () => {
  await source.destroy();
  await setting.end();
});

const open = () =>
  new ReadSession(setting.leicester.coordinator, {
    dataSource: source,
    clock,
    ids,
    directories: new KeptDirectories(),
  });

/** Whether the transaction has written: PostgreSQL numbers a transaction when it first does. */
async function hasWritten({ sql }: ReadSession): Promise<boolean> {
  const [row] = await sql.query<{ number: string | null }>(
    'select pg_current_xact_id_if_assigned()::text as number',
  );
  return row?.number !== null;
}

/** A call of every read there is; a new one does not compile until it stands here. */
const calls: { [Name in keyof Reads]: (reads: Reads) => unknown } = {
  findCase: (reads) => reads.findCase(setting.leicester.played.caseId),
  findCaseByReference: (reads) => reads.findCaseByReference(setting.leicester.played.reference),
  pageCases: (reads) => reads.pageCases({ first: 10 }),
  listPeople: (reads) => reads.listPeople([setting.leicester.played.caseId]),
  listIncidents: (reads) => reads.listIncidents([setting.leicester.played.caseId]),
  listOnRecord: (reads) => reads.listOnRecord([setting.leicester.played.caseId]),
  listLabels: (reads) => reads.listLabels([setting.leicester.played.caseId]),
  listSufferers: (reads) => reads.listSufferers([setting.leicester.played.caseId]),
  listJudgements: (reads) => reads.listJudgements([setting.leicester.played.caseId]),
  listConflicts: (reads) => reads.listConflicts([setting.leicester.played.caseId]),
  listMarkers: (reads) => reads.listMarkers([setting.leicester.played.caseId]),
  listMarks: (reads) => reads.listMarks([setting.leicester.played.caseId]),
  listOwnConflicts: (reads) => reads.listOwnConflicts(),
  listComplaints: (reads) => reads.listComplaints([setting.leicester.played.caseId]),
  listMatches: (reads) => reads.listMatches([setting.leicester.played.caseId]),
  listLinkedReports: (reads) => reads.listLinkedReports([setting.leicester.played.caseId], 'WHOLE'),
  listRequests: (reads) => reads.listRequests([setting.leicester.played.caseId]),
  pageAuditEntries: (reads) => reads.pageAuditEntries({ first: 10 }),
  pageAccesses: (reads) => reads.pageAccesses(setting.leicester.played.caseId, { first: 10 }),
  listAuditActors: (reads) => reads.listAuditActors(),
  getAuditTrail: (reads) => reads.getAuditTrail(),
  listClocks: (reads) => reads.listClocks([setting.leicester.played.caseId]),
  listPauses: (reads) => reads.listPauses([setting.leicester.played.caseId]),
  listLatestProposals: (reads) => reads.listLatestProposals([setting.leicester.played.caseId]),
  listDecisions: (reads) => reads.listDecisions([setting.leicester.played.caseId]),
  listReports: (reads) => reads.listReports([setting.leicester.played.reportId]),
  pageReports: (reads) => reads.pageReports({ first: 10 }),
  listAgreements: (reads) => reads.listAgreements(),
  listGrants: (reads) => reads.listGrants([setting.leicester.played.reportId]),
  getPartnership: (reads) => reads.getPartnership(),
  listAgencies: (reads) => reads.listAgencies(),
  listAreaTeams: (reads) => reads.listAreaTeams(),
  listPolicies: (reads) => reads.listPolicies(),
  listPolicyProposals: (reads) => reads.listPolicyProposals(),
  findPolicyProposal: (reads) => reads.findPolicyProposal(setting.leicester.played.caseId),
  pageMembers: (reads) => reads.pageMembers({ first: 10, ended: false }),
  findMember: (reads) => reads.findMember(setting.leicester.coordinator.membershipId),
  listOwnMemberships: (reads) => reads.listOwnMemberships(),
  pageInvitations: (reads) => reads.pageInvitations({ first: 10 }),
  findInvitation: (reads) => reads.findInvitation(setting.leicester.coordinator.membershipId),
  enterApplication: (reads) => reads.enterApplication(setting.leicester.played.reference, 'no hash'),
  lastPosition: (reads) => reads.lastPosition(),
  consulted: (reads) => {
    reads.consulted({ action: 'CASE_READ', kind: 'CONSULTATION', subjectType: 'CASE', subjectIds: [] });
  },
};

describe('what a query runs', () => {
  it.each(Object.keys(calls) as (keyof Reads)[])('F9 %s writes nothing', async (name) => {
    const session = open();
    await session.sql.query('select 1');
    await calls[name](readsOver(session));
    expect(await hasWritten(session)).toBe(false);
    await session.abandon();
  });

  const planted = "update concord.cases set stage = 'DECLINED', version = version + 1 where tenant_id = $1";

  it('is refused to write, whatever is planted in a read', async () => {
    const session = open();
    await session.sql.query('select 1');
    const writing = session.sql.query(planted, [setting.leicester.tenantId]);
    await expect(writing).rejects.toMatchObject({ code: '25006' });
    await expect(session.finish()).rejects.toMatchObject({ code: '25006' });
    const [row] = await source.query<[{ number: number }]>('select 1 as number');
    expect(row.number).toBe(1);
  });

  it('could write outside of its savepoint, and would be seen to', async () => {
    const session = open();
    await session.sql.query('release savepoint reads');
    await session.sql.query(planted, [setting.leicester.tenantId]);
    expect(await hasWritten(session)).toBe(true);
    await session.abandon();
  });
});
