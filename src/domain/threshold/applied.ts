import { addCalendarLength, lengthInWords } from '#domain/calendar/length.js';
import {
  compareDates,
  inWordsWithoutWeekday,
  isBefore,
  type LocalDate,
} from '#domain/calendar/local-date.js';
import type { AppliedAfter, AppliedWithin, MarkedDay } from '#domain/policy/criterion.js';
import { awaitsInWords } from './awaits-in-words.js';
import type { ThresholdFacts } from './facts.js';
import { distinctAwaits, findingOf, NOTHING, type Finding, type FindingItem } from './finding.js';
import { boundsOf, isOfLatest, lookFor, type Candidate } from './marked-day.js';
import { capitalised, daysBetween, ended } from './sentences.js';
import { lastDayWithin, type Span } from './span.js';

const MARKED_WORDS: Readonly<Record<MarkedDay, string>> = {
  first_incident: 'first incident',
  latest_incident: 'latest incident',
  first_reported_incident: 'first reported incident',
  latest_reported_incident: 'latest reported incident',
  first_complaint: 'first complaint',
  latest_complaint: 'latest complaint',
};

type Rule = AppliedWithin | AppliedAfter;

/**
 * Tests the day of receipt against the first or latest incident or complaint. The later that day, the better for
 * "within" and the worse for "after", so the answer is settled when the earliest and the latest day that it can be give
 * the same one. Where there is nothing to reckon from, the test is not met; so while nothing is sure yet, it cannot be
 * met either. An incident that nobody has matched yet is taken at the applicant's day, and may still drop out.
 */
export function testApplied(rule: Rule, facts: ThresholdFacts): Finding {
  const { candidates, refused } = lookFor(rule.of, facts);
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
  { days, awaits }: Candidate,
  { bounds, facts }: { readonly bounds: Span; readonly facts: ThresholdFacts },
): boolean {
  if (awaits.length === 0) return false;
  return isOfLatest(rule.of)
    ? holds(rule, days.through, facts) !== holds(rule, bounds.from, facts)
    : holds(rule, days.from, facts) !== holds(rule, bounds.through, facts);
}

/** Of the day that is told, those that stand on it. */
function markedOf(rule: Rule, bounds: Span, candidates: readonly Candidate[]): FindingItem[] {
  const told = toldDay(rule, bounds);
  return candidates
    .filter(({ days }) => compareDates(days.from, days.through) === 0 && compareDates(days.from, told) === 0)
    .map(({ subject, id, words }) => ({ subject, id, reason: `${words}, the ${MARKED_WORDS[rule.of]}` }));
}

/** The day that the sure ones give. */
function toldDay(rule: Rule, bounds: Span): LocalDate {
  return isOfLatest(rule.of) ? bounds.from : bounds.through;
}

interface Settled {
  readonly bounds: Span;
  /** Whether nothing is sure yet. */
  readonly mayBeNone: boolean;
}

function settledSentence(rule: Rule, { bounds, mayBeNone }: Settled, { receivedOn }: ThresholdFacts): string {
  const told = toldDay(rule, bounds);
  const isExact = compareDates(bounds.from, bounds.through) === 0;
  if (mayBeNone && !isExact)
    return `Whichever ${reckonedFrom(rule)} may still be found, ${lengthAsked(rule, false)}.`;
  const [orSo, atMost] = isExact
    ? ['', '']
    : isOfLatest(rule.of)
      ? [' or later', 'at most ']
      : [' or earlier', 'at least '];
  return (
    `The ${MARKED_WORDS[rule.of]} was on ${inWordsWithoutWeekday(told)}${orSo}, ` +
    `${atMost}${daysBetween(told, receivedOn)} before the application; ${askedInWords(rule)} is asked.`
  );
}

function askedInWords(rule: Rule): string {
  const length = lengthInWords(rule.length);
  return rule.test === 'applied_within' ? `within ${length}` : `at least ${length}`;
}

function openSentence(rule: Rule, mayBeNone: boolean): string {
  const whether = `whether ${lengthAsked(rule, true)}`;
  return mayBeNone ? `No ${reckonedFrom(rule)} is sure yet; ${whether}` : capitalised(whether);
}

/** What the rule asks as it is when it holds, or when it does not. */
function lengthAsked(rule: Rule, isSo: boolean): string {
  const length = lengthInWords(rule.length);
  const marked = MARKED_WORDS[rule.of];
  return rule.test === 'applied_within'
    ? `the application ${isSo ? 'came' : 'did not come'} within ${length} of the ${marked}`
    : `${isSo ? 'at least' : 'less than'} ${length} had passed since the ${marked} before the application`;
}

function nothingFound(rule: Rule, sawOthers: boolean): string {
  const what = `${reckonedFrom(rule)}${sawOthers ? ' that counts' : ''}`;
  return `There is no ${what} from which the time could be reckoned, and without one this test is not met.`;
}

/** "incident", "reported incident", "complaint". */
function reckonedFrom({ of }: Rule): string {
  return MARKED_WORDS[of].replace(/^(first|latest) /, '');
}
