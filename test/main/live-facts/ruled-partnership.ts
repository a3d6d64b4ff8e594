import type { Count, Criterion } from '#domain/policy/criterion.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import { factsFromJson, factsToJson, type ThresholdFactsJson } from '#domain/threshold/facts-json.js';
import type { Finding } from '#domain/threshold/finding.js';
import { findingInWords } from '#domain/threshold/finding-in-words.js';
import type { TenantToApply } from '#persistence/tenant-to-apply.js';
import { applyTo, filesOf, withVersion } from '../../support/apply-tenants.js';
import { adminSql } from '../../support/case-record.js';
import {
  accepted,
  applicationOf,
  incidentOn,
  ReviewCase,
  type ProposalOfTest,
} from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

export const police = 'leicestershire-police';
export const council = 'leicester-city-council';

const behaviours = [
  { id: 'noise', words: 'Noise', heading: 'nuisance' },
  { id: 'threats', words: 'Threats', heading: 'personal' },
  { id: 'litter', words: 'Litter', heading: 'environmental' },
] as const;

/** A count of what the victim complained of, changed. */
export function countOf(changes: Partial<Count> & Pick<Count, 'id'>): Count {
  return {
    test: 'count',
    words: 'What is counted',
    unit: 'incidents',
    atLeast: 3,
    category: 'asb',
    by: 'victim',
    needs: 'complaint',
    ...changes,
  };
}

/** Leicester with a rule of its own for each day from Tuesday 3 March 2026 on, and kinds of behaviour. */
export async function startWithRules(rules: readonly Criterion[]): Promise<TestApp> {
  const app = await startTestApp({ startAt: '2026-03-02T10:00:00Z' });
  let files: TenantToApply = filesOf('leicester');
  rules.forEach((threshold, index) => {
    files = withVersion(files, dayOf(index), (first) => ({ ...first, threshold, behaviours }));
  });
  await applyTo(app, files);
  return app;
}

/** Moves the clock to the morning of the day on which the rule of that number is in force. */
export function moveToRule(app: TestApp, number: number): void {
  app.clock.moveTo(`${dayOf(number)}T10:00:00Z`);
}

function dayOf(number: number): string {
  return `2026-03-${String(3 + number).padStart(2, '0')}`;
}

interface ToldIncident {
  readonly on: string;
  /** Beside what every incident has. */
  readonly told?: object;
  /** Reports by agency, each with what it says and who made it; the victim unless told. */
  readonly reports: readonly { readonly by: string; readonly says?: object; readonly madeBy?: object }[];
  /** Beside the reports, what the matching says. */
  readonly match?: object;
}

/** A case of which every incident was reported on its own day, put to the case and confirmed, and every agency answered. */
export async function caseOf(
  app: TestApp,
  incidents: readonly ToldIncident[],
  application: object = {},
): Promise<ReviewCase> {
  const named = incidents.map(({ on, told = {}, reports }) =>
    incidentOn(
      on,
      reports.map(({ by }) => [by, on]),
      told,
    ),
  );
  const review = await ReviewCase.apply(app, 'leicester', applicationOf(named, application));
  const agencies = [...new Set(incidents.flatMap(({ reports }) => reports.map(({ by }) => by)))];
  accepted(await review.ask(agencies));
  for (const [index, incident] of incidents.entries()) await confirm(review, index + 1, incident);
  for (const agency of agencies) accepted(await review.answer(agency, 'RECORDS', 'A warning was given.'));
  return review;
}

async function confirm(review: ReviewCase, number: number, { on, reports, match }: ToldIncident) {
  const matched: (string | object)[] = [];
  for (const { by, says = {}, madeBy } of reports) {
    const reportId = await review.record(by, { on, reportedOn: on, reporterName: 'Whoever called', ...says });
    accepted(await review.link(by, reportId));
    matched.push(madeBy === undefined ? reportId : { reportId, madeBy });
  }
  accepted(await review.match(number, { reports: matched, ...match }));
}

/** Evaluates the case, and fails unless its stored facts alone explain the very same finding. */
export async function proposeAndReplay(app: TestApp, review: ReviewCase): Promise<ProposalOfTest> {
  const proposal = await review.propose();
  const { facts, finding, document } = await storedOf(app, review);
  const again = evaluateCase(document, factsFromJson(facts));
  expect(sorted(factsToJson(factsFromJson(facts)))).toBe(sorted(facts));
  expect(sorted(again.local)).toBe(sorted(finding));
  expect(proposal.inWords).toBe(findingInWords(again.local));
  expect(proposal.verdict).toBe(again.verdict.toUpperCase());
  return proposal;
}

/** The newest proposal of the case as the database keeps it. */
export async function storedOf(
  app: TestApp,
  { reference }: ReviewCase,
): Promise<{ facts: ThresholdFactsJson; finding: Finding; document: PolicyVersion }> {
  const [row] = await adminSql<{ facts: ThresholdFactsJson; finding: Finding; document: PolicyVersion }>(
    app,
    `select p.facts, p.finding, v.document from concord.decision_proposals p
     join concord.cases c on c.tenant_id = p.tenant_id and c.id = p.case_id
     join concord.policy_versions v on v.tenant_id = p.tenant_id and v.id = p.policy_version_id
     where c.reference = $1 order by p.case_version desc limit 1`,
    [reference],
  );
  if (!row) throw new Error('Nothing was proposed.');
  return row;
}

/** JSON with its keys in order, since the database keeps them in an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

export interface OpenQuestionOfTest {
  readonly kind: string;
  readonly what: string;
  readonly of: string;
  readonly question: string | null;
}

/** What the case waits for, as the coordinator reads it. */
export async function openQuestionsOf(review: ReviewCase): Promise<readonly OpenQuestionOfTest[]> {
  const { case: seen } = await review.coordinator.query(
    'query ($id: ID!) { case(id: $id) { openQuestions { kind what of question } } }',
    { id: review.id },
  );
  return (seen as { openQuestions: OpenQuestionOfTest[] }).openQuestions;
}
