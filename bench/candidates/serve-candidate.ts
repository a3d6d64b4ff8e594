import type { CandidateSettings, FromCandidate, ToCandidate } from './messages.js';

/** A candidate that listens. */
export interface Serving {
  readonly origin: string;
  readonly notes?: string;
  stop(): Promise<void>;
}

/** The side of a candidate's process: starts when told, tells its processor time when asked, stops when told. */
export function serveCandidate(start: (settings: CandidateSettings) => Promise<Serving>): void {
  let serving: Serving | undefined;
  const hear = async (message: ToCandidate): Promise<void> => {
    switch (message.kind) {
      case 'start':
        serving = await start(message.settings);
        say({ kind: 'ready', origin: serving.origin, notes: serving.notes ?? '' });
        return;
      case 'usage': {
        const { user, system } = process.cpuUsage();
        say({ kind: 'usage', microseconds: user + system });
        return;
      }
      case 'stop':
        await serving?.stop();
        process.disconnect();
    }
  };
  // Nobody is left to tell it to stop when the bench itself was killed; and after a stop nothing may keep it alive.
  process.once('disconnect', () => process.exit());
  process.on('message', (message) => {
    hear(message as ToCandidate).catch((error: unknown) => {
      say({
        kind: 'failed',
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    });
  });
}

function say(message: FromCandidate): void {
  process.send?.(message);
}
