import type { AppliedAfter, AppliedWithin, Count } from '#domain/policy/criterion.js';
import { markedInWords, nothingFound, openSentence, settledSentence, toldDay } from './applied-in-words.js';
import { awaitsInWords } from './awaits-in-words.js';
import type { DatedFacts } from './dated-facts.js';
import { lastDayWithin, type Days } from './day-number.js';
import { distinctOf } from './distinct-awaits.js';
import { findingOf, NOTHING, type Finding, type FindingItem, type Verdict } from './finding.js';
import type { Evidence } from './evidence.js';
import { madeOf, type Made } from './marked-among.js';
import { boundsOf, isOfLatest, lookFor, type Candidate, type Looked } from './marked-day.js';
import { ended } from './sentences.js';
import { remembered, type OfDay } from './remembered.js';

type Rule = AppliedWithin | AppliedAfter;

/**
 * Tests the day of receipt against the first or latest incident or complaint. The later that day, the better for
 * "within" and the worse for "after", so the answer is settled when the earliest and the latest day that it can be give
 * the same one. Where there is nothing to reckon from, the test is not met; so while nothing is sure yet, it cannot be
 * met either. An incident that nobody has matched yet is taken at the applicant's day, and may still drop out.
 */
export function testApplied(rule: Rule, facts: DatedFacts): Finding {
  return findingAmong(reckoningOf(rule, facts), lookFor(rule.of, facts));
}

/**
 * The same among what made the counts. One of their selections that surely reaches its number and meets this test is
 * enough; it is not met when none that may reach it can meet it. Where no number can be reached any more, what surely
 * counts in the selections that come furthest is looked at, so that it is told what is missing.
 */
export function testAppliedAmong(rule: Rule, counts: readonly Count[], evidence: Evidence): Finding {
  const reckoning = reckoningOf(rule, evidence.facts);
  const { made, awaits } = madeOf(counts, rule.of, evidence);
  const judged = made.map(({ candidates, reaches }): Judged => ({
    reaches,
    finding: findingAmong(reckoning, { candidates, refused: [] }),
  }));
  const settled = settledAmong(judged);
  if (settled) return settled;
  const open = judged.map(({ finding }) => finding).filter(({ verdict }) => verdict !== 'not_met');
  const known = distinctOf([...open.map((each) => each.awaits), awaits]);
  const all = known.length > 0 ? known : distinctOf(made.map(({ unsaid }) => unsaid));
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

/** A test over the facts, with what is asked of each day. */
interface Reckoning {
  readonly rule: Rule;
  readonly facts: DatedFacts;
  /** Whether the test is met if that is the marked day. */
  readonly holds: OfDay<boolean>;
}

function reckoningOf(rule: Rule, facts: DatedFacts): Reckoning {
  const { receivedDay } = facts;
  const holds = (marked: number) =>
    rule.test === 'applied_within'
      ? lastDayWithin(marked, rule.length, rule.firstDay) >= receivedDay
      : lastDayWithin(marked, rule.length) <= receivedDay;
  return { rule, facts, holds: remembered(holds) };
}

function findingAmong(reckoning: Reckoning, { candidates, refused }: Looked): Finding {
  const { rule, facts, holds } = reckoning;
  const base = { ...findingOf(rule), ...NOTHING, notCounted: refused };
  const bounds = boundsOf(rule.of, candidates);
  if (!bounds) return { ...base, verdict: 'not_met', sentence: nothingFound(rule, refused.length > 0) };
  const [atEarliest, atLatest] = [holds(bounds.from), holds(bounds.through)];
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
    mayBeNone ? mayHold(reckoning, each) : mayTurn(reckoning, each, bounds),
  );
  const awaits = distinctOf(open.map((each) => each.awaits));
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence: ended(`${openSentence(rule, mayBeNone)} can be told once ${awaitsInWords(awaits)}`),
    undecided: open.map(({ subject, id, words }) => ({ subject, id, reason: words })),
    awaits,
  };
}

/** Whether the test is met if it is this one that is the first or the latest. */
function mayHold({ holds }: Reckoning, { days }: Candidate): boolean {
  return holds(days.from) || holds(days.through);
}

/** Whether what is open about it could give another answer than the sure ones alone. */
function mayTurn({ rule, holds }: Reckoning, { days, awaits, isSure }: Candidate, bounds: Days): boolean {
  if (isSure && awaits.length === 0) return false;
  return isOfLatest(rule.of)
    ? holds(days.through) !== holds(bounds.from)
    : holds(days.from) !== holds(bounds.through);
}

/** Of the day that is told, those that stand on it. */
function markedOf(rule: Rule, bounds: Days, candidates: readonly Candidate[]): FindingItem[] {
  const told = toldDay(rule, bounds);
  return candidates
    .filter(({ days }) => days.from === told && days.through === told)
    .map(({ subject, id, words }) => ({ subject, id, reason: `${words}, the ${markedInWords(rule)}` }));
}
