import { createLogger } from '#platform/logger.js';
import { adminSql } from '../support/case-record.js';
import { actor, agencyIds, applicationOfThreeNights, readCase, type Actor } from '../support/journey.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { AnswersSeen, canary } from './answers-seen.js';
import { plantConflicts } from './plant-conflicts.js';
import { plantMarkers } from './plant-markers.js';
import { plantPauses } from './plant-pause.js';
import { plantProposals } from './plant-proposals.js';

type TestSettings = NonNullable<Parameters<typeof startTestApp>[0]>;

/** A partnership under test: people by what they are in it, and ids of one of each of its records. */
export interface PartnershipOfTest {
  readonly slug: string;
  readonly people: Readonly<Record<Who, string | undefined>>;
  readonly reference: string;
  readonly secret: string;
  /** The agency that was told, asked and has answered. */
  readonly agencySlug: string;
  readonly ids: Readonly<Record<NodeOfTest, string>>;
  /** A report of the asked agency that stands in no case. */
  readonly unlinkedReport: string;
  /** Id of the second agency that was asked. */
  readonly otherAgency: string;
  /** The membership of whoever has the conflict that stands in the case, and reads no case. */
  readonly conflictedMember: string;
  /** Of the proposal of rules among the ids. */
  readonly proposalDigest: string;
}

export const everyone = [
  'public',
  'coordinator',
  'chair',
  'policing_body',
  'board_reader',
  'administrator',
  'auditor',
  'panel_member',
  'agency_manager',
  'analyst',
  'advocate',
  'officer_of_asked_agency',
  'officer_of_other_agency',
  'member_elsewhere',
  'no_membership',
] as const;
export type Who = (typeof everyone)[number];

type NodeOfTest =
  | 'Agency'
  | 'Case'
  | 'CasePerson'
  | 'Clock'
  | 'Complaint'
  | 'Conflict'
  | 'DecisionProposal'
  | 'Grant'
  | 'Incident'
  | 'InformationRequest'
  | 'Invitation'
  | 'Marker'
  | 'Membership'
  | 'Pause'
  | 'PolicyProposal'
  | 'Report'
  | 'SharingAgreement';

/** A whole server with a case in each of two partnerships; the second one's data carries the canary. */
export interface TwoPartnerships {
  readonly app: TestApp;
  readonly seen: AnswersSeen;
  readonly leicester: PartnershipOfTest;
  readonly northYorkshire: PartnershipOfTest;
  readonly tables: readonly string[];
  stop(): Promise<void>;
}

interface Plan {
  readonly slug: string;
  readonly people: PartnershipOfTest['people'];
  readonly asked: readonly [string, string];
  readonly word: string;
  readonly phone: string;
}

const plans: readonly [Plan, Plan] = [
  {
    slug: 'leicester',
    asked: ['leicester-city-council', 'leicestershire-police'],
    word: 'Example',
    phone: '0116 496 0000',
    people: {
      public: undefined,
      coordinator: 'priya.coordinator',
      chair: 'helen.chair',
      policing_body: 'marcus.policing-body',
      board_reader: 'nadia.board',
      administrator: 'owen.administrator',
      auditor: 'agnes.auditor',
      panel_member: 'paula.panel',
      agency_manager: 'mina.manager',
      analyst: 'ada.analyst',
      advocate: 'abel.advocate',
      officer_of_asked_agency: 'dev.council',
      officer_of_other_agency: 'grace.pa-housing',
      member_elsewhere: 'ruth.coordinator',
      no_membership: 'kofi.health',
    },
  },
  {
    slug: 'north-yorkshire',
    asked: ['north-yorkshire-council', 'north-yorkshire-police'],
    word: canary,
    phone: '01609 496 0000',
    people: {
      public: undefined,
      coordinator: 'ruth.coordinator',
      chair: 'joan.chair',
      policing_body: 'peter.policing-body',
      board_reader: 'sofia.board',
      administrator: 'idris.administrator',
      auditor: 'amir.auditor',
      panel_member: 'pavel.panel',
      agency_manager: 'maud.manager',
      analyst: 'anton.analyst',
      advocate: 'alma.advocate',
      officer_of_asked_agency: 'bethan.council',
      officer_of_other_agency: 'imran.broadacres',
      member_elsewhere: 'priya.coordinator',
      no_membership: 'kofi.health',
    },
  },
];

