import { addCalendarLength } from '#domain/calendar/length.js';
import { compareDates, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { AppliedAfter, AppliedWithin, Count } from '#domain/policy/criterion.js';
import { markedInWords, nothingFound, openSentence, settledSentence, toldDay } from './applied-in-words.js';
import { awaitsInWords } from './awaits-in-words.js';
import type { ThresholdFacts } from './facts.js';
import {
  distinctAwaits,
  findingOf,
  NOTHING,
  type Finding,
  type FindingItem,
  type Verdict,
} from './finding.js';
import type { Evidence } from './evidence.js';
import { madeOf, type Made } from './marked-among.js';
import { boundsOf, isOfLatest, lookFor, type Candidate, type Looked } from './marked-day.js';
import { ended } from './sentences.js';
import { lastDayWithin, type Span } from './span.js';

type Rule = AppliedWithin | AppliedAfter;

/**
 * Tests the day of receipt against the first or latest incident or complaint. The later that day, the better for
 * "within" and the worse for "after", so the answer is settled when the earliest and the latest day that it can be give
 * the same one. Where there is nothing to reckon from, the test is not met; so while nothing is sure yet, it cannot be
 * met either. An incident that nobody has matched yet is taken at the applicant's day, and may still drop out.
 */
export function testApplied(rule: Rule, facts: ThresholdFacts): Finding {
  return findingAmong(rule, lookFor(rule.of, facts), facts);
}

/**
 * The same among what made the counts. One of their selections that surely reaches its number and meets this test is
 * enough; it is not met when none that may reach it can meet it. Where no number can be reached any more, what surely
 * counts in the selections that come furthest is looked at, so that it is told what is missing.
 */
export function testAppliedAmong(rule: Rule, counts: readonly Count[], evidence: Evidence): Finding {
  const { facts } = evidence;
  const { made, awaits } = madeOf(counts, rule.of, evidence);
  const judged = made.map(({ candidates, reaches }): Judged => ({
    reaches,
    finding: findingAmong(rule, { candidates, refused: [] }, facts),
  }));
  const settled = settledAmong(judged);
  if (settled) return settled;
  const open = judged.map(({ finding }) => finding).filter(({ verdict }) => verdict !== 'not_met');
  const known = distinctAwaits([...open.flatMap((each) => each.awaits), ...awaits]);
  const all = known.length > 0 ? known : distinctAwaits(made.flatMap(({ unsaid }) => unsaid));
  return {
    ...findingOf(rule),
    ...NOTHING,
    verdict: 'needs_judgement',
    sentence: ended(`${openSentence(rule, false)} can be told once ${awaitsInWords(all)}`),
    undecided: distinctItems(open.flatMap(({ counted, undecided }) => [...counted, ...undecided])),
    awaits: all,
  };
}

interface Judged extends Pick<Made, 'reaches'> {
  readonly finding: Finding;
}

/** Of selections that only may reach their number every one has to meet the test, since any may be the one. */
function settledAmong(judged: readonly Judged[]): Finding | undefined {
  const surely = judged.filter(({ reaches }) => reaches === 'surely');
  const isOpen = surely.length === 0 && judged.some(({ reaches }) => reaches === 'possibly');
  const are = (some: readonly Judged[], verdict: Verdict) =>
    some.filter(({ finding }) => finding.verdict === verdict);
  const met = are(surely.length > 0 ? surely : judged, 'met');
  if (met.length > 0 && (!isOpen || met.length === judged.length)) return met[0]?.finding;
  if (are(judged, 'not_met').length < judged.length) return undefined;
  return (surely[0] ?? judged[0])?.finding;
}

function distinctItems(items: readonly FindingItem[]): FindingItem[] {
  return [...new Map(items.map((each) => [`${each.subject} ${each.id}`, each])).values()];
}

function findingAmong(rule: Rule, { candidates, refused }: Looked, facts: ThresholdFacts): Finding {
  const base = { ...findingOf(rule), ...NOTHING, notCounted: refused };
  const bounds = boundsOf(rule.of, candidates);
  if (!bounds) return { ...base, verdict: 'not_met', sentence: nothingFound(rule, refused.length > 0) };
  const [atEarliest, atLatest] = [holds(rule, bounds.from, facts), holds(rule, bounds.through, facts)];
  const mayBeNone = !candidates.some((each) => each.isSure);
  if (atEarliest === atLatest && !(mayBeNone && atEarliest)) {
    return {
      ...base,
      verdict: atEarliest ? 'met' : 'not_met',
      sentence: settledSentence(rule, { bounds, mayBeNone }, facts),
      counted: mayBeNone ? [] : markedOf(rule, bounds, candidates),
    };
  }
  const open = candidates.filter((each) =>
    mayBeNone ? mayHold(rule, each, facts) : mayTurn(rule, each, { bounds, facts }),
  );
  const awaits = distinctAwaits(open.flatMap((each) => each.awaits));
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence: ended(`${openSentence(rule, mayBeNone)} can be told once ${awaitsInWords(awaits)}`),
    undecided: open.map(({ subject, id, words }) => ({ subject, id, reason: words })),
    awaits,
  };
}

function holds(rule: Rule, marked: LocalDate, { receivedOn }: ThresholdFacts): boolean {
  return rule.test === 'applied_within'
    ? !isBefore(lastDayOf(rule, marked), receivedOn)
    : !isBefore(receivedOn, addCalendarLength(marked, rule.length));
}

function lastDayOf(rule: AppliedWithin, marked: LocalDate): LocalDate {
  return lastDayWithin(marked, rule.length, rule.firstDay);
}

/** Whether the test is met if it is this one that is the first or the latest. */
function mayHold(rule: Rule, { days }: Candidate, facts: ThresholdFacts): boolean {
  return holds(rule, days.from, facts) || holds(rule, days.through, facts);
}

/** Whether what is open about it could give another answer than the sure ones alone. */
function mayTurn(
  rule: Rule,
  { days, awaits, isSure }: Candidate,
  { bounds, facts }: { readonly bounds: Span; readonly facts: ThresholdFacts },
): boolean {
  if (isSure && awaits.length === 0) return false;
  return isOfLatest(rule.of)
    ? holds(rule, days.through, facts) !== holds(rule, bounds.from, facts)
    : holds(rule, days.from, facts) !== holds(rule, bounds.through, facts);
}

/** Of the day that is told, those that stand on it. */
function markedOf(rule: Rule, bounds: Span, candidates: readonly Candidate[]): FindingItem[] {
  const told = toldDay(rule, bounds);
  return candidates
    .filter(({ days }) => compareDates(days.from, days.through) === 0 && compareDates(days.from, told) === 0)
    .map(({ subject, id, words }) => ({ subject, id, reason: `${words}, the ${markedInWords(rule)}` }));
}
