import { lengthInWords } from '#domain/calendar/length.js';
import type { AppliedAfter, AppliedWithin, MarkedDay } from '#domain/policy/criterion.js';
import type { DatedFacts } from './dated-facts.js';
import type { Days } from './day-number.js';
import { daysInWords } from './distance-in-words.js';
import { isOfLatest } from './marked-day.js';
import { capitalised } from './sentences.js';

const MARKED_WORDS: Readonly<Record<MarkedDay, string>> = {
  first_incident: 'first incident',
  latest_incident: 'latest incident',
  first_reported_incident: 'first reported incident',
  latest_reported_incident: 'latest reported incident',
  first_complaint: 'first complaint',
  latest_complaint: 'latest complaint',
};

type Rule = AppliedWithin | AppliedAfter;

/** "latest complaint"; where it is looked for among what a count counted, "latest complaint that counts". */
export function markedInWords({ of, among }: Rule): string {
  return `${MARKED_WORDS[of]}${among === undefined ? '' : ' that counts'}`;
}

/** The day that the sure ones give. */
export function toldDay(rule: Rule, bounds: Days): number {
  return isOfLatest(rule.of) ? bounds.from : bounds.through;
}

interface Settled {
  readonly bounds: Days;
  /** Whether nothing is sure yet. */
  readonly mayBeNone: boolean;
}

/** Which day it was and how far before the application, beside what is asked. */
export function settledSentence(
  rule: Rule,
  { bounds, mayBeNone }: Settled,
  { receivedDay, ofDay }: DatedFacts,
): string {
  const told = toldDay(rule, bounds);
  const isExact = bounds.from === bounds.through;
  if (mayBeNone && !isExact)
    return `Whichever ${reckonedFrom(rule)} may still be found, ${lengthAsked(rule, false)}.`;
  const [orSo, atMost] = isExact
    ? ['', '']
    : isOfLatest(rule.of)
      ? [' or later', 'at most ']
      : [' or earlier', 'at least '];
  return (
    `The ${markedInWords(rule)} was on ${ofDay.inWords(told)}${orSo}, ` +
    `${atMost}${daysInWords(receivedDay - told)} before the application; ${askedInWords(rule)} is asked.`
  );
}

function askedInWords(rule: Rule): string {
  const length = lengthInWords(rule.length);
  return rule.test === 'applied_within' ? `within ${length}` : `at least ${length}`;
}

/** What can be told once something is known. */
export function openSentence(rule: Rule, mayBeNone: boolean): string {
  const whether = `whether ${lengthAsked(rule, true)}`;
  return mayBeNone ? `No ${reckonedFrom(rule)} is sure yet; ${whether}` : capitalised(whether);
}

/** What the rule asks as it is when it holds, or when it does not. */
function lengthAsked(rule: Rule, isSo: boolean): string {
  const length = lengthInWords(rule.length);
  const marked = markedInWords(rule);
  return rule.test === 'applied_within'
    ? `the application ${isSo ? 'came' : 'did not come'} within ${length} of the ${marked}`
    : `${isSo ? 'at least' : 'less than'} ${length} had passed since the ${marked} before the application`;
}

/** That there is nothing from which to reckon. */
export function nothingFound(rule: Rule, sawOthers: boolean): string {
  const what = `${reckonedFrom(rule)}${sawOthers && rule.among === undefined ? ' that counts' : ''}`;
  return `There is no ${what} from which the time could be reckoned, and without one this test is not met.`;
}

/** "incident", "reported incident", "complaint". */
function reckonedFrom(rule: Rule): string {
  return markedInWords(rule).replace(/^(first|latest) /, '');
}