/** `prepare` changes the empty partnerships before the first case is opened. */
export async function startTwoPartnerships({
  prepare,
  settings = {},
}: {
  prepare?: (app: TestApp) => Promise<void>;
  settings?: TestSettings;
} = {}): Promise<TwoPartnerships> {
  const seen = new AnswersSeen();
  seen.watch();
  const logger = createLogger({ logLevel: 'trace' }, seen.logDestination);
  const app = await startTestApp({ logger, ...settings });
  await prepare?.(app);
  // A token of somebody whose memberships have all ended opens nothing.
  await adminSql(
    app,
    `update concord.memberships set ended_at = now()
     where user_id in (select id from directory.users where subject = 'kofi.health')`,
  );
  const tables = await adminSql<{ name: string }>(
    app,
    `select table_name as name from information_schema.tables where table_schema in ('concord', 'directory')`,
  );
  const [leicester, northYorkshire] = [await openCase(app, plans[0]), await openCase(app, plans[1])];
  return {
    app,
    seen,
    leicester,
    northYorkshire,
    tables: tables.map((table) => table.name),
    stop: async () => {
      seen.unwatch();
      await app.stop();
    },
  };
}

let keys = 0;

/** A client key that no other submission of this file has used. */
export function freshKey(): string {
  keys += 1;
  return `access-key-${String(keys)}`;
}

/** A report of an agency about the first night. */
export function reportOfFirstNight(word: string): object {
  return {
    clientKey: freshKey(),
    reference: `${word}/${freshKey()}`,
    category: 'ASB',
    occurredOn: '2026-01-10',
    reportedOn: '2026-01-12',
    recordedOn: '2026-01-12',
    reporterName: `Vera ${word}`,
    place: `${word} Street`,
    summary: `Noise at ${word} Street`,
    hatePerceived: false,
    behaviours: [],
    recordedAsHate: false,
    household: `1 ${word} Street`,
    affected: [`Vera ${word}`],
    actionTaken: `A letter to ${word} Street`,
    closedOn: word === 'Example' ? '2026-01-19' : '2026-01-20',
  };
}

function applicationIn({ asked, word, phone }: Plan): object {
  const incident = (occurredOn: string, madeOn: string) => ({
    occurredOn,
    place: `${word} Street`,
    description: `Loud music in ${word} Street`,
    complaints: [{ agency: asked[0], madeOn }],
  });
  return applicationOfThreeNights({
    name: `Vera ${word}`,
    contact: {
      email: `vera@${word.toLowerCase()}.example`,
      phone,
      address: `1 ${word} Street`,
    },
    dissatisfaction: `Nobody came to ${word} Street.`,
    incidents: [incident('2026-01-10', '2026-01-12'), incident('2026-01-24', '2026-01-26')],
  });
}

async function applyAndAsk(app: TestApp, plan: Plan) {
  const { slug, people, asked } = plan;
  const coordinator = actor(app, slug, people.coordinator);
  const received = await actor(app, slug).mutate('applyForReview', applicationIn(plan));
  const reference = String(received['reference']);
  const agencies = await agencyIds(coordinator);
  const { id: caseId } = await readCase(coordinator, reference);
  await coordinator.mutate('acknowledgeApplication', { caseId, version: 1 });
  await coordinator.mutate('requestInformation', {
    caseId,
    version: 2,
    agencyIds: asked.map((each) => agencies[each]),
  });
  return { reference, secret: String(received['secret']), caseId, agencies };
}

/** Applies, asks two agencies, lets one link a report and answer, confirms an incident and proposes a decision. */
async function openCase(app: TestApp, plan: Plan): Promise<PartnershipOfTest> {
  const { slug, people, asked, word } = plan;
  const coordinator = actor(app, slug, people.coordinator);
  const officer = actor(app, slug, people.officer_of_asked_agency);
  const { reference, secret, caseId, agencies } = await applyAndAsk(app, plan);
  const [linked, unlinkedReport] = [await record(officer, word), await record(officer, word)];
  await officer.mutate('linkReport', { caseId, reportId: linked });
  const request = await answer(officer, { reference, word });
  const ids = await matchAndPropose(coordinator, { reference, linked });
  const pauseId = await plantPauses(app, slug, reference);
  const conflict = await plantConflicts(app, { slug, reference, word, people });
  const members = await findMembers(coordinator, word, agencies[asked[0]]);
  const proposal = await plantProposals(app, { slug, word, administrator: people.administrator });
  return {
    slug,
    people,
    reference,
    secret,
    agencySlug: asked[0],
    unlinkedReport,
    otherAgency: agencies[asked[1]] ?? '',
    conflictedMember: conflict.membershipId,
    proposalDigest: proposal.digest,
    ids: {
      ...ids,
      ...(await sharingOf(officer, linked)),
      ...members,
      Agency: agencies[asked[0]] ?? '',
      InformationRequest: request,
      Conflict: conflict.id,
      Marker: await plantMarkers(app, { slug, reference, word }),
      Pause: pauseId,
      PolicyProposal: proposal.id,
      Report: linked,
    },
  };
}

