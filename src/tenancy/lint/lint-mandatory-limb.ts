import { testsOf } from '#domain/policy/check-policy.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { Count, Criterion } from '#domain/policy/criterion.js';
import { idOfExcepted } from '#domain/policy/excepted-behaviour.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { pathInWords } from '#domain/policy/problems.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { Finding } from '#domain/threshold/finding.js';
import { evaluateStatutory } from '#domain/threshold/statutory.js';
import { failingTests, type Verdicts } from './failing-tests.js';
import { RESTS, type LintFinding, type LintPath } from './finding.js';
import { countsComplaints, type PlacedTest } from './routes.js';
import { OTHER_CASES, PLAIN_CASE, type StatutoryCase } from './statutory-cases.js';
import { factsOf } from './statutory-facts.js';

/** The most complaints that the Act lets a partnership ask for. */
const MOST_COMPLAINTS = 3;

const NUMBERS = ['', 'complaints', 'two complaints', 'three complaints'];

function complaintsOf({ statutory }: PolicyVersion): number {
  return Math.min(statutory?.qualifyingComplaints ?? MOST_COMPLAINTS, MOST_COMPLAINTS);
}

/**
 * Whether somebody with three qualifying complaints always gets their review here: made-up cases in which the mandatory
 * limb is met are decided by the threshold, and where it is not met, or waits for what the Act does not ask, the tests
 * are named by which it fails.
 */
export function lintMandatoryLimb(policy: PolicyVersion): LintFinding[] {
  const plain = decide(policy, PLAIN_CASE);
  if (plain.failing.length > 0 && !countsOf(policy.threshold).some(countsComplaints)) return [noCount()];
  const others = OTHER_CASES.map((each) => withoutKnown(decide(policy, each), plain));
  const found = [plain, ...others].filter(({ failing }) => failing.length > 0);
  return grouped(found, NUMBERS[complaintsOf(policy)] ?? '');
}

/** Without what fails in the plain case too, and without the tests that another case is about. */
function withoutKnown({ failing, ...decided }: Decided, plain: Decided): Decided {
  const { isAbout = ({ test }) => test !== 'applied_after' } = decided.of;
  const isNew = ({ criterion }: PlacedTest) =>
    isAbout(criterion) && (plain.failing.length === 0 || plain.verdicts.get(criterion.id) === 'met');
  return { ...decided, failing: failing.filter(isNew) };
}

interface Decided {
  readonly of: StatutoryCase;
  readonly verdicts: Verdicts;
  /** Empty where the threshold is met, or the Act does not ask for it. */
  readonly failing: readonly PlacedTest[];
}

function decide(policy: PolicyVersion, of: StatutoryCase): Decided {
  // Where the procedures ask for fewer than three, as few are made up.
  const complaints = of.complaints.slice(MOST_COMPLAINTS - complaintsOf(policy));
  const plainly = { behaviours: listedKinds(policy), told: countedAgency(policy) };
  const facts = factsOf(
    complaints.map((each) => ({ ...plainly, ...each })),
    of.facts,
  );
  const verdicts = verdictsOf(evaluate(policy.threshold, facts, policy));
  const isAsked = evaluateStatutory(policy.statutory, facts).verdict === 'met';
  const failing = isAsked ? failingTests(policy.threshold, verdicts) : [];
  return { of, verdicts, failing };
}

function verdictsOf(finding: Finding): Verdicts {
  const list = ({ criterionId, verdict, children }: Finding): [string, Finding['verdict']][] => [
    [criterionId, verdict],
    ...children.flatMap(list),
  ];
  return new Map(list(finding));
}

/**
 * The kinds of behaviour that some test counts and none leaves out; none where some count of complaints takes any kind,
 * since a route for one kind is then an easier one beside it.
 */
function listedKinds({ threshold }: PolicyVersion): string[] {
  const counts = countsOf(threshold);
  if (counts.filter(countsComplaints).some(({ criterion }) => criterion.behaviours === undefined)) return [];
  const leftOut = new Set(
    counts.flatMap(({ criterion: { exceptBehaviours = [] } }) => exceptBehaviours.map(idOfExcepted)),
  );
  const listed = counts.flatMap(({ criterion: { behaviours = [] } }) => behaviours);
  return [...new Set(listed)].filter((kind) => !leftOut.has(kind));
}

const RELEVANT = ['council', 'police', 'housing_provider', 'health'] as const;

