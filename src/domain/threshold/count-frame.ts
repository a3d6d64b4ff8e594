import { epochDayOf } from '#domain/calendar/epoch-day.js';
import type { Count, TestedDate } from '#domain/policy/criterion.js';
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

/** What a count holds every incident and complaint against, worked out once. */
export interface CountFrame {
  readonly rule: Count;
  /** What the thing counted is called in its sentences; left out, as its unit is. */
  readonly noun?: Noun;
  readonly receivedOn: number;
  /** The last day of an incident, up to the day of receipt. */
  readonly lastDayOf: (incident: IncidentFact) => number;
  /** Which date the window tests; a window per complaint tests its complaints. Left out: there is no window. */
  readonly tests?: TestedDate;
  /** The days before the application in which everything that counts must lie. */
  readonly inside?: Days;
  /** The days before the application in which only some of it must lie. */
  readonly partlyInside?: Days;
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
  const { window, recordedBy } = rule;
  const receivedOn = epochDayOf(facts.receivedOn);
  const feels = feelingOf(rule, facts);
  const before: Days | undefined =
    window?.anchor === 'before_application'
      ? { from: firstDayWithin(receivedOn, window.length, window.firstDay), through: receivedOn }
      : undefined;
  const isPart = window?.anchor === 'before_application' && window.atLeast !== undefined;
  const tests = window?.anchor === 'per_complaint' ? 'complaint' : window?.tests;
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
    horizon: tests === 'recording' ? lastRecording(facts, receivedOn) : receivedOn,
    ...(tests ? { tests } : {}),
    ...(before ? (isPart ? { partlyInside: before } : { inside: before }) : {}),
    ...(window?.anchor === 'per_complaint' ? { servedFrom: servedFrom(receivedOn, window) } : {}),
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
export function endOfPeriod({ window }: Count): ((start: number) => number) | undefined {
  if (window?.anchor === 'any_period') return (start) => lastDayWithin(start, window.length, 'counts');
  if (window?.anchor !== 'from_first') return undefined;
  return (start) => lastDayWithin(start, window.length, window.firstDay ?? 'counts');
}

/** A later complaint never serves less far, so the first that serves is found by stepping from a day that is too early. */
function servedFrom(
  receivedOn: number,
  {
    length,
    firstDay = 'counts',
  }: Pick<Extract<Count['window'], { anchor: 'per_complaint' }>, 'length' | 'firstDay'>,
): number {
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
