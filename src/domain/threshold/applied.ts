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
import { boundsOf, lookFor, type Candidate } from './marked-day.js';
import { daysBetween } from './sentences.js';
import { lastDayWithin, type Span } from './span.js';

const MARKED_WORDS: Readonly<Record<MarkedDay, string>> = {
  first_incident: 'first incident',
  latest_incident: 'latest incident',
  first_complaint: 'first complaint',
  latest_complaint: 'latest complaint',
};

type Rule = AppliedWithin | AppliedAfter;

/**
 * Tests the day of receipt against the first or latest incident or complaint. The later that day, the better for
 * "within" and the worse for "after", so the answer is settled when the earliest and the latest day that it can be give
 * the same one. An incident that nobody has matched yet is taken at the applicant's day, and may still drop out; that
 * all of them do is for the other tests to say. Where there is nothing to reckon from, the test is not met.
 */
export function testApplied(rule: Rule, facts: ThresholdFacts): Finding {
  const { candidates, refused } = lookFor(rule.of, facts);
  const base = { ...findingOf(rule), ...NOTHING, notCounted: refused };
  const bounds = boundsOf(rule.of, candidates);
  if (!bounds) return { ...base, verdict: 'not_met', sentence: nothingFound(rule, refused.length > 0) };
  const [atEarliest, atLatest] = [holds(rule, bounds.from, facts), holds(rule, bounds.through, facts)];
  if (atEarliest === atLatest) {
    return {
      ...base,
      verdict: atEarliest ? 'met' : 'not_met',
      sentence: settledSentence(rule, bounds, facts),
      counted: markedOf(rule, bounds, candidates),
    };
  }
  const open = candidates.filter((each) => mayTurn(rule, each, { bounds, facts }));
  const awaits = distinctAwaits(open.flatMap((each) => each.awaits));
  return {
    ...base,
    verdict: 'needs_judgement',
    sentence: `${openSentence(rule)} can be told once ${awaitsInWords(awaits)}.`,
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

/** Whether what is open about it could give another answer than the sure ones alone. */
function mayTurn(
  rule: Rule,
  { days, awaits }: Candidate,
  { bounds, facts }: { readonly bounds: Span; readonly facts: ThresholdFacts },
): boolean {
  if (awaits.length === 0) return false;
  return isOfLatest(rule)
    ? holds(rule, days.through, facts) !== holds(rule, bounds.from, facts)
    : holds(rule, days.from, facts) !== holds(rule, bounds.through, facts);
}

function isOfLatest({ of }: Rule): boolean {
  return of === 'latest_incident' || of === 'latest_complaint';
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
  return isOfLatest(rule) ? bounds.from : bounds.through;
}

function settledSentence(rule: Rule, bounds: Span, { receivedOn }: ThresholdFacts): string {
  const told = toldDay(rule, bounds);
  const isExact = compareDates(bounds.from, bounds.through) === 0;
  const [orSo, atMost] = isExact
    ? ['', '']
    : isOfLatest(rule)
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

function openSentence(rule: Rule): string {
  const length = lengthInWords(rule.length);
  const marked = MARKED_WORDS[rule.of];
  return rule.test === 'applied_within'
    ? `Whether the application came within ${length} of the ${marked}`
    : `Whether at least ${length} had passed since the ${marked} before the application`;
}

function nothingFound(rule: Rule, sawOthers: boolean): string {
  const what = rule.of.endsWith('incident') ? 'incident' : 'complaint';
  return `There is no ${what}${sawOthers ? ' that counts' : ''} from which the time could be reckoned.`;
}
