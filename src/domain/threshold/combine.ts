import type { AllOf, AnyOf } from '#domain/policy/criterion.js';
import { awaitsInWords, counted } from './awaits-in-words.js';
import { distinctOf } from './distinct-awaits.js';
import { findingOf, NOTHING, type Finding, type Verdict } from './finding.js';
import { ended } from './sentences.js';

/**
 * The finding of a test that stands over others: so many of them are enough, or all are needed. It is met when so many
 * surely are, not met when too few still can be, and otherwise waits for those that are open.
 */
export function combine(criterion: AnyOf | AllOf, children: readonly Finding[]): Finding {
  const needed = criterion.test === 'any_of' ? (criterion.atLeast ?? 1) : children.length;
  const met = children.filter((child) => child.verdict === 'met').length;
  const open = children.filter((child) => child.verdict === 'needs_judgement');
  const verdict: Verdict = met >= needed ? 'met' : met + open.length < needed ? 'not_met' : 'needs_judgement';
  const awaits = verdict === 'needs_judgement' ? distinctOf(open.map((child) => child.awaits)) : [];
  const sentence = combinedSentence({
    verdict,
    isAll: criterion.test === 'all_of',
    needed,
    met,
    open: open.length,
    all: children.length,
    waiting: awaitsInWords(awaits),
  });
  return { ...findingOf(criterion), ...NOTHING, verdict, sentence, awaits, children };
}

interface Combined {
  readonly verdict: Verdict;
  readonly isAll: boolean;
  readonly needed: number;
  readonly met: number;
  readonly open: number;
  readonly all: number;
  readonly waiting: string;
}

function combinedSentence({ verdict, isAll, needed, met, open, all, waiting }: Combined): string {
  const tests = counted(all, 'test');
  const soFar = `${String(met)} of ${tests} met`;
  const enough = isAll ? 'all are needed' : needed === 1 ? 'one is enough' : `${String(needed)} are enough`;
  switch (verdict) {
    case 'needs_judgement':
      return ended(`${soFar} so far, ${enough}; the rest can be told once ${waiting}`);
    case 'met':
      return isAll ? `All of ${tests} met.` : `${soFar}, ${enough}${notNeeded(open)}.`;
    case 'not_met':
      if (isAll) return `${String(all - met - open)} of ${tests} not met, all are needed${notNeeded(open)}.`;
      if (needed === 1) return `None of ${tests} is met, one is needed.`;
      return `${soFar}${open === 0 ? '' : ` and ${String(open)} still open`}, ${String(needed)} are needed.`;
  }
}

/** What is still open below a test that is settled keeps nobody waiting. */
function notNeeded(open: number): string {
  return open === 0 ? '' : '; what is still open need not be told for this';
}
