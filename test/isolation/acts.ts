import { readCaseDocument, mutationDocument } from './script-documents.js';
import type { Player } from './player.js';

type Act = (player: Player, pick: number) => Promise<unknown>;

interface KnownCase {
  readonly id: string;
  readonly version: number;
  readonly incidents: readonly { id: string }[];
  readonly requests: readonly { id: string }[];
  readonly clocks: readonly { id: string; stoppedAt: string | null }[];
  readonly latestProposal: { readonly id: string } | null;
}

const pickFrom = <T>(items: readonly T[], pick: number): T | undefined =>
  items[pick % Math.max(items.length, 1)];

async function readCase(player: Player, pick: number): Promise<KnownCase | undefined> {
  const reference = pickFrom(player.references, pick);
  const data = await player.ask('coordinator', readCaseDocument, { reference });
  return (data['case'] as KnownCase | null) ?? undefined;
}

/** A mutation of the coordinator on a case as it stands, or on none that there is. */
const onCase =
  (name: string, input: (found: KnownCase, player: Player) => object = () => ({})): Act =>
  async (player, pick) => {
    const found = await readCase(player, pick);
    if (!found) return;
    const { id: caseId, version } = found;
    await player.ask('coordinator', mutationDocument(name), {
      input: { caseId, version, ...input(found, player) },
    });
  };

const night = (player: Player, occurredOn: string) => ({
  occurredOn,
  place: 'Invented Street',
  description: 'Shouting and banging through the night',
  complaints: [{ agency: player.agency, madeOn: occurredOn }],
});

async function apply(player: Player, pick: number): Promise<void> {
  const data = await player.ask('public', mutationDocument('applyForReview'), {
    input: {
      clientKey: player.nextKey(),
      applicantKind: 'VICTIM',
      name: 'Vera Example',
      contact: { email: 'vera@example.org' },
      incidents: [night(player, '2026-01-10'), night(player, '2026-02-0' + String(pick + 1))],
      dissatisfied: true,
    },
  });
  const answer = data['applyForReview'] as { reference?: string; secret?: string };
  if (answer.reference === undefined || answer.secret === undefined) return;
  player.references.push(answer.reference);
  player.secrets.push(answer.secret);
}

async function recordReport(player: Player): Promise<void> {
  const clientKey = player.nextKey();
  const data = await player.ask('officer', mutationDocument('recordReport'), {
    input: {
      clientKey,
      reference: clientKey,
      category: 'ASB',
      occurredOn: '2026-01-10',
      reportedOn: '2026-01-10',
      reporterName: 'Vera Example',
      place: 'Invented Street',
      hatePerceived: false,
    },
  });
  const { report } = data['recordReport'] as { report?: { id: string } };
  if (report) player.reports.push(report.id);
}

async function askTheAgency(player: Player, pick: number): Promise<void> {
  const data = await player.ask('coordinator', '{ partnership { agencies { id slug } } }');
  const { agencies } = data['partnership'] as { agencies: { id: string; slug: string }[] };
  const agencyIds = agencies.filter(({ slug }) => slug === player.agency).map(({ id }) => id);
  await onCase('requestInformation', () => ({ agencyIds }))(player, pick);
}

/** What somebody may do; each sends one mutation, or reads. */
export const acts = {
  apply,
  recordReport,
  askTheAgency,
  acknowledge: onCase('acknowledgeApplication'),
  link: async (player, pick) => {
    const found = await readCase(player, pick);
    const reportId = pickFrom(player.reports, pick);
    if (!found || reportId === undefined) return;
    await player.ask('officer', mutationDocument('linkReport'), { input: { caseId: found.id, reportId } });
  },
  respond: async (player, pick) => {
    const requestId = (await readCase(player, pick))?.requests[0]?.id;
    if (requestId === undefined) return;
    const input = { requestId, holds: pick % 2 === 0 ? 'RECORDS' : 'NOTHING', actionsTaken: 'A warning.' };
    await player.ask('officer', mutationDocument('respondToRequest'), { input });
  },
  confirm: onCase('confirmIncident', ({ incidents }, player) => ({
    incidentId: incidents[0]?.id,
    match: player.reports.length > 0 ? 'CONFIRMED' : 'NOT_FOUND',
    reports: player.reports.slice(0, 1).map((reportId) => ({ reportId, madeBy: { unknown: true } })),
  })),
  propose: onCase('proposeDecision'),
  decide: onCase('decideThreshold', ({ latestProposal }) => ({
    outcome: 'MET',
    proposalId: latestProposal?.id,
    reason: 'It was told in other words.',
  })),
  extend: onCase('extendClock', ({ clocks }) => ({
    clockId: clocks[0]?.id,
    dueOn: '2026-07-01',
    reason: 'More time.',
  })),
  listCases: (player) =>
    player.ask(
      'chair',
      '{ cases(first: 20) { nodes { id reference stage version } pageInfo { hasNextPage endCursor } } }',
    ),
  listReports: (player) =>
    player.ask(
      'officer',
      '{ reports(first: 20) { nodes { id reference place } pageInfo { hasNextPage endCursor } } }',
    ),
  followAsApplicant: (player, pick) =>
    player.ask(
      'public',
      `query ($reference: String!, $secret: String!) { application(reference: $reference, secret: $secret) {
        reference stage clocks { step dueOn stoppedAt } decision { outcome reason } } }`,
      { reference: pickFrom(player.references, pick), secret: pickFrom(player.secrets, pick) },
    ),
  readPartnership: (player) =>
    player.ask(
      'public',
      '{ partnership { name publicTerm agencies { id name } areaTeams { id } policy { threshold } } }',
    ),
  whereTheLogStands: (player) => player.eventCursor(),
  readAsOfficer: (player, pick) =>
    player.ask('officer', readCaseDocument, { reference: pickFrom(player.references, pick) }),
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;
