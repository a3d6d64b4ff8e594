import type { LocalDate } from '#domain/calendar/local-date.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { RiskAnswerGiven } from '#domain/threshold/assess-risk.js';

/** A complaint as somebody remembers it who asks whether they could apply. Numbers are their own, and name nobody. */
export interface ComplaintToCheck {
  /** Left out where `agency` says it, or where it is not known. */
  readonly to?: AgencyKind | undefined;
  /** Slug of the agency that was told. */
  readonly agency?: string | undefined;
  /** Left out where it is not known. */
  readonly madeOn?: LocalDate | undefined;
  /** Left out: that of the complaint. */
  readonly recordedOn?: LocalDate | undefined;
  /** Whether the agency formally recorded it. Left out: it did. */
  readonly formallyRecorded?: boolean | undefined;
  readonly by: 'ME' | 'SOMEBODY_ELSE' | 'UNKNOWN';
  /** The same number for the same other person; left out where it is not known who. */
  readonly personNumber?: number | undefined;
  /** The same number for the same household. */
  readonly householdNumber?: number | undefined;
}

export interface IncidentToCheck {
  readonly occurredOn: LocalDate;
  readonly hate?: boolean | undefined;
  /** Whether the police recorded it as one of hate. */
  readonly recordedAsHate?: boolean | undefined;
  /** Whether somebody settled that it amounts to a crime. */
  readonly crime?: boolean | undefined;
  /** Whether it caused harassment, alarm or distress; left out where nobody said. */
  readonly causedDistress?: boolean | undefined;
  /** Ids of the partnership's kinds of behaviour. */
  readonly behaviours?: readonly string[] | undefined;
  /** Incidents with the same number are of the same problem, place, or person complained of. */
  readonly problemNumber?: number | undefined;
  readonly placeNumber?: number | undefined;
  readonly personComplainedOfNumber?: number | undefined;
  /** Numbers of other people whom it befell. Left out: nobody said. */
  readonly alsoAffected?: readonly number[] | undefined;
  readonly complaints: readonly ComplaintToCheck[];
}

/** An answer to a question of the policy: of a condition, a relation, a judgement, or a discretion. */
export interface AnswerToCheck {
  readonly question: string;
  /** Left out where it is not known. */
  readonly answer?: boolean | undefined;
  /** Relations only: numbers of the incidents, from 1, that it is about. Left out: all. */
  readonly incidents?: readonly number[] | undefined;
}

export interface ReviewToCheck {
  readonly incidents: readonly IncidentToCheck[];
  readonly dissatisfied?: boolean | undefined;
  readonly answers?: readonly AnswerToCheck[] | undefined;
  /** Answers to the questions of the policy's risk matrix. */
  readonly risk?: readonly RiskAnswerGiven[] | undefined;
}

/** Of incidents, of complaints about all of them, and of answers: what anybody may ask costs a part of a second at most. */
export const mostToCheck = { incidents: 500, complaintsInAll: 500, answers: 50, riskAnswers: 100 } as const;
