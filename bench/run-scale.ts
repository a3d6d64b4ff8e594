import type { Options } from './command-line.js';
import { contestants } from './candidates/contestants.js';
import { holdContest } from './contest.js';
import { checkAnswers } from './measure/check-answers.js';
import type { Entrant } from './measure/measure.js';
import type { Outcome } from './measure/report.js';
import { large, reportsOf, small, type Size } from './prepare/sizes.js';

/** The same pages of the same partnerships may cost at most 1.2 times as much beside many others. */
const target = 1 / 1.2;

/** Concord on both databases in turn, asked for the same pages. */
export async function runScale(options: Options): Promise<Outcome> {
  return holdContest(options, [small, large], async ({ enter, measure }) => {
    const entrants: Entrant[] = [];
    for (const size of [small, large]) {
      const entrant = await enter(contestants.a, { size, label: labelOf(size) });
      if (entrant) entrants.push(entrant);
    }
    await checkAnswers(entrants, 20);
    const rows = [...(await measure(entrants))].map(([{ label }, figures]) => ({ label, figures }));
    const [alone, beside] = rows.map(({ figures }) => figures.requestsPerSecond);
    const value = (beside ?? Number.NaN) / (alone ?? Number.NaN);
    return { rows, ratios: [{ name: 'pages/s beside 280 others / alone', value, target }] };
  });
}

function labelOf(size: Size): string {
  const partnerships = size.asked + size.others;
  return `${partnerships} partnerships, ${reportsOf(size).toLocaleString('en-GB')} reports`;
}
