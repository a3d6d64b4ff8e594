import { epochDayOf } from '#domain/calendar/epoch-day.js';
import type { Count, PerComplaint, TestedDate, WindowBeforeApplication } from '#domain/policy/criterion.js';
import { periodOf, servingOf, windowsBefore, windowsOf } from '#domain/policy/windows-of.js';
import { firstDayWithin, lastDayWithin, type Days } from './day-number.js';
import type { AwaitedAgency, IncidentFact, ThresholdFacts } from './facts.js';
import { feelingOf, type Feeling } from './feeling.js';
import type { Await } from './finding.js';
import { floorOf, type Floor } from './floor.js';
import { lastDayOf } from './incident-in-words.js';

/** What something is called, in one and in several. */
export interface Noun {
  readonly singular: string;
  readonly plural: string;
}

/** A window before the application, as days. */
export interface Bound {
  readonly window: WindowBeforeApplication;
  readonly days: Days;
}

/** What a count holds every incident and complaint against, worked out once. */
export interface CountFrame {
  readonly rule: Count;
  /** What the thing counted is called in its sentences; left out, as its unit is. */
  readonly noun?: Noun;
  readonly receivedOn: number;
  /** The last day of an incident, up to the day of receipt. */
  readonly lastDayOf: (incident: IncidentFact) => number;
  /** Which date places what counts in its period; where there is no period, which date the first window tests. */
  readonly tests?: TestedDate;
  /** Days before the application in which everything that counts must lie. */
  readonly inside: readonly Bound[];
  /** Days before the application in which only some of it must lie. */
  readonly partlyInside: readonly Bound[];
  /** Per complaint: the first day of a complaint that still serves this application. */
  readonly servedFrom?: number;
  /** Every agency whose answer is awaited. */
  readonly awaiting: readonly AwaitedAgency[];
  /** Their answers, as something awaited. */
  readonly answers: readonly Await[];
  /** Those awaited that may hold a complaint that counts. */
  readonly recorders: readonly AwaitedAgency[];
  readonly recorderAnswers: readonly Await[];
  /** Left out where the rule asks nothing of each person. */
  readonly feels?: Feeling;
  /** From when what is about an incident counts. */
  readonly floorOf: (incident: IncidentFact) => Floor;
  /** The last day on which anything is known or may have happened. */
  readonly horizon: number;
}

/** The frame of the rule over the facts. */
export function frameOf(rule: Count, facts: ThresholdFacts, noun?: Noun): CountFrame {
  const { recordedBy } = rule;
  const receivedOn = epochDayOf(facts.receivedOn);
  const feels = feelingOf(rule, facts);
  const bounds = windowsBefore(rule).map((window): Bound => {
    const from = firstDayWithin(receivedOn, window.length, window.firstDay);
    return { window, days: { from, through: receivedOn } };
  });
  const tests = testedFirst(rule);
  const serving = servingOf(rule);
  const isRecording = windowsOf(rule).some((each) => 'tests' in each && each.tests === 'recording');
  const recorders = facts.awaiting.filter(
    ({ agencyKind }) =>
      recordedBy === undefined || agencyKind === undefined || recordedBy.includes(agencyKind),
  );
  return {
    rule,
    ...(noun ? { noun } : {}),
    receivedOn,
    lastDayOf: (incident) => epochDayOf(lastDayOf(incident, facts.receivedOn)),
    floorOf: floorOf(rule, facts),
    ...(feels ? { feels } : {}),
    awaiting: facts.awaiting,
    recorders,
    recorderAnswers: answersOf(recorders),
    answers: answersOf(facts.awaiting),
    horizon: isRecording ? lastRecording(facts, receivedOn) : receivedOn,
    ...(tests ? { tests } : {}),
    inside: bounds.filter(({ window }) => window.atLeast === undefined),
    partlyInside: bounds.filter(({ window }) => window.atLeast !== undefined),
    ...(serving ? { servedFrom: servedFrom(receivedOn, serving) } : {}),
  };
}

/** The answers of the agencies, as something awaited. */
export function answersOf(agencies: readonly AwaitedAgency[]): Await[] {
  return agencies.map(({ agencyId, agencyName }) => ({ kind: 'agency_answer', agencyId, agencyName }));
}

/** Whether every victim, every person or every household is counted alone. */
export function countsEachAlone({ by }: Count): boolean {
  return by === 'victim' || by === 'one_person' || by === 'one_household';
}

/** The last day of the period of the rule that begins with the day; undefined where there is no such period. */
export function endOfPeriod(rule: Count): ((start: number) => number) | undefined {
  const period = periodOf(rule);
  if (period === undefined) return undefined;
  const firstDay = period.anchor === 'from_first' ? (period.firstDay ?? 'counts') : 'counts';
  return (start) => lastDayWithin(start, period.length, firstDay);
}

function testedFirst(rule: Count): TestedDate | undefined {
  const [first] = windowsOf(rule);
  const placing = periodOf(rule) ?? first;
  return placing?.anchor === 'per_complaint' ? 'complaint' : placing?.tests;
}

/** A later complaint never serves less far, so the first that serves is found by stepping from a day that is too early. */
function servedFrom(receivedOn: number, { length, firstDay = 'counts' }: PerComplaint): number {
  let day = firstDayWithin(receivedOn, length) - 4;
  while (lastDayWithin(day, length, firstDay) < receivedOn) day++;
  return day;
}

function lastRecording(facts: ThresholdFacts, receivedOn: number): number {
  const recorded = facts.incidents.flatMap(({ complaints }) =>
    complaints.flatMap(({ recordedOn }) => (recordedOn ? [epochDayOf(recordedOn)] : [])),
  );
  return recorded.reduce((latest, each) => Math.max(latest, each), receivedOn);
}
