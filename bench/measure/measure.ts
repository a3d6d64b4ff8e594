import type { Candidate } from '../candidates/launch.js';
import type { Contestant } from '../candidates/contestants.js';
import type { PreparedRequest } from '../load/messages.js';
import type { Generator } from '../load/start-generator.js';
import type { Progress } from '../prepare/prepare-size.js';
import type { Round } from './figures.js';

/** A contestant that runs on one database, with the requests made for it. */
export interface Entrant {
  readonly label: string;
  readonly database: string;
  readonly contestant: Contestant;
  readonly candidate: Candidate;
  readonly requests: readonly PreparedRequest[];
}

export interface RoundSettings {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
}

interface Course {
  readonly generator: Generator;
  readonly settings: RoundSettings;
  readonly progress: Progress;
}

/** Loads the entrants in turn, round after round: what the machine does beside hits them alike. */
export async function runRounds(
  entrants: readonly Entrant[],
  { generator, settings, progress }: Course,
): Promise<ReadonlyMap<Entrant, readonly Round[]>> {
  const found = new Map<Entrant, Round[]>(entrants.map((entrant) => [entrant, []]));
  for (let round = 0; round <= settings.rounds; round += 1) {
    for (const entrant of entrants) {
      const seconds = round === 0 ? settings.warmUpSeconds : settings.seconds;
      const one = await loadOnce(entrant, generator, { round, seconds, connections: settings.connections });
      const rate = (one.answers / one.seconds).toFixed(1);
      progress(`${round === 0 ? 'warm-up' : `round ${round}`}: ${entrant.label}: ${rate} pages a second`);
      if (round > 0) found.get(entrant)?.push(one);
    }
  }
  return found;
}

async function loadOnce(
  { candidate, requests }: Entrant,
  generator: Generator,
  { round, seconds, connections }: { round: number; seconds: number; connections: number },
): Promise<Round> {
  // Each round begins at other pages; within a round all entrants are asked for the same ones.
  const start = (round * 997) % requests.length;
  const turned = [...requests.slice(start), ...requests.slice(0, start)];
  const before = await candidate.usage();
  const loaded = await generator.load({ origin: candidate.origin, requests: turned, seconds, connections });
  return { ...loaded, cpuMs: (await candidate.usage()) - before };
}
