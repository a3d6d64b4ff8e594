import type { Criterion } from '#domain/policy/criterion.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { countsComplaints, type PlacedTest } from './routes.js';
import type { LintPath } from './finding.js';

/** How a test, by its id, came out. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** What is still missing before a threshold, or a part of it, is met. */
interface Missing {
  readonly tests: readonly PlacedTest[];
  /** How many tests it takes; of several ways that are as near as one another, those of one. */
  readonly steps: number;
  /** Whether complaints are counted on the way: such a way is the one that the Act speaks of. */
  readonly countsComplaints: boolean;
}

/** The tests that a threshold fails by, on the way that comes nearest; of several as near, those of all. */
export function failingTests(criterion: Criterion, verdicts: Verdicts): readonly PlacedTest[] {
  return missingOf(criterion, ['threshold'], verdicts).tests;
}

function missingOf(criterion: Criterion, path: LintPath, verdicts: Verdicts): Missing {
  if (!('criteria' in criterion)) {
    const test: PlacedTest = { criterion, path };
    const tests = verdicts.get(criterion.id) === 'met' ? [] : [test];
    return { tests, steps: tests.length, countsComplaints: countsComplaints(test) };
  }
  const parts = criterion.criteria.map((child, index) =>
    missingOf(child, [...path, 'criteria', index], verdicts),
  );
  return criterion.test === 'all_of' ? together(parts) : nearest(parts, criterion.atLeast ?? 1);
}

function together(parts: readonly Missing[]): Missing {
  return {
    tests: parts.flatMap(({ tests }) => tests),
    steps: parts.reduce((sum, { steps }) => sum + steps, 0),
    countsComplaints: parts.some((part) => part.countsComplaints),
  };
}

/** So many of the parts as are needed, the nearest ones, with those that are as near as the last of them. */
function nearest(parts: readonly Missing[], needed: number): Missing {
  const inOrder = [...parts].sort((one, other) => distance(one) - distance(other));
  const taken = together(inOrder.slice(0, needed));
  const last = inOrder[needed - 1];
  if (last === undefined || taken.steps === 0) return { ...taken, tests: [] };
  const asNear = inOrder.slice(needed).filter((part) => distance(part) === distance(last));
  return { ...taken, tests: together([...inOrder.slice(0, needed), ...asNear]).tests };
}

/**
 * What is met is nearest; then come the ways that count complaints, those of the fewest steps first, and of these the
 * ones that lack nothing but complaints.
 */
function distance({ tests, steps, countsComplaints: isOfComplaints }: Missing): number {
  if (steps === 0) return 0;
  return steps + (tests.every(countsComplaints) ? 0 : 0.5) + (isOfComplaints ? 0 : OFF_THE_WAY);
}

/** More steps than any threshold has. */
const OFF_THE_WAY = 1_000_000;
