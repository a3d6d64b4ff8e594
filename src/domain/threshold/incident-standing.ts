import type { Count } from '#domain/policy/criterion.js';
import { exceptedAmong } from '#domain/policy/excepted-behaviour.js';
import { listed } from './awaits-in-words.js';
import { BACKGROUND_NEVER_COUNTS } from './complaint-standing.js';
import type { CountFrame } from './count-frame.js';
import { isBackground, type ComplaintFact, type IncidentFact } from './facts.js';
import type { Await } from './finding.js';
import type { Floor } from './floor.js';
import { asksForHate, hateOf, openMatchOf, type Hate } from './hate-standing.js';
import { counts, doesNotCount, mayCount, type Standing } from './standing.js';

/** The question that a person answers for each incident where a rule asks for it. */
const HARASSMENT_QUESTION = 'Did this incident cause the victim harassment, alarm or distress?';

/** An incident under a rule. */
interface About {
  readonly frame: CountFrame;
  readonly incident: IncidentFact;
  readonly occurredOn: number;
  readonly lastOn: number;
  readonly floor: Floor;
}

/** An incident with what the rule asks of it settled as far as it is. */
export interface IncidentGround {
  readonly ground: Standing;
  /** Left out where the rule does not ask for hate. */
  readonly hate?: Hate;
}

/** How an incident stands in a count before its complaints are looked at. */
export function incidentGround(about: About): IncidentGround {
  const { frame, incident } = about;
  const { rule } = frame;
  const hate = asksForHate(rule) ? hateOf(frame, incident) : undefined;
  const refused =
    refusedByDay(about) ??
    refusedByMatch(frame, incident) ??
    refusedByHate(frame, incident, hate) ??
    refusedByKind(rule, incident);
  const ground = refused === undefined ? openGround(about, hate) : doesNotCount(refused);
  return { ground, ...(hate ? { hate } : {}) };
}

function openGround(about: About, hate: Hate | undefined): Standing {
  const { frame, incident } = about;
  const { rule } = frame;
  const open = [
    openMatch(frame, incident),
    openReview(about),
    hate?.is === 'open' && rule.category !== 'asb' && rule.category !== 'any' ? hate : undefined,
    openKind(rule, incident),
    openJudgement(rule, incident),
  ].filter((each) => each !== undefined);
  if (open.length === 0) return counts(`${matchInWords(incident)}${hateInWords(rule, incident)}`);
  return mayCount(
    listed(open.map((each) => each.reason)),
    open.flatMap((each) => each.awaits),
  );
}

function refusedByDay({ frame, occurredOn, lastOn, floor }: About): string | undefined {
  const { rule, inside, receivedOn } = frame;
  if (occurredOn > receivedOn) return 'it is dated after the application was received';
  if (rule.needs === 'suffered' && floor.surely && lastOn < floor.surely.day)
    return `it was ${floor.surely.words}`;
  return inside
    .find(({ window, days }) => window.tests === 'incident' && lastOn < days.from)
    ?.tooEarlyInWords(lastOn);
}

function refusedByMatch({ awaiting }: CountFrame, incident: IncidentFact): string | undefined {
  if (awaiting.length > 0) return undefined;
  if (incident.match === 'not_found') return 'no agency found a record of it';
  return isShownByBackgroundOnly(incident) ? BACKGROUND_NEVER_COUNTS : undefined;
}

function refusedByHate(
  { rule: { category, hateIs = 'perceived' } }: CountFrame,
  { crime }: IncidentFact,
  hate: Hate | undefined,
): string | undefined {
  if (category === 'hate' && hate?.is === 'no') {
    if (hateIs === 'recorded') return 'the police did not record it as one of hate';
    const none = 'neither the applicant nor a matched record says that it is perceived as motivated by hate';
    if (hateIs === 'crime') return crime === false ? 'it was settled not to amount to a crime' : none;
    return hateIs === 'perceived' ? none : `${none}, nor did the police record it so`;
  }
  if (category !== 'asb_without_hate' || hate?.is !== 'yes') return undefined;
  if (hateIs === 'recorded') return 'the police recorded it as one of hate, and those do not count here';
  return hateIs === 'crime'
    ? 'it is a hate crime, and those do not count here'
    : 'it is one of hate, and those do not count here';
}

function refusedByKind(rule: Count, incident: IncidentFact): string | undefined {
  const { behaviours, judgement } = rule;
  const kinds = incident.behaviours;
  const excepted = exceptedAmong(kinds ?? [], rule);
  if (kinds && behaviours && !kinds.some((kind) => behaviours.includes(kind)))
    return 'it is not of a kind of behaviour that counts here';
  if (excepted.always) return 'it is of a kind of behaviour that does not count here';
  if (excepted.unlessCaused && incident.caused.harassmentAlarmOrDistress === false)
    return 'it is of a kind of behaviour that counts here only where it caused harassment, alarm or distress';
  if (judgement !== undefined && incident.caused.harassmentAlarmOrDistress === false)
    return 'it was judged not to have caused the victim harassment, alarm or distress';
  return undefined;
}

