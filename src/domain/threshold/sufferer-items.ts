import type { Atom } from './atoms.js';
import { itemOfApart, leadersOf } from './complaint-items.js';
import type { CountedFacts, CountItem } from './counted-facts.js';
import { itemOfIncident, standingOfSuffered } from './incident-items.js';
import type { Standing } from './standing.js';

/** The people who suffered the incidents of the facts, in their order, each named once, with where each stands. */
export function suffererItems(facts: CountedFacts): CountItem[] {
  const leaders = leadersOf(facts).atoms;
  const told = new Set(leaders.atoms.map((atom) => atom.person));
  return facts.evidence.flatMap((evidence, incident) => {
    const { stands, reason } = standingOfSuffered(facts, evidence, incident);
    if (stands === 'does_not_count') return [itemOfIncident(evidence, stands, reason)];
    const apart = itemOfApart(facts, evidence, incident);
    if (apart) return [apart];
    const own = facts.ofIncident().get(incident) ?? [];
    return own.flatMap((atom): CountItem[] => {
      if (leaders.has(atom)) return [itemOfSufferer(atom, { stands: 'counts', reason })];
      if (told.has(atom.person)) return [];
      told.add(atom.person);
      return [itemOfSufferer(atom, notLeading(facts, atom, reason))];
    });
  });
}

function itemOfSufferer(
  { evidence, personId }: Atom,
  { stands, reason }: Pick<Standing, 'stands' | 'reason'>,
): CountItem {
  const words = `${evidence.words}: suffered; ${reason}`;
  return { stands, item: { subject: 'person', id: personId ?? '', reason: words } };
}

function notLeading(facts: CountedFacts, atom: Atom, reason: string): Pick<Standing, 'stands' | 'reason'> {
  if (!atom.isSure) return { stands: 'may_count', reason };
  if (facts.sure.has(atom))
    return {
      stands: 'does_not_count',
      reason: `${reason}, and no incident of its own is left for this person`,
    };
  const outside = `${reason}, ${facts.outside}`;
  if (!facts.isOpen || !facts.possible.has(atom)) return { stands: 'does_not_count', reason: outside };
  return { stands: 'may_count', reason: `${outside}, and another period may still hold more` };
}
