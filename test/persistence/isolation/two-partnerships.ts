import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { approvePolicy } from '#casework/approve-policy.js';
import { inviteMember } from '#casework/invite-member.js';
import { done } from '#casework/outcome.js';
import type { Casework } from '#casework/ports.js';
import type { Member, Principal } from '#casework/principal.js';
import { linkReport } from '#casework/link-report.js';
import { recordReport } from '#casework/record-report.js';
import { createCasework } from '#main/wiring.js';
import { applyDemoAgreement } from '#persistence/apply-demo-agreement.js';
import { applyDemoPeople, type PersonToApply } from '#persistence/apply-demo-people.js';
import { auditTrails } from '#persistence/audit-trails.js';
import { applyFiles as applyAgain, applyTenant } from '#persistence/apply-tenant.js';
import { asAdmin } from '#persistence/bootstrap.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { LogFollower } from '#persistence/log-follower.js';
import { migratorDataSource } from '#persistence/migrate.js';
import { ImportRunEntity } from '#persistence/record.entity.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { fixedClock } from '#platform/clock.js';
import { newId } from '#platform/ids.js';
import { newReference } from '#platform/references.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { migratedDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { aReport, playCase, valueOf, type Cast, type PlayedCase } from './play-case.js';

/** A partnership in which a case has come all the way to its decision. */
export interface Partnership extends Cast {
  readonly played: PlayedCase;
  /** Members who act for the police too. */
  readonly others: Readonly<Record<OtherRole, Member>>;
  /** An officer of a council. */
  readonly councilOfficer: Member;
}

/** Everybody else, each acting for the police beside: a role that is not of agencies gains nothing by it. */
const otherRoles = [
  'policing_body',
  'board_reader',
  'administrator',
  'auditor',
  'panel_member',
  'agency_manager',
  'analyst',
  'advocate',
] as const;
type OtherRole = (typeof otherRoles)[number];

export interface TwoPartnerships {
  readonly database: ScratchDatabase;
  readonly leicester: Partnership;
  readonly northYorkshire: Partnership;
}

export const clock = fixedClock(Temporal.Instant.from('2026-03-02T10:00:00Z'));
export const ids = { newId, newReference };

const issuer = 'https://people.example';
const files = readTenants('tenants');
const aTeam = { slug: 'centre', name: 'Centre', districts: [] };

/** A database with both partnerships and a row of each in every table. Nothing stays connected to it. */
export async function twoPartnerships(): Promise<TwoPartnerships> {
  const database = await migratedDatabase();
  await connected(migratorDataSource(database.migratorUrl), applyFiles);
  const app = createDataSource({ url: database.appUrl, applicationName: 'concord test' });
  const worker = createDataSource({ url: database.workerUrl, applicationName: 'concord test' });
  const [leicester, northYorkshire] = await connected(app, () =>
    connected(worker, async () => [
      await fill('leicester', { app, worker, adminUrl: database.adminUrl }),
      await fill('north-yorkshire', { app, worker, adminUrl: database.adminUrl }),
    ]),
  );
  if (!leicester || !northYorkshire) throw new Error('Two partnerships were filled.');
  return { database, leicester, northYorkshire };
}

/** Everybody on whose behalf a transaction may run in a partnership. */
export function everybodyOf({ tenantId, coordinator, officer, chair, policeId }: Cast) {
  return {
    coordinator,
    officer,
    chair,
    public: { kind: 'public', tenantId },
    worker: { kind: 'worker', tenantId },
    relay: { kind: 'relay', tenantId },
    operator: { kind: 'operator', tenantId, agencyId: policeId },
  } satisfies Record<string, Principal>;
}

