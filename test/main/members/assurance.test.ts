import {
  addMember,
  startBeside,
  startOutsideIssuer,
  trustIssuer,
  type OutsideIssuer,
} from '../../access/outside-issuer.js';
import { LiveSocket } from '../../live/live-client.js';
import { adminSql } from '../../support/case-record.js';
import { post, startTestApp, type Answer, type TestApp } from '../../support/running-app.js';
import { eventually } from '../../live/live-client.js';

/**
 * One issuer that Leicester trusts with a second factor, or the class "gold", and for its police with more; North Yorkshire
 * trusts it as it comes.
 */
let app: TestApp;
let outside: OutsideIssuer;
let beside: { readonly origin: string; stop(): Promise<void> };
const memberships: Record<string, string> = {};

beforeAll(async () => {
  app = await startTestApp();
  outside = await startOutsideIssuer(() => app.clock.now());
  const { issuer } = outside;
  await trustIssuer(app, issuer, { partnership: 'leicester', acr: ['gold', 'silver'], amr: ['mfa'] });
  await trustIssuer(app, issuer, {
    partnership: 'leicester',
    agency: 'leicestershire-police',
    amr: ['hwk', 'pin'],
  });
  await trustIssuer(app, issuer, { partnership: 'north-yorkshire' });
  const add = async (name: string, partnership: string, roles: string[], agency?: string) =>
    (memberships[name] = await addMember(app, issuer, {
      subject: name.split(' ')[0] ?? '',
      partnership,
      roles,
      ...(agency !== undefined && { agency }),
    }));
  await add('chair', 'leicester', ['chair']);
  await add('chair elsewhere', 'north-yorkshire', ['chair']);
  await add('officer', 'leicester', ['agency_officer'], 'leicestershire-police');
  await add('both', 'leicester', ['chair']);
  await add('both police', 'leicester', ['agency_officer'], 'leicestershire-police');
  beside = await startBeside(app, { production: false });
}, 60_000);
afterAll(async () => {
  await beside.stop();
  await outside.stop();
  await app.stop();
});

const enough = { acr: 'gold', amr: ['pwd', 'mfa'] };

async function ask(
  subject: string,
  claims: object,
  { partnership = 'leicester', query = '{ viewer { roles } }', membership }: Record<string, string> = {},
): Promise<Answer> {
  const authorization = `Bearer ${await outside.token(subject, { ...claims })}`;
  return post(`${beside.origin}/${partnership}/graphql`, {
    body: { query },
    headers: { authorization, ...(membership !== undefined && { 'concord-membership': membership }) },
  });
}

const tooLow = (required: object) => ({
  status: 401,
  errors: [{ extensions: { code: 'ASSURANCE_TOO_LOW', required } }],
});
const ofStaff = { acr: ['gold', 'silver'], amr: ['mfa'] };

