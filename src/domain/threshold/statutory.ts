import type { Count } from '#domain/policy/criterion.js';
import type { StatutoryLimb } from '#domain/policy/policy-version.js';
import { count, lookAt } from './count.js';
import { evidenceOf, type Evidence } from './evidence.js';
import type { ThresholdFacts } from './facts.js';
import type { Finding } from './finding.js';

/** Where the mandatory limb stands. */
export const SECTION_104_4 = 'Anti-social Behaviour, Crime and Policing Act 2014, section 104(4)';

/** How many qualifying complaints the Act asks for where the procedures set no smaller number. */
const QUALIFYING_COMPLAINTS = 3;

/** The Act speaks of complaints, whether or not an agency made a report of them. */
const COMPLAINT = { singular: 'qualifying complaint', plural: 'qualifying complaints' };

/** The finding of the mandatory limb over the facts, told in the words of the Act. */
export function evaluateStatutory(limb: StatutoryLimb | undefined, facts: ThresholdFacts): Finding {
  return evaluateStatutoryWith(evidenceOf(facts), limb);
}

/** The same over the evidence that one decision looks at, every complaint being of whoever made it. */
export function evaluateStatutoryWith(evidence: Evidence, limb: StatutoryLimb | undefined): Finding {
  const rule = statutoryTest(limb);
  return count(rule, lookAt(rule, evidence, COMPLAINT));
}

/**
 * The mandatory limb as a test: so many complaints, by anybody, each made within one month beginning with the day of its
 * behaviour, the application being made within six months beginning with the day of that complaint. The first day is
 * day 1 of both. Of several complaints by one person about one incident one qualifies, unless the procedures say that
 * each does. @source ASB, Crime and Policing Act 2014, s.104(4), (11), (12)
 */
function statutoryTest(limb: StatutoryLimb | undefined): Count {
  const atLeast = limb?.qualifyingComplaints ?? QUALIFYING_COMPLAINTS;
  const several = limb?.severalByOnePerson ?? 'one_per_incident';
  return {
    test: 'count',
    id: 'qualifying-complaints',
    words: limb?.words ?? `At least ${String(atLeast)} qualifying complaints as the Act defines them`,
    ...(limb?.welsh === undefined ? {} : { welsh: limb.welsh }),
    source: SECTION_104_4,
    unit: 'reports',
    atLeast,
    category: 'asb',
    by: 'anybody',
    needs: 'complaint',
    window: { anchor: 'per_complaint', length: { months: 6 }, firstDay: 'counts' },
    reportedWithin: { length: { months: 1 }, firstDay: 'counts' },
    ...(several === 'each' ? {} : { dedupe: 'one_per_incident_and_person' }),
  };
}
