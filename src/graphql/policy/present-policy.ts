import { Temporal } from 'temporal-polyfill';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { RiskMatrix } from '#domain/policy/risk-matrix.js';
import { presentBodies } from './present-bodies.js';
import { presentFigures } from './present-figures.js';
import { presentTests } from './present-threshold.js';
import { presentTimes } from './present-times.js';
import type { PolicyPeriod, PublicPolicy } from './public-policy.type.js';
import type { PublishedRiskMatrix } from './published-risk.type.js';

/** When each version is in force, oldest first: it ends the day before the next begins, if it does not say earlier. */
export function presentPeriods(versions: readonly PolicyVersion[]): PolicyPeriod[] {
  return versions.map(({ inForceFrom, inForceThrough, source }, index) => {
    const next = versions[index + 1]?.inForceFrom;
    const dayBefore =
      next === undefined ? null : Temporal.PlainDate.from(next).subtract({ days: 1 }).toString();
    return {
      inForceFrom: inForceFrom ?? null,
      inForceThrough: inForceThrough ?? dayBefore,
      source: source ?? null,
    };
  });
}

/** Everything of a version that a person may know; `public-fields.csv` of the tests says of each part whether it is. */
export function presentPolicy(policy: PolicyVersion, period: PolicyPeriod): PublicPolicy {
  const tests = presentTests(policy.threshold);
  const { riskMatrix, figures, declineGrounds } = policy;
  return {
    ...period,
    checkedAgainst: policy.checkedAgainst ?? null,
    threshold: tests.map(({ depth, words }) => `${'  '.repeat(depth)}${words}`),
    tests,
    riskMatrix: riskMatrix ? presentRisk(riskMatrix) : null,
    behaviours: policy.behaviours ?? [],
    hateCharacteristics: policy.hateCharacteristics ?? [],
    declineGrounds,
    ...presentTimes(policy),
    ...presentBodies(policy),
    figures: figures ? presentFigures(figures) : null,
  };
}

function presentRisk({ questions, ...matrix }: RiskMatrix): PublishedRiskMatrix {
  return { ...matrix, questions: questions.map(({ weight = 1, ...each }) => ({ ...each, weight })) };
}
