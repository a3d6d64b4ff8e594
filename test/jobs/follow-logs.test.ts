import { Writable } from 'node:stream';
import { FollowLogs } from '#jobs/follow-logs.js';
import { createLogger } from '#platform/logger.js';

/** A promise and what settles it. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function capturedLog(lines: string[]) {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return createLogger({ logLevel: 'info' }, destination);
}

const directoryOf = (...tenants: string[]) => ({
  listPartnerships: () => Promise.resolve(tenants.map((tenantId) => ({ tenantId }))),
});
const handle = () => Promise.resolve();

describe('following the logs of all partnerships', () => {
  it('goes on with the others where one cannot be followed, and says so once until it is over', async () => {
    const lines: string[] = [];
    const followed: string[] = [];
    const enough = gate();
    let failures = 3;
    const logs = {
      follow: async (tenantId: string) => {
        if (tenantId === 'broken' && (failures -= 1) >= 0) throw new Error('out of order');
        followed.push(tenantId);
        if (followed.includes('broken')) enough.open();
        return 'CAUGHT_UP' as const;
      },
    };
    const directory = directoryOf('broken', 'sound');
    const following = new FollowLogs({ logs, directory, handle, pollMs: 1, logger: capturedLog(lines) });
    following.start();
    await enough.opened;
    await following.stop();
    expect(followed.slice(0, 4)).toEqual(['sound', 'sound', 'sound', 'broken']);
    expect(lines.filter((line) => line.includes('cannot be followed'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('is followed again'))).toHaveLength(1);
  });

  it('asks again at once while there is more', async () => {
    const answers = ['MORE', 'MORE', 'CAUGHT_UP'] as const;
    let asked = 0;
    const caughtUp = gate();
    const logs = {
      follow: async () => {
        const answer = answers[asked] ?? 'CAUGHT_UP';
        asked += 1;
        if (answer === 'CAUGHT_UP') caughtUp.open();
        return answer;
      },
    };
    const logger = capturedLog([]);
    const following = new FollowLogs({
      logs,
      directory: directoryOf('one'),
      handle,
      pollMs: 600_000,
      logger,
    });
    following.start();
    await caughtUp.opened;
    await following.stop();
    expect(asked).toBe(3);
  });

  it('follows only the log that a wake-up names, and none for a name that is no partnership', async () => {
    const followed: string[] = [];
    const gates = { polled: gate(), woken: gate() };
    const logs = {
      follow: async (tenantId: string) => {
        followed.push(tenantId);
        if (followed.length === 2) gates.polled.open();
        if (followed.length === 3) gates.woken.open();
        return 'CAUGHT_UP' as const;
      },
    };
    const logger = capturedLog([]);
    const directory = directoryOf('one', 'two');
    const following = new FollowLogs({ logs, directory, handle, pollMs: 600_000, logger });
    following.start();
    await gates.polled.opened;
    following.wake('nobody');
    following.wake('two');
    await gates.woken.opened;
    await following.stop();
    expect(followed).toEqual(['one', 'two', 'two']);
  });

  it('ends only after the entries that are being handled', async () => {
    const began = gate();
    const mayEnd = gate();
    let isHandled = false;
    const logs = {
      follow: async () => {
        began.open();
        await mayEnd.opened;
        isHandled = true;
        return 'MORE' as const;
      },
    };
    const logger = capturedLog([]);
    const following = new FollowLogs({ logs, directory: directoryOf('one'), handle, pollMs: 1, logger });
    following.start();
    await began.opened;
    const stopping = following.stop();
    mayEnd.open();
    await stopping;
    expect(isHandled).toBe(true);
  });
});
