import type { JudgementView } from '#casework/views.js';
import { testsOf } from '#domain/policy/check-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { questionsOf } from '#domain/threshold/questions.js';
import { toNodeId } from '../node-id.js';
import type { Judgement } from './judgement.type.js';

/** An answer with the words of the test that asks for it; the question itself where the policy has none. */
export function presentJudgement(view: JudgementView, policy: PolicyVersion | undefined): Judgement {
  return {
    id: toNodeId('Judgement', view.id),
    agencyId: view.agencyId,
    question: view.question,
    words: (policy && wordsOf(view.question, policy)) ?? view.question,
    answer: view.answer,
    answeredBy: view.answeredBy,
    answeredOn: view.answeredOn,
    why: view.why,
    incidentIds: view.incidentIds && view.incidentIds.map((id) => toNodeId('Incident', id)),
    factors: [...view.factors],
    recordedAt: view.recordedAt,
    holds: view.holds,
  };
}

function wordsOf(question: string, { threshold }: PolicyVersion): string | undefined {
  const asks = testsOf(threshold).find(
    ({ criterion }) =>
      !('criteria' in criterion) && questionsOf(criterion).some((each) => each.question === question),
  );
  return asks?.criterion.words;
}
