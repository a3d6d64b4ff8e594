import { NOBODY_KNOWN, type Atom } from './atoms.js';
import { possibleOutcome, type Counting } from './best-period.js';
import { byGroup } from './by-group.js';
import type { Grouping } from './relation-groups.js';
import { remembered } from './remembered.js';
import { compareSelections, type Selection, type Selections } from './selection.js';
import { selectionsBy, togetherOf, type Held, type Shared } from './selections-by-group.js';

interface Choice {
  readonly groupings: readonly Grouping[];
  readonly isAlone: boolean;
}

/**
 * The selections of everybody together, or where each is counted alone those of each, who are in the order of
 * their first complaint. Somebody whom nobody knows stands beside them where complaints of unknown people may count.
 */
export function selectionsOf(
  counting: Counting,
  atoms: readonly Atom[],
  { groupings, isAlone }: Choice,
): readonly Selections[] {
  const ofAnybody = isAlone ? atoms.filter((atom) => atom.whose === NOBODY_KNOWN || atom.mayBeOfOthers) : [];
  const shared = sharedBy(counting, ofAnybody, groupings);
  const held: Held = { whose: undefined, own: [], sure: [], shared, among: undefined, earliest: undefined };
  if (!isAlone) return [selectionsAmong(counting, { ...held, own: atoms, sure: sureOf(atoms) })];
  const earliest = atoms.reduce((first, { begins }) => Math.min(first, begins.from), Infinity);
  const among = {
    size: ofAnybody.length,
    outcome: possibleOutcome(counting, { sure: [], possible: [ofAnybody] }),
  };
  const known = [...byHolder(atoms)].map(([whose, held]) => {
    const isOpen = held.some((atom) => atom.mayBeOfOthers);
    const own = isOpen ? [] : held;
    // Written out, since there may be hundreds of people and spreading costs more than what is done for each.
    const theirs = { whose, own, sure: sureOf(held), shared, among, earliest: isOpen ? earliest : undefined };
    return selectionsAmong(counting, theirs);
  });
  const needsUnknown = known.length === 0 || counting.fromFirst || ofAnybody.some((atom) => atom.isSure);
  if (!needsUnknown) return known;
  // What is of an unknown person alone is surely one of something; which of its numbers it reaches, the first decides.
  const first = counting.measures.length > 1 ? { earliest } : {};
  const unknown = { ...held, ...first, whose: NOBODY_KNOWN, sure: sureOf(ofAnybody) };
  return [...known, selectionsAmong(counting, unknown)];
}

function sharedBy(counting: Counting, atoms: readonly Atom[], groupings: readonly Grouping[]): Shared {
  const all = groupings.map((grouping) => {
    const groups = byGroup(atoms, grouping);
    return {
      grouping,
      groups,
      openOutcome: possibleOutcome(counting, { sure: [], possible: [groups.open] }),
      outcomeWithOpen: remembered((group: number) => {
        const own = groups.of.get(group) ?? [];
        return possibleOutcome(counting, {
          sure: [],
          possible: grouping.isOpen[group] ? [groups.open] : [own, groups.open],
        });
      }),
    };
  });
  return { atoms, groupings: all };
}

function byHolder(atoms: readonly Atom[]): ReadonlyMap<number, readonly Atom[]> {
  const found = new Map<number, Atom[]>();
  for (const atom of atoms) {
    if (atom.whose === NOBODY_KNOWN) continue;
    const own = found.get(atom.whose);
    if (own) own.push(atom);
    else found.set(atom.whose, [atom]);
  }
  return found;
}

function selectionsAmong(counting: Counting, held: Held): Selections {
  const { groupings } = held.shared;
  const [only, ...more] = groupings;
  const found =
    only !== undefined && more.length === 0
      ? furthestFirst(selectionsBy(counting, held, only))
      : furthestOfEach(counting, held);
  const [first, ...others] = found;
  if (first) return [first, ...others];
  const grouping = only?.grouping ?? NO_GROUPING;
  const none = { sure: counting.none, possible: counting.none, atoms: togetherOf(held, [], []) };
  return [{ whose: held.whose, grouping, group: 0, ...none }];
}

/** Those of each grouping, which are in the order of their furthest. */
function furthestOfEach(counting: Counting, held: Held): Selection[] {
  return held.shared.groupings
    .map((each) => furthestFirst(selectionsBy(counting, held, each)))
    .sort(([one], [other]) => (one && other ? compareInOrder(one, other) : Number(!one) - Number(!other)))
    .flat();
}

const NO_GROUPING: Grouping = { relation: undefined, groupOf: [], isOpen: [], apart: [] };

/** The furthest changes places with the first. */
function furthestFirst(selections: Selection[]): Selection[] {
  let best = 0;
  for (let n = 1; n < selections.length; n++) {
    const [one, other] = [selections[n], selections[best]];
    if (one && other && compareInOrder(one, other) < 0) best = n;
  }
  const [first, furthest] = [selections[0], selections[best]];
  if (first && furthest) [selections[0], selections[best]] = [furthest, first];
  return selections;
}

function compareInOrder(one: Selection, other: Selection): number {
  return compareSelections(one, other) || one.group - other.group;
}

function sureOf(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.filter((atom) => atom.isSure);
}
