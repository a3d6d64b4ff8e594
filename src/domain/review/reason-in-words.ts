import type { Finding, Verdict } from '#domain/threshold/finding.js';

/**
 * Why the rules found what they found, as the applicant reads it: every single test on account of which the threshold is
 * met, or is not, in the policy's words, with what did not count where it failed. "Not met" alone tells a victim nothing.
 * It names no person.
 */
export function reasonInWords(finding: Finding): string {
  switch (finding.verdict) {
    case 'needs_judgement':
      return finding.sentence;
    case 'met':
      return decisive(finding, 'met')
        .map(({ words, sentence }) => `Met: “${words}”. ${sentence}`)
        .join('\n');
    case 'not_met': {
      const failed = decisive(finding, 'not_met').map(failureInWords);
      return finding.children.length === 0 ? failed.join('\n') : [finding.sentence, ...failed].join('\n');
    }
  }
}

/** The single tests that carry a verdict, in the policy's order. */
function decisive(finding: Finding, verdict: Verdict): readonly Finding[] {
  if (finding.children.length === 0) return [finding];
  return finding.children
    .filter((child) => child.verdict === verdict)
    .flatMap((child) => decisive(child, verdict));
}

function failureInWords({ words, sentence, notCounted }: Finding): string {
  const left = notCounted.map((item) => item.reason);
  return `Not met: “${words}”. ${sentence}${left.length === 0 ? '' : ` Not counted: ${left.join('; ')}.`}`;
}
