import type { Count } from '#domain/policy/criterion.js';
import { exceptedAmong } from '#domain/policy/excepted-behaviour.js';
import type { AboutIncident } from './about-incident.js';
import { listed } from './awaits-in-words.js';
import { BACKGROUND_NEVER_COUNTS } from './complaint-standing.js';
import type { DatedIncident } from './dated-facts.js';
import type { ComplaintFact, IncidentFact } from './facts.js';
import type { Await } from './finding.js';
import type { Hate } from './hate-standing.js';
import { counts, doesNotCount, mayCount, type Standing } from './standing.js';

/** The question that a person answers for each incident where a rule asks for it. */
const HARASSMENT_QUESTION = 'Did this incident cause the victim harassment, alarm or distress?';

/** How an incident stands in a count before its complaints are looked at. */
export function incidentGround(about: AboutIncident, hate: Hate | undefined): Standing {
  const refused =
    refusedByDay(about) ??
    refusedByMatch(about) ??
    refusedByHate(about.frame.rule, about.incident, hate) ??
    refusedByKind(about.frame.rule, about.incident);
  return refused === undefined ? openGround(about, hate) : doesNotCount(refused);
}

function openGround(about: AboutIncident, hate: Hate | undefined): Standing {
  const { frame, incident, dated } = about;
  const { rule } = frame;
  const asksForKind = rule.category !== 'asb' && rule.category !== 'any';
  const match = openMatch(about);
  const review = openReview(about);
  const ofHate = asksForKind && hate?.is === 'open' ? hate : undefined;
  const kind = openKind(rule, incident);
  const judgement = openJudgement(rule, incident);
  const first = match ?? review ?? ofHate ?? kind ?? judgement;
  if (first === undefined) return counts(`${matchInWords(dated)}${hateInWords(rule, incident)}`);
  const open = [match, review, ofHate, kind, judgement].filter((each) => each !== undefined);
  if (open.length === 1) return mayCount(first.reason, first.awaits);
  return mayCount(
    listed(open.map((each) => each.reason)),
    open.flatMap((each) => each.awaits),
  );
}

function refusedByDay({ frame, days: { from, through }, floor }: AboutIncident): string | undefined {
  const { rule, inside, receivedOn } = frame;
  if (from > receivedOn) return 'it is dated after the application was received';
  if (rule.needs === 'suffered' && floor.surely && through < floor.surely.day)
    return `it was ${floor.surely.words}`;
  for (const { window, days, tooEarlyInWords } of inside)
    if (window.tests === 'incident' && through < days.from) return tooEarlyInWords(through);
  return undefined;
}

function refusedByMatch({ frame, incident, dated }: AboutIncident): string | undefined {
  if (frame.awaiting.length > 0) return undefined;
  if (incident.match === 'not_found') return 'no agency found a record of it';
  return dated.isShownByBackgroundOnly ? BACKGROUND_NEVER_COUNTS : undefined;
}

function refusedByHate(
  { category, hateIs = 'perceived' }: Count,
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
  if (kinds && behaviours && !kinds.some((kind) => behaviours.includes(kind)))
    return 'it is not of a kind of behaviour that counts here';
  const excepted = kinds && rule.exceptBehaviours && exceptedAmong(kinds, rule);
  if (excepted?.always) return 'it is of a kind of behaviour that does not count here';
  if (excepted?.unlessCaused && incident.caused.harassmentAlarmOrDistress === false)
    return 'it is of a kind of behaviour that counts here only where it caused harassment, alarm or distress';
  if (judgement !== undefined && incident.caused.harassmentAlarmOrDistress === false)
    return 'it was judged not to have caused the victim harassment, alarm or distress';
  return undefined;
}

interface Open {
  readonly reason: string;
  readonly awaits: readonly Await[];
}

function openMatch({ frame: { awaiting, answers }, incident, dated }: AboutIncident): Open | undefined {
  if (incident.match === 'unmatched') {
    return {
      reason: "nobody has compared it with the agencies' records yet",
      awaits: dated.untilMatched,
    };
  }
  if (awaiting.length === 0 || (incident.match !== 'not_found' && !dated.isShownByBackgroundOnly))
    return undefined;
  const none = incident.match === 'not_found' ? 'no record' : 'only a background record';
  return {
    reason: `${none} of it is found so far, and ${listed(awaiting.map((each) => each.agencyName))} may hold one`,
    awaits: answers,
  };
}

function openReview({ frame, incident, days, floor: { possibly } }: AboutIncident): Open | undefined {
  if (frame.rule.needs !== 'suffered' || !possibly || days.through >= possibly.day) return undefined;
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

function matchInWords({ incident, hasBackground }: DatedIncident): string {
  const { match, dateAgreed, complaints } = incident;
  const beside = hasBackground ? ', beside which a background record does not count' : '';
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
