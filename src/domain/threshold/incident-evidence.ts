import type { CalendarLength } from '#domain/calendar/length.js';
import type { Count, TestedDate } from '#domain/policy/criterion.js';
import { complaintStanding, possibleComplaintDays } from './complaint-standing.js';
import type { IncidentFact, ThresholdFacts } from './facts.js';
import type { Await } from './finding.js';
import { answersOf, incidentGround } from './incident-standing.js';
import type { Span } from './span.js';
import type { ComplaintStanding, Standing } from './standing.js';

/** A complaint that nobody has produced yet but somebody may: on which days, and who would. */
export interface Prospect {
  readonly days: Span;
  readonly awaits: readonly Await[];
}

/** Everything a count needs to know of one incident. */
export interface IncidentEvidence {
  readonly incident: IncidentFact;
  readonly ground: Standing;
  /** Every known complaint, those that do not count too. */
  readonly complaints: readonly ComplaintStanding[];
  /** A further complaint that could still turn up and count. */
  readonly prospect?: Prospect;
}

/** Looks at one incident and its complaints under the rule. */
export function incidentEvidence(
  rule: Count,
  incident: IncidentFact,
  facts: ThresholdFacts,
): IncidentEvidence {
  const considered = { rule, incident, receivedOn: facts.receivedOn };
  const ground = incidentGround(rule, incident, facts);
  const complaints = incident.complaints.map((complaint) => complaintStanding(complaint, considered));
  const days = possibleComplaintDays(considered);
  const awaits = [...answersOf(possibleRecorders(rule, facts)), ...openMatchOf(incident)];
  const hasProspect = ground.stands !== 'does_not_count' && days !== undefined && awaits.length > 0;
  return { incident, ground, complaints, ...(hasProspect ? { prospect: { days, awaits } } : {}) };
}

/** The length of the period that the rule counts in, when it is a period of its own choosing. */
export function freePeriodOf(rule: Count): CalendarLength | undefined {
  return rule.window?.anchor === 'any_period' ? rule.window.length : undefined;
}

/** The date that the rule's window tests; a window per complaint tests its complaints. */
export function testedDateOf({ window }: Count): TestedDate | undefined {
  return window?.anchor === 'per_complaint' ? 'complaint' : window?.tests;
}

function possibleRecorders(rule: Count, facts: ThresholdFacts): ThresholdFacts['awaiting'] {
  const { recordedBy } = rule;
  if (recordedBy === undefined) return facts.awaiting;
  return facts.awaiting.filter(
    (agency) => agency.agencyKind === undefined || recordedBy.includes(agency.agencyKind),
  );
}

function openMatchOf(incident: IncidentFact): Await[] {
  return incident.match === 'unmatched' ? [{ kind: 'match', incidentId: incident.id }] : [];
}
