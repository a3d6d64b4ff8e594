import type { Options } from './command-line.js';
import { contestants, type Letter } from './candidates/contestants.js';
import { installPeer } from './candidates/find-peer.js';
import { holdContest } from './contest.js';
import { checkAnswers } from './measure/check-answers.js';
import type { Figures } from './measure/figures.js';
import type { Entrant } from './measure/measure.js';
import type { Outcome, Ratio } from './measure/report.js';
import { small } from './prepare/sizes.js';

/** How many times as many pages a second as each of the others Concord is to answer. */
const targets: Readonly<Record<Exclude<Letter, 'a'>, number>> = { b: 0.65, c: 4, d: 1.3 };

/** The joint-case page through every candidate that takes part. */
export async function runPage(options: Options): Promise<Outcome> {
  if (options.peers) installPeer();
  return holdContest(options, [small], async ({ enter, measure }) => {
    const entrants: Entrant[] = [];
    for (const letter of options.only) {
      const entrant = await enter(contestants[letter], { size: small });
      if (entrant) entrants.push(entrant);
    }
    await checkAnswers(entrants, 20);
    const found = await measure(entrants);
    return {
      rows: [...found].map(([{ label }, figures]) => ({ label, figures })),
      ratios: ratiosOf(new Map([...found].map(([{ contestant }, figures]) => [contestant.letter, figures]))),
    };
  });
}

function ratiosOf(found: ReadonlyMap<Letter, Figures>): Ratio[] {
  const own = found.get('a');
  if (!own) return [];
  return (['b', 'c', 'd'] as const).flatMap((letter) => {
    const other = found.get(letter);
    const value = own.requestsPerSecond / (other?.requestsPerSecond ?? Number.NaN);
    return other ? [{ name: `a/${letter}`, value, target: targets[letter] }] : [];
  });
}
