import { localDateOf } from '#domain/calendar/local-date.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import { questionsOf, type AskedQuestion } from '#domain/threshold/questions.js';
import type { CaseVersion } from './case-version.js';
import { changeCase, type ChangeScope } from './change-case.js';
import { done, invalid, notFound, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';

export interface RecordJudgement extends CaseVersion {
  /** A condition, a relation, or the id of a test that the case's policy has. */
  readonly question: string;
  readonly answer: boolean;
  /** Stands in the finding, which parties read: it names nobody. */
  readonly why: string;
  /** Relations only, two or more: those that belong together, or do not. Left out: all incidents of the case. */
  readonly incidentIds?: readonly string[] | undefined;
  /** Discretion only: ids of what was weighed. */
  readonly factors?: readonly string[] | undefined;
}

/**
 * Records the answer to a question that the case's policy asks of people. It may be answered again until the threshold
 * is decided; the last answer stands.
 */
export function recordJudgement(
  casework: Casework,
  principal: Member,
  input: RecordJudgement,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version } = input;
  const change = { caseId, version, action: 'RECORD_JUDGEMENT', independently: true } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    if (!(await areOfCase({ stores, locked }, input.incidentIds ?? []))) return notFound('incident');
    const policy = await getPolicy(stores, locked.policyVersionId);
    const questions = questionsOf(policy.version.threshold);
    const asked = questions.find((each) => each.question === input.question);
    const problems = [...checkQuestion(asked, questions), ...checkAnswer(input, asked)];
    if (!asked || problems.length > 0) return invalid(problems);
    const [id, recordedAt] = [casework.ids.newId(), casework.clock.now()];
    await stores.judgements.add({
      id,
      caseId,
      question: asked.question,
      answer: input.answer,
      why: input.why,
      incidentIds: input.incidentIds ? [...new Set(input.incidentIds)].sort() : null,
      factors: [...new Set(input.factors ?? [])].sort(),
      answeredBy: asked.of,
      answeredOn: localDateOf(recordedAt),
      recordedBy: principal.userId,
      agencyId: principal.agencyId ?? null,
      recordedAt,
    });
    return done({
      type: 'JUDGEMENT_RECORDED',
      subjectId: id,
      audit: { kind: 'ALTERATION', subjectType: 'JUDGEMENT', subjectIds: [id] },
      value: {},
    });
  });
}

function checkQuestion(asked: AskedQuestion | undefined, questions: readonly AskedQuestion[]): Problem[] {
  if (asked) return [];
  const known = questions.map((each) => each.question).join(', ');
  const expected = known === '' ? 'it asks none' : `expected one of ${known}`;
  return [{ path: 'question', message: `is no question of this case's policy: ${expected}.` }];
}

function checkAnswer(
  { why, incidentIds, factors = [] }: RecordJudgement,
  asked: AskedQuestion | undefined,
): Problem[] {
  const problems = checkText(why, { path: 'why', limit: textLimits.short, required: true });
  if (!asked) return problems;
  if (incidentIds && !asked.isOfIncidents)
    problems.push({ path: 'incidentIds', message: 'are given though the question is about the whole case.' });
  if (incidentIds && asked.isOfIncidents && new Set(incidentIds).size < 2)
    problems.push({ path: 'incidentIds', message: 'are too few: expected two or more, or none for all.' });
  const unknown = factors.filter((id) => !asked.factors.includes(id));
  if (unknown.length > 0) {
    const known = asked.factors.length === 0 ? 'none' : asked.factors.join(', ');
    problems.push({ path: 'factors', message: `are not what the question weighs: expected ${known}.` });
  }
  return problems;
}

async function areOfCase({ stores, locked }: ChangeScope, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) if ((await stores.incidents.find(id))?.caseId !== locked.id) return false;
  return true;
}