/** The kind of relevant body to which complaints count for the most tests; of which do not, other cases tell. */
function countedAgency({ threshold }: PolicyVersion): AgencyKind {
  const counts = countsOf(threshold).filter(countsComplaints);
  const takenBy = (kind: AgencyKind) =>
    counts.filter(({ criterion: { recordedBy } }) => recordedBy === undefined || recordedBy.includes(kind));
  return RELEVANT.reduce<AgencyKind>(
    (best, kind) => (takenBy(kind).length > takenBy(best).length ? kind : best),
    'council',
  );
}

function countsOf(threshold: Criterion): (PlacedTest & { readonly criterion: Count })[] {
  return testsOf(threshold).flatMap(({ criterion, path }) =>
    criterion.test === 'count' ? [{ criterion, path }] : [],
  );
}

/** One finding for each place; cases of one kind are told together, and of a place the weightier kind alone. */
function grouped(decided: readonly Decided[], complaints: string): LintFinding[] {
  const byPlace = new Map<string, { readonly first: Decided; readonly words: string[] }>();
  for (const each of decided) {
    const place = placeOf(each);
    const before = byPlace.get(place);
    if (before === undefined) byPlace.set(place, { first: each, words: [each.of.words] });
    else if (before.first.of.rule === each.of.rule && before.first.of.because === each.of.because)
      before.words.push(each.of.words);
  }
  return [...byPlace].map(([path, { first, words }]) =>
    findingOf(path, first, `${complaints} ${words.join(' or ')}`),
  );
}

function placeOf({ failing, of: { parts = [] } }: Decided): string {
  const [only, ...more] = failing;
  if (only === undefined || more.length > 0) return pathInWords(commonPath(failing.map(({ path }) => path)));
  const isOfApplying = only.criterion.test === 'applied_within' || only.criterion.test === 'applied_after';
  const part = isOfApplying ? [] : parts.find((keys) => has(only.criterion, keys));
  return pathInWords([...only.path, ...(part ?? [])]);
}

function has(document: unknown, [key, ...more]: LintPath): boolean {
  if (key === undefined) return true;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return false;
  if (!(key in document)) return false;
  return has(Reflect.get(document, key), more);
}

function commonPath([first = [], ...others]: readonly LintPath[]): LintPath {
  const end = first.findIndex((key, index) => others.some((other) => other[index] !== key));
  const common = first.slice(0, end);
  return common.at(-1) === 'criteria' ? common.slice(0, -1) : common;
}

function findingOf(path: string, { of, failing, verdicts }: Decided, cases: string): LintFinding {
  const tests = [...new Set(failing.map(({ criterion }) => `"${shortened(criterion.words)}"`))].join(', ');
  const isWaiting = failing.every(({ criterion }) => verdicts.get(criterion.id) === 'needs_judgement');
  const { rule, because, rests } = reasonFor(of, failing);
  const message = `${cases} ${isWaiting ? 'still wait for' : 'are not enough because of'} ${tests}, though ${because}`;
  return { rule, severity: of.severity, path, message, rests };
}

type Reason = Pick<StatutoryCase, 'rule' | 'because' | 'rests'>;

/** In the plain case the tests say what is wrong, in every other the case does. */
function reasonFor(of: StatutoryCase, failing: readonly PlacedTest[]): Reason {
  const are = (...kinds: readonly Criterion['test'][]) =>
    failing.every(({ criterion }) => kinds.includes(criterion.test));
  if (are('applied_within')) return { ...(of === PLAIN_CASE ? DEADLINE : of), rule: DEADLINE.rule };
  if (of !== PLAIN_CASE || failing.some(countsComplaints)) return of;
  return are('condition', 'judgement', 'risk', 'discretion') ? CAVEAT : { ...of, rule: CAVEAT.rule };
}

const DEADLINE: Reason = {
  rule: 'deadline-for-applying',
  because: 'each complaint serves an application for six months from its own day',
  rests: RESTS.qualifying,
};

const CAVEAT: Reason = {
  rule: 'caveat-on-three-complaints',
  because: 'persistence, harm and the response may be weighed only where there are fewer (s.104(5))',
  rests: RESTS.mandatory,
};

const LONGEST_WORDS = 90;

/** The path says where the whole of it stands. */
function shortened(words: string): string {
  if (words.length <= LONGEST_WORDS) return words;
  return `${words.slice(0, words.lastIndexOf(' ', LONGEST_WORDS))} …`;
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
