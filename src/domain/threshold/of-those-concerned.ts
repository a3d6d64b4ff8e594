import type { ComplaintFact, ThresholdFacts } from './facts.js';

/**
 * The facts with every complaint as that of the person whose it is: what a carer, a relative or a member of staff
 * reported for a victim is the victim's own complaint, told from the victim's household. Where it is not known whether
 * it was made for the victim, it is not settled whose it is.
 */
export function ofThoseConcerned(facts: ThresholdFacts): ThresholdFacts {
  const isFor = ({ madeFor }: ComplaintFact) => madeFor !== undefined;
  if (!facts.incidents.some(({ complaints }) => complaints.some(isFor))) return facts;
  return {
    ...facts,
    incidents: facts.incidents.map((incident) => ({
      ...incident,
      complaints: incident.complaints.map((complaint) =>
        isFor(complaint) ? ofTheOneConcerned(complaint) : complaint,
      ),
    })),
  };
}

function ofTheOneConcerned({ householdId: _ofTheCarer, ...complaint }: ComplaintFact): ComplaintFact {
  const { madeFor = null } = complaint;
  return { ...complaint, personId: madeFor, byVictim: madeFor === null ? null : true };
}
