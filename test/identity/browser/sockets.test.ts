import { Temporal } from 'temporal-polyfill';
import { addressOf, caseEvents, LiveSocket } from '../../live/live-client.js';
import { startBeside } from '../../access/outside-issuer.js';
import { actor, applicationOfThreeNights } from '../../support/journey.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { Visitor, viewer } from './visitor.js';

const forbidden = (reason: string) => ({ code: 4403, reason });

describe('a socket that a browser opens with the cookie of its session', () => {
  let app: TestApp;
  let visitor: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    visitor = new Visitor(app.origin);
    await visitor.signIn('priya.coordinator');
  });

  async function open(
    headers: Record<string, string>,
    payload: object = {},
    at = app.origin,
  ): Promise<LiveSocket> {
    const socket = await LiveSocket.open(addressOf({ origin: at }, 'leicester'), { headers });
    socket.send({ type: 'connection_init', payload });
    return socket;
  }

  /** Settles when the server follows, so that whatever happens next is delivered. */
  async function follow(at = app.origin): Promise<LiveSocket> {
    const socket = await open({ cookie: visitor.cookie, origin: at }, {}, at);
    expect((await socket.next()).type).toBe('connection_ack');
    socket.subscribe('events', caseEvents, {});
    expect(await socket.next()).toMatchObject({
      payload: { data: { caseEvents: { __typename: 'Heartbeat' } } },
    });
    return socket;
  }

  const apply = () => actor(app, 'leicester').mutate('applyForReview', applicationOfThreeNights());
  const signOut = async () => visitor.visit('/sign-out', { csrf: (await visitor.session()).csrf });

  it('is told what its owner may see', async () => {
    const socket = await follow();
    await apply();
    expect(await socket.next()).toMatchObject({
      payload: { data: { caseEvents: { type: 'APPLICATION_RECEIVED' } } },
    });
  });

  it('is refused when a page of another site opens it', async () => {
    const { cookie } = visitor;
    for (const origin of ['https://evil.example', 'null'])
      await expect(open({ cookie, origin })).rejects.toThrow('refused with 403');
  });

  it('is signed in by nothing when it says no Origin, has no cookie, or brings a token that is bad', async () => {
    const { cookie } = visitor;
    const { origin } = app;
    for (const headers of [{ cookie }, { origin }, { origin, cookie: 'concord=x' }])
      expect(await (await open(headers)).closing()).toEqual(forbidden('Forbidden'));
    for (const authorization of ['Bearer a.b.c', '', 7, null])
      expect(await (await open({ cookie, origin }, { authorization })).closing()).toEqual(
        forbidden('Forbidden'),
      );
  });

  it('goes by the token that it brings itself, not by the cookie', async () => {
    const headers = { cookie: visitor.cookie, origin: app.origin };
    const socket = await open(headers, { authorization: `Bearer ${await app.token('dev.council')}` });
    expect((await socket.next()).type).toBe('connection_ack');
    await signOut();
    socket.subscribe('events', caseEvents, {});
    expect(await socket.next()).toMatchObject({
      payload: { data: { caseEvents: { __typename: 'Heartbeat' } } },
    });
  });

  it('is closed at once when its owner signs out in the same process', async () => {
    const socket = await follow();
    await signOut();
    expect(await socket.closing()).toEqual(forbidden('Signed out'));
    const { cookie } = visitor;
    expect(await (await open({ cookie, origin: app.origin })).closing()).toEqual(forbidden('Forbidden'));
  });

  it('is told of nothing that happens after its owner signed out in another process', async () => {
    const beside = await startBeside(app, { production: false });
    try {
      const socket = await follow(beside.origin);
      await signOut();
      await apply();
      expect(await socket.next()).toMatchObject({
        payload: { data: { caseEvents: { __typename: 'StreamEnded', reason: 'MEMBERSHIP_ENDED' } } },
      });
      expect((await socket.next()).type).toBe('complete');
      expect(await socket.closing()).toEqual(forbidden('Membership ended'));
    } finally {
      await beside.stop();
    }
  });

  it('is closed when the session ends by itself, however good its token is', async () => {
    const { csrf, expiresAt } = await visitor.session();
    const before = app.clock.now();
    for (let minutes = 20; minutes < 720; minutes += 20) {
      app.clock.moveTo(before.add({ minutes }).toString());
      expect((await visitor.ask(viewer, { csrf })).status).toBe(200);
    }
    app.clock.moveTo(Temporal.Instant.from(expiresAt).subtract({ seconds: 1 }).toString());
    const socket = await open({ cookie: visitor.cookie, origin: app.origin });
    expect((await socket.next()).type).toBe('connection_ack');
    expect(await socket.closing()).toEqual(forbidden('Token expired'));
  });

  it('keeps no session from ending', async () => {
    const { csrf } = await visitor.session();
    const headers = { cookie: visitor.cookie, origin: app.origin };
    const before = app.clock.now();
    for (const minutes of [10, 20, 29]) {
      app.clock.moveTo(before.add({ minutes }).toString());
      expect((await (await open(headers)).next()).type).toBe('connection_ack');
    }
    app.clock.moveTo(before.add({ minutes: 30 }).toString());
    expect((await visitor.ask(viewer, { csrf })).status).toBe(401);
  });
});