async function connected<T>(source: DataSource, work: (source: DataSource) => Promise<T>): Promise<T> {
  await source.initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

async function applyFiles(owner: DataSource): Promise<void> {
  const { organisations, roles, tenants } = files;
  const settings = { source: owner, newId, organisations, roles };
  for (const file of tenants) {
    const tenant = { ...file, areaTeams: [aTeam], issuers: [] };
    await applyTenant(settings, tenant);
    const policyVersions = [...file.policyVersions, ...file.policyVersions.map(proposed)];
    await applyAgain(
      settings,
      { ...tenant, policyVersions },
      { write: true, now: clock.now(), production: true },
    );
  }
  const agencyOf = (agencies: (typeof tenants)[number]['agencies'], wanted: string) =>
    agencies.find(({ kind }) => kind === wanted)?.slug;
  const people = tenants.flatMap(({ slug, agencies }): PersonToApply[] => [
    {
      subject: `${slug}.coordinator`,
      name: 'Cora',
      memberships: [{ partnership: slug, roles: ['coordinator'] }],
    },
    { subject: `${slug}.chair`, name: 'Chaya', memberships: [{ partnership: slug, roles: ['chair'] }] },
    {
      subject: `${slug}.officer`,
      name: 'Olu',
      memberships: [{ partnership: slug, agency: agencyOf(agencies, 'police'), roles: ['agency_officer'] }],
    },
    {
      subject: `${slug}.council`,
      name: 'Coll',
      memberships: [{ partnership: slug, agency: agencyOf(agencies, 'council'), roles: ['agency_officer'] }],
    },
    ...otherRoles.map((role) => ({
      subject: `${slug}.${role}`,
      name: 'Ola',
      memberships: [{ partnership: slug, agency: agencyOf(agencies, 'police'), roles: [role] }],
    })),
  ]);
  await applyDemoPeople(owner, { issuer, audience: 'concord', people, newId });
  await applyDemoAgreement(owner, newId);
}

const checkpoint = {
  number: 1,
  hash: '0'.repeat(64),
  signedAt: clock.now().toString(),
  keyId: '0'.repeat(16),
  signature: '',
};

const proposalDigest = 'of a proposal';

/** The same rules, to be in force from a day on which nothing is tested. */
function proposed({ policy }: (typeof files.tenants)[number]['policyVersions'][number]) {
  return { policy: { ...policy, inForceFrom: '2098-01-01' }, digest: proposalDigest };
}

/** The coordinator approves the rules that were proposed. */
async function approveProposal(
  { casework, unitOfWork }: { casework: Casework; unitOfWork: UnitOfWork },
  coordinator: Member,
): Promise<void> {
  const found = await unitOfWork.write(coordinator, async (sql) =>
    done(await sql.query<{ id: string }>('select id from concord.policy_proposals')),
  );
  const [proposal] = found.ok ? found.value : [];
  if (!proposal) throw new Error('Rules were proposed.');
  const approved = await approvePolicy(casework, coordinator, {
    proposalId: proposal.id,
    digest: proposalDigest,
  });
  if (!approved.ok) throw new Error(approved.refusal.message);
}

async function fill(
  slug: string,
  { app, worker, adminUrl }: { app: DataSource; worker: DataSource; adminUrl: string },
): Promise<Partnership> {
  const { others, councilOfficer, ...cast } = await findCast(app, slug);
  const casework = createCasework({
    dataSource: app,
    clock,
    holidays: files.holidays,
    secretKey: randomBytes(32),
  });
  const unitOfWork = new UnitOfWork({ dataSource: app, clock, ids });
  const played = await playCase({ casework, unitOfWork }, cast);
  const { tenantId } = cast;
  await joinCouncil(casework, { adminUrl, cast, councilOfficer }, played);
  await approveProposal({ casework, unitOfWork }, cast.coordinator);
  await startRun(unitOfWork, { tenantId, agencyId: cast.policeId });
  await inviteThree(casework, { ...cast, others, councilOfficer });
  await auditTrails(worker).seal(tenantId, 2);
  await auditTrails(worker).addCheckpoint(tenantId, checkpoint);
  await new LogFollower({ dataSource: worker, follower: 'test' }).follow(tenantId, () => Promise.resolve());
  return { ...cast, others, councilOfficer, played };
}

/** After the decision the council joins and puts a report of its own to the case, so that each agency reads of the other's. */
async function joinCouncil(
  casework: Casework,
  { adminUrl, cast, councilOfficer }: { adminUrl: string; cast: Cast; councilOfficer: Member },
  { caseId }: PlayedCase,
): Promise<void> {
  await asAdmin(adminUrl, (client) =>
    client.query(
      'insert into concord.case_parties (tenant_id, case_id, agency_id, since) values ($1, $2, $3, now())',
      [cast.tenantId, caseId, councilOfficer.agencyId],
    ),
  );
  const report = { ...aReport, clientKey: 'council-report', reference: 'COUNCIL/1' };
  const { reportId } = valueOf(await recordReport(casework, councilOfficer, report));
  valueOf(await linkReport(casework, councilOfficer, { caseId, reportId, partyLevel: 'CONTENT' }));
}

/** An officer of each of two agencies, and an auditor, whom only the administrator may invite. */
async function inviteThree(
  casework: Casework,
  { policeId, coordinator, councilOfficer, others }: Omit<Partnership, 'played'>,
): Promise<void> {
  const invite = async (by: Member, place: { agencyId?: string | undefined; roles: string[] }) => {
    const [clientKey, mail] = [newId(), `${newId()}@people.example`];
    const outcome = await inviteMember(casework, by, { clientKey, mail, name: 'Pat', ...place });
    if (!outcome.ok) throw new Error(outcome.refusal.message);
  };
  await invite(coordinator, { agencyId: policeId, roles: ['agency_officer'] });
  await invite(coordinator, { agencyId: councilOfficer.agencyId, roles: ['agency_officer'] });
  await invite(others.administrator, { roles: ['auditor'] });
}

/** The run of an import that goes on. */
export async function startRun(
  unitOfWork: UnitOfWork,
  { tenantId, agencyId }: { tenantId: string; agencyId: string },
): Promise<void> {
  await unitOfWork.write({ kind: 'operator', tenantId, agencyId }, async (sql) => {
    const startedAt = clock.now();
    await sql.insert(ImportRunEntity, {
      tenantId,
      id: newId(),
      agencyId,
      format: 'police-uk',
      fileName: 'one.csv',
      startedAt,
    });
    return done({});
  });
}

async function findCast(app: DataSource, slug: string): Promise<Omit<Partnership, 'played'>> {
  const directory = new Directory(app);
  const member = async (role: string): Promise<Member> => {
    const {
      memberships: [found],
    } = await directory.findMemberships(slug, { issuer, subject: `${slug}.${role}` });
    if (!found) throw new Error(`${slug} has a ${role}.`);
    return found;
  };
  const officer = await member('officer');
  const police = files.tenants
    .find((each) => each.slug === slug)
    ?.agencies.find(({ kind }) => kind === 'police');
  if (!police || officer.agencyId === undefined) throw new Error('The officer is of the police.');
  return {
    slug,
    tenantId: officer.tenantId,
    police: police.slug,
    policeId: officer.agencyId,
    coordinator: await member('coordinator'),
    chair: await member('chair'),
    officer,
    others: {
      policing_body: await member('policing_body'),
      board_reader: await member('board_reader'),
      administrator: await member('administrator'),
      auditor: await member('auditor'),
      panel_member: await member('panel_member'),
      agency_manager: await member('agency_manager'),
      analyst: await member('analyst'),
      advocate: await member('advocate'),
    },
    councilOfficer: await member('council'),
  };
}
