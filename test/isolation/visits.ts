import { randomUUID } from 'node:crypto';
import { nodeId, parseNodeId } from '#platform/node-ids.js';
import { sealCursor } from '#platform/cursors.js';
import { operations } from '../access/operations.js';
import {
  everyone,
  freshKey,
  reportOfFirstNight,
  versionOf,
  type PartnershipOfTest,
  type Who,
} from '../access/two-partnerships.js';
import { addressOf, LiveSocket } from '../live/live-client.js';
import { adminSql } from '../support/case-record.js';
import { actor, readCase } from '../support/journey.js';
import type { Answer, TestApp } from '../support/running-app.js';
import { membershipOf, programOf, standingMember } from './full-members.js';
import type { FullWorld, Handles } from './full-world.js';

/** What somebody was answered, over whichever transport. */
export interface Visit {
  readonly who: Who;
  readonly operation: string;
  readonly data: unknown;
}

export interface Visited {
  readonly world: FullWorld;
  readonly of: PartnershipOfTest;
  readonly handles: Handles;
  readonly documents: Readonly<Record<string, string>>;
}

/** Everybody who is a member or a visitor here. */
export const insiders = everyone.filter((who) => who !== 'member_elsewhere' && who !== 'no_membership');

export function ask(
  { world, of, documents }: Visited,
  { who, operation, variables }: { who: Who; operation: string; variables: Record<string, unknown> },
): Promise<Answer> {
  const as = of.people[who];
  const document = documents[operation] ?? '';
  return world.app.ask(of.slug, document, { variables, ...(as !== undefined && { as }) });
}

