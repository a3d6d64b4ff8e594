import type { ExplainedCase } from './explained-in-words.js';
import type { GivenRules } from './given-rules.js';

/**
 * Every case as one JSON document, described in docs/facts-format.md; programs rest on it. Members are added to it and
 * never renamed.
 */
export function explainedAsJson(rules: GivenRules, explained: readonly ExplainedCase[]): string {
  const versions = [...new Set(explained.map(({ version }) => version))];
  return JSON.stringify(
    {
      partnership: rules.name,
      policy: versions.map(({ file, digest, policy }) => ({
        file,
        digest,
        inForceFrom: policy.inForceFrom ?? null,
      })),
      cases: explained.map(caseAsJson),
    },
    null,
    2,
  );
}

function caseAsJson(explained: ExplainedCase) {
  const { finding, clocks, ifMet, differences, notes, version } = explained;
  const { id, sentence, facts } = explained.case;
  return {
    id,
    sentence: sentence ?? null,
    receivedOn: facts.receivedOn,
    policy: version.file,
    verdict: finding.verdict,
    local: finding.local,
    statutory: finding.statutory,
    flags: finding.flags,
    clocks: clocks.map((clock) => ({
      ...clock,
      onlyIfMet: clock.state === 'forecast' && ifMet.includes(clock.stepId),
    })),
    notes,
    expected: differences === null ? null : { holds: differences.length === 0, differences },
  };
}
