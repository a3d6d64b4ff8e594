import { CONDITIONS, RELATIONS } from '#domain/policy/criterion.js';
import { testsOf } from '#domain/policy/check-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { ThresholdFacts } from '#domain/threshold/facts.js';

/**
 * What the facts say and the policy knows nothing of, most often a slip of the pen: an answer to a question that no test
 * asks, a band or a kind of behaviour that it does not list. Nothing of it stops a case from being decided.
 */
export function notesOn(facts: ThresholdFacts, policy: PolicyVersion): string[] {
  const tests = testsOf(policy.threshold).map(({ criterion }) => criterion.id);
  const bands = policy.riskMatrix?.bands.map(({ id }) => id) ?? [];
  const behaviours = policy.behaviours?.map(({ id }) => id);
  return [
    ...unknown(
      (facts.judgements ?? []).map(({ question }) => question),
      [...CONDITIONS, ...RELATIONS, ...tests],
    ).map((id) => `no test of the policy asks "${id}", and it is no condition or relation`),
    ...unknown(
      (facts.risk ?? []).map(({ band }) => band),
      bands,
    ).map((id) => `the policy has no band "${id}" of risk`),
    ...(behaviours
      ? unknown(
          facts.incidents.flatMap((incident) => incident.behaviours ?? []),
          behaviours,
        )
      : []
    ).map((id) => `the policy lists no behaviour "${id}"`),
  ];
}

function unknown(said: readonly string[], known: readonly string[]): string[] {
  return [...new Set(said)].filter((id) => !known.includes(id));
}
