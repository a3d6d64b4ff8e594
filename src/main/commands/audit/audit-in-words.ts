import type { ChainCheck } from '#platform/audit/check-chain.js';

/** What came of checking a chain, in a sentence or two. */
export function auditInWords(what: string, check: ChainCheck, hasKey: boolean): string[] {
  const { sealed, unsealed, vouchedFor, broken } = check;
  const first = broken
    ? `${what}: BROKEN at entry ${String(broken.number)}${broken.entryId === undefined ? '' : ` (${broken.entryId})`}: it ${broken.problem}.`
    : `${what}: ${entries(sealed)} sealed, unbroken.`;
  return [
    first,
    ...(broken ? [`Up to there ${entries(sealed)} hold.`] : []),
    hasKey
      ? `Signed checkpoints vouch for the first ${String(vouchedFor)}.`
      : 'Signatures were not checked, for no key was given: a chain made anew from its first entry would not show.',
    ...(unsealed > 0 ? [`${entries(unsealed)} not sealed yet: a change of these would not show.`] : []),
  ];
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${String(count)} entries`;
}
