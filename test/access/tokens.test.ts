import { SignJWT } from 'jose';
import { apiAudience } from '#main/development-identity.js';
import { makeKeyPair } from '../identity/issuer-double.js';
import { expiryOf, post, startTestApp, type Answer, type TestApp } from '../support/running-app.js';
import { AnswersSeen, withoutCorrelation } from './answers-seen.js';
import {
  addMember,
  startBeside,
  startOutsideIssuer,
  trustIssuer,
  type OutsideIssuer,
} from './outside-issuer.js';

const viewer = '{ viewer { name roles agency { slug } } }';
const publicWords = '{ partnership { slug } }';

describe('a token', () => {
  const seen = new AnswersSeen();
  let app: TestApp;
  let outside: OutsideIssuer;
  let beside: { readonly origin: string; stop(): Promise<void> };
  const memberships: Record<string, string> = {};

  beforeAll(async () => {
    seen.watch();
    app = await startTestApp();
    outside = await startOutsideIssuer(() => app.clock.now());
    const { issuer } = outside;
    await trustIssuer(app, issuer, { partnership: 'leicester', agency: 'leicester-city-council' });
    const add = (name: string, partnership: string, roles: string[], agency?: string) =>
      addMember(app, issuer, {
        subject: 'one',
        partnership,
        roles,
        ...(agency !== undefined && { agency }),
      }).then((id) => (memberships[name] = id));
    await add('council', 'leicester', ['agency_officer'], 'leicester-city-council');
    await add('housing', 'leicester', ['agency_officer'], 'pa-housing');
    await add('coordinator', 'leicester', ['coordinator']);
    await add('elsewhere', 'north-yorkshire', ['coordinator']);
    beside = await startBeside(app, { production: false });
  });
  afterAll(async () => {
    seen.unwatch();
    await beside.stop();
    await outside.stop();
    await app.stop();
  });

  function ask(
    authorization: string | undefined,
    { at = beside.origin, partnership = 'leicester', query = viewer, membership }: AskWith = {},
  ): Promise<Answer> {
    const headers = {
      ...(authorization !== undefined && { authorization }),
      ...(membership !== undefined && { 'concord-membership': membership }),
    };
    return post(`${at}/${partnership}/graphql`, { body: { query }, headers });
  }

  const bearer = async (subject: string, claims?: Record<string, unknown>) =>
    `Bearer ${await outside.token(subject, claims)}`;

  it('of the development provider and of an issuer of its own both open what they should', async () => {
    const demo = await ask(`Bearer ${await app.token('priya.coordinator')}`);
    expect(demo.data).toMatchObject({ viewer: { roles: ['coordinator'] } });
    const own = await ask(await bearer('one'));
    expect(own.data).toEqual({
      viewer: {
        name: 'Somebody Outside',
        roles: ['agency_officer'],
        agency: { slug: 'leicester-city-council' },
      },
    });
  });

  it.each([
    ['expired a moment ago', { exp: -1 }],
    ['not valid yet', { nbf: 3_600, exp: 7_200 }],
  ])('that is %s is refused, also where the public may read', async (_, offsets) => {
    const now = Math.floor(app.clock.now().epochMilliseconds / 1_000);
    const claims = Object.fromEntries(
      Object.entries(offsets).map(([claim, offset]) => [claim, now + offset]),
    );
    const authorization = await bearer('one', claims);
    for (const query of [viewer, publicWords]) expectRefused(await ask(authorization, { query }));
  });

  it('that has outlived its time by the clock is refused', async () => {
    const token = await app.token('dev.council');
    const before = app.clock.now();
    app.clock.moveTo(new Date(expiryOf(token) * 1_000).toISOString());
    expectRefused(await ask(`Bearer ${token}`));
    app.clock.moveTo(before.toString());
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
  });

  it('that is forged, altered, of a stranger or for another service is refused, always in the same words', async () => {
    const stranger = await startOutsideIssuer(() => app.clock.now());
    const good = await outside.token('one');
    const [head = '', body = '', signature = ''] = good.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const altered = Buffer.from(JSON.stringify({ ...claims, sub: 'priya.coordinator' })).toString(
      'base64url',
    );
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const otherKey = await makeKeyPair('outside-1');
    const shared = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'outside-1', typ: 'at+jwt' });
    const tokens = [
      await stranger.token('one'),
      await stranger.token('one', { iss: outside.issuer }),
      `${head}.${altered}.${signature}`,
      `${unsigned}.${body}.`,
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'outside-1', typ: 'at+jwt' })
        .sign(otherKey.privateKey),
      await shared.sign(new TextEncoder().encode(JSON.stringify(outside.key.publicJwk))),
      await outside.token('one', { aud: 'urn:another:service' }),
      await outside.token('one', { iss: `${outside.issuer}/` }),
    ];
    const answers = new Set<string>();
    for (const token of tokens) answers.add(withoutCorrelation(expectRefused(await ask(`Bearer ${token}`))));
    expect(answers.size).toBe(1);
    await stranger.stop();
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Basic dXNlcjpwYXNz',
    'token',
    'Bearer a.b.c',
    'Bearer "x"',
    `Bearer ${'a'.repeat(7_000)}`,
  ])('written as "%.20s" is refused and never taken for the public', async (authorization) => {
    for (const query of [viewer, publicWords]) expectRefused(await ask(authorization, { query }));
  });

  it('without membership is answered as the partnership that does not exist is, with and without a token', async () => {
    const good = await bearer('one');
    const unknown = [
      await ask(undefined, { partnership: 'nowhere', query: publicWords }),
      await ask(good, { partnership: 'nowhere' }),
      await ask(good, { partnership: 'north-yorkshire' }),
      await ask(await bearer('nobody')),
      // The same subject at another issuer is another person.
      await ask(await bearer('priya.coordinator')),
      await ask(undefined, { partnership: 'Leicester', query: publicWords }),
      await ask(undefined, { partnership: 'constructor', query: publicWords }),
      await ask(undefined, { partnership: 'lei%00cester', query: publicWords }),
      await ask(undefined, { partnership: `${'x'.repeat(2_000)}`, query: publicWords }),
      await ask(undefined, { partnership: "l'%20or%20true--", query: publicWords }),
    ];
    expect(unknown.map(({ status }) => status)).toEqual(unknown.map(() => 404));
    expect(new Set(unknown.map(withoutCorrelation)).size).toBe(1);
    expect(unknown[0]?.errors?.[0]?.extensions['code']).toBe('UNKNOWN_PARTNERSHIP');
  });

  it('is told to be bad alike in every partnership, also in one that does not exist', async () => {
    const bad = 'Bearer a.b.c';
    const answers = [await ask(bad), await ask(bad, { partnership: 'nowhere' })];
    expect(new Set(answers.map(withoutCorrelation)).size).toBe(1);
    expectRefused(answers[0]);
  });

  it('of an issuer that one agency brought opens neither other agencies, nor the partnership, nor another one', async () => {
    const good = await bearer('one');
    expect((await ask(good, { membership: memberships['council'] ?? '' })).status).toBe(200);
    for (const name of ['housing', 'coordinator', 'elsewhere'])
      expect((await ask(good, { membership: memberships[name] ?? '' })).status).toBe(404);
    expect(
      (await ask(good, { partnership: 'north-yorkshire', membership: memberships['elsewhere'] ?? '' }))
        .status,
    ).toBe(404);
  });

  it('of somebody with several memberships is refused with a list of them, until it says which', async () => {
    const { issuer } = outside;
    const roles = { first: ['agency_officer'], second: ['board_reader', 'policing_body'] };
    const member = { subject: 'two', partnership: 'leicester', agency: 'leicester-city-council' };
    const first = await addMember(app, issuer, { ...member, roles: roles.first });
    await trustIssuer(app, issuer, { partnership: 'leicester', agency: 'sanctuary-housing' });
    const second = await addMember(app, issuer, {
      ...member,
      agency: 'sanctuary-housing',
      roles: roles.second,
    });
    const two = await bearer('two');
    for (const query of [viewer, publicWords]) {
      const none = await ask(two, { query });
      expect(none.status).toBe(400);
      expect(none.errors?.[0]?.extensions).toMatchObject({
        code: 'MEMBERSHIP_REQUIRED',
        memberships: [
          { membershipId: first, roles: roles.first },
          { membershipId: second, roles: roles.second },
        ],
      });
    }
    expect((await ask(two, { membership: first })).data).toMatchObject({ viewer: { roles: roles.first } });
    expect((await ask(two, { membership: second })).data).toMatchObject({ viewer: { roles: roles.second } });
    const unknown = withoutCorrelation(await ask(two, { partnership: 'nowhere' }));
    for (const wrong of [memberships['council'], memberships['elsewhere'], first.toUpperCase(), 'junk', '*'])
      expect(withoutCorrelation(await ask(two, { membership: wrong ?? '' }))).toBe(unknown);
  });

  it('is not read from anywhere but its header', async () => {
    const token = await app.token('priya.coordinator');
    const answer = await post(`${beside.origin}/leicester/graphql?access_token=${token}`, {
      body: { query: viewer, access_token: token, extensions: { authorization: `Bearer ${token}` } },
      headers: { cookie: `authorization=${token}` },
    });
    expect(answer.status).toBe(401);
  });

  it('of the development provider opens nothing in production, and the provider does not start there', async () => {
    const token = `Bearer ${await app.token('priya.coordinator')}`;
    const own = await bearer('one');
    const production = await startBeside(app, { production: true });
    const at = production.origin;
    expectRefused(await ask(token, { at }));
    expect((await ask(own, { at })).status).toBe(200);
    const provider = await fetch(`${at}/identity/.well-known/openid-configuration`);
    expect(provider.status).toBe(404);
    await production.stop();
  });

  it('has drawn no word of the inside', () => {
    expect(seen.listSlips(['trusted_issuers', 'client_keys'])).toEqual([]);
    expect(seen.answers.filter(({ text }) => text.includes(apiAudience) && !text.includes('openid'))).toEqual(
      [],
    );
  });
});

interface AskWith {
  readonly at?: string;
  readonly partnership?: string;
  readonly query?: string;
  readonly membership?: string;
}

function expectRefused(answer: Answer | undefined): Answer {
  if (!answer) throw new Error('There is no answer.');
  expect(answer.status).toBe(401);
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors).toMatchObject([
    { message: 'The token is not valid here. Sign in again.', extensions: { code: 'UNAUTHENTICATED' } },
  ]);
  return answer;
}
