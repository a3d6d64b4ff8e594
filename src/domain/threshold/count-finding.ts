import type { Count } from '#domain/policy/criterion.js';
import { awaitsInWords, counted } from './awaits-in-words.js';
import {
  distinctAwaits,
  findingOf,
  type Await,
  type Finding,
  type FindingItem,
  type Verdict,
} from './finding.js';
import type { Standing } from './standing.js';

const NOT_ADDED_TOGETHER =
  'This is the number of one victim; what several victims complained of is not added together.';

/** One item of a count, where it stands, and what would settle it. */
export interface CountItem {
  readonly stands: Standing['stands'];
  readonly item: FindingItem;
  readonly awaits: readonly Await[];
}

/** What a count came to: bounds, inclusive, and its items in order. */
export interface CountResult {
  readonly atLeast: number;
  readonly atMost: number;
  readonly items: readonly CountItem[];
  /** Where several victims complained: those whose own numbers are not the one given. Bounds and items are of one victim. */
  readonly otherVictims?: readonly CountItem[];
}

/** The finding of a count: met by its lower bound, not met by its upper one, else cannot be told yet. */
export function countFinding(rule: Count, result: CountResult): Finding {
  const { atLeast, atMost, items, otherVictims = [] } = result;
  const all = [...items, ...otherVictims];
  const standing = (stands: Standing['stands']) =>
    all.filter((each) => each.stands === stands).map((each) => each.item);
  const verdict = verdictOf(rule.atLeast, atLeast, atMost);
  const awaits = verdict === 'needs_judgement' ? distinctAwaits(all.flatMap((each) => each.awaits)) : [];
  const open = items.filter((each) => each.stands === 'may_count').length;
  const ofOne = otherVictims.length === 0 ? '' : ` ${NOT_ADDED_TOGETHER}`;
  return {
    ...findingOf(rule),
    verdict,
    sentence: `${sentenceOf(rule, verdict, { atLeast, open, awaits })}${ofOne}`,
    needed: rule.atLeast,
    countedAtLeast: atLeast,
    countedAtMost: atMost,
    counted: standing('counts'),
    notCounted: standing('does_not_count'),
    undecided: standing('may_count'),
    awaits,
    children: [],
  };
}

/** Whether the number needed is reached by what surely counts, by what may count, or by neither. */
export function verdictOf(needed: number, atLeast: number, atMost: number): Verdict {
  if (atLeast >= needed) return 'met';
  return atMost < needed ? 'not_met' : 'needs_judgement';
}

interface Sums {
  readonly atLeast: number;
  readonly open: number;
  readonly awaits: readonly Await[];
}

function sentenceOf(rule: Count, verdict: Verdict, { atLeast, open, awaits }: Sums): string {
  const singular =
    rule.unit === 'people' ? 'person' : rule.category === 'hate' ? 'hate incident' : 'incident';
  const plural = rule.unit === 'people' ? 'people' : `${singular}s`;
  if (atLeast > rule.atLeast) {
    return `${counted(atLeast, singular, plural)} counted, where ${String(rule.atLeast)} ${rule.atLeast === 1 ? 'is' : 'are'} needed.`;
  }
  const soFar = soFarInWords(atLeast, rule.atLeast, { singular, plural });
  if (verdict === 'met') return `${soFar}.`;
  if (verdict === 'not_met')
    return `${soFar}${open === 0 ? '' : `, and the ${String(open)} still open cannot make up for it`}.`;
  const more = rule.unit === 'people' ? 'more people may still count' : `${String(open)} may still count`;
  return `${soFar}; ${more} once ${awaitsInWords(awaits)}.`;
}

function soFarInWords(atLeast: number, needed: number, noun: { singular: string; plural: string }): string {
  if (atLeast === 0 && needed === 1) return `No ${noun.singular} counted, where 1 is needed`;
  const number = atLeast === 0 ? 'None' : String(atLeast);
  return `${number} of the ${counted(needed, noun.singular, noun.plural)} needed counted`;
}
