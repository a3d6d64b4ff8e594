import { lengthInWords } from '#domain/calendar/length.js';
import type { Count } from '#domain/policy/criterion.js';
import { awaitsInWords, counted } from './awaits-in-words.js';
import { firstNumber, type Outcome } from './best-period.js';
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
export function countInWords(rule: Count, { verdict, measures, sure, open, awaits }: Sums): string {
  const atLeast = firstNumber(sure);
  const noun = nounOf(rule);
  const also = measures
    .slice(1)
    .map((measure, index) => alsoInWords(rule, measure, sure.numbers[index + 1] ?? 0))
    .join('');
  if (atLeast > rule.atLeast && verdict === 'met') {
    return `${counted(atLeast, noun.singular, noun.plural)} counted, where ${String(rule.atLeast)} ${rule.atLeast === 1 ? 'is' : 'are'} needed${also}.`;
  }
  const soFar = `${soFarInWords(atLeast, rule.atLeast, noun)}${also}`;
  if (verdict === 'met') return `${soFar}.`;
  if (verdict === 'not_met')
    return `${soFar}${open === 0 ? '' : `, and the ${String(open)} still open cannot make up for it`}.`;
  const more =
    rule.unit === 'incidents' ? `${String(open)} may still count` : `more ${noun.plural} may still count`;
  return `${soFar}; ${more} once ${awaitsInWords(awaits)}.`;
}

interface Noun {
  readonly singular: string;
  readonly plural: string;
}

/** What a unit counts, in one and in several. */
export function nounOf({ unit, category }: Pick<Count, 'unit' | 'category'>): Noun {
  switch (unit) {
    case 'people':
      return { singular: 'person', plural: 'people' };
    case 'households':
      return { singular: 'household', plural: 'households' };
    case 'agencies':
      return { singular: 'agency', plural: 'agencies' };
    case 'reports':
      return category === 'hate'
        ? { singular: 'report of hate', plural: 'reports of hate' }
        : { singular: 'report', plural: 'reports' };
    case 'incidents':
      return category === 'hate'
        ? { singular: 'hate incident', plural: 'hate incidents' }
        : { singular: 'incident', plural: 'incidents' };
  }
}

function soFarInWords(atLeast: number, needed: number, noun: Noun): string {
  if (atLeast === 0 && needed === 1) return `No ${noun.singular} counted, where 1 is needed`;
  const number = atLeast === 0 ? 'None' : String(atLeast);
  return `${number} of the ${counted(needed, noun.singular, noun.plural)} needed counted`;
}

/** ", with 1 of the 2 people also needed" */
function alsoInWords(rule: Count, { unit, aspect, needed }: Measure, number: number): string {
  const { singular, plural } = nounOf({ unit, category: aspect === ASPECTS.hate ? 'hate' : 'any' });
  const some = (what: string) =>
    `, with ${number === 0 ? 'none' : String(number)} of the ${counted(needed, singular, plural)} also needed${what}`;
  switch (aspect) {
    case ASPECTS.any:
      return some('');
    case ASPECTS.hate:
      return unit === 'incidents' || unit === 'reports' ? some('') : some(' about an incident of hate');
    case ASPECTS.inside:
      return some(rule.window ? ` within ${lengthInWords(rule.window.length)} before the application` : '');
    case ASPECTS.timely:
      return some(
        rule.reportedWithin ? ` within ${lengthInWords(rule.reportedWithin.length)} of the incident` : '',
      );
    case ASPECTS.victim:
      return number === 0 ? ', the victim not being known to be among them' : ', the victim among them';
  }
}
