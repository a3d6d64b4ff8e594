import type { JudgementFact, RiskFact } from '#domain/threshold/facts.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';

/** An answer that the coordinator gave on the day. */
export function answered(
  question: string,
  answer: boolean,
  on: string,
  changes: Partial<JudgementFact> = {},
): JudgementFact {
  return { question, answer, by: 'coordinator', on: day(on), why: 'The log shows it', ...changes };
}

/** An assessment by the coordinator on the day. */
export function assessed(band: string, on: string, changes: Partial<RiskFact> = {}): RiskFact {
  return { band, by: 'coordinator', on: day(on), ...changes };
}
