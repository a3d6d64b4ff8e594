import { help, readOptions, type Options } from './command-line.js';
import { holdContest } from './contest.js';
import { tableOf, writeLines } from './measure/report.js';
import { large, small } from './prepare/sizes.js';
import { runClocks } from './run-clocks.js';
import { decisionsInWords, isReached, runDecision } from './run-decision.js';
import { runPage } from './run-page.js';
import { runScale } from './run-scale.js';

/** Runs what the command line asks for; the exit code: 0 good, 1 a target missed, 2 usage. */
export async function runCommand(args: readonly string[]): Promise<number> {
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return 2;
  }
  if (options) return run(options);
  process.stdout.write(help);
  return 0;
}

async function run(options: Options): Promise<number> {
  const { command, rounds, seconds, connections } = options;
  if (command === 'clocks') return runClocks({ rounds, seconds }) || !options.check ? 0 : 1;
  if (command === 'decision') {
    const figures = runDecision(seconds);
    process.stdout.write(decisionsInWords(figures));
    return options.check && !isReached(figures) ? 1 : 0;
  }
  if (command === 'prepare') {
    await holdContest(options, [small, large], () => Promise.resolve());
    return 0;
  }
  const outcome = command === 'page' ? await runPage(options) : await runScale(options);
  process.stdout.write(tableOf(outcome.rows, outcome.ratios));
  writeLines(options.json, { about: { command, rounds, seconds, connections }, ...outcome });
  const wrong = outcome.rows.some(({ figures }) => figures.errors > 0);
  if (wrong) process.stderr.write('Some answers were errors: the figures do not count.\n');
  const missed = outcome.ratios.some(({ value, target }) => !(value >= target));
  return options.check && (missed || wrong) ? 1 : 0;
}
