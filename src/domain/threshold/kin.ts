import type { ComplaintFact } from './facts.js';

/**
 * Who somebody is as far as it tells two people apart: a victim and one who surely is none are two, though nobody knows
 * who either of them is.
 */
export const KIN = { victim: 0, other: 1, anybody: 2 } as const;
export type Kin = (typeof KIN)[keyof typeof KIN];

/**
 * Of the complaint's person. Of named people those are victims of whom one complaint says so and none the contrary; the
 * rest are told apart by their names, whoever they are, and stand with the others. An unnamed victim is told apart from
 * them only where nobody among them may be a victim.
 */
export function kinOf(told: readonly ComplaintFact[]): (complaint: ComplaintFact) => Kin {
  const said = { yes: new Set<string>(), no: new Set<string>(), open: new Set<string>() };
  for (const { personId, byVictim } of told)
    if (personId !== null) said[byVictim === null ? 'open' : byVictim ? 'yes' : 'no'].add(personId);
  const isVictim = (personId: string) => said.yes.has(personId) && !said.no.has(personId);
  const isSettled = [...said.yes, ...said.open].every((each) => said.yes.has(each) !== said.no.has(each));
  return ({ personId, byVictim }) => {
    if (personId !== null) return isVictim(personId) ? KIN.victim : KIN.other;
    if (byVictim === false) return KIN.other;
    return byVictim === true && isSettled ? KIN.victim : KIN.anybody;
  };
}
