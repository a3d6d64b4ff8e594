import type { Await, CaseFinding, Finding } from '#domain/threshold/finding.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import type { WrittenExpectation } from './expect-schema.js';

/** Something that is not as a case expects it. */
export interface Difference {
  /** What: `verdict`, `tests.three-incidents.counted`, `due.acknowledgement`. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

/** What a case came to, as far as it can be expected. */
export interface CaseResult {
  readonly finding: CaseFinding;
  readonly clocks: readonly Pick<CaseClock, 'stepId' | 'dueOn' | 'mark'>[];
  /** Ids of all steps of the policy, be there clocks of them or not. */
  readonly steps: readonly string[];
}

/** Everything in which the result is not as expected; empty when all is. */
export function differencesFrom(expected: WrittenExpectation, result: CaseResult): Difference[] {
  const { local, statutory, flags } = result.finding;
  return [
    ...differs('verdict', expected.verdict, local.verdict),
    ...differs('statutory', expected.statutory, statutory.verdict),
    ...differs('flags', inWords(expected.flags), inWords(flags.map(({ kind }) => kind))),
    ...Object.entries(expected.tests ?? {}).flatMap(([id, test]) => testDifferences(id, test, result)),
    ...Object.entries(expected.due ?? {}).flatMap(([id, day]) => dueDifferences(id, day, result)),
    ...Object.entries(expected.marks ?? {}).flatMap(([id, mark]) => markDifferences(id, mark, result)),
    ...awaitDifferences(expected.awaits, local.awaits),
  ];
}

type ExpectedTest = NonNullable<WrittenExpectation['tests']>[string];

function testDifferences(id: string, test: ExpectedTest, { finding }: CaseResult): Difference[] {
  const what = `tests.${id}`;
  const found = findTest(finding.local, id);
  const expected = typeof test === 'string' ? { verdict: test } : test;
  if (!found) return [{ what, expected: 'a test of the policy', got: 'none of that id' }];
  const { verdict, counted, countedIds, notCounted } = expected;
  const ids = (items: Finding['counted']) => inWords(items.map((item) => item.id));
  return [
    ...differs(`${what}.verdict`, verdict, found.verdict),
    ...differs(`${what}.counted`, counted, found.countedAtLeast ?? found.counted.length),
    ...differs(`${what}.countedIds`, inWords(countedIds), ids(found.counted)),
    ...differs(`${what}.notCounted`, inWords(notCounted), ids(found.notCounted)),
  ];
}

/** The finding of that test, wherever in the tree it stands. */
function findTest(finding: Finding, id: string): Finding | undefined {
  if (finding.criterionId === id) return finding;
  return finding.children.map((child) => findTest(child, id)).find((found) => found !== undefined);
}

type ExpectedDay = NonNullable<WrittenExpectation['due']>[string];

/** One day is that of the latest time of a step that repeats; a list is of all its times, in order. */
function dueDifferences(id: string, expected: ExpectedDay, { clocks, steps }: CaseResult): Difference[] {
  const what = `due.${id}`;
  const days = typeof expected === 'string' ? expected : expected.join(', ');
  if (!steps.includes(id)) return [{ what, expected: days, got: 'no step of that id in the policy' }];
  const due = ofStep(clocks, id).map(({ dueOn }) => dueOn?.toString() ?? 'no day yet');
  const got = typeof expected === 'string' ? due.at(-1) : due.join(', ');
  return differs(what, days, got === undefined || got === '' ? 'none' : got);
}

function markDifferences(id: string, mark: string, { clocks }: CaseResult): Difference[] {
  return differs(`marks.${id}`, mark, ofStep(clocks, id).at(-1)?.mark ?? 'no clock');
}

function ofStep(clocks: CaseResult['clocks'], id: string): CaseResult['clocks'] {
  return clocks.filter(({ stepId }) => stepId === id);
}

/** Each expected names a kind, or a kind and its subject; nothing else may be awaited. */
function awaitDifferences(expected: readonly string[] | undefined, awaits: readonly Await[]): Difference[] {
  if (expected === undefined) return [];
  const each = awaits.map((one) => ({ kind: one.kind, named: `${one.kind} ${subjectOf(one)}`.trim() }));
  const isAs = (words: string) => (one: (typeof each)[number]) => words === one.kind || words === one.named;
  const isMissing = expected.some((words) => !each.some(isAs(words)));
  const isUnexpected = each.some((one) => !expected.some((words) => isAs(words)(one)));
  if (!isMissing && !isUnexpected) return [];
  const got = inWords(each.map(({ named }) => named)) ?? '';
  return [{ what: 'awaits', expected: inWords(expected) ?? '', got }];
}

function subjectOf(one: Await): string {
  if ('agencyId' in one) return one.agencyId;
  if ('complaintId' in one) return one.complaintId;
  if ('criterionId' in one) return one.criterionId;
  if ('condition' in one) return one.condition;
  if ('relation' in one) return one.relation;
  if ('incidentId' in one) return one.incidentId;
  return 'id' in one ? one.id : '';
}

function differs(
  what: string,
  expected: string | number | undefined,
  got: string | number | undefined,
): Difference[] {
  if (expected === undefined || expected === got) return [];
  return [{ what, expected: String(expected), got: String(got) }];
}

/** A list that is compared and read as one: in order, each once. */
function inWords(items: readonly (string | number)[] | undefined): string | undefined {
  if (items === undefined) return undefined;
  const each = [...new Set(items.map(String))].sort();
  return each.length === 0 ? 'none' : each.join(', ');
}
