import type { Verdict } from '#domain/threshold/finding.js';
import type { ReplayedCase } from './replay-proposal.js';

/** The replay in numbers. */
export interface ReplayTotals {
  readonly cases: number;
  /** By the verdict of the draft. */
  readonly met: number;
  readonly notMet: number;
  readonly needJudgement: number;
  /** Cases whose verdict the draft changes, by the verdict that it changes to. */
  readonly newlyMet: number;
  readonly newlyNotMet: number;
  readonly newlyNeedJudgement: number;
  /** Cases that were decided otherwise than the draft finds: people may have departed from the rules before. */
  readonly againstDecision: number;
  readonly notReproduced: number;
}

export function totalsOf(replayed: readonly ReplayedCase[]): ReplayTotals {
  const count = (matches: (each: ReplayedCase) => boolean) => replayed.filter(matches).length;
  const newly = (verdict: Verdict) => count(({ before, after }) => after === verdict && before !== verdict);
  return {
    cases: replayed.length,
    met: count(({ after }) => after === 'met'),
    notMet: count(({ after }) => after === 'not_met'),
    needJudgement: count(({ after }) => after === 'needs_judgement'),
    newlyMet: newly('met'),
    newlyNotMet: newly('not_met'),
    newlyNeedJudgement: newly('needs_judgement'),
    againstDecision: count(isAgainstDecision),
    notReproduced: count(({ notReproduced }) => notReproduced !== null),
  };
}

function isAgainstDecision({ decided, after }: ReplayedCase): boolean {
  return (decided === 'MET' && after === 'not_met') || (decided === 'NOT_MET' && after === 'met');
}
