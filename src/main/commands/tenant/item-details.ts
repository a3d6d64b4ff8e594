import { AGENCY_KINDS, agencyKindInWords } from '#domain/policy/agency-kind.js';
import { testsOf } from '#domain/policy/check-policy.js';
import type { Count } from '#domain/policy/criterion.js';
import type { ComplaintFact, IncidentFact } from '#domain/threshold/facts.js';
import type { FindingItem } from '#domain/threshold/finding.js';
import type { ItemDetail } from '#domain/threshold/finding-in-words.js';
import type { TenantCase } from '#tenancy/cases/read-cases.js';
import type { TenantPolicy } from '#tenancy/tenant-file.js';

interface Explained {
  readonly case: TenantCase;
  readonly version: TenantPolicy;
}

/**
 * What of the facts is told beside an item of a count: the labels, where incidents have to belong together, and the
 * agencies, where these are counted or only some count. Elsewhere they make no difference.
 */
export function itemDetails({ case: { facts }, version: { policy } }: Explained): ItemDetail {
  const counts = new Map(
    testsOf(policy.threshold).flatMap(({ criterion }) =>
      criterion.test === 'count' ? [[criterion.id, criterion] as const] : [],
    ),
  );
  return ({ criterionId }, item) => {
    const rule = counts.get(criterionId);
    const told = rule && findTold(item, facts.incidents);
    if (!told) return undefined;
    const details = [...labelsOf(rule, told.incident), ...agenciesOf(rule, told.complaints)];
    return details.length === 0 ? undefined : details.join('; ');
  };
}

interface Told {
  readonly incident: IncidentFact;
  readonly complaints: readonly ComplaintFact[];
}

function findTold({ subject, id }: FindingItem, incidents: readonly IncidentFact[]): Told | undefined {
  if (subject === 'incident') {
    const incident = incidents.find((each) => each.id === id);
    return incident && { incident, complaints: incident.complaints };
  }
  const isOf = (complaint: ComplaintFact) =>
    (subject === 'complaint' ? complaint.id : complaint.personId) === id;
  const incident = incidents.find(({ complaints }) => complaints.some(isOf));
  return incident && { incident, complaints: incident.complaints.filter(isOf) };
}

function labelsOf({ related }: Count, { problem, place, personComplainedOf }: IncidentFact): string[] {
  if (!related) return [];
  const asked = (relation: string) => related.some((each) => each === relation);
  return [
    ...(place !== undefined && asked('same_place') ? [`place: ${place}`] : []),
    ...(personComplainedOf !== undefined && asked('same_person_complained_of')
      ? [`person complained of: ${personComplainedOf}`]
      : []),
    ...(problem !== undefined && related.some((each) => OF_PROBLEMS.includes(each))
      ? [`problem: ${problem}`]
      : []),
  ];
}

/** What the label of the problem shows. */
const OF_PROBLEMS: readonly string[] = ['same_problem', 'same_or_similar', 'similar', 'related', 'same_case'];

function agenciesOf(
  { unit, alsoAtLeast, recordedBy, dedupe }: Count,
  complaints: readonly ComplaintFact[],
): string[] {
  const matters =
    unit === 'agencies' ||
    alsoAtLeast?.agencies !== undefined ||
    recordedBy !== undefined ||
    dedupe === 'one_per_incident_and_agency';
  if (!matters) return [];
  const names = new Set(complaints.map(agencyOf));
  return names.size === 0 ? [] : [`told to ${[...names].join(', ')}`];
}

function agencyOf({ agencyId, agencyKind }: ComplaintFact): string {
  // A case may name no more than the kind of an agency.
  const kind = agencyId === undefined ? agencyKind : AGENCY_KINDS.find((each) => each === agencyId);
  if (kind !== undefined) return agencyKindInWords(kind);
  return agencyId ?? 'an agency of which nothing is known';
}
