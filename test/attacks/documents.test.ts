import type { LiveSocket } from '../live/live-client.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { coordinator, type Attack } from './attack.js';
import { attackTables, refusals } from './documents.js';
import { subscriptionsRefused } from './documents/operations.js';
import { ask, errorsOf, expectRefused, follow, openSocket } from './two-entrances.js';

const codeAndLimitOf = ({ code = 'LIMIT_EXCEEDED', limit }: Attack) => ({ code, limit });
const named = (attack: Attack) => [attack.name, attack] as const;

/** What a query or mutation over a WebSocket is answered, whatever else is wrong with it. */
const notHere = { code: 'OPERATION_NOT_ALLOWED' };

describe.each(attackTables)('a server $where', ({ limits, attacks }) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ limits });
    await app.token(coordinator);
  });
  afterAll(() => app.stop());

  it.each(attacks.map(named))('refuses over HTTP: %s', async (_name, attack) => {
    for (const amount of attack.refused) {
      const answer = await ask(app, attack.ask(amount), attack.as);
      expectRefused(answer.errors, codeAndLimitOf(attack));
      expect([amount, answer.status, answer.data]).toEqual([amount, 400, undefined]);
    }
  });

  it.each(attacks.map(named))('accepts over HTTP one step below: %s', async (_name, attack) => {
    const { status, data, errors } = await ask(app, attack.ask(attack.accepted), attack.as);
    expect([status, errors]).toEqual([200, undefined]);
    expect(data).toBeTruthy();
  });

  it.each(attacks.map(named))(
    'runs over a WebSocket neither it nor less of it: %s',
    async (_name, attack) => {
      const socket = await openSocket(app);
      const tooMuch = attack.isUnread === true ? codeAndLimitOf(attack) : notHere;
      for (const amount of attack.refused)
        expectRefused(errorsOf(await follow(socket, `much-${String(amount)}`, attack.ask(amount))), tooMuch);
      expectRefused(errorsOf(await follow(socket, 'less', attack.ask(attack.accepted))), notHere);
      await socket.close();
    },
  );

  const subscriptions = attacks.flatMap(({ follow: document, ...attack }) =>
    document ? [{ ...attack, document }] : [],
  );
  if (subscriptions.length > 0)
    it.each(subscriptions)(
      'refuses as a subscription, and runs one step below: $name',
      async ({ document, ...attack }) => {
        const socket = await openSocket(app);
        for (const amount of attack.refused) {
          const frame = await follow(socket, String(amount), document(amount));
          expect(frame.type).toBe('error');
          expectRefused(errorsOf(frame), codeAndLimitOf(attack));
        }
        const running = await follow(socket, 'accepted', document(attack.accepted));
        expect([running.type, errorsOf(running)]).toEqual(['next', []]);
        await socket.close();
      },
    );
});

describe('a server with its usual limits', () => {
  let app: TestApp;
  let socket: LiveSocket;

  beforeAll(async () => {
    app = await startTestApp({ limits: { messagesPer10s: 1_000 } });
    socket = await openSocket(app);
  });
  afterAll(async () => {
    await socket.close();
    await app.stop();
  });

  it.each(refusals.map((refusal) => [refusal.name, refusal] as const))(
    'refuses over HTTP a document for what it is: %s',
    async (_name, refusal) => {
      const answer = await ask(app, refusal, refusal.as);
      expectRefused(answer.errors, refusal);
      expect([answer.status, answer.data]).toEqual([400, undefined]);
    },
  );

  it.each(subscriptionsRefused.map((refusal) => [refusal.name, refusal] as const))(
    'refuses over a WebSocket a document for what it is: %s',
    async (name, refusal) => {
      const frame = await follow(socket, name, refusal);
      expect(frame.type).toBe('error');
      expectRefused(errorsOf(frame), refusal);
    },
  );
});