/** The agency of an officer holds records; gives the request that it answered. */
async function answer(
  officer: Actor,
  { reference, word }: { reference: string; word: string },
): Promise<string> {
  const requestId = (await readCase(officer, reference)).requests[0]?.id ?? '';
  const actionsTaken = `Wrote to ${word} Street.`;
  await officer.mutate('respondToRequest', { requestId, holds: 'RECORDS', actionsTaken });
  return requestId;
}

/** The coordinator's own membership, the last of its kind, and an invitation to the asked agency. */
async function findMembers(
  coordinator: Actor,
  word: string,
  agencyId: string | undefined,
): Promise<Pick<PartnershipOfTest['ids'], 'Invitation' | 'Membership'>> {
  const data = await coordinator.query('{ viewer { memberships { id } } }');
  const { memberships } = data['viewer'] as { memberships: { id: string }[] };
  const invited = await coordinator.mutate('inviteMember', {
    clientKey: freshKey(),
    mail: `pat@${word.toLowerCase()}.example`,
    name: `Pat ${word}`,
    agencyId,
    roles: ['agency_officer'],
  });
  return {
    Membership: memberships[0]?.id ?? '',
    Invitation: (invited['invitation'] as { id: string }).id,
  };
}

async function record(officer: Actor, word: string): Promise<string> {
  const answer = await officer.mutate('recordReport', reportOfFirstNight(word));
  return (answer['report'] as { id: string }).id;
}

/** The agreement under which the report was put to the case, and how it was opened to the coordinator. */
async function sharingOf(
  officer: Actor,
  reportId: string,
): Promise<Pick<PartnershipOfTest['ids'], 'Grant' | 'SharingAgreement'>> {
  const data = await officer.query(
    '{ sharingAgreements { id } reports(first: 20) { nodes { id grants { id audience } } } }',
  );
  const { nodes } = data['reports'] as {
    nodes: { id: string; grants: { id: string; audience: string }[] }[];
  };
  const grants = nodes.find(({ id }) => id === reportId)?.grants ?? [];
  return {
    Grant: grants.find(({ audience }) => audience === 'COORDINATOR')?.id ?? '',
    SharingAgreement: (data['sharingAgreements'] as { id: string }[])[0]?.id ?? '',
  };
}

async function matchAndPropose(
  coordinator: Actor,
  { reference, linked }: { reference: string; linked: string },
): Promise<
  Pick<
    PartnershipOfTest['ids'],
    'Case' | 'CasePerson' | 'Clock' | 'Complaint' | 'DecisionProposal' | 'Incident'
  >
> {
  const { id: caseId, version, incidents, people, clocks } = await readCase(coordinator, reference);
  const [incident] = incidents;
  const personId = people[0]?.id ?? '';
  await coordinator.mutate('confirmIncident', {
    caseId,
    version,
    incidentId: incident?.id,
    match: 'CONFIRMED',
    causedHarassment: true,
    reports: [{ reportId: linked, madeBy: { personId } }],
  });
  const proposed = await coordinator.mutate('proposeDecision', { caseId, version: version + 1 });
  return {
    Case: caseId,
    CasePerson: personId,
    Clock: clocks.find((clock) => clock.stoppedAt === null)?.id ?? '',
    Complaint: incident?.complaints[0]?.id ?? '',
    DecisionProposal: (proposed['proposal'] as { id: string }).id,
    Incident: incident?.id ?? '',
  };
}

export function versionOf(app: TestApp, { slug, people, reference }: PartnershipOfTest): Promise<number> {
  return readCase(actor(app, slug, people.coordinator), reference).then((found) => found.version);
}
