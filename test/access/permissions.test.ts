// cspell:ignore prosrc pronamespace qual regnamespace schemaname
import { getMetadataStorage } from 'type-graphql';
import { permissions, type Permission } from '#domain/sharing/permissions.js';
import type { Access } from '#graphql/access.js';
import { buildSchema } from '#graphql/build-schema.js';
import { addressOf, caseEvents, codesOf, followNow, LiveSocket } from '../live/live-client.js';
import { adminSql } from '../support/case-record.js';
import { TrialRole } from '../support/trial-role.js';
import { operations } from './operations.js';
import { startTwoPartnerships, type TwoPartnerships } from './two-partnerships.js';

/*
 * Every permission denies. Somebody of the asked agency holds one role, which allows everything but what an operation asks
 * for: they are refused. With any one of what it asks for, they are let in. What the database shows and takes by each
 * permission is held in test/persistence/isolation/permissions.test.ts.
 */

let world: TwoPartnerships;
let trial: TrialRole;

beforeAll(async () => {
  world = await startTwoPartnerships();
  const { slug, people } = world.leicester;
  trial = await TrialRole.of(world.app, { subject: people.agency_manager ?? '', partnership: slug });
});
afterAll(() => world.stop());

const allBut = (left: readonly string[]) => permissions.filter((each) => !left.includes(each));

/** Each operation with what its guard asks for: any one of these. Open to everybody or to every member: none. */
async function listGuards(): Promise<readonly (readonly [string, readonly Permission[]])[]> {
  await buildSchema();
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const kinds = { Query: queries, Mutation: mutations, Subscription: subscriptions };
  return Object.entries(kinds).flatMap(([type, fields]) =>
    fields.map(({ schemaName, roles }) => {
      const guard = roles as readonly Access[];
      return [
        `${type}.${schemaName}`,
        guard.filter((each) => each !== 'public' && each !== 'member'),
      ] as const;
    }),
  );
}

const guarded = (await listGuards()).filter(([, guard]) => guard.length > 0);
const asked = guarded.flatMap(([operation, guard]) => guard.map((each) => [operation, each, guard] as const));

/** What the server says to whoever holds the trial role: the code of its refusal, or that they are let in. */
async function said(operation: string): Promise<string> {
  const { app, leicester } = world;
  const as = leicester.people.agency_manager ?? '';
  const found = operations[operation];
  if (!found) throw new Error(`${operation} has no document.`);
  if (operation === 'Subscription.caseEvents') return saidOfEvents(as);
  const variables = found.variables({ of: leicester, who: 'agency_manager', version: 0 });
  const { status, errors } = await app.ask(leicester.slug, found.document, { as, variables });
  const code = errors?.[0]?.extensions['code'];
  if (status === 200 && code === undefined) return 'let in';
  return `${String(status)} ${String(code)}`;
}

async function saidOfEvents(as: string): Promise<string> {
  const { app, leicester } = world;
  const socket = await LiveSocket.open(addressOf(app, leicester.slug));
  await socket.signIn(await app.token(as));
  socket.subscribe('events', caseEvents, {});
  const frame = await socket.next();
  socket.cut();
  const [code] = codesOf(frame);
  if (code === undefined) return 'let in';
  return `403 ${JSON.stringify(code)}`.replaceAll('"', '');
}

describe('an operation that asks for a permission', () => {
  it.each(guarded)('%s refuses whoever may do everything but %j', async (operation, guard) => {
    await trial.allows(allBut(guard));
    expect(await said(operation)).toBe('403 FORBIDDEN');
  });

  it.each(asked)('%s lets in whoever may %s as well', async (operation, permission, guard) => {
    await trial.allows([...allBut(guard), permission]);
    expect(await said(operation)).toBe('let in');
  });

  it('is one of many', () => {
    expect(guarded.length).toBeGreaterThan(20);
  });
});

/** Permissions of what is still to be built: nothing asks for them yet. */
const awaited: readonly Permission[] = [
  'members.invite',
  'members.end',
  'agency_members.manage',
  'agreements.record',
  'agreements.withdraw',
  'agreements.leave',
  'grants.give',
  'grants.see',
  'figures.read',
];

describe('the list of permissions', () => {
  it('holds none that neither an operation nor the database asks for', async () => {
    const rows = await adminSql<{ text: string }>(
      world.app,
      `select concat(qual, with_check) as text from pg_policies where schemaname = 'concord'
       union all select prosrc from pg_proc where pronamespace in ('concord'::regnamespace, 'directory'::regnamespace)`,
    );
    const texts = rows.map(({ text }) => text).join();
    const isAsked = (permission: Permission) =>
      texts.includes(`'${permission}'`) || asked.some(([, each]) => each === permission);
    expect(permissions.filter((each) => !isAsked(each))).toEqual(awaited);
  });
});

describe('a role without any permission', () => {
  it('opens what every member may, and nothing else', async () => {
    await trial.allows([]);
    expect(await said('Query.viewer')).toBe('let in');
    for (const [operation] of guarded)
      expect([operation, await said(operation)]).toEqual([operation, '403 FORBIDDEN']);
  });
});

describe('a permission that is taken from a role', () => {
  it('is gone with the next request, of a server that goes on running, and is back with the one after', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await trial.allows(['cases.read_all']);
      expect(await said('Query.cases')).toBe('let in');
      await trial.allows([]);
      expect(await said('Query.cases')).toBe('403 FORBIDDEN');
    }
  });

  it('ends the live updates that were followed by it', async () => {
    const { app, leicester } = world;
    const apply = operations['Mutation.applyForReview'];
    if (!apply) throw new Error('Anybody may apply.');
    await trial.allows(['cases.read_all', 'cases.follow']);
    const stream = await followNow(app, leicester.slug, { as: leicester.people.agency_manager ?? '' });
    await trial.allows(['cases.read_all']);
    const { document, variables } = apply;
    const of = { of: leicester, who: 'public', version: 0 } as const;
    expect((await app.ask(leicester.slug, document, { variables: variables(of) })).status).toBe(200);
    expect(await stream.nextEvent()).toMatchObject({ __typename: 'StreamEnded' });
    stream.socket.cut();
  });
});
