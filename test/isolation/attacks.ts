import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { sealCursor } from '#platform/cursors.js';
import { nodeId } from '#platform/node-ids.js';
import { withoutCorrelation } from '../access/answers-seen.js';
import { listPlaces, putAt, type ValuePlace } from '../access/id-places.js';
import { operations } from '../access/operations.js';
import {
  everyone,
  freshKey,
  versionOf,
  type PartnershipOfTest,
  type Who,
} from '../access/two-partnerships.js';
import type { Answer } from '../support/running-app.js';
import { readInputs } from './expectations.js';
import { pageBeside, type FullWorld } from './full-world.js';
import { ask, follow, type Visited } from './visits.js';

/** A place of the variables where another partnership's handle is sent, and what kind of handle goes there. */
export interface AttackedPlace extends ValuePlace {
  readonly holds: string;
  /** A change succeeds whatever is sent, so that its answer holds fresh ids and secrets. */
  readonly succeeds: boolean;
}

const succeeding = new Set([
  'AffectedPersonInput.label',
  'ApplyForReviewInput.clientKey',
  'ApplyForReviewInput.household',
  'ComplainantInput.household',
  'ComplainantInput.label',
  'ConfirmIncidentInput.personComplainedOf',
  'ConfirmIncidentInput.placeLabel',
  'ConfirmIncidentInput.problem',
  'IncidentInput.affected',
  'InviteMemberInput.clientKey',
  'RecordReportInput.affected',
  'RecordReportInput.clientKey',
  'RecordReportInput.district',
  'RecordReportInput.household',
  'RecordReportInput.reference',
  'RecordSharingAgreementInput.clientKey',
]);

/** Every place that holds a handle, by the expectations; those that hold a plain value are left alone. */
export function listAttacked(schema: GraphQLSchema): AttackedPlace[] {
  const holds = new Map(readInputs().map((row) => [row.place, row.holds]));
  return listPlaces(schema)
    .map((place) => ({
      ...place,
      holds: holds.get(place.definition) ?? 'missing',
      succeeds: succeeding.has(place.definition),
    }))
    .filter((place) => place.holds !== 'plain');
}

/** The other partnership's handle of a kind, and one that nobody has. */
function handlesOfKind(
  { northYorkshire, foreign, app }: FullWorld,
  holds: string,
): { other: string; random: string } {
  if (holds in northYorkshire.ids)
    return {
      other: northYorkshire.ids[holds as keyof PartnershipOfTest['ids']],
      random: nodeId(holds, randomUUID()),
    };
  const random = { partnershipId: randomUUID(), position: 1n };
  const known: Record<string, { other: string; random: string }> = {
    reference: { other: northYorkshire.reference, random: 'NYK-0000-0000' },
    secret: { other: northYorkshire.secret, random: randomUUID() },
    agency_slug: { other: northYorkshire.agencySlug, random: 'nobody-at-all' },
    district: { other: foreign.district, random: 'Nowhere District' },
    policy_digest: { other: northYorkshire.proposalDigest, random: '0'.repeat(64) },
    behaviour: { other: `noise-${foreign.word.toLowerCase()}`, random: 'no-behaviour-of-anybody' },
    decline_ground: { other: foreign.declineGround, random: 'because' },
    client_key: { other: foreign.clientKey, random: freshKey() },
    program_key: { other: foreign.programKey, random: freshKey() },
    agreement_key: { other: foreign.agreementKey, random: freshKey() },
    report_reference: { other: foreign.reportReference, random: `NOBODY-${freshKey()}` },
    label: { other: `Vera ${foreign.word}`, random: 'Vera Nobody' },
    case_page: { other: foreign.casePage, random: pageBeside(foreign.casePage) },
    report_page: { other: foreign.reportPage, random: pageBeside(foreign.reportPage) },
    member_page: { other: foreign.memberPage, random: pageBeside(foreign.memberPage) },
    invitation_page: { other: foreign.invitationPage, random: pageBeside(foreign.invitationPage) },
    event_cursor: { other: foreign.eventCursor, random: sealCursor(app.secretKey, random) },
  };
  const found = known[holds];
  if (!found) throw new Error(`Say which handle a place that holds "${holds}" takes.`);
  return found;
}

/** Where a role was answered otherwise with the other partnership's handle than with nobody's. */
export async function attackPlaces(
  place: Visited,
  places: readonly AttackedPlace[],
  roles: readonly Who[] = everyone,
): Promise<string[]> {
  const differing: string[] = [];
  for (const attacked of places.filter(({ operation }) => !operation.startsWith('Subscription.')))
    for (const who of roles) {
      const { other, random } = handlesOfKind(place.world, attacked.holds);
      const version = () => versionOf(place.world.app, place.of);
      const current = await version();
      const [first, second] = [
        await sent(place, attacked, { who, value: other, version: current }),
        await sent(place, attacked, {
          who,
          value: random,
          version: attacked.succeeds ? await version() : current,
        }),
      ];
      if (first !== second)
        differing.push(
          `${attacked.operation} at ${attacked.path} as ${who}: ${first} is not what a random one gives: ${second}`,
        );
    }
  return differing;
}

async function sent(
  place: Visited,
  { operation, path, succeeds }: AttackedPlace,
  { who, value, version }: { who: Who; value: string; version: number },
): Promise<string> {
  const { of } = place;
  const base = operations[operation]?.variables({ of, who, version }) ?? {};
  const variables = withoutNeighbour(putAt(base, path, value), path);
  const answer = await ask(place, { who, operation, variables });
  return succeeds ? shapeOf(answer) : withoutCorrelation(answer).replaceAll(quoted(value), 'SENT');
}

/** A complainant is named in one way: a label takes the place of the person. */
function withoutNeighbour(variables: Record<string, unknown>, path: string): Record<string, unknown> {
  return path.endsWith('.label')
    ? putAt(variables, path.replace(/label$/, 'personId'), undefined)
    : variables;
}

function quoted(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** An answer with every value replaced by its kind, of lists the first item: types and nulls remain. */
function shapeOf({ status, data, errors }: Answer): string {
  return JSON.stringify({ status, data, errors }, (key, value: unknown) => {
    if (Array.isArray(value)) return value.slice(0, 1) as unknown[];
    return key === '__typename' || typeof value === 'object' || key === 'status' ? value : typeof value;
  });
}

/** Where somebody who follows the log was told otherwise with the other partnership's handle than with nobody's. */
export async function attackSubscription(
  place: Visited,
  places: readonly AttackedPlace[],
  roles: readonly Who[],
): Promise<string[]> {
  const differing: string[] = [];
  for (const { path, holds } of places.filter(({ operation }) => operation.startsWith('Subscription.')))
    for (const who of roles) {
      const start = sealCursor(place.world.app.secretKey, {
        partnershipId: place.world.own.tenantId,
        position: 0n,
      });
      const { other, random } = handlesOfKind(place.world, holds);
      const told = async (value: string) =>
        toldBy(await follow(place, who, putAt({ after: start, filter: {} }, path, value)));
      const [first, second] = [await told(other), await told(random)];
      if (first !== second) differing.push(`${path} as ${who}: ${first} is not ${second}`);
    }
  return differing;
}

async function toldBy(followed: Awaited<ReturnType<typeof follow>>): Promise<string> {
  await followed?.socket.close();
  return JSON.stringify(followed?.items ?? 'refused').replaceAll(/"cursor":"[^"]*"/g, '"cursor"');
}
