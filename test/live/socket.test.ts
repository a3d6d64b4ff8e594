import { asAdmin } from '#persistence/bootstrap.js';
import { newId } from '#platform/ids.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { CasePlayer } from './case-player.js';
import { caseEvents, codesOf, followNow, LiveSocket } from './live-client.js';

describe('a WebSocket of a partnership', () => {
  let app: TestApp;
  let token: string;
  const as = 'priya.coordinator';

  beforeAll(async () => {
    app = await startTestApp();
    token = await app.token(as);
  });
  afterAll(() => app.stop());

  const open = (path = '/leicester/graphql', options: Parameters<typeof LiveSocket.open>[1] = {}) =>
    LiveSocket.open(`${app.origin.replace('http', 'ws')}${path}`, options);

  async function signedIn(): Promise<LiveSocket> {
    const socket = await open();
    await socket.signIn(token);
    return socket;
  }

  /** What the server closes with, having been sent this and having answered nothing. */
  async function closingAfter(frame: string | object, path?: string) {
    const socket = await open(path);
    socket.send(JSON.stringify(frame));
    return socket.closing();
  }

  const init = (authorization: unknown, more: object = {}) => ({
    type: 'connection_init',
    payload: { authorization, ...more },
  });

  it('is opened to a listed origin, and to a program that sends none', async () => {
    for (const options of [{}, { origin: app.origin }]) {
      const socket = await open('/leicester/graphql', options);
      await socket.signIn(token);
      await socket.close();
    }
  });

  it.each(['https://evil.example', 'null', 'http://localhost:1', 'http://localhost'])(
    'is refused to a page of %s',
    async (origin) => {
      await expect(open('/leicester/graphql', { origin })).rejects.toThrow('refused with 403');
    },
  );

  it.each(['/', '/graphql', '/leicester', '/leicester/graphql/', '/leicester/other', '/Leicester/graphql'])(
    'is not to be had at %s',
    async (path) => {
      await expect(open(path)).rejects.toThrow('refused with 404');
    },
  );

  it.each(['graphql-ws', 'mqtt'])('is refused to the subprotocol %s', async (protocol) => {
    await expect(open('/leicester/graphql', { protocol })).rejects.toThrow('refused with 400');
  });

  it('is closed with 4403 to whoever has no token, a bad one, none of that partnership, or another membership', async () => {
    const forbidden = { code: 4403, reason: 'Forbidden' };
    const [head, body, signature] = token.split('.');
    const forged = [head, body, `${String(signature).slice(0, -4)}AAAA`].join('.');
    const without = { type: 'connection_init' };
    const stranger = init(`Bearer ${await app.token('ruth.coordinator')}`);
    const other = init(`Bearer ${token}`, { membership: '00000000-0000-7000-8000-000000000000' });
    for (const frame of [without, init(''), init(7), init(token), init(`Bearer ${forged}`), stranger, other])
      expect(await closingAfter(frame)).toEqual(forbidden);
    // An unknown partnership answers like one of which the person is no member.
    expect(await closingAfter(init(`Bearer ${token}`), '/nowhere/graphql')).toEqual(forbidden);
    expect(await closingAfter(init(`Bearer ${token}`), '/north-yorkshire/graphql')).toEqual(forbidden);
  });

  it('is closed with 4408 when nobody signs in on it', async () => {
    const socket = await open();
    expect(await socket.closing()).toMatchObject({ code: 4408 });
  });

  it('is closed with 4401 to who subscribes before signing in, and with 4429 to who signs in twice', async () => {
    const subscribe = { id: 'early', type: 'subscribe', payload: { query: caseEvents } };
    expect(await closingAfter(subscribe)).toMatchObject({ code: 4401 });
    const socket = await signedIn();
    socket.send(JSON.stringify(init(`Bearer ${token}`)));
    expect(await socket.closing()).toMatchObject({ code: 4429 });
  });

  it('is closed with 4409 to a second subscription of the same id, and to no other', async () => {
    const socket = await signedIn();
    for (const id of ['__proto__', 'constructor', 'a']) {
      socket.subscribe(id, caseEvents);
      expect((await socket.next()).id).toBe(id);
    }
    socket.subscribe('a', caseEvents);
    expect(await socket.closing()).toMatchObject({ code: 4409 });
  });

  it('is closed with 4400 to what is no message, and says nothing of faults', async () => {
    for (const text of ['', '{', '[]', '{"type":"shout"}', '{"type":"subscribe"}', 'null']) {
      const socket = await signedIn();
      socket.send(text);
      expect((await socket.closing()).code).toBe(4400);
    }
    const socket = await signedIn();
    socket.send({ type: 'connection_ack' });
    expect(await socket.closing()).toEqual({ code: 4500, reason: 'Internal server error' });
  });

  it('is closed with 1009 to a message of 16 KiB and a byte, and takes one of 16 KiB', async () => {
    const ofSize = (bytes: number) => {
      const padded = (padding: string) =>
        JSON.stringify({ id: 'big', type: 'subscribe', payload: { query: `${caseEvents} #${padding}` } });
      return padded('x'.repeat(bytes - padded('').length));
    };
    const fitting = await signedIn();
    fitting.send(ofSize(16 * 1_024));
    expect(await fitting.next()).toMatchObject({ id: 'big', type: 'next' });
    fitting.send(ofSize(16 * 1_024 + 1));
    expect(await fitting.closing()).toMatchObject({ code: 1009 });
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['a query', '{ partnership { name } }', 'OPERATION_NOT_ALLOWED'],
    ['a mutation', 'mutation { acknowledgeApplication(input: {}) { __typename } }', 'OPERATION_NOT_ALLOWED'],
    ['introspection of the schema', '{ __schema { types { name } } }', 'OPERATION_NOT_ALLOWED'],
    ['introspection of a type', '{ __type(name: "Case") { name } }', 'OPERATION_NOT_ALLOWED'],
    [
      'introspection under a subscription',
      'subscription { __schema { types { name } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a query beside a subscription',
      `${caseEvents} query Q { partnership { name } }`,
      'OPERATION_NOT_ALLOWED',
    ],
    [
      'two subscriptions at once',
      `${caseEvents.replace('{', ' {')} subscription B { caseEvents { __typename } }`,
      'OPERATION_NOT_ALLOWED',
    ],
    [
      'two root fields',
      'subscription { a: caseEvents { __typename } b: caseEvents { __typename } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a field that there is not', 'subscription { caseEvents { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what is no document', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    [
      'a document of too many tokens',
      `subscription { caseEvents { ${'__typename '.repeat(1_000)} } }`,
      'LIMIT_EXCEEDED',
    ],
  ];

  it.each(refused)('refuses %s and goes on', async (_name, query, code) => {
    const socket = await signedIn();
    socket.subscribe('refused', query);
    const answer = await socket.next();
    expect(answer).toMatchObject({ id: 'refused', type: 'error' });
    expect(new Set(codesOf(answer))).toEqual(new Set([code]));
    socket.subscribe('accepted', caseEvents);
    expect(await socket.next()).toMatchObject({ id: 'accepted', type: 'next' });
    await socket.close();
  });

  it('refuses variables that do not fit', async () => {
    const socket = await signedIn();
    socket.subscribe('refused', caseEvents, { filter: { caseId: [] } });
    expect(codesOf(await socket.next())).toEqual(['BAD_USER_INPUT']);
    await socket.close();
  });

  it('carries ten subscriptions and refuses the eleventh until one is over', async () => {
    const socket = await signedIn();
    for (let id = 1; id <= 10; id += 1) {
      socket.subscribe(String(id), caseEvents);
      expect(await socket.next()).toMatchObject({ id: String(id), type: 'next' });
    }
    socket.subscribe('11', caseEvents);
    expect(await socket.next()).toMatchObject({
      id: '11',
      type: 'error',
      payload: [{ extensions: { limit: 'SUBSCRIPTIONS_PER_SOCKET' } }],
    });
    socket.send({ id: '1', type: 'complete' });
    socket.subscribe('12', caseEvents);
    expect(await socket.next()).toMatchObject({ id: '12', type: 'next' });
    await socket.close();
  });

  it('asks a person of several memberships which one, and takes the one that is named', async () => {
    const membership = newId();
    await asAdmin(app.database.adminUrl, (client) =>
      client.query(
        `insert into concord.memberships (tenant_id, id, user_id, roles)
         select m.tenant_id, $1, m.user_id, '{coordinator}' from concord.memberships m
         join directory.users u on u.id = m.user_id where u.subject = 'grace.pa-housing'`,
        [membership],
      ),
    );
    const authorization = `Bearer ${await app.token('grace.pa-housing')}`;
    expect(await closingAfter(init(authorization))).toEqual({
      code: 4403,
      reason: 'Several memberships: send one as "membership"',
    });
    const stream = await followNow(app, 'leicester', { as: 'grace.pa-housing', membership });
    const { id } = await (await CasePlayer.of(app, 'leicester')).apply();
    // Only a coordinator is told of a case before anybody is asked.
    expect(await stream.nextEvent()).toMatchObject({ type: 'APPLICATION_RECEIVED', caseId: id });
    await stream.socket.close();
  });

  it('answers a ping', async () => {
    const socket = await signedIn();
    socket.send({ type: 'ping', payload: { at: 1 } });
    expect(await socket.next()).toEqual({ type: 'pong', payload: { at: 1 } });
    await socket.close();
  });

  it('is the only place for subscriptions: HTTP refuses them', async () => {
    const { status, errors } = await app.ask('leicester', caseEvents, { as });
    expect(status).toBe(400);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['OPERATION_NOT_ALLOWED']);
  });
});
