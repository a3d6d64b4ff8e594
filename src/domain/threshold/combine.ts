import type { AllOf, AnyOf } from '#domain/policy/criterion.js';
import { awaitsInWords } from './awaits-in-words.js';
import { distinctAwaits, findingOf, NOTHING, type Finding, type Verdict } from './finding.js';

/** The finding of a test that stands over others: any one of them is enough, or all are needed. */
export function combine(criterion: AnyOf | AllOf, children: readonly Finding[]): Finding {
  const isAny = criterion.test === 'any_of';
  const [settling, otherwise]: [Verdict, Verdict] = isAny ? ['met', 'not_met'] : ['not_met', 'met'];
  const settled = children.some((child) => child.verdict === settling);
  const open = children.filter((child) => child.verdict === 'needs_judgement');
  const verdict = settled ? settling : open.length > 0 ? 'needs_judgement' : otherwise;
  const awaits = verdict === 'needs_judgement' ? distinctAwaits(open.flatMap((child) => child.awaits)) : [];
  const sentence = combinedSentence(children, { verdict, isAny, waiting: awaitsInWords(awaits) });
  return { ...findingOf(criterion), ...NOTHING, verdict, sentence, awaits, children };
}

interface Combined {
  readonly verdict: Verdict;
  readonly isAny: boolean;
  readonly waiting: string;
}

function combinedSentence(children: readonly Finding[], { verdict, isAny, waiting }: Combined): string {
  const met = children.filter((child) => child.verdict === 'met').length;
  const failed = children.filter((child) => child.verdict === 'not_met').length;
  const all = children.length;
  const tests = `${String(all)} ${all === 1 ? 'test' : 'tests'}`;
  if (verdict === 'needs_judgement') {
    const need = isAny ? 'one is enough' : 'all are needed';
    return `${String(met)} of ${tests} met so far, ${need}; the rest can be told once ${waiting}.`;
  }
  if (isAny)
    return verdict === 'met'
      ? `${String(met)} of ${tests} met, one is enough.`
      : `None of ${tests} is met, one is needed.`;
  return verdict === 'met'
    ? `All of ${tests} met.`
    : `${String(failed)} of ${tests} not met, all are needed.`;
}
