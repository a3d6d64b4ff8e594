import type { Count } from '#domain/policy/criterion.js';
import { periodOf } from '#domain/policy/windows-of.js';
import { atomsOf, NOBODY_KNOWN, type Atom } from './atoms.js';
import { counted } from './awaits-in-words.js';
import { firstNumber, outcomeOf, possibleOutcome, type Counting, type Outcome } from './best-period.js';
import { complaintItems } from './complaint-items.js';
import { countAwaits } from './count-awaits.js';
import { countsEachAlone, frameOf, type CountFrame, type Noun } from './count-frame.js';
import { countInWords, nounOf, outsideInWords } from './count-in-words.js';
import {
  apartOf,
  atomsInside,
  atomsOfComplaints,
  byGroupOf,
  byIncident,
  marked,
  whoIsAlone,
  type CountedFacts,
  type CountItem,
} from './counted-facts.js';
import type { DatedFacts } from './dated-facts.js';
import type { Evidence } from './evidence.js';
import { dayOrderOf } from './day-order.js';
import { findingOf, type Finding, type FindingItem, type Verdict } from './finding.js';
import { incidentItems } from './incident-items.js';
import { measuresOf } from './measures.js';
import { atomsOfParts } from './parts.js';
import { allTogether } from './relation-groups.js';
import { once } from './remembered.js';
import { compareSelections, mayReach, type Selection, type Selections } from './selection.js';
import { selectionsOf } from './selections.js';
import { suffererItems } from './sufferer-items.js';
import { tallyOf } from './tally.js';
import { unitKeysOf } from './unit-keys.js';

/**
 * Counts what a rule counts, and explains it. Everything that may count is an atom: a complaint, one that may still
 * turn up, or what was suffered. Atoms are selected by person where people are counted alone, by group where incidents
 * must belong together, and by period; the selection that comes furthest is taken. Each is counted twice, for what is
 * sure and for what is possible: met when the sure numbers are enough, not met when even the possible ones are not.
 *
 * What more facts do to the verdict:
 * | part of the rule | a further complaint or incident, the others being equal |
 * | --- | --- |
 * | every unit, dedupe, by, needs, recordedBy, behaviours, category, judgement, separateIncidents, includesVictim | never lowers it |
 * | alsoAtLeast, related, reportedWithin | never lowers it |
 * | windows before the application, any period, per complaint | never lowers it |
 * | from_first | may lower it: an earlier first moves the period |
 */
export function count(rule: Count, looked: LookedAt): Finding {
  const { frame, counting, evidence, atoms } = looked;
  const [furthest, ...others] = looked.all;
  const first = withExactNumbers(counting, furthest);
  const verdict = verdictOf(first[0]);
  const selected = selectedFacts({ frame, counting, evidence, atoms }, first);
  const items = itemsOf(selected);
  const beside = rule.by === 'victim' || rule.by === 'one_person' ? otherPeople(selected, others) : [];
  const awaits = verdict === 'needs_judgement' ? countAwaits(looked, [first, ...others]) : [];
  const open = items.reduce((sum, { stands }) => sum + (stands === 'may_count' ? 1 : 0), 0);
  const sentence = countInWords(frame, {
    verdict,
    measures: counting.measures,
    sure: first[0].sure,
    open,
    awaits,
  });
  const hasOthers = countsEachAlone(rule) && others.some(([{ whose }]) => whose !== NOBODY_KNOWN);
  const ofOne = hasOthers ? ` ${notAddedTogether(frame)}` : '';
  return {
    ...findingOf(rule),
    verdict,
    sentence: `${sentence}${ofOne}`,
    needed: rule.atLeast,
    ...boundsOf(rule, first[0]),
    ...sorted([...items, ...beside]),
    awaits,
    children: [],
  };
}

/** Everything that a count looked at, with what it selected from it. */
export interface LookedAt extends Looked {
  /** The selections of each person, or of everybody, the furthest first; never empty. */
  readonly all: readonly [Selections, ...Selections[]];
}

/** Looks at the facts under a rule, and makes the selections of which the furthest is counted. */
export function lookAt(rule: Count, of: Evidence, noun?: Noun): LookedAt {
  const { facts } = of;
  const frame = frameOf(rule, facts, noun);
  const evidence = of.under(frame);
  const atoms = atomsOf(frame, evidence, facts);
  const counting = countingOf(frame, { atoms, facts });
  const groupings = rule.related ? [...new Set(rule.related)].map(of.groupedBy) : [allTogether(facts)];
  const all = selectionsOf(counting, atoms, { groupings, isAlone: countsEachAlone(rule) });
  const [furthest, ...others] = [...all].sort(([one], [other]) => compareSelections(one, other));
  if (furthest === undefined) throw new Error('expected a selection of everybody');
  return { frame, counting, evidence, atoms, all: [furthest, ...others] };
}

function itemsOf(facts: CountedFacts): CountItem[] {
  const { unit, needs } = facts.frame.rule;
  if (unit === 'incidents') return incidentItems(facts);
  return needs === 'suffered' ? suffererItems(facts) : complaintItems(facts);
}

