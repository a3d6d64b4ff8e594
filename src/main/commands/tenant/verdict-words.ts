import type { Verdict } from '#domain/threshold/finding.js';

/** Verdicts as a terminal shows them. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: 'MET',
  not_met: 'NOT MET',
  needs_judgement: 'NEEDS JUDGEMENT',
};
