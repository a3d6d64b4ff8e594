import { lengthInWords } from '#domain/calendar/length.js';
import { inWordsWithoutWeekday, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { Count } from '#domain/policy/criterion.js';
import { listed } from './awaits-in-words.js';
import { BACKGROUND_NEVER_COUNTS } from './complaint-standing.js';
import { isBackground, type AwaitedAgency, type IncidentFact, type ThresholdFacts } from './facts.js';
import type { Await } from './finding.js';
import { daysBefore, isWithin } from './span.js';
import { counts, doesNotCount, mayCount, type Standing } from './standing.js';

/** The question that a person answers for each incident where a rule asks for it. */
const HARASSMENT_QUESTION = 'Did this incident cause the victim harassment, alarm or distress?';

/** How an incident stands in a count before its complaints are looked at. */
export function incidentGround(rule: Count, incident: IncidentFact, facts: ThresholdFacts): Standing {
  const refused = refusedIncident(rule, incident, facts);
  if (refused !== undefined) return doesNotCount(refused);
  const open = [
    openMatch(incident, facts.awaiting),
    openPerception(rule, incident, facts.awaiting),
    openJudgement(rule, incident),
  ].filter((each) => each !== undefined);
  if (open.length === 0) return counts(`${matchInWords(incident)}${hateInWords(rule, incident)}`);
  return mayCount(
    listed(open.map((each) => each.reason)),
    open.flatMap((each) => each.awaits),
  );
}

/** "incident of 2 March 2026" */
export function incidentInWords(incident: IncidentFact): string {
  return `incident of ${inWordsWithoutWeekday(incident.occurredOn)}`;
}

/** The answers of the agencies, as something awaited. */
export function answersOf(agencies: readonly AwaitedAgency[]): Await[] {
  return agencies.map(({ agencyId, agencyName }) => ({ kind: 'agency_answer', agencyId, agencyName }));
}

function refusedIncident(rule: Count, incident: IncidentFact, facts: ThresholdFacts): string | undefined {
  if (isBefore(facts.receivedOn, incident.occurredOn))
    return 'it is dated after the application was received';
  const late = refusedByWindow(rule, incident.occurredOn, facts.receivedOn);
  if (late !== undefined) return late;
  if (facts.awaiting.length === 0) {
    if (incident.match === 'not_found') return 'no agency found a record of it';
    if (isShownByBackgroundOnly(incident)) return BACKGROUND_NEVER_COUNTS;
    if (lacksPerception(rule, incident) && incident.match !== 'unmatched')
      return 'neither the applicant nor a matched record says that it is perceived as motivated by hate';
  }
  if (rule.judgement !== undefined && incident.caused.harassmentAlarmOrDistress === false) {
    return 'it was judged not to have caused the victim harassment, alarm or distress';
  }
  return undefined;
}

function refusedByWindow(
  { window }: Count,
  occurredOn: LocalDate,
  receivedOn: LocalDate,
): string | undefined {
  if (window?.anchor !== 'before_application' || window.tests !== 'incident') return undefined;
  if (isWithin(occurredOn, daysBefore(receivedOn, window))) return undefined;
  return `it happened more than ${lengthInWords(window.length)} before the application`;
}

interface Open {
  readonly reason: string;
  readonly awaits: readonly Await[];
}

function openMatch(incident: IncidentFact, awaiting: readonly AwaitedAgency[]): Open | undefined {
  if (incident.match === 'unmatched') {
    return {
      reason: "nobody has compared it with the agencies' records yet",
      awaits: [...answersOf(awaiting), { kind: 'match', incidentId: incident.id }],
    };
  }
  if (awaiting.length === 0 || (incident.match !== 'not_found' && !isShownByBackgroundOnly(incident)))
    return undefined;
  const none = incident.match === 'not_found' ? 'no record' : 'only a background record';
  return {
    reason: `${none} of it is found so far, and ${listed(awaiting.map((each) => each.agencyName))} may hold one`,
    awaits: answersOf(awaiting),
  };
}

/** A record that is still to come may say that somebody else perceives hate. */
function openPerception(
  rule: Count,
  incident: IncidentFact,
  awaiting: readonly AwaitedAgency[],
): Open | undefined {
  if (!lacksPerception(rule, incident)) return undefined;
  return {
    reason: 'the applicant names no motive of hate, and a record that names one may still be found',
    awaits: [
      ...answersOf(awaiting),
      ...(incident.match === 'unmatched' ? [{ kind: 'match', incidentId: incident.id } as const] : []),
    ],
  };
}

function lacksPerception(rule: Count, incident: IncidentFact): boolean {
  return rule.category === 'hate' && !incident.hatePerceived;
}

/** Whether the records said to confirm it are background all of them: they show volume and place, not the incident. */
function isShownByBackgroundOnly({ match, complaints }: IncidentFact): boolean {
  if (match !== 'confirmed' && match !== 'differs') return false;
  return complaints.length > 0 && complaints.every(isBackground);
}

function openJudgement(rule: Count, incident: IncidentFact): Open | undefined {
  if (rule.judgement === undefined || incident.caused.harassmentAlarmOrDistress !== null) return undefined;
  return {
    reason: 'nobody has judged yet whether it caused the victim harassment, alarm or distress',
    awaits: [{ kind: 'judgement', incidentId: incident.id, question: HARASSMENT_QUESTION }],
  };
}

function matchInWords({ match, dateAgreed, complaints }: IncidentFact): string {
  const beside = complaints.some(isBackground) ? ', beside which a background record does not count' : '';
  if (match === 'other_evidence') return `accepted on other evidence${beside}`;
  if (match !== 'differs') return `confirmed by an agency's record${beside}`;
  return `confirmed by an agency's record${dateAgreed ? ', with the date agreed' : ' that differs'}${beside}`;
}

function hateInWords(rule: Count, { hatePerceivedBy }: IncidentFact): string {
  if (rule.category !== 'hate' || hatePerceivedBy === undefined) return '';
  const by = {
    applicant: 'the applicant',
    record: "an agency's record",
    both: "the applicant and an agency's record",
  };
  return `; perceived as motivated by hate, as ${by[hatePerceivedBy]} ${hatePerceivedBy === 'both' ? 'say' : 'says'}`;
}