interface Placed {
  readonly atoms: readonly Atom[];
  readonly facts: DatedFacts;
}

function countingOf({ rule, endOf }: CountFrame, placed: Placed): Counting {
  const { atoms } = placed;
  const measures = measuresOf(rule);
  const keys = new Map(measures.map(({ unit }) => [unit, unitKeysOf(unit, rule, placed)]));
  const tallied = { measures, keys, atoms };
  return {
    measures,
    keys,
    dayOrder: once(() => dayOrderOf(atoms)),
    tallies: { sure: tallyOf('sure', tallied), possible: tallyOf('possible', tallied) },
    endOf,
    hasUnknowns:
      atoms.some((atom) => atom.sureAspects !== atom.possibleAspects) ||
      [...keys.values()].some(({ isKnown }) => isKnown.includes(0)),
    fromFirst: periodOf(rule)?.anchor === 'from_first',
    separateIncidents: rule.separateIncidents ?? false,
    none: outcomeOf(
      measures,
      measures.map(() => 0),
    ),
  };
}

/** The selection that is told, with what is possible worked out to the end; of a group that is open it is. */
function withExactNumbers(counting: Counting, [first, ...others]: Selections): Selections {
  const { grouping, group, atoms } = first;
  if (grouping.isOpen[group]) return [first, ...others];
  return [{ ...first, possible: possibleOutcome(counting, atoms) }, ...others];
}

function verdictOf({ sure, possible }: Selection): Verdict {
  if (sure.shortfall === 0) return 'met';
  return possible.shortfall === 0 ? 'needs_judgement' : 'not_met';
}

/** Where any number may stand behind something, at most the number needed. */
function boundsOf(
  { atLeast }: Count,
  { sure, possible }: Selection,
): Pick<Finding, 'countedAtLeast' | 'countedAtMost'> {
  const countedAtLeast = firstNumber(sure);
  const most = firstNumber(possible);
  const countedAtMost = Math.max(countedAtLeast, Number.isFinite(most) ? most : atLeast);
  return { countedAtLeast, countedAtMost };
}

type Looked = Pick<CountedFacts, 'frame' | 'counting' | 'evidence' | 'atoms'>;

function selectedFacts(looked: Looked, selections: Selections): CountedFacts {
  const { atoms, evidence } = looked;
  const [first] = selections;
  const hasPeriods = looked.counting.endOf !== undefined;
  const inside = (some: readonly Atom[], { period }: Outcome) =>
    marked(hasPeriods && !period ? [] : atomsInside(some, period), atoms.length);
  return {
    ...looked,
    selections,
    ofGroup: byGroupOf(selections),
    isOpen: verdictOf(first) === 'needs_judgement',
    atomOf: atomsOfComplaints(atoms, evidence),
    ofIncident: once(() => byIncident(atoms)),
    sure: inside(first.atoms.sure, first.sure),
    apart: once(() => apartOf(looked.frame.rule, first.grouping.relation)),
    outside: outsideInWords(looked.frame.rule, first.sure.period),
    possible: inside(atomsOfParts(first.atoms.possible), first.possible),
  };
}

function sorted(items: readonly CountItem[]): Pick<Finding, 'counted' | 'notCounted' | 'undecided'> {
  const counted: FindingItem[] = [];
  const notCounted: FindingItem[] = [];
  const undecided: FindingItem[] = [];
  const lists = { counts: counted, does_not_count: notCounted, may_count: undecided };
  for (const { stands, item } of items) lists[stands].push(item);
  return { counted, notCounted, undecided };
}

/** The other people who are counted alone, by their ids, with what counts for each. */
function otherPeople({ frame, isOpen, atoms }: CountedFacts, others: readonly Selections[]): CountItem[] {
  const ids = new Map(atoms.map(({ person, personId }) => [person, personId]));
  return others.flatMap(([furthest]): CountItem[] => {
    const { whose = NOBODY_KNOWN, sure } = furthest;
    const id = ids.get(whose) ?? null;
    if (id === null || whose === NOBODY_KNOWN) return [];
    const { singular, plural } = nounOf({ unit: frame.rule.unit, category: 'any' });
    const number = `another ${whoIsAlone(frame)}, for whom ${counted(firstNumber(sure), singular, plural)} counted`;
    const isPossible = isOpen && mayReach(furthest);
    return [
      {
        stands: isPossible ? 'may_count' : 'does_not_count',
        item: { subject: 'person', id, reason: isPossible ? `${number} so far` : number },
      },
    ];
  });
}

const SEVERAL = { victim: 'victims', person: 'people', household: 'households' } as const;

function notAddedTogether(frame: CountFrame): string {
  const alone = whoIsAlone(frame);
  const did = frame.rule.needs === 'suffered' ? 'suffered' : 'complained of';
  return `This is the number of one ${alone}; what several ${SEVERAL[alone]} ${did} is not added together.`;
}
