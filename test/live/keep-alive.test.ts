import { startTestApp, type TestApp } from '../support/running-app.js';
import { followNow } from './live-client.js';

describe('a client that is pinged', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ live: { pingMs: 1_000, heartbeatMs: 500 } });
  });
  afterAll(() => app.stop());

  it('is cut off when it does not answer, and stays connected when it does', async () => {
    const deaf = await followNow(app, 'leicester', { as: 'priya.coordinator' });
    const alive = await followNow(app, 'leicester', { as: 'priya.coordinator' });
    deaf.socket.pause();
    // Three pings at least lie between: the second finds the first unanswered.
    for (let beat = 0; beat < 8; beat += 1) expect((await alive.next()).__typename).toBe('Heartbeat');
    deaf.socket.resume();
    expect(await deaf.socket.closed).toMatchObject({ code: 1006 });
    expect((await alive.next()).__typename).toBe('Heartbeat');
    alive.socket.cut();
  });
});
