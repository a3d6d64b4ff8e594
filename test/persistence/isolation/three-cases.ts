import { randomBytes } from 'node:crypto';
import type { Casework } from '#casework/ports.js';
import type { Principal } from '#casework/principal.js';
import { declareConflict } from '#casework/declare-conflict.js';
import { linkReport } from '#casework/link-report.js';
import { recordReport } from '#casework/record-report.js';
import { requestInformation } from '#casework/request-information.js';
import { respondToRequest } from '#casework/respond-to-request.js';
import { createCasework } from '#main/wiring.js';
import { createDataSource } from '#persistence/data-source.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { asAdmin } from '#persistence/bootstrap.js';
import { aReport, openCase, playCase, valueOf, type Cast, type Stage } from './play-case.js';
import { clock, ids, startRun, twoPartnerships, type TwoPartnerships } from './two-partnerships.js';

/** Cases of one partnership, by how the police stand to them. */
export interface Cases {
  /** Decided, and the police answered. */
  readonly answered: string;
  /** The police were asked and have not answered. */
  readonly asked: string;
  /** Decided, between the council and the applicant alone. */
  readonly foreign: string;
}

export interface ThreeCases extends TwoPartnerships {
  readonly cases: Cases;
  readonly councilId: string;
  /** What the applicant of the answered case shows. */
  readonly applicant: { readonly reference: string; readonly secretHash: string };
}

/** Somebody who reads no case has a conflict in the one that the police have not answered. */
async function closeToAdvocate(
  { leicester }: TwoPartnerships,
  casework: Casework,
  caseId: string,
): Promise<void> {
  const { membershipId } = leicester.others.advocate;
  const { coordinator } = leicester;
  valueOf(
    await declareConflict(casework, coordinator, { caseId, version: 2, membershipId, reason: 'A friend.' }),
  );
}

const files = readTenants('tenants');
const { holidays } = files;

/** Both partnerships; in Leicester three cases, and rows of two agencies in every table that has an agency. */
export async function threeCases(): Promise<ThreeCases> {
  const both = await twoPartnerships();
  const app = createDataSource({ url: both.database.appUrl, applicationName: 'concord test' });
  await app.initialize();
  try {
    const casework = createCasework({ dataSource: app, clock, holidays, secretKey: randomBytes(32) });
    const unitOfWork = new UnitOfWork({ dataSource: app, clock, ids });
    const stage = { casework, unitOfWork };
    const { leicester } = both;
    const council = councilOf(both);
    const second = await playCase(stage, council, 'second');
    const third = await openCase(stage, leicester, 'third');
    const { officer } = leicester;
    valueOf(
      await recordReport(casework, officer, { ...aReport, clientKey: 'not-linked', reference: 'CRIME/2' }),
    );
    await answerFirst(both, casework);
    await closeToAdvocate(both, casework, third.caseId);
    await shareThird(stage, { leicester, council }, third.caseId);
    await startRun(unitOfWork, { tenantId: council.tenantId, agencyId: council.policeId });
    const { caseId, reference } = leicester.played;
    const secretHash = await readText(
      both,
      'select applicant_secret_hash as text from concord.cases where id = $1',
      caseId,
    );
    return {
      ...both,
      councilId: council.policeId,
      cases: { answered: caseId, asked: third.caseId, foreign: second.caseId },
      applicant: { reference, secretHash },
    };
  } finally {
    await app.destroy();
  }
}

/** The council joins a case of the police: each puts a report to it, and one of the council's is closed to the police. */
async function shareThird(
  { casework }: Stage,
  { leicester, council }: { leicester: Cast; council: Cast },
  caseId: string,
): Promise<void> {
  const { coordinator } = leicester;
  const asked = { caseId, version: 3, agencyIds: [council.policeId] };
  valueOf(await requestInformation(casework, coordinator, asked));
  const links = [
    [leicester.officer, {}],
    [council.officer, { partyLevel: 'CONTENT' }],
    [council.officer, {}],
    [council.officer, { closedToParties: true, coordinatorLevel: 'LOCATOR' }],
  ] as const;
  for (const [place, [officer, sharing]] of links.entries()) {
    const key = `shared-${String(place)}`;
    const report = { ...aReport, clientKey: key, reference: key };
    const { reportId } = valueOf(await recordReport(casework, officer, report));
    valueOf(await linkReport(casework, officer, { caseId, reportId, ...sharing }));
  }
}

/** The police answer what they were asked about the first case. */
async function answerFirst(both: TwoPartnerships, casework: Casework): Promise<void> {
  const { officer, played } = both.leicester;
  const requestId = await readText(
    both,
    'select id::text as text from concord.information_requests where case_id = $1',
    played.caseId,
  );
  valueOf(
    await respondToRequest(casework, officer, { requestId, holds: 'RECORDS', actionsTaken: 'A visit.' }),
  );
}

/** The cast with the council where the police were. */
function councilOf({ leicester }: TwoPartnerships): Cast {
  const { councilOfficer: officer } = leicester;
  const council = files.tenants
    .find(({ slug }) => slug === leicester.slug)
    ?.agencies.find(({ kind }) => kind === 'council');
  if (!council || officer.agencyId === undefined) throw new Error('The officer is of the council.');
  return { ...leicester, police: council.slug, policeId: officer.agencyId, officer };
}

async function readText({ database }: TwoPartnerships, sql: string, value: string): Promise<string> {
  const { rows } = await asAdmin(database.adminUrl, (client) => client.query<{ text: string }>(sql, [value]));
  if (!rows[0]) throw new Error(`${value} is there.`);
  return rows[0].text;
}

export const standings = [
  'public',
  'applicant',
  'coordinator',
  'officer',
  'chair',
  'policing_body',
  'board_reader',
  'administrator',
  'auditor',
  'panel_member',
  'agency_manager',
  'analyst',
  'advocate',
  'worker',
  'relay',
  'operator',
] as const;
export type Standing = (typeof standings)[number];

/** Everybody of Leicester. Whoever may act for an agency acts for the police, who are party to two of the cases. */
export function whoIs({ leicester }: TwoPartnerships, standing: Standing): Principal {
  const { tenantId, policeId, others } = leicester;
  switch (standing) {
    case 'public':
    case 'applicant':
      return { kind: 'public', tenantId };
    case 'worker':
    case 'relay':
      return { kind: standing, tenantId };
    case 'operator':
      return { kind: 'operator', tenantId, agencyId: policeId };
    case 'coordinator':
    case 'officer':
    case 'chair':
      return leicester[standing];
    case 'policing_body':
    case 'board_reader':
    case 'administrator':
    case 'auditor':
    case 'panel_member':
    case 'agency_manager':
    case 'analyst':
    case 'advocate':
      return others[standing];
  }
}
