import type { Count } from '#domain/policy/criterion.js';
import { counted } from './awaits-in-words.js';
import { bestPeriod, type PeriodCount, type Place } from './best-period.js';
import { countFinding, type CountItem } from './count-finding.js';
import type { ThresholdFacts } from './facts.js';
import type { Finding } from './finding.js';
import { freePeriodOf, incidentEvidence, type IncidentEvidence } from './incident-evidence.js';
import { incidentInWords } from './incident-standing.js';
import { doesNotCount, mayCount, type ComplaintStanding, type Standing } from './standing.js';

/** The people who complained separately about one incident. */
interface Crowd {
  readonly evidence: IncidentEvidence;
  readonly best: PeriodCount;
  readonly atLeast: number;
  /** At least the number needed where anybody may still be found to have complained. */
  readonly atMost: number;
}

/** Counts the distinct people who complained about one and the same incident; the incident with the most is taken. */
export function countPeople(rule: Count, facts: ThresholdFacts): Finding {
  const crowds = facts.incidents.map((incident) => crowdOf(rule, incidentEvidence(rule, incident, facts)));
  const [best, ...others] = [...crowds].sort((a, b) => b.atLeast - a.atLeast || b.atMost - a.atMost);
  if (!best) return countFinding(rule, { atLeast: 0, atMost: 0, items: [] });
  return countFinding(rule, {
    atLeast: best.atLeast,
    atMost: Math.max(...crowds.map((crowd) => crowd.atMost)),
    items: [...itemsOfBest(best, rule), ...others.map((other) => itemOfOther(other, rule, best))],
  });
}

function crowdOf(rule: Count, evidence: IncidentEvidence): Crowd {
  const { ground, prospect } = evidence;
  if (ground.stands === 'does_not_count') {
    return { evidence, best: { sureIds: new Set(), possibleIds: new Set() }, atLeast: 0, atMost: 0 };
  }
  const best = bestPeriod(placesOf(evidence), freePeriodOf(rule));
  const atMost = best.possibleIds.size;
  return {
    evidence,
    best,
    atLeast: best.sureIds.size,
    atMost: prospect ? Math.max(atMost, rule.atLeast) : atMost,
  };
}

/** One place per person; complaints of unknown people may each be somebody else's. */
function placesOf({ ground, complaints }: IncidentEvidence): Place[] {
  const ids = [...new Set(complaints.map(personKey))];
  return ids.map((id) => {
    const own = complaints.filter((each) => personKey(each) === id);
    const days = (stands: ComplaintStanding['stands']) =>
      own.filter((each) => each.stands === stands).flatMap((each) => each.days);
    const isSure = ground.stands === 'counts';
    return {
      id,
      sure: isSure ? days('counts') : [],
      possible: isSure ? days('may_count') : [...days('counts'), ...days('may_count')],
    };
  });
}

function personKey(complaint: ComplaintStanding): string {
  return complaint.personId === null ? `complaint:${complaint.complaintId}` : `person:${complaint.personId}`;
}

function itemsOfBest(crowd: Crowd, rule: Count): CountItem[] {
  const { evidence, best } = crowd;
  const { ground, complaints, prospect } = evidence;
  const about = incidentInWords(evidence.incident);
  if (ground.stands === 'does_not_count') return [itemOfIncident(crowd, ground)];
  const people = [...new Set(complaints.map(personKey))].flatMap((key): CountItem[] => {
    const own = complaints.filter((each) => personKey(each) === key);
    const leading =
      own.find((each) => each.stands === 'counts') ?? own.find((each) => each.stands === 'may_count');
    if (!leading) return own.map((each) => itemOfComplaint(each, about));
    const subject = leading.personId === null ? 'complaint' : 'person';
    const id = leading.personId ?? leading.complaintId;
    const isSure = best.sureIds.has(key);
    const reason = `${about}: ${leading.reason}${ground.stands === 'counts' ? '' : `; ${ground.reason}`}`;
    const stands = isSure ? 'counts' : best.possibleIds.has(key) ? 'may_count' : 'does_not_count';
    return [
      { stands, item: { subject, id, reason }, awaits: isSure ? [] : [...ground.awaits, ...leading.awaits] },
    ];
  });
  if (!prospect || crowd.atLeast >= rule.atLeast) return people;
  return [
    ...people,
    itemOfIncident(
      crowd,
      mayCount('more people may be found to have complained about it', [
        ...ground.awaits,
        ...prospect.awaits,
      ]),
    ),
  ];
}

function itemOfOther(crowd: Crowd, rule: Count, best: Crowd): CountItem {
  const { ground, prospect, complaints } = crowd.evidence;
  if (ground.stands === 'does_not_count') return itemOfIncident(crowd, ground);
  const few = `${counted(crowd.atLeast, 'person', 'people')} complained about it separately`;
  if (best.atLeast >= rule.atLeast || crowd.atMost < rule.atLeast)
    return itemOfIncident(crowd, doesNotCount(few));
  const awaits = [
    ...ground.awaits,
    ...complaints.flatMap((each) => each.awaits),
    ...(prospect?.awaits ?? []),
  ];
  return itemOfIncident(crowd, mayCount(`${few} so far`, awaits));
}

function itemOfIncident(crowd: Crowd, { stands, reason, awaits }: Standing): CountItem {
  const { incident } = crowd.evidence;
  return {
    stands,
    awaits,
    item: { subject: 'incident', id: incident.id, reason: `${incidentInWords(incident)}: ${reason}` },
  };
}

function itemOfComplaint(complaint: ComplaintStanding, about: string): CountItem {
  const { stands, complaintId, reason, awaits } = complaint;
  return { stands, awaits, item: { subject: 'complaint', id: complaintId, reason: `${about}: ${reason}` } };
}
