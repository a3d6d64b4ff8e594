import type { AppliedAfter, AppliedWithin, Count } from '#domain/policy/criterion.js';
import { markedInWords, nothingFound, openSentence, settledSentence, toldDay } from './applied-in-words.js';
import { awaitsInWords } from './awaits-in-words.js';
import type { LookedAt } from './count.js';
import type { DatedFacts } from './dated-facts.js';
import { distinctOf } from './distinct-awaits.js';
import { findingOf, NOTHING, type Await, type Finding, type FindingItem, type Verdict } from './finding.js';
import { madeOf, type Made } from './marked-among.js';
import { lookFor, type Candidate, type Looked } from './marked-day.js';
import { reckon, reckoningOf, type Reckoned, type Reckoning } from './reckoning.js';
import { ended } from './sentences.js';

type Rule = AppliedWithin | AppliedAfter;

/**
 * Tests the day of receipt against the first or latest incident or complaint. The later that day, the better for
 * "within" and the worse for "after", so the answer is settled when the earliest and the latest day that it can be give
 * the same one. Where there is nothing to reckon from, the test is not met; so while nothing is sure yet, it cannot be
 * met either. An incident that nobody has matched yet is taken at the applicant's day, and may still drop out.
 */
export function testApplied(rule: Rule, facts: DatedFacts): Finding {
  const looked = lookFor(rule.of, facts);
  const reckoning = reckoningOf(rule, facts);
  return told(reckoning, looked, reckon(reckoning, looked.candidates));
}

/** The facts, and what the counts looked at in them. */
interface Among {
  readonly facts: DatedFacts;
  readonly lookAt: (rule: Count) => LookedAt;
}

/**
 * The same among what made the counts. One of their selections that surely reaches its number and meets this test is
 * enough; it is not met when none that may reach it can meet it. Where no number can be reached any more, what surely
 * counts in the selections that come furthest is looked at, so that it is told what is missing.
 */
export function testAppliedAmong(rule: Rule, counts: readonly Count[], { facts, lookAt }: Among): Finding {
  const reckoning = reckoningOf(rule, facts);
  const { made, awaits } = madeOf(counts.map(lookAt), rule.of, facts);
  const judged = made.map((each): Judged => ({ ...each, reckoned: reckon(reckoning, each.candidates) }));
  const settled = settledAmong(judged);
  if (settled) return told(reckoning, { candidates: settled.candidates, refused: [] }, settled.reckoned);
  const known = distinctOf([...judged.flatMap(({ reckoned }) => awaitsOf(reckoned)), awaits]);
  const all = known.length > 0 ? known : distinctOf(made.map(({ unsaid }) => unsaid));
  return {
    ...findingOf(rule),
    ...NOTHING,
    verdict: 'needs_judgement',
    sentence: ended(`${openSentence(rule, false)} can be told once ${awaitsInWords(all)}`),
    undecided: stillOpen(rule, judged),
    awaits: all,
  };
}

/** What made a count, with what the test comes to there. */
interface Judged extends Made {
  readonly reckoned: Reckoned;
}

/** Of selections that only may reach their number every one has to meet the test, since any may be the one. */
function settledAmong(judged: readonly Judged[]): Judged | undefined {
  const surely = judged.filter(({ reaches }) => reaches === 'surely');
  const isOpen = surely.length === 0 && judged.some(({ reaches }) => reaches === 'possibly');
  const are = (some: readonly Judged[], verdict: Verdict) =>
    some.filter(({ reckoned }) => reckoned.verdict === verdict);
  const met = are(surely.length > 0 ? surely : judged, 'met');
  if (met.length > 0 && (!isOpen || met.length === judged.length)) return met[0];
  if (are(judged, 'not_met').length < judged.length) return undefined;
  return surely[0] ?? judged[0];
}

/** What was found on the marked day, or may be it, in all that is not settled against the test; each named once. */
function stillOpen(rule: Rule, judged: readonly Judged[]): FindingItem[] {
  const items = new Map<string, FindingItem>();
  const known = new Set<Candidate>();
  for (const { candidates, reckoned } of judged) {
    if (reckoned.verdict === 'not_met') continue;
    for (const item of countedOf(rule, candidates, reckoned)) {
      items.set(`${item.subject} ${item.id}`, item);
      // What is named last is told, so those that were named before have to be looked at again.
      known.clear();
    }
    for (const each of reckoned.open) {
      if (known.has(each)) continue;
      known.add(each);
      items.set(`${each.subject} ${each.id}`, itemOf(each));
    }
  }
  return [...items.values()];
}

function itemOf({ subject, id, words }: Candidate): FindingItem {
  return { subject, id, reason: words };
}

function awaitsOf({ open }: Reckoned): readonly (readonly Await[])[] {
  return open.map(({ awaits }) => awaits);
}

function told({ rule, facts }: Reckoning, { candidates, refused }: Looked, reckoned: Reckoned): Finding {
  const { verdict, bounds, mayBeNone, open } = reckoned;
  const base = { ...findingOf(rule), ...NOTHING, notCounted: refused, verdict };
  if (!bounds) return { ...base, sentence: nothingFound(rule, refused.length > 0) };
  if (verdict !== 'needs_judgement') {
    const sentence = settledSentence(rule, { bounds, mayBeNone }, facts);
    return { ...base, sentence, counted: countedOf(rule, candidates, reckoned) };
  }
  const awaits = distinctOf(awaitsOf(reckoned));
  return {
    ...base,
    sentence: ended(`${openSentence(rule, mayBeNone)} can be told once ${awaitsInWords(awaits)}`),
    undecided: open.map(itemOf),
    awaits,
  };
}

/** Where it is settled, of the day that is told those that stand on it. */
function countedOf(
  rule: Rule,
  candidates: readonly Candidate[],
  { verdict, bounds, mayBeNone }: Reckoned,
): FindingItem[] {
  if (!bounds || mayBeNone || verdict === 'needs_judgement') return [];
  const day = toldDay(rule, bounds);
  return candidates
    .filter(({ days }) => days.from === day && days.through === day)
    .map(({ subject, id, words }) => ({ subject, id, reason: `${words}, the ${markedInWords(rule)}` }));
}
