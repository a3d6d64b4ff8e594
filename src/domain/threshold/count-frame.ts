import { lengthInWords } from '#domain/calendar/length.js';
import type { Count, PerComplaint, TestedDate, WindowBeforeApplication } from '#domain/policy/criterion.js';
import { periodOf, servingOf, windowsBefore, windowsOf } from '#domain/policy/windows-of.js';
import { answersOf } from './agencies.js';
import { lastDaysWithin, type DatedFacts } from './dated-facts.js';
import { firstDayWithin, lastDayWithin, type Days } from './day-number.js';
import { askedInWords, beforeInWords, type Limit } from './distance-in-words.js';
import type { AwaitedAgency, IncidentFact } from './facts.js';
import { feelingAwaitsOf, feelingOf, type Feeling, type FeelingAwaits } from './feeling.js';
import type { Await } from './finding.js';
import { floorOf, type Floor } from './floor.js';
import { kept, remembered, type OfDay } from './remembered.js';

/** What something is called, in one and in several. */
export interface Noun {
  readonly singular: string;
  readonly plural: string;
}

/** A window before the application, as days. */
export interface Bound {
  readonly window: WindowBeforeApplication;
  readonly days: Days;
  /** Why a day lies too long before the application. */
  readonly tooEarlyInWords: OfDay<string>;
}

/** What a count holds every incident and complaint against, worked out once. */
export interface CountFrame {
  readonly rule: Count;
  /** What the thing counted is called in its sentences; left out, as its unit is. */
  readonly noun: Noun | undefined;
  readonly receivedOn: number;
  /** For whom the application is made, as far as the facts name them. */
  readonly victims: readonly string[];
  /** Which date places what counts in its period; where there is no period, which date the first window tests. */
  readonly tests: TestedDate | undefined;
  /** Days before the application in which everything that counts must lie. */
  readonly inside: readonly Bound[];
  /** Days before the application in which only some of it must lie. */
  readonly partlyInside: readonly Bound[];
  /** Whether a window tests when an agency recorded a complaint. */
  readonly testsRecording: boolean;
  /** Per complaint: the first day of a complaint that still serves this application. */
  readonly servedFrom: number | undefined;
  /** "which serves an application up to 9 July 2026 (6 months)", of a complaint of the day. */
  readonly servedInWords: OfDay<string>;
  /** Every agency whose answer is awaited. */
  readonly awaiting: readonly AwaitedAgency[];
  /** Their answers, as something awaited. */
  readonly answers: readonly Await[];
  /** The ids of those awaited that may hold a complaint that counts. */
  readonly recorderIds: readonly string[];
  readonly recorderAnswers: readonly Await[];
  /** Left out where the rule asks nothing of each person. */
  readonly feels: Feeling | undefined;
  readonly feelingAwaits: FeelingAwaits;
  /** From when what is about an incident counts. */
  readonly floorOf: (incident: IncidentFact) => Floor;
  /** The last day on which anything is known or may have happened. */
  readonly horizon: number;
  /** The last day on which a complaint is reported in time of what happened on the day; left out: at any time is. */
  readonly lastTimelyDay: OfDay<number> | undefined;
  /** The last day of the period of the rule that begins with the day; left out where there is no such period. */
  readonly endOf: OfDay<number> | undefined;
  /** Whether that period begins with the first day of an incident, whatever its window tests. */
  readonly beginsWithIncident: boolean;
}

/** The frame of the rule over the facts. */
export function frameOf(rule: Count, facts: DatedFacts, noun?: Noun): CountFrame {
  const { recordedBy, reportedWithin } = rule;
  const period = lengthOfPeriod(rule);
  const begins = periodOf(rule);
  const receivedOn = facts.receivedDay;
  const feels = feelingOf(rule, facts);
  const bounds = windowsBefore(rule).map((window) => boundOf(window, facts, receivedOn));
  const tests = testedFirst(rule);
  const serving = servingOf(rule);
  const testsRecording = windowsOf(rule).some((each) => 'tests' in each && each.tests === 'recording');
  const recorders = facts.awaiting.filter(
    ({ agencyKind }) =>
      recordedBy === undefined || agencyKind === undefined || recordedBy.includes(agencyKind),
  );
  return {
    rule,
    noun,
    receivedOn,
    victims: facts.victims ?? [],
    floorOf: floorOf(rule, facts),
    feels,
    feelingAwaits: feelingAwaitsOf(rule),
    awaiting: facts.awaiting,
    recorderIds: recorders.map((each) => each.agencyId),
    recorderAnswers: recorders.length === facts.awaiting.length ? facts.answers : answersOf(recorders),
    answers: facts.answers,
    testsRecording,
    horizon: testsRecording ? lastRecording(facts, receivedOn) : receivedOn,
    tests,
    lastTimelyDay: reportedWithin && lastDaysWithin(facts, reportedWithin),
    endOf: period && lastDaysWithin(facts, period),
    beginsWithIncident: begins?.anchor === 'from_first' && begins.of !== undefined,
    inside: bounds.filter(({ window }) => window.atLeast === undefined),
    partlyInside: bounds.filter(({ window }) => window.atLeast !== undefined),
    servedFrom: serving && servedFrom(receivedOn, serving),
    servedInWords: serving ? servedInWords(facts, serving) : () => '',
  };
}

function boundOf(window: WindowBeforeApplication, facts: DatedFacts, receivedOn: number): Bound {
  const days = { from: firstDayWithin(receivedOn, window.length, window.firstDay), through: receivedOn };
  return { window, days, tooEarlyInWords: tooEarlyInWords(facts, days, window) };
}

function tooEarlyInWords({ ofDay }: DatedFacts, { from, through }: Days, limit: Limit): OfDay<string> {
  const asked = askedInWords(limit, { from });
  return kept(ofDay.words, JSON.stringify([limit.length, asked]), () =>
    remembered((day) => `${beforeInWords(day, through, limit)}; ${asked}`),
  );
}

/** Whether every victim, every person or every household is counted alone. */
export function countsEachAlone({ by }: Count): boolean {
  return by === 'victim' || by === 'one_person' || by === 'one_household';
}

/** The length of the period of the rule that may begin with any day; undefined where there is no such period. */
function lengthOfPeriod(rule: Count): Limit | undefined {
  const period = periodOf(rule);
  if (period === undefined) return undefined;
  const firstDay = period.anchor === 'from_first' ? (period.firstDay ?? 'counts') : 'counts';
  return { length: period.length, firstDay };
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

function servedInWords({ ofDay }: DatedFacts, { length, firstDay = 'counts' }: PerComplaint): OfDay<string> {
  return remembered((day) => {
    const last = ofDay.inWords(lastDayWithin(day, length, firstDay));
    return `which serves an application up to ${last} (${lengthInWords(length)})`;
  });
}

function lastRecording(facts: DatedFacts, receivedOn: number): number {
  let latest = receivedOn;
  for (const { complaints } of facts.dated)
    for (const { recordedOn } of complaints) if (recordedOn) latest = Math.max(latest, recordedOn);
  return latest;
}
