import { Temporal } from 'temporal-polyfill';
import { may } from '#casework/principal.js';
import { thresholdFactsOf } from '#casework/threshold-facts.js';
import { mayDo } from '#domain/review/stage.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import { openQuestionsOf } from '#domain/threshold/open-questions.js';
import type { Case } from '../case/case.type.js';
import type { OperationContext } from '../context.js';
import { toNodeId } from '../node-id.js';
import type { OpenQuestion } from './judgement.type.js';

/**
 * What the threshold waits for over the facts as they stand now. Only the coordinator sees all of them: agencies and
 * chairs do not see every linked report, and what would be worked out from some would be wrong, so that they are told
 * nothing. What is decided waits for nothing.
 */
export async function listOpenQuestions(
  root: Case,
  { loaders, principal }: OperationContext,
): Promise<OpenQuestion[] | null> {
  if (!may(principal, 'cases.lead')) return null;
  const policy = (await loaders.policy.load(root.policyVersionId))?.version;
  if (!policy || !mayDo('PROPOSE_DECISION', root.stage)) return [];
  const [record, agencies, requests, people, incidents] = await Promise.all([
    loaders.onRecord.load(root.caseId),
    loaders.agencies(),
    loaders.requests.load(root.caseId),
    loaders.people.load(root.caseId),
    loaders.incidents.load(root.caseId),
  ]);
  if (!record) return [];
  const facts = thresholdFactsOf({
    ...record,
    receivedOn: Temporal.PlainDate.from(root.receivedOn),
    dissatisfied: root.dissatisfied,
    policy,
    agencies: [...agencies.values()],
    requests: requests.map(({ dueOn, ...request }) => ({
      ...request,
      dueOn: dueOn === null ? null : Temporal.PlainDate.from(dueOn),
    })),
    people,
  });
  const numbers = new Map(incidents.map(({ id, number }) => [id, number]));
  const open = openQuestionsOf(evaluate(policy.threshold, facts, policy), facts);
  return open.map(({ kind, what, of, question = null, incidentIds }) => ({
    kind,
    what: `${what}${numbersInWords(incidentIds.map((id) => numbers.get(id) ?? 0))}`,
    of,
    question,
    incidentIds: incidentIds.map((id) => toNodeId('Incident', id)),
  }));
}

/** " (incident 2)", " (incidents 1, 3)" */
function numbersInWords(numbers: readonly number[]): string {
  if (numbers.length === 0) return '';
  const sorted = [...numbers].sort((one, other) => one - other).join(', ');
  return ` (${numbers.length === 1 ? 'incident' : 'incidents'} ${sorted})`;
}
