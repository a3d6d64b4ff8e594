import { testsOf } from '#domain/policy/check-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { pathInWords } from '#domain/policy/problems.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { ThresholdFacts } from '#domain/threshold/facts.js';
import type { Finding } from '#domain/threshold/finding.js';
import { statutoryTest } from '#domain/threshold/statutory.js';
import { failingTests, type Verdicts } from './failing-tests.js';
import { RESTS, type LintFinding, type LintPath } from './finding.js';
import { countsComplaints, type PlacedTest } from './routes.js';
import { OTHER_CASES, PLAIN_CASE, type StatutoryCase } from './statutory-cases.js';
import { factsOf } from './statutory-facts.js';

/**
 * Whether somebody with three qualifying complaints always gets their review here: made-up cases in which the mandatory
 * limb is met are decided by the threshold, and where it is not met, or waits for what the Act does not ask, the tests
 * are named by which it fails.
 */
export function lintMandatoryLimb(policy: PolicyVersion): LintFinding[] {
  const plain = decide(policy, PLAIN_CASE);
  const counts = testsOf(policy.threshold).some(
    ({ criterion, path }) => !('criteria' in criterion) && countsComplaints({ criterion, path }),
  );
  if (!counts && plain.failing.length > 0) return [noCount()];
  const others = OTHER_CASES.map((each) => decide(policy, each)).map(({ failing, ...decided }): Decided => ({
    ...decided,
    // What fails in the plain case too was named there.
    failing: failing.filter(
      ({ criterion }) => plain.failing.length === 0 || plain.verdicts.get(criterion.id) === 'met',
    ),
  }));
  return grouped([plain, ...others].filter(({ failing }) => failing.length > 0));
}

interface Decided {
  readonly of: StatutoryCase;
  readonly verdicts: Verdicts;
  /** Empty where the threshold is met, or the Act does not ask for it. */
  readonly failing: readonly PlacedTest[];
}

function decide(policy: PolicyVersion, of: StatutoryCase): Decided {
  const facts = factsOf(
    of.complaints.map((complaint) => ({ behaviours: listedKinds(policy), ...complaint })),
  );
  const verdicts = verdictsOf(evaluate(policy.threshold, facts, policy));
  const failing = isAskedByAct(policy, facts) ? failingTests(policy.threshold, verdicts) : [];
  return { of, verdicts, failing };
}

function isAskedByAct({ statutory }: PolicyVersion, facts: ThresholdFacts): boolean {
  return evaluate(statutoryTest(statutory), facts).verdict === 'met';
}

function verdictsOf(finding: Finding): Verdicts {
  const list = ({ criterionId, verdict, children }: Finding): [string, Finding['verdict']][] => [
    [criterionId, verdict],
    ...children.flatMap(list),
  ];
  return new Map(list(finding));
}

/** The kinds of behaviour that some test counts and none leaves out. */
function listedKinds({ threshold }: PolicyVersion): string[] {
  const counts = testsOf(threshold).flatMap(({ criterion }) =>
    criterion.test === 'count' ? [criterion] : [],
  );
  const leftOut = new Set(counts.flatMap(({ exceptBehaviours = [] }) => exceptBehaviours));
  const listed = counts.flatMap(({ behaviours = [] }) => behaviours);
  return [...new Set(listed)].filter((kind) => !leftOut.has(kind));
}

/** One finding for each place; cases of one kind are told together, and of a place the weightier kind alone. */
function grouped(decided: readonly Decided[]): LintFinding[] {
  const byPlace = new Map<string, { readonly first: Decided; readonly words: string[] }>();
  for (const each of decided) {
    const place = placeOf(each);
    const before = byPlace.get(place);
    if (before === undefined) byPlace.set(place, { first: each, words: [each.of.words] });
    else if (before.first.of.rule === each.of.rule && before.first.of.because === each.of.because)
      before.words.push(each.of.words);
  }
  return [...byPlace].map(([path, { first, words }]) => findingOf(path, first, words));
}

function placeOf({ failing, of: { parts = [] } }: Decided): string {
  const [only, ...more] = failing;
  if (only === undefined || more.length > 0) return pathInWords(commonPath(failing.map(({ path }) => path)));
  const part = parts.find((keys) => has(only.criterion, keys)) ?? [];
  return pathInWords([...only.path, ...part]);
}

function has(document: unknown, [key, ...more]: LintPath): boolean {
  if (key === undefined) return true;
  if (typeof document !== 'object' || document === null || !(key in document)) return false;
  return has(Reflect.get(document, key), more);
}

function commonPath([first = [], ...others]: readonly LintPath[]): LintPath {
  const end = first.findIndex((key, index) => others.some((other) => other[index] !== key));
  const common = first.slice(0, end);
  return common.at(-1) === 'criteria' ? common.slice(0, -1) : common;
}

function findingOf(path: string, { of, failing, verdicts }: Decided, cases: readonly string[]): LintFinding {
  const isCaveat = of === PLAIN_CASE && failing.every((test) => !countsComplaints(test));
  const ofTime = failing.every(({ criterion }) => criterion.test === 'applied_within');
  const rule = ofTime ? 'deadline-for-applying' : isCaveat ? 'caveat-on-three-complaints' : of.rule;
  const because =
    isCaveat && !ofTime
      ? 'persistence, harm and the response may be weighed only where there are fewer (s.104(5))'
      : of.because;
  const message = `three complaints ${cases.join(', or ')} do not meet the threshold: ${told(failing, verdicts)}; ${because}`;
  return { rule, severity: of.severity, path, message: message.replaceAll(',:', ':'), rests: of.rests };
}

function told(failing: readonly PlacedTest[], verdicts: Verdicts): string {
  const ofVerdict = (isMissed: boolean) => [
    ...new Set(
      failing
        .filter(({ criterion }) => (verdicts.get(criterion.id) === 'not_met') === isMissed)
        .map(({ criterion }) => `"${criterion.words}"`),
    ),
  ];
  const [missed, asked] = [ofVerdict(true), ofVerdict(false)];
  return [
    ...(missed.length === 0 ? [] : [`${missed.join(' and ')} ${missed.length === 1 ? 'is' : 'are'} not met`]),
    ...(asked.length === 0
      ? []
      : [`${asked.join(' and ')} ${asked.length === 1 ? 'is' : 'are'} still asked`]),
  ].join(', ');
}

function noCount(): LintFinding {
  return {
    rule: 'no-count-of-complaints',
    severity: 'must',
    path: 'threshold',
    message:
      'no test counts the complaints or incidents of one victim without hate, so that three qualifying complaints do not meet it',
    rests: RESTS.mandatory,
  };
}
