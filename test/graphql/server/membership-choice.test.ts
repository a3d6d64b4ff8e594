import { addMember } from '../../access/outside-issuer.js';
import { addressOf, LiveSocket } from '../../live/live-client.js';
import { post, startTestApp, type Answer, type TestApp } from '../../support/running-app.js';

const body = { query: '{ viewer { roles } }' };
const as = 'dev.council';
const overdrawn = [429, 'TOO_MANY_REQUESTS', 'RATE_PER_USER'];

describe('somebody of several memberships who does not say under which they ask', () => {
  let app: TestApp;
  let second: string;

  beforeAll(async () => {
    // Nothing of what was used comes back while this runs.
    app = await startTestApp({ limits: { userBurst: 5, userRate: 1e-6 } });
    second = await addSecondTo(as);
  });
  afterAll(() => app.stop());

  const addSecondTo = (subject: string) =>
    addMember(app, `${app.origin}/identity`, {
      subject,
      partnership: 'leicester',
      agency: 'sanctuary-housing',
      roles: ['agency_officer'],
    });

  const ask = async (subject: string, headers: Record<string, string> = {}): Promise<unknown[]> => {
    const authorization = `Bearer ${await app.token(subject)}`;
    const answer = await post(`${app.origin}/leicester/graphql`, {
      body,
      headers: { authorization, ...headers },
    });
    return told(answer);
  };
  const told = ({ status, errors }: Answer) => [
    status,
    errors?.[0]?.extensions['code'],
    errors?.[0]?.extensions['limit'],
  ];

  it('pays a point for each answer, and is refused when none is left, whatever they then say', async () => {
    for (let count = 0; count < 5; count += 1)
      expect(await ask(as)).toEqual([400, 'MEMBERSHIP_REQUIRED', undefined]);
    expect(await ask(as)).toEqual(overdrawn);
    expect(await ask(as, { 'concord-membership': second })).toEqual(overdrawn);
  });

  it('pays so over a socket as well', async () => {
    const close = async (subject: string) => {
      const socket = await LiveSocket.open(addressOf(app, 'leicester'));
      const authorization = `Bearer ${await app.token(subject)}`;
      socket.send({ type: 'connection_init', payload: { authorization } });
      return (await socket.closing()).code;
    };
    await addSecondTo('callum.police');
    for (let count = 0; count < 5; count += 1) expect(await close('callum.police')).toBe(4403);
    expect(await close('callum.police')).toBe(4429);
    expect(await ask('callum.police')).toEqual(overdrawn);
  });

  it('takes from nobody else: neither from other members nor from the public of the same address', async () => {
    expect(await ask('priya.coordinator')).toEqual([200, undefined, undefined]);
    expect((await app.ask('leicester', '{ partnership { slug } }')).status).toBe(200);
  });
});
