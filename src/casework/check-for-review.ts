import type { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { inWords, isBefore, localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import { testsOf } from '#domain/policy/check-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { checkNotFuture } from '#domain/review/check-application.js';
import type { Problem } from '#domain/review/problem.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import type { ComplaintFact, IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { CaseFinding } from '#domain/threshold/finding.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import { done, invalid, type Outcome } from './outcome.js';

/** A complaint as somebody remembers it who asks whether they could apply. */
export interface ComplaintToCheck {
  readonly to: AgencyKind;
  readonly madeOn: LocalDate;
  readonly by: 'ME' | 'SOMEBODY_ELSE';
  /** The same number for the same other person; left out where it is not known who. */
  readonly personNumber?: number | undefined;
  /** The same number for the same household. */
  readonly householdNumber?: number | undefined;
}

export interface IncidentToCheck {
  readonly occurredOn: LocalDate;
  readonly hate?: boolean | undefined;
  /** Whether it caused harassment, alarm or distress; left out where nobody said. */
  readonly causedDistress?: boolean | undefined;
  /** Ids of the partnership's kinds of behaviour. */
  readonly behaviours?: readonly string[] | undefined;
  readonly complaints: readonly ComplaintToCheck[];
}

export interface ReviewToCheck {
  readonly incidents: readonly IncidentToCheck[];
  readonly dissatisfied?: boolean | undefined;
  /** Answers to the policy's own questions, by the id of the test, the condition or the relation. */
  readonly answers?: readonly { readonly question: string; readonly answer: boolean }[] | undefined;
}

export interface CheckedReview {
  readonly finding: CaseFinding;
  /** As they would run after an application now, and those that would follow. */
  readonly clocks: readonly CaseClock[];
}

/** Of complaints about one incident and in all: what anybody may ask costs the server a part of a second at most. */
const mostToCheck = { incidents: 50, complaints: 20, complaintsInAll: 150, answers: 50 } as const;

interface Setting {
  readonly policy: PolicyVersion;
  readonly holidays: BankHolidays;
  readonly now: Temporal.Instant;
}

/**
 * What the rules find over facts as somebody tells them, taken as the agencies would confirm them, and the clocks of an
 * application made now. Nothing is stored, and nobody is named.
 */
export function checkForReview(
  review: ReviewToCheck,
  { policy, holidays, now }: Setting,
): Outcome<CheckedReview> {
  const today = localDateOf(now);
  const problems = problemsOf(review, { policy, today });
  if (problems.length > 0) return invalid(problems);
  return done({
    finding: evaluateCase(policy, factsOf(review, today)),
    clocks: clocksOf(policy, { moments: [{ moment: 'application_received', at: now }] }, { holidays, now }),
  });
}

function factsOf({ incidents, dissatisfied, answers = [] }: ReviewToCheck, today: LocalDate): ThresholdFacts {
  return {
    receivedOn: today,
    dissatisfiedWithResponse: dissatisfied ?? null,
    awaiting: [],
    incidents: incidents.map(incidentFact),
    judgements: answers.map(({ question, answer }) => ({
      question,
      answer,
      by: 'applicant',
      on: today,
      why: '',
    })),
  };
}

function incidentFact(incident: IncidentToCheck, index: number): IncidentFact {
  const { occurredOn, hate = false, causedDistress, behaviours } = incident;
  const id = String(index + 1);
  return {
    id,
    occurredOn,
    hatePerceived: hate,
    ...(hate && { hatePerceivedBy: 'applicant' as const }),
    ...(behaviours && { behaviours }),
    match: 'confirmed',
    caused: { harassmentAlarmOrDistress: causedDistress ?? null },
    complaints: incident.complaints.map((complaint, place) =>
      complaintFact(complaint, `${id}.${String(place + 1)}`),
    ),
  };
}

function complaintFact(complaint: ComplaintToCheck, id: string): ComplaintFact {
  const { to, madeOn, by, personNumber, householdNumber } = complaint;
  const isMine = by === 'ME';
  const others = personNumber === undefined ? null : `person ${String(personNumber)}`;
  return {
    id,
    basis: 'report',
    agencyKind: to,
    personId: isMine ? 'me' : others,
    byVictim: isMine,
    householdId: householdNumber === undefined ? null : `household ${String(householdNumber)}`,
    madeOn,
    formallyRecorded: true,
    background: false,
  };
}

function problemsOf(
  { incidents, answers = [] }: ReviewToCheck,
  { policy, today }: { policy: PolicyVersion; today: LocalDate },
): Problem[] {
  const tooMany = [
    ...tooLong(incidents, 'incidents', mostToCheck.incidents),
    ...tooLong(answers, 'answers', mostToCheck.answers),
    ...incidents.flatMap(({ complaints }, index) =>
      tooLong(complaints, `incidents[${String(index)}].complaints`, mostToCheck.complaints),
    ),
  ];
  const inAll = incidents.reduce((sum, { complaints }) => sum + complaints.length, 0);
  if (inAll > mostToCheck.complaintsInAll)
    tooMany.push({
      path: 'incidents',
      message: `have ${String(inAll)} complaints: expected ${String(mostToCheck.complaintsInAll)} at most in all.`,
    });
  // Of more than is looked at nothing more is told.
  if (tooMany.length > 0) return tooMany;
  const questions = questionsOf(policy);
  return [
    ...incidents.flatMap((incident, index) =>
      incidentProblems(incident, `incidents[${String(index)}]`, today),
    ),
    ...answers.flatMap(({ question }, index) =>
      questions.has(question)
        ? []
        : [{ path: `answers[${String(index)}].question`, message: unknownQuestion(questions) }],
    ),
  ];
}

function tooLong(list: readonly unknown[], path: string, most: number): Problem[] {
  if (list.length <= most) return [];
  return [{ path, message: `has ${String(list.length)} entries: expected ${String(most)} at most.` }];
}

function incidentProblems(
  { occurredOn, complaints }: IncidentToCheck,
  path: string,
  today: LocalDate,
): Problem[] {
  return [
    ...checkNotFuture(occurredOn, `${path}.occurredOn`, today),
    ...complaints.flatMap(({ madeOn }, index) => {
      const own = `${path}.complaints[${String(index)}].madeOn`;
      if (!isBefore(madeOn, occurredOn)) return checkNotFuture(madeOn, own, today);
      const message = `is ${inWords(madeOn)}, before its incident of ${inWords(occurredOn)}: expected that day or later.`;
      return [{ path: own, message }];
    }),
  ];
}

/** What an applicant can answer: conditions, questions of the policy's own, and how incidents belong together. */
function questionsOf({ threshold }: PolicyVersion): ReadonlySet<string> {
  const questions = testsOf(threshold).flatMap(({ criterion }): readonly string[] => {
    if (criterion.test === 'condition') return [criterion.condition];
    if (criterion.test === 'judgement') return [criterion.id];
    if (criterion.test !== 'count') return [];
    const { related = [], each, id } = criterion;
    return each ? [...related, each.condition, id] : related;
  });
  return new Set(questions);
}

function unknownQuestion(questions: ReadonlySet<string>): string {
  const known = [...questions].join(', ');
  return `is not a question of this policy: expected ${known === '' ? 'no answers' : `one of ${known}`}.`;
}
