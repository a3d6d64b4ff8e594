import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { listed } from './awaits-in-words.js';
import { evaluateWith } from './evaluate.js';
import { evidenceOf } from './evidence.js';
import type { ThresholdFacts } from './facts.js';
import type { CaseFinding, Finding, FindingFlag } from './finding.js';
import { ofThoseConcerned } from './of-those-concerned.js';
import { evaluateStatutoryWith, SECTION_104_4 } from './statutory.js';

/**
 * Evaluates the partnership's threshold and, beside it, the mandatory limb of the Act. The verdict is the local one; where
 * the two part, a flag says so and names the local tests that fail, for a person to look at.
 */
export function evaluateCase(policy: PolicyVersion, facts: ThresholdFacts): CaseFinding {
  const concerned = ofThoseConcerned(facts);
  const evidence = evidenceOf(concerned);
  const local = evaluateWith(evidence, policy.threshold, policy);
  const asMade = concerned === facts ? evidence : evidenceOf(facts);
  const statutory = evaluateStatutoryWith(asMade, policy.statutory);
  return { verdict: local.verdict, local, statutory, flags: flagsOf(local, statutory) };
}

function flagsOf(local: Finding, statutory: Finding): FindingFlag[] {
  const flag = (kind: FindingFlag['kind'], sentence: string): FindingFlag[] => [
    { kind, sentence, source: SECTION_104_4 },
  ];
  if (local.verdict === 'met' && statutory.verdict === 'not_met') {
    return flag(
      'fails_act_meets_local',
      'The local threshold is met although the qualifying complaints of the Act are too few, as local procedures may be wider.',
    );
  }
  if (local.verdict !== 'not_met') return [];
  const failing = listed([...new Set(failingTests(local))]);
  if (statutory.verdict === 'met') {
    return flag(
      'meets_act_fails_local',
      'The qualifying complaints of the Act are reached, and the Act then asks for a review; ' +
        `yet the local threshold is not met because of ${failing}.`,
    );
  }
  if (statutory.verdict === 'not_met') return [];
  return flag(
    'act_open_local_not_met',
    `The local threshold is not met because of ${failing}, while it is still open whether the qualifying complaints of the Act are reached.`,
  );
}

/** The tests for which the threshold fails, with their ids: of those above others, the ones below. */
function failingTests(finding: Finding): string[] {
  if (finding.verdict !== 'not_met') return [];
  if (finding.children.length > 0) return finding.children.flatMap(failingTests);
  return [`"${finding.words}" (${finding.criterionId})`];
}
