import { inWords } from '#domain/calendar/local-date.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { caseFindingInWords } from '#domain/threshold/finding-in-words.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import { momentInWords } from '#domain/timescale/moments.js';
import type { DecidedCase } from '#tenancy/cases/decide-case.js';
import type { TenantCase } from '#tenancy/cases/read-cases.js';
import type { TenantPolicy } from '#tenancy/tenant-file.js';
import { itemDetails } from './item-details.js';
import { VERDICT_WORDS } from './verdict-words.js';

/** A case with the version that decided it and what it came to. */
export interface ExplainedCase extends DecidedCase {
  readonly case: TenantCase;
  readonly version: TenantPolicy;
}

/** Every case in words, and a last line that sums them up. */
export function explainedInWords(_rules: object, explained: readonly ExplainedCase[]): string {
  return [...explained.flatMap((each) => [...caseLines(each), '']), totals(explained)].join('\n');
}

function caseLines(explained: ExplainedCase): string[] {
  const { id, sentence, facts } = explained.case;
  return [
    `${id}: ${VERDICT_WORDS[explained.finding.verdict]}`,
    ...(sentence === undefined ? [] : [`  ${sentence}`]),
    `  Received on ${inWords(facts.receivedOn)}, decided by ${explained.version.file}.`,
    '',
    ...caseFindingInWords(explained.finding, itemDetails(explained)).split('\n').map(indented),
    ...clockLines(explained),
    ...explained.notes.flatMap((note) => ['', `  Note: ${note}.`]),
    ...expectationLines(explained),
  ];
}

/** What comes only where the threshold is met is no forecast of a case in which it is not. */
function clockLines({ clocks, ifMet, finding }: ExplainedCase): string[] {
  if (clocks.length === 0) return [];
  const isOnlyIfMet = ({ stepId }: CaseClock) => finding.verdict !== 'met' && ifMet.includes(stepId);
  const lines = clocks.flatMap((clock) => oneClock(clock, isOnlyIfMet(clock)));
  return ['', '  CLOCKS', ...lines.map((line) => `    ${line}`)];
}

function oneClock(clock: CaseClock, isOnlyIfMet: boolean): string[] {
  const { words, arithmetic, state, markInWords, source, endedOn, endedBy } = clock;
  return [
    isOnlyIfMet ? `${words} (only if it is accepted)` : `${words} (${state}, ${markInWords})`,
    `  ${arithmetic}`,
    ...(endedOn && endedBy ? [`  ended on ${inWords(endedOn)}: ${momentInWords(endedBy)}`] : []),
    ...(source === undefined ? [] : [`  source: ${source}`]),
  ];
}

function expectationLines({ differences }: ExplainedCase): string[] {
  if (differences === null) return [];
  if (differences.length === 0) return ['', '  As expected.'];
  return [
    '',
    '  NOT AS EXPECTED',
    ...differences.map(({ what, expected, got }) => `    ${what}: expected ${expected}, got ${got}`),
  ];
}

function totals(explained: readonly ExplainedCase[]): string {
  const of = (verdict: Verdict) => explained.filter(({ finding }) => finding.verdict === verdict).length;
  const expecting = explained.flatMap(({ differences }) => (differences === null ? [] : [differences]));
  const wrong = expecting.filter((differences) => differences.length > 0).length;
  const cases = `${String(explained.length)} ${explained.length === 1 ? 'case' : 'cases'}`;
  const verdicts = `${String(of('met'))} met, ${String(of('not_met'))} not met, ${String(of('needs_judgement'))} need judgement`;
  if (expecting.length === 0) return `${cases}: ${verdicts}.`;
  return `${cases}: ${verdicts}; ${String(expecting.length - wrong)} as expected, ${String(wrong)} not as expected.`;
}

function indented(line: string): string {
  return line === '' ? line : `  ${line}`;
}
