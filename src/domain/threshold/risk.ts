import { compareDates, inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import type { Risk } from '#domain/policy/criterion.js';
import type { RiskBand, RiskMatrix } from '#domain/policy/risk-matrix.js';
import type { RiskFact, ThresholdFacts } from './facts.js';
import { findingOf, NOTHING, type Finding } from './finding.js';
import { personInWords } from './sentences.js';

/** Met by the latest assessment where its band is the one asked for or stands above it in the partnership's matrix. */
export function testRisk(criterion: Risk, facts: ThresholdFacts, matrix: RiskMatrix | undefined): Finding {
  const bands = matrix?.bands ?? [];
  const asked = `"${wordsOf(criterion.band, bands)}" or above is asked`;
  const latest = latestOf(facts.risk ?? []);
  const [first] = latest;
  if (!first) return open(criterion, `The risk to the victim has not been assessed yet; ${asked}.`);
  const reached = latest.map((each) => reaches(each.band, criterion.band, bands));
  const [isMet] = reached;
  if (isMet === undefined || reached.includes(undefined)) {
    const told = `${assessedInWords(first, bands)}, which is no band of this policy's risk matrix; ${asked}.`;
    return open(criterion, told);
  }
  if (reached.some((each) => each !== isMet)) {
    const on = inWordsWithoutWeekday(first.on);
    return open(criterion, `Assessments of ${on} differ, so the risk is not settled; ${asked}.`);
  }
  return {
    ...findingOf(criterion),
    ...NOTHING,
    verdict: isMet ? 'met' : 'not_met',
    sentence: `${assessedInWords(first, bands)}, and ${asked}.`,
  };
}

function open(criterion: Risk, sentence: string): Finding {
  return {
    ...findingOf(criterion),
    ...NOTHING,
    verdict: 'needs_judgement',
    sentence,
    awaits: [{ kind: 'risk_assessment' }],
  };
}

/** Those of the latest day; several may have been made on it. */
function latestOf(risk: readonly RiskFact[]): RiskFact[] {
  const [latest] = [...risk].sort((a, b) => compareDates(b.on, a.on));
  return latest ? risk.filter((each) => compareDates(each.on, latest.on) === 0) : [];
}

/** Undefined where the matrix does not place the bands. */
function reaches(band: string, asked: string, bands: readonly RiskBand[]): boolean | undefined {
  if (band === asked) return true;
  const place = (id: string) => bands.findIndex((each) => each.id === id);
  return place(band) < 0 || place(asked) < 0 ? undefined : place(band) > place(asked);
}

function assessedInWords({ band, points, by, on }: RiskFact, bands: readonly RiskBand[]): string {
  const sum = points === undefined ? '' : ` (${String(points)} ${points === 1 ? 'point' : 'points'})`;
  return (
    `The risk to the victim was assessed by ${personInWords(by)} on ${inWordsWithoutWeekday(on)} ` +
    `as "${wordsOf(band, bands)}"${sum}`
  );
}

function wordsOf(band: string, bands: readonly RiskBand[]): string {
  return bands.find((each) => each.id === band)?.words ?? band;
}
