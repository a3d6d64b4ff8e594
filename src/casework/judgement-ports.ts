import type { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { JudgementFact, RiskFact } from '#domain/threshold/facts.js';

/** An answer to a question of the policy about a case, as it is kept. */
export interface NewJudgement {
  readonly id: string;
  readonly caseId: string;
  readonly question: string;
  readonly answer: boolean;
  readonly why: string;
  /** In order; null where it is about the case as a whole. */
  readonly incidentIds: readonly string[] | null;
  readonly factors: readonly string[];
  /** The role that gave it. */
  readonly answeredBy: string;
  readonly answeredOn: LocalDate;
  readonly recordedBy: string;
  /** The agency for which whoever recorded it acted; null for the staff of the partnership. */
  readonly agencyId: string | null;
  readonly recordedAt: Temporal.Instant;
}

/** An assessment of the risk to the victim, as it is kept. */
export interface NewRiskAssessment {
  readonly id: string;
  readonly caseId: string;
  /** Id of a band of the policy's risk matrix. */
  readonly band: string;
  readonly points: number | null;
  readonly why: string;
  readonly assessedBy: string;
  readonly assessedOn: LocalDate;
  readonly recordedBy: string;
  readonly recordedAt: Temporal.Instant;
}

/** What people judged of a case. Nothing is changed or removed: a later answer stands before an earlier one. */
export interface JudgementStore {
  add(judgement: NewJudgement): Promise<void>;
  addRisk(assessment: NewRiskAssessment): Promise<void>;
  /** The latest answer to each question, and the latest assessment. */
  listFacts(
    caseId: string,
  ): Promise<{ readonly judgements: readonly JudgementFact[]; readonly risk: readonly RiskFact[] }>;
}
