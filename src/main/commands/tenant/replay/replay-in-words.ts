import { VERDICT_WORDS } from '../verdict-words.js';
import type { ChangedTest, ReplayedCase } from './replay-proposal.js';
import { totalsOf } from './replay-totals.js';

const DECIDED = { MET: 'met', NOT_MET: 'not met', DECLINED: 'declined' } as const;

/** Every case with what changes, then the sums. */
export function replayInWords(draft: string, replayed: readonly ReplayedCase[]): string {
  return [
    ...replayed.flatMap(caseLines),
    ...(replayed.length > 0 ? [''] : []),
    ...sums(draft, replayed),
  ].join('\n');
}

function caseLines({
  reference,
  before,
  after,
  decided,
  changedTests,
  notReproduced,
}: ReplayedCase): string[] {
  const verdict =
    before === after
      ? `${VERDICT_WORDS[after]} as before`
      : `${VERDICT_WORDS[before]} before, ${VERDICT_WORDS[after]} by the draft`;
  const outcome = decided === null ? 'not decided yet' : `decided: ${DECIDED[decided]}`;
  return [
    `${reference}: ${verdict} (${outcome})`,
    ...changedTests.flatMap(testLines),
    ...(notReproduced === null ? [] : [`  THE STORED FINDING IS NOT REPRODUCED: ${notReproduced}`]),
  ];
}

function testLines({ id, before, after }: ChangedTest): string[] {
  const told = (label: string, test: ChangedTest['before']) =>
    test === null
      ? `    ${label}: there is no such test`
      : `    ${label}: ${VERDICT_WORDS[test.verdict]}: ${test.sentence}`;
  return [`  ${id}`, told('before', before), told('draft', after)];
}

function sums(draft: string, replayed: readonly ReplayedCase[]): string[] {
  const totals = totalsOf(replayed);
  const { cases, met, notMet, needJudgement } = totals;
  if (cases === 0) return ['There are no past cases with a finding.'];
  const of = (all: number, newly: number) => `${String(all)} (${String(newly)} of them newly)`;
  return [
    `By ${draft}, of ${String(cases)} past ${cases === 1 ? 'case' : 'cases'}:`,
    `  met: ${of(met, totals.newlyMet)}`,
    `  not met: ${of(notMet, totals.newlyNotMet)}`,
    `  need judgement: ${of(needJudgement, totals.newlyNeedJudgement)}`,
    `  decided otherwise at the time than the draft finds: ${String(totals.againstDecision)}`,
    totals.notReproduced === 0
      ? 'Every stored finding is reproduced to the letter from its stored facts.'
      : `Stored findings that are not reproduced from their stored facts: ${String(totals.notReproduced)}.`,
  ];
}
