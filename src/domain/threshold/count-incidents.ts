import { lengthInWords } from '#domain/calendar/length.js';
import { inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import type { Count } from '#domain/policy/criterion.js';
import { bestPeriod, type PeriodCount, type Place } from './best-period.js';
import { countFinding, type CountItem, type CountResult } from './count-finding.js';
import type { ThresholdFacts } from './facts.js';
import type { Finding } from './finding.js';
import { freePeriodOf, incidentEvidence, testedDateOf, type IncidentEvidence } from './incident-evidence.js';
import { incidentInWords } from './incident-standing.js';
import { onlyOn, type Span } from './span.js';
import { counts, doesNotCount, mayCount, type Standing } from './standing.js';
import { evidenceOfVictim, furthestVictim, victimsApart } from './victims-apart.js';

/** An incident with its standing as a whole and the days at which a period may find it. */
interface PlacedIncident {
  readonly evidence: IncidentEvidence;
  readonly standing: Standing;
  readonly place: Place;
}

/**
 * Counts distinct incidents; several complaints about one incident count once. Where the victim must have complained,
 * every victim is counted alone and the one who comes furthest is taken.
 */
export function countIncidents(rule: Count, facts: ThresholdFacts): Finding {
  const evidence = facts.incidents.map((incident) => incidentEvidence(rule, incident, facts));
  const victims = victimsApart(rule, evidence);
  if (victims.length < 2) return countFinding(rule, countOf(rule, evidence));
  const results = victims.map((victim) => countOf(rule, evidenceOfVictim(victim, evidence)));
  return countFinding(rule, furthestVictim(rule, victims, results));
}

function countOf(rule: Count, evidence: readonly IncidentEvidence[]): CountResult {
  const placed = evidence.map((each) => placeIncident(rule, each));
  const best = bestPeriod(
    placed.map((each) => each.place),
    freePeriodOf(rule),
  );
  const atLeast = best.sureIds.size;
  const atMost = best.possibleIds.size;
  const isOpen = atLeast < rule.atLeast && atMost >= rule.atLeast;
  const items = placed.map((each) => itemOf(each, rule, { best, isOpen }));
  return { atLeast, atMost, items };
}

function placeIncident(rule: Count, evidence: IncidentEvidence): PlacedIncident {
  const standing = rule.needs === 'suffered' ? evidence.ground : standingWithComplaints(evidence);
  const { sure, possible } = daysOf(rule, evidence);
  const isSure = standing.stands === 'counts';
  const place: Place = {
    id: evidence.incident.id,
    sure: isSure ? sure : [],
    possible: standing.stands === 'does_not_count' ? [] : isSure ? possible : [...sure, ...possible],
  };
  return { evidence, standing, place };
}

function daysOf(
  rule: Count,
  { incident, complaints, prospect }: IncidentEvidence,
): { sure: Span[]; possible: Span[] } {
  if (rule.needs === 'suffered' || testedDateOf(rule) !== 'complaint') {
    return { sure: [onlyOn(incident.occurredOn)], possible: [] };
  }
  const days = (stands: Standing['stands']) =>
    complaints.filter((each) => each.stands === stands).flatMap((each) => each.days);
  return { sure: days('counts'), possible: [...days('may_count'), ...(prospect ? [prospect.days] : [])] };
}

function standingWithComplaints({ ground, complaints, prospect }: IncidentEvidence): Standing {
  if (ground.stands === 'does_not_count') return ground;
  const sure = complaints.find((each) => each.stands === 'counts');
  if (sure) {
    return ground.stands === 'counts' ? counts(`${ground.reason}; ${sure.reason}`) : ground;
  }
  const possible = complaints.filter((each) => each.stands === 'may_count');
  if (possible.length === 0 && prospect === undefined) return doesNotCount(withoutComplaint(complaints));
  const reasons = [
    ...(ground.stands === 'may_count' ? [ground.reason] : []),
    ...possible.map((each) => each.reason),
    ...(prospect && possible.length === 0
      ? ['no complaint that counts is known so far, and one may still be found']
      : []),
  ];
  const awaits = [...ground.awaits, ...possible.flatMap((each) => each.awaits), ...(prospect?.awaits ?? [])];
  return mayCount(reasons.join('; '), awaits);
}

function withoutComplaint(complaints: readonly Standing[]): string {
  const reasons = [...new Set(complaints.map((each) => each.reason))];
  return reasons.length === 0 ? 'no complaint about it that counts is known' : reasons.join('; ');
}

interface Tally {
  readonly best: PeriodCount;
  /** Whether the verdict cannot be told yet. */
  readonly isOpen: boolean;
}

function itemOf(placed: PlacedIncident, rule: Count, { best, isOpen }: Tally): CountItem {
  const { evidence, standing } = placed;
  const { id } = evidence.incident;
  const item = (stands: Standing['stands'], reason: string, awaits: Standing['awaits']): CountItem => ({
    stands,
    awaits,
    item: { subject: 'incident', id, reason: `${incidentInWords(evidence.incident)}: ${reason}` },
  });
  if (standing.stands !== 'counts') return item(standing.stands, standing.reason, standing.awaits);
  const elsewhere = isOpen ? awaitsForAnotherDay(rule, evidence) : [];
  if (best.sureIds.has(id)) return item('counts', standing.reason, elsewhere);
  const outside = `${standing.reason}, outside ${periodInWords(rule, best.period)}`;
  if (!isOpen || !best.possibleIds.has(id)) return item('does_not_count', outside, []);
  return item('may_count', `${outside}, and another period may still hold more`, elsewhere);
}

/** What could put an incident that surely counts at another day, and so into another period. */
function awaitsForAnotherDay(rule: Count, { complaints, prospect }: IncidentEvidence): Standing['awaits'] {
  if (freePeriodOf(rule) === undefined || testedDateOf(rule) !== 'complaint') return [];
  return [...complaints.flatMap((each) => each.awaits), ...(prospect?.awaits ?? [])];
}

function periodInWords(rule: Count, period: Span | undefined): string {
  const length = freePeriodOf(rule);
  if (length === undefined || period === undefined) return 'the period that holds the most';
  const { from, through } = period;
  return (
    `the period of ${lengthInWords(length)} that holds the most ` +
    `(${inWordsWithoutWeekday(from)} to ${inWordsWithoutWeekday(through)})`
  );
}