describe('a partnership that demands a stronger sign-in', () => {
  it('lets in whoever signed in so', async () => {
    expect((await ask('chair', enough)).data).toEqual({ viewer: { roles: ['chair'] } });
    expect((await ask('chair', { acr: 'silver', amr: ['mfa'] })).status).toBe(200);
  });

  it.each([
    ['nothing of it', {}],
    ['another class', { acr: 'bronze', amr: ['mfa'] }],
    ['the class alone', { acr: 'gold' }],
    ['another means', { acr: 'gold', amr: ['pwd', 'otp'] }],
    ['the means as a word and no list', { acr: 'gold', amr: 'mfa' }],
    ['a class that only begins so', { acr: 'gold-plated', amr: ['mfa'] }],
  ])('refuses a token that says %s, and says what it demands', async (_what, claims) => {
    const answer = await ask('chair', claims);
    expect(answer).toMatchObject(tooLow(ofStaff));
    expect(answer.errors?.[0]?.message).toBe(
      'This partnership asks for a stronger sign-in: as one of gold, silver (acr), with mfa (amr). Sign in again that way.',
    );
    expect(answer.data).toBeUndefined();
  });

  it('demands it in each request, whatever was remembered of the one before', async () => {
    for (let round = 0; round < 2; round += 1) {
      expect((await ask('chair', enough)).status).toBe(200);
      expect(await ask('chair', {})).toMatchObject(tooLow(ofStaff));
    }
    const change = { query: 'mutation { recordReport(input: {clientKey: "x"}) { __typename } }' };
    expect(await ask('chair', {}, change)).toMatchObject(tooLow(ofStaff));
  });

  it('demands of an agency’s people what it says of that agency, not of everybody', async () => {
    expect(await ask('officer', enough)).toMatchObject(tooLow({ acr: [], amr: ['hwk', 'pin'] }));
    expect((await ask('officer', { amr: ['hwk', 'pin'] })).status).toBe(200);
  });

  it('leaves another partnership that trusts the same issuer as it was', async () => {
    expect((await ask('chair', {}, { partnership: 'north-yorkshire' })).status).toBe(200);
  });

  it('tells whoever is no member nothing of it', async () => {
    for (const claims of [{}, enough])
      expect(await ask('stranger', claims)).toMatchObject({
        status: 404,
        errors: [{ extensions: { code: 'UNKNOWN_PARTNERSHIP' } }],
      });
    const unknown = await ask('chair', {}, { membership: memberships['officer'] ?? '' });
    expect(unknown.status).toBe(404);
  });

  it('lets somebody of several memberships choose among those that they signed in for', async () => {
    const answer = await ask('both', enough);
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'MEMBERSHIP_REQUIRED' } }] });
    expect(answer.errors?.[0]?.extensions['memberships']).toEqual([
      { membershipId: memberships['both'], roles: ['chair'] },
    ]);
    const police = { membership: memberships['both police'] ?? '' };
    expect(await ask('both', enough, police)).toMatchObject(tooLow({ acr: [], amr: ['hwk', 'pin'] }));
    expect((await ask('both', { amr: ['hwk', 'pin'] }, police)).status).toBe(200);
    expect((await ask('both', {})).status).toBe(401);
  });

  it('opens no socket to a weaker sign-in', async () => {
    const close = async (claims: object) => {
      const socket = await LiveSocket.open(`${beside.origin.replace('http', 'ws')}/leicester/graphql`);
      const authorization = `Bearer ${await outside.token('chair', { ...claims })}`;
      socket.send({ type: 'connection_init', payload: { authorization } });
      return socket;
    };
    expect(await (await close({})).closing()).toEqual({ code: 4403, reason: 'Assurance too low' });
    const open = await close(enough);
    expect((await open.next()).type).toBe('connection_ack');
    open.cut();
  });

  it('demands more from a change by the next change, and of reading once it has looked again', async () => {
    const demand = (amr: string) =>
      adminSql(
        app,
        `update concord.trusted_issuers set amr = $1::text[] where issuer = $2 and agency_id is null
           and tenant_id = (select tenant_id from directory.partnerships where slug = 'leicester')`,
        [amr, outside.issuer],
      );
    const leave = { query: 'mutation { leavePartnership(input: { membershipId: "x" }) { __typename } }' };
    expect((await ask('chair', enough, leave)).data).toEqual({
      leavePartnership: { __typename: 'NotFound' },
    });
    await demand('{mfa,face}');
    expect(await ask('chair', enough, leave)).toMatchObject({ status: 401 });
    await eventually('the refusal', async () => (await ask('chair', enough)).status === 401);
    await demand('{mfa}');
    await eventually('the answer', async () => (await ask('chair', enough)).status === 200);
  }, 30_000);
});

describe('the people of the development provider', () => {
  it('sign in with one factor or with two, as their tokens say', async () => {
    const claimsOf = async (subject: string) =>
      JSON.parse(
        Buffer.from((await app.token(subject)).split('.')[1] ?? '', 'base64url').toString(),
      ) as object;
    expect(await claimsOf('owen.administrator')).toMatchObject({
      email: 'owen.administrator@people.example',
      email_verified: true,
      acr: 'urn:concord:demo:two-factors',
      amr: ['pwd', 'otp', 'mfa'],
    });
    expect(await claimsOf('helen.chair')).toMatchObject({
      acr: 'urn:concord:demo:one-factor',
      amr: ['pwd'],
    });
  });
});
