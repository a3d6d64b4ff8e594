/**
 * Sums what jest counted. Usage: node .ci/count-tests.js REPORT.json[:EXIT-CODE] …
 *
 * Prints one line a report, then `N passed, N failed`. A suite that could not run counts as one failed test; so
 * does a report that is missing, unreadable or empty of tests, and a run that exited non-zero with no failure of
 * its own. Exits 1 when anything failed.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function count(path, exitCode) {
  const name = basename(path, '.json');
  const report = readReport(path);
  if (!report) return { name, passed: 0, failed: 1, why: 'left no report' };
  const passed = report.numPassedTests ?? 0;
  const failed = (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0);
  if (passed + failed === 0) return { name, passed, failed: 1, why: 'ran no test' };
  if (failed === 0 && exitCode !== 0) return { name, passed, failed: 1, why: `exited with ${exitCode}` };
  return { name, passed, failed, why: unrun(report) };
}

function unrun(report) {
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  return skipped > 0 ? `${skipped} not run` : '';
}

const runs = process.argv.slice(2).map((argument) => {
  const [, path, exitCode] = /^(.*?)(?::(\d+))?$/.exec(argument);
  return count(path, Number(exitCode ?? 0));
});
for (const { name, passed, failed, why } of runs) {
  console.log(`${name}: ${passed} passed, ${failed} failed${why && ` (${why})`}`);
}
const passed = runs.reduce((sum, run) => sum + run.passed, 0);
const failed = runs.reduce((sum, run) => sum + run.failed, runs.length === 0 ? 1 : 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
