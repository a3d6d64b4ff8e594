import {
  startBeside,
  startOutsideIssuer,
  trustIssuer,
  type OutsideIssuer,
} from '../../access/outside-issuer.js';
import { actor, agencyIds, type Actor, type MutationAnswer } from '../../support/journey.js';
import { newKey } from '../../support/review-case.js';
import { post, startTestApp, type Answer, type TestApp } from '../../support/running-app.js';

export const police = 'leicestershire-police';
export const council = 'leicester-city-council';
export const health = 'leicester-integrated-care-board';

export interface InvitationOfTest {
  readonly id: string;
  readonly mail: string;
  readonly state: string;
  readonly roles: readonly string[];
  readonly agency: { readonly slug: string } | null;
}

export interface MembershipOfList {
  readonly id: string;
  readonly name: string;
  readonly mail: string | null;
  readonly roles: readonly string[];
  readonly endedAt: string | null;
  readonly isYours: boolean;
  readonly agency: { readonly slug: string } | null;
}

/**
 * Leicester, whose police and council bring an identity provider of their own, beside the one that everybody may sign in
 * at. The police name the mail address in `email`, the council in `upn`.
 */
export interface MembersWorld {
  readonly app: TestApp;
  /** A second server on the same database. */
  readonly origin: string;
  readonly policeIssuer: OutsideIssuer;
  readonly councilIssuer: OutsideIssuer;
  readonly coordinator: Actor;
  readonly administrator: Actor;
  readonly agencies: Readonly<Record<string, string>>;
  /** Asks Leicester with a bearer token, at the second server. */
  ask(token: string, query?: string, headers?: Record<string, string>): Promise<Answer>;
  /** An invitation as it was made; fails on a refusal. */
  invite(input: object, by?: Actor): Promise<InvitationOfTest>;
  stop(): Promise<void>;
}

export const viewer = '{ viewer { name roles agency { slug } } }';

export async function startMembersWorld(): Promise<MembersWorld> {
  const app = await startTestApp();
  const policeIssuer = await startOutsideIssuer(() => app.clock.now());
  const councilIssuer = await startOutsideIssuer(() => app.clock.now());
  await trustIssuer(app, policeIssuer.issuer, {
    partnership: 'leicester',
    agency: police,
    mailClaim: 'email',
  });
  await trustIssuer(app, councilIssuer.issuer, {
    partnership: 'leicester',
    agency: council,
    mailClaim: 'upn',
  });
  const beside = await startBeside(app, { production: false });
  const coordinator = actor(app, 'leicester', 'priya.coordinator');
  return {
    app,
    origin: beside.origin,
    policeIssuer,
    councilIssuer,
    coordinator,
    administrator: actor(app, 'leicester', 'owen.administrator'),
    agencies: await agencyIds(coordinator),
    ask: (token, query = viewer, headers = {}) =>
      post(`${beside.origin}/leicester/graphql`, {
        body: { query },
        headers: { authorization: `Bearer ${token}`, ...headers },
      }),
    invite: async (input, by = coordinator) =>
      invited(await by.mutate('inviteMember', { clientKey: newKey(), ...input })),
    stop: async () => {
      await beside.stop();
      await app.stop();
      await policeIssuer.stop();
      await councilIssuer.stop();
    },
  };
}

export function invited(answer: MutationAnswer): InvitationOfTest {
  if (answer.__typename !== 'InvitationChanged') throw new Error(JSON.stringify(answer));
  return answer['invitation'] as InvitationOfTest;
}

export async function listMembers(who: Actor, filter: object = {}): Promise<readonly MembershipOfList[]> {
  const data = await who.query(
    `query ($filter: MembershipFilter) { memberships(first: 100, filter: $filter) {
       nodes { id name mail roles since endedAt isYours agency { slug } } } }`,
    { filter },
  );
  return (data['memberships'] as { nodes: MembershipOfList[] }).nodes;
}

/** The status and the code of the error, if there is one. */
export const told = ({ status, errors }: Answer) => [status, errors?.[0]?.extensions['code']];
export const noMember = [404, 'UNKNOWN_PARTNERSHIP'];