/** Reads everything that there is to read, as everybody. */
export async function readAll(place: Visited): Promise<Visit[]> {
  const { of, world } = place;
  const cases = await world.app.ask(of.slug, '{ cases(first: 5) { nodes { id } } }', {
    as: of.people.coordinator ?? '',
  });
  const ids = (cases.data?.['cases'] as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
  const asked: readonly (readonly [string, Record<string, unknown>])[] = [
    ['Query.partnership', {}],
    ['Query.viewer', {}],
    ['Query.eventCursor', {}],
    ...place.handles.applications.map((each) => ['Query.application', { ...each }] as const),
    ['Query.cases', { first: 5 }],
    ...ids.map((id) => ['Query.case', { id }] as const),
    ['Query.reports', { first: 20 }],
    ['Query.sharingAgreements', {}],
    ['Query.ownConflicts', {}],
    ['Query.policyProposals', {}],
    ['Query.memberships', { first: 50 }],
    ['Query.memberships', { first: 20, filter: { ended: true } }],
    ['Query.invitations', { first: 20 }],
    ['Query.auditEntries', { first: 100 }],
    ['Query.auditTrail', {}],
    ['Query.caseAccessLog', { caseId: of.ids.Case, first: 60 }],
    ['Query.reportAccessLog', { reportId: of.ids.Report, first: 50 }],
    ...checks(place).map((input) => ['Query.couldIAskForAReview', { input }] as const),
  ];
  const visits: Visit[] = [];
  for (const who of insiders)
    for (const [operation, variables] of asked)
      visits.push({ who, operation, data: (await ask(place, { who, operation, variables })).data });
  return visits;
}

/** What a visitor may ask: with everything said, with something missing, and where the rules and the Act part. */
function checks({ of, handles }: Visited): readonly object[] {
  const id = (what: string) => `${what}-${handles.word.toLowerCase()}`;
  const variables = operations['Query.couldIAskForAReview']?.variables({ of, who: 'public', version: 0 });
  const input = variables?.['input'] as { incidents: readonly object[] };
  const told = (occurredOn: string, by: readonly string[]) => ({
    occurredOn,
    complaints: by.map((each) => ({ to: 'COUNCIL', madeOn: occurredOn, by: each })),
  });
  const three = ['2026-02-03', '2026-02-04', '2026-02-05'].map((day) => told(day, ['ME']));
  const unknown = told('2026-02-06', ['ME', 'SOMEBODY_ELSE', 'SOMEBODY_ELSE']);
  return [
    { incidents: [...input.incidents, told('2025-01-02', ['ME']), unknown], dissatisfied: true },
    { incidents: three },
    { incidents: three, dissatisfied: false },
    {
      incidents: three,
      answers: [{ question: id('fewer'), answer: true }],
      risk: [{ question: id('often'), answer: id('daily') }],
    },
  ];
}

/** Sends every mutation as everybody, at a version that is stale, and those that succeed as whoever may. */
export async function changeAll(place: Visited): Promise<Visit[]> {
  const visits: Visit[] = [];
  const send = async (who: Who, operation: string, variables: Record<string, unknown>) => {
    const answer = await ask(place, { who, operation, variables });
    visits.push({ who, operation, data: answer.data });
    return answer;
  };
  const { of } = place;
  for (const who of insiders)
    for (const [operation, { variables }] of Object.entries(operations))
      if (operation.startsWith('Mutation.')) await send(who, operation, variables({ of, who, version: 0 }));
  for (const who of insiders)
    await applyThrice(place, (input) => send(who, 'Mutation.applyForReview', { input }));
  await workOnCase(place, send);
  await playCase(place, send);
  await changeMembers(place, send);
  return visits;
}

/** Accepted, refused as invalid, and refused because the key was used for another application. */
async function applyThrice(
  { of, handles }: Visited,
  apply: (input: object) => Promise<Answer>,
): Promise<void> {
  const base = operations['Mutation.applyForReview']?.variables({ of, who: 'public', version: 0 });
  const input = { ...(base?.['input'] as object), district: handles.district, clientKey: freshKey() };
  await apply(input);
  await apply({ ...input, name: 'Another Person' });
  await apply({ ...input, clientKey: freshKey(), name: '' });
}

type Send = (who: Who, operation: string, variables: Record<string, unknown>) => Promise<Answer>;

/** What is refused for another reason than a stale version, and what only agencies do. */
async function workOnCase({ world, of, handles }: Visited, send: Send): Promise<void> {
  const version = await versionOf(world.app, of);
  const input = { caseId: of.ids.Case, version };
  const random = nodeId('Case', randomUUID());
  await send('coordinator', 'Mutation.proposeDecision', { input });
  await send('coordinator', 'Mutation.acknowledgeApplication', { input: { ...input, caseId: random } });
  await send('coordinator', 'Mutation.acknowledgeApplication', { input: handles.endedCase });
  await decideWhatOneAnswered(world.app, { of, send });
  const linked = { caseId: of.ids.Case, reportId: of.unlinkedReport };
  const asked: Who = 'officer_of_asked_agency';
  await send(asked, 'Mutation.linkReport', { input: linked });
  await send(asked, 'Mutation.linkReport', { input: { ...linked, caseId: handles.decidedCaseId } });
  for (const who of [asked, 'officer_of_other_agency'] as const) {
    const behaviours = [`noise-${handles.word.toLowerCase()}`];
    await send(who, 'Mutation.recordReport', { input: { ...reportOfFirstNight(handles.word), behaviours } });
    await send(who, 'Mutation.linkReport', { input: { ...linked, caseId: random } });
  }
}

/** As if whoever leads had answered for an agency, and so could not decide. */
async function decideWhatOneAnswered(
  app: TestApp,
  { of, send }: { of: PartnershipOfTest; send: Send },
): Promise<void> {
  const answered = (by: string) =>
    adminSql(
      app,
      `update concord.information_requests r set answered_by = ${by}
       from concord.cases c where c.reference = $1 and r.case_id = c.id and r.status = 'ANSWERED'`,
      [of.reference],
    );
  const id = await membershipOf(app, of.slug, of.people.coordinator ?? '');
  await answered(`(select m.user_id from concord.memberships m where m.id = '${id}')`);
  await send('coordinator', 'Mutation.decideThreshold', {
    input: { caseId: of.ids.Case, version: await versionOf(app, of), outcome: 'MET' },
  });
  await answered('gen_random_uuid()');
}

/** Those who look after members give one other roles and back; somebody leaves, and is let in again. */
async function changeMembers({ world, of, handles }: Visited, send: Send): Promise<void> {
  const membershipId = await standingMember(world.app, handles.word);
  let [rolesBefore, roles] = [['agency_officer'], ['agency_manager']];
  for (const who of ['coordinator', 'administrator', 'agency_manager'] as const) {
    await send(who, 'Mutation.changeMemberRoles', { input: { membershipId, rolesBefore, roles } });
    [rolesBefore, roles] = [roles, rolesBefore];
  }
  for (const who of ['administrator', 'agency_manager'] as const)
    await send(who, 'Mutation.registerServiceAccount', {
      input: { ...programOf(world.app, of, handles.word), clientKey: freshKey(), subject: freshKey() },
    });
  await send('agency_manager', 'Mutation.endMembership', {
    input: { membershipId, reason: `Moved away from ${handles.word} Street` },
  });
  const id = await membershipOf(world.app, of.slug, of.people.advocate ?? '');
  await send('advocate', 'Mutation.leavePartnership', {
    input: { membershipId: nodeId('Membership', id) },
  });
  const restored = [id, parseNodeId(membershipId)?.id];
  await adminSql(
    world.app,
    'update concord.memberships set ended_at = null, ended_by = null, ended_reason = null where id = any ($1::uuid[])',
    [restored],
  );
}

/** One case from the application to the decision, so that every mutation succeeds once. */
async function playCase({ world, of }: Visited, send: Send): Promise<void> {
  const applied = await send(
    'public',
    'Mutation.applyForReview',
    operations['Mutation.applyForReview']?.variables({ of, who: 'public', version: 0 }) ?? {},
  );
  const { reference } = applied.data?.['applyForReview'] as { reference: string };
  const read = () => readCase(actor(world.app, of.slug, of.people.coordinator), reference);
  const change = async (name: string, more: object = {}) => {
    const { id: caseId, version } = await read();
    return send('coordinator', `Mutation.${name}`, { input: { caseId, version, ...more } });
  };
  await change('acknowledgeApplication');
  await change('requestInformation', { agencyIds: [of.ids.Agency] });
  const { requests, incidents, clocks } = await read();
  await send('officer_of_asked_agency', 'Mutation.respondToRequest', {
    input: { requestId: requests[0]?.id, holds: 'NOTHING' },
  });
  await change('confirmIncident', { incidentId: incidents[0]?.id, match: 'NOT_FOUND' });
  const running = clocks.find((clock) => clock.stoppedAt === null);
  await haveConflict(await membershipOf(world.app, of.slug, of.people.advocate ?? ''), change);
  await change('extendClock', { clockId: running?.id, dueOn: '2026-07-01', reason: 'More time.' });
  await change('pauseClocks', { reason: 'WAITING_FOR_APPLICANT', from: '2026-03-12' });
  await change('resumeClocks', { pauseId: (await read()).pauses[0]?.id, through: '2026-03-16' });
  await change('recordJudgement', {
    question: 'dissatisfied_with_response',
    answer: true,
    why: 'The applicant wrote again.',
  });
  await change('recordRiskAssessment', { band: 'high', why: 'It grows worse.' });
  const proposed = await change('proposeDecision');
  const { proposal } = proposed.data?.['proposeDecision'] as { proposal: { id: string } };
  const decided = await change('decideThreshold', {
    outcome: 'MET',
    proposalId: proposal.id,
    reason: 'It was told in other words.',
  });
  const { __typename } = decided.data?.['decideThreshold'] as { __typename: string };
  if (__typename !== 'CaseChanged') throw new Error(`The decision: ${__typename}.`);
}

async function haveConflict(
  membership: string,
  change: (name: string, more: object) => Promise<Answer>,
): Promise<void> {
  const membershipId = nodeId('Membership', membership);
  await change('setMarker', { kind: 'HATE', reason: 'Words were said.' });
  const declared = await change('declareConflict', { membershipId, reason: 'A neighbour.' });
  const { conflictId } = declared.data?.['declareConflict'] as { conflictId: string };
  await change('liftConflict', { conflictId, reason: 'Another street.' });
}

/** A subscription that was opened, with what it was told until the first heartbeat or its end. */
export interface Followed {
  readonly socket: LiveSocket;
  readonly items: unknown[];
}

/** Follows the log from a cursor; undefined for who may not. */
export async function follow(
  { world, of, documents }: Visited,
  who: Who,
  variables: Record<string, unknown>,
): Promise<Followed | undefined> {
  const socket = await LiveSocket.open(addressOf(world.app, of.slug));
  await socket.signIn(await world.app.token(of.people[who] ?? ''));
  socket.subscribe('walk', documents['Subscription.caseEvents'] ?? '', variables);
  const items: unknown[] = [];
  for (;;) {
    const frame = await socket.next();
    if (frame.type !== 'next') {
      if (items.length > 0) return { socket, items };
      await socket.close();
      return undefined;
    }
    const { data } = frame.payload as { data: { caseEvents: { __typename: string } } | null };
    if (data === null) continue;
    items.push(data);
    if (data.caseEvents.__typename === 'Heartbeat') return { socket, items };
  }
}

/** Follows the whole log as everybody, and from beyond its end. The streams that go on stay open. */
export async function followAll(place: Visited): Promise<{ visits: Visit[]; open: Map<Who, LiveSocket> }> {
  const { handles, world } = place;
  const cursor = (position: bigint) =>
    sealCursor(world.app.secretKey, { partnershipId: handles.tenantId, position });
  const visits: Visit[] = [];
  const open = new Map<Who, LiveSocket>();
  for (const who of insiders.filter((each) => each !== 'public')) {
    const beyond = await follow(place, who, { after: cursor(1_000_000n) });
    await beyond?.socket.close();
    const whole = await follow(place, who, { after: cursor(0n) });
    if (whole) open.set(who, whole.socket);
    for (const data of [...(beyond?.items ?? []), ...(whole?.items ?? [])])
      visits.push({ who, operation: 'Subscription.caseEvents', data });
  }
  return { visits, open };
}