interface Open {
  readonly reason: string;
  readonly awaits: readonly Await[];
}

function openMatch({ awaiting, answers }: CountFrame, incident: IncidentFact): Open | undefined {
  if (incident.match === 'unmatched') {
    return {
      reason: "nobody has compared it with the agencies' records yet",
      awaits: [...answers, ...openMatchOf(incident)],
    };
  }
  if (awaiting.length === 0 || (incident.match !== 'not_found' && !isShownByBackgroundOnly(incident)))
    return undefined;
  const none = incident.match === 'not_found' ? 'no record' : 'only a background record';
  return {
    reason: `${none} of it is found so far, and ${listed(awaiting.map((each) => each.agencyName))} may hold one`,
    awaits: answers,
  };
}

function openReview({ frame, incident, lastOn, floor: { possibly } }: About): Open | undefined {
  if (frame.rule.needs !== 'suffered' || !possibly || lastOn >= possibly.day) return undefined;
  return {
    reason: `it was ${possibly.words}, and it is not known whether it is of what was reviewed`,
    awaits: [{ kind: 'detail', subject: 'incident', id: incident.id, detail: 'problem' }],
  };
}

function openKind(rule: Count, incident: IncidentFact): Open | undefined {
  const { behaviours, exceptBehaviours, unlabelled } = rule;
  if ((behaviours ?? exceptBehaviours) === undefined) return undefined;
  if (incident.behaviours !== undefined) return openException(rule, incident);
  if (unlabelled === 'counts') return undefined;
  return {
    reason: 'nobody has said yet what kind of behaviour it was',
    awaits: [{ kind: 'detail', subject: 'incident', id: incident.id, detail: 'behaviour' }],
  };
}

function openException(rule: Count, { behaviours = [], caused, id }: IncidentFact): Open | undefined {
  const isOpen = exceptedAmong(behaviours, rule).unlessCaused && caused.harassmentAlarmOrDistress === null;
  // Where the rule asks the same of every incident, that says it already.
  if (!isOpen || rule.judgement !== undefined) return undefined;
  return {
    reason:
      'it is of a kind of behaviour that counts only where it caused harassment, alarm or distress, which nobody has judged yet',
    awaits: [{ kind: 'judgement', incidentId: id, question: HARASSMENT_QUESTION }],
  };
}

function openJudgement(rule: Count, incident: IncidentFact): Open | undefined {
  if (rule.judgement === undefined || incident.caused.harassmentAlarmOrDistress !== null) return undefined;
  return {
    reason: 'nobody has judged yet whether it caused the victim harassment, alarm or distress',
    awaits: [{ kind: 'judgement', incidentId: incident.id, question: HARASSMENT_QUESTION }],
  };
}

/** Whether the records said to confirm it are background all of them: they show volume and place, not the incident. */
function isShownByBackgroundOnly({ match, complaints }: IncidentFact): boolean {
  if (match !== 'confirmed' && match !== 'differs') return false;
  return complaints.length > 0 && complaints.every(isBackground);
}

function matchInWords({ match, dateAgreed, complaints }: IncidentFact): string {
  const beside = complaints.some(isBackground) ? ', beside which a background record does not count' : '';
  if (match === 'other_evidence') return `accepted on other evidence${beside}`;
  const record =
    complaints.length > 0 && complaints.every(isOfUnknownAgency)
      ? 'the record of an agency that nobody named'
      : "an agency's record";
  if (match !== 'differs') return `confirmed by ${record}${beside}`;
  return `confirmed by ${record}${dateAgreed ? ', with the date agreed' : ' that differs'}${beside}`;
}

function isOfUnknownAgency({ agencyId, agencyKind }: ComplaintFact): boolean {
  return agencyId === undefined && agencyKind === undefined;
}

function hateInWords({ category, hateIs }: Count, { hatePerceived, hatePerceivedBy }: IncidentFact): string {
  if (category !== 'hate') return '';
  const crime = hateIs === 'crime' ? '; settled to amount to a crime' : '';
  if (!hatePerceived || hatePerceivedBy === undefined) return crime;
  const by = {
    applicant: 'the applicant',
    record: "an agency's record",
    both: "the applicant and an agency's record",
  };
  return `; perceived as motivated by hate, as ${by[hatePerceivedBy]} ${hatePerceivedBy === 'both' ? 'say' : 'says'}${crime}`;
}
