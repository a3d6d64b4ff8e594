import { lengthInWords } from '#domain/calendar/length.js';
import type { Count } from '#domain/policy/criterion.js';
import { periodOf } from '#domain/policy/windows-of.js';
import { awaitsInWords, counted } from './awaits-in-words.js';
import { firstNumber, type Outcome } from './best-period.js';
import type { CountFrame, Noun } from './count-frame.js';
import { dayInWords } from './day-in-words.js';
import type { Days } from './day-number.js';
import type { Await, Verdict } from './finding.js';
import { ASPECTS, type Measure } from './measures.js';

interface Sums {
  readonly verdict: Verdict;
  readonly measures: readonly Measure[];
  readonly sure: Outcome;
  /** How many items are still undecided. */
  readonly open: number;
  readonly awaits: readonly Await[];
}

/** The reason of a count in a sentence: how many counted of how many needed, and what the rule asks for besides. */
export function countInWords(
  { rule, noun = nounOf(rule) }: Pick<CountFrame, 'rule' | 'noun'>,
  { verdict, measures, sure, open, awaits }: Sums,
): string {
  const atLeast = firstNumber(sure);
  const also = measures
    .slice(1)
    .map((measure, index) => alsoInWords(rule, measure, sure.numbers[index + 1] ?? 0))
    .join('');
  const soFar = `${soFarInWords(atLeast, rule.atLeast, noun)}${also}`;
  if (verdict === 'met') return `${soFar}.`;
  if (verdict === 'not_met')
    return `${soFar}${open === 0 ? '' : `, and the ${String(open)} still open cannot make up for it`}.`;
  const more =
    rule.unit === 'incidents' ? `${String(open)} may still count` : `more ${noun.plural} may still count`;
  return `${soFar}; ${more} once ${awaitsInWords(awaits)}.`;
}

/** What a unit counts, in one and in several. */
export function nounOf({ unit, category, hateIs }: Pick<Count, 'unit' | 'category' | 'hateIs'>): Noun {
  const hate = hateIs === 'crime' ? 'hate crime' : 'hate';
  switch (unit) {
    case 'people':
      return { singular: 'person', plural: 'people' };
    case 'households':
      return { singular: 'household', plural: 'households' };
    case 'agencies':
      return { singular: 'agency', plural: 'agencies' };
    case 'reports':
      return category === 'hate'
        ? { singular: `report of ${hate}`, plural: `reports of ${hate}` }
        : { singular: 'report', plural: 'reports' };
    case 'incidents':
      if (category !== 'hate') return { singular: 'incident', plural: 'incidents' };
      return hateIs === 'crime'
        ? { singular: 'hate crime', plural: 'hate crimes' }
        : { singular: 'hate incident', plural: 'hate incidents' };
  }
}

/** "outside the period of 6 months that holds the most (3 March 2026 to 2 September 2026)" */
export function outsideInWords(rule: Count, period: Days | undefined): string {
  const window = periodOf(rule);
  const length = window?.length;
  const which = window?.anchor === 'from_first' ? 'that begins with the first' : 'that holds the most';
  if (length === undefined || period === undefined) return `outside the period ${which}`;
  const days = `${dayInWords(period.from)} to ${dayInWords(period.through)}`;
  return `outside the period of ${lengthInWords(length)} ${which} (${days})`;
}

function soFarInWords(atLeast: number, needed: number, noun: Noun): string {
  if (needed === 1 || atLeast > needed)
    return `${numberOf(atLeast, noun)} counted, where ${areNeeded(needed)}`;
  const number = atLeast === 0 ? 'None' : String(atLeast);
  return `${number} of the ${counted(needed, noun.singular, noun.plural)} needed counted`;
}

/** "No report", "3 reports" */
function numberOf(number: number, { singular, plural }: Noun): string {
  return number === 0 ? `No ${singular}` : counted(number, singular, plural);
}

function areNeeded(needed: number, also = ''): string {
  return `${String(needed)} ${needed === 1 ? 'is' : 'are'}${also} needed`;
}

/** ", with 1 of the 2 people also needed", ", with 2 reports of hate where 1 is also needed" */
function alsoInWords(rule: Count, { unit, aspect, needed, window }: Measure, number: number): string {
  const { hateIs } = rule;
  const noun = nounOf({
    unit,
    category: aspect === ASPECTS.hate ? 'hate' : 'any',
    ...(hateIs ? { hateIs } : {}),
  });
  const some = (what: string) => {
    if (needed === 1 || number > needed)
      return `, with ${uncapitalised(numberOf(number, noun))}${what} where ${areNeeded(needed, ' also')}`;
    return `, with ${number === 0 ? 'none' : String(number)} of the ${counted(needed, noun.singular, noun.plural)} also needed${what}`;
  };
  switch (aspect) {
    case ASPECTS.any:
      return some('');
    case ASPECTS.hate:
      return unit === 'incidents' || unit === 'reports'
        ? some('')
        : some(hateIs === 'crime' ? ' about a hate crime' : ' about an incident of hate');
    case ASPECTS.inside:
    case ASPECTS.insideSecond:
    case ASPECTS.insideThird:
      return some(window ? ` within ${lengthInWords(window.length)} before the application` : '');
    case ASPECTS.timely:
      return some(
        rule.reportedWithin ? ` within ${lengthInWords(rule.reportedWithin.length)} of the incident` : '',
      );
    case ASPECTS.victim:
      return number === 0 ? ', the victim not being known to be among them' : ', the victim among them';
  }
}

function uncapitalised(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
