import {
  compareDates,
  inWordsWithoutWeekday,
  isBefore,
  type LocalDate,
} from '#domain/calendar/local-date.js';
import type { MarkedDay } from '#domain/policy/criterion.js';
import { BACKGROUND_NEVER_COUNTS } from './complaint-standing.js';
import { isBackground, type ComplaintFact, type IncidentFact, type ThresholdFacts } from './facts.js';
import { distinctAwaits, type Await, type FindingItem } from './finding.js';
import { answersOf } from './count-frame.js';
import { incidentInWords, lastDayOf } from './incident-in-words.js';
import { onlyOn, type Span } from './span.js';

/** An incident or a complaint that may be the first or the latest. */
export interface Candidate extends Pick<FindingItem, 'subject' | 'id'> {
  /** "incident of 3 May 2026: complaint of 4 May 2026" */
  readonly words: string;
  /** The days on which it was, or may have been. */
  readonly days: Span;
  /** What would settle whether it is one, and its day; empty where both are sure. */
  readonly awaits: readonly Await[];
  /** Whether it surely is one, although its day may be open. */
  readonly isSure: boolean;
}

export interface Looked {
  readonly candidates: readonly Candidate[];
  readonly refused: readonly FindingItem[];
}

/** Everything that the marked day may be of, and what surely has no ground with the reason. */
export function lookFor(of: MarkedDay, facts: ThresholdFacts): Looked {
  const looked = facts.incidents.map((incident): Looked => {
    const ground = groundOf(incident, facts);
    if (typeof ground === 'string') return { candidates: [], refused: [refusedIncident(incident, ground)] };
    switch (of) {
      case 'first_incident':
      case 'latest_incident':
        return { candidates: [ofIncident(incident, ground, dayOf(of, incident, facts))], refused: [] };
      case 'first_reported_incident':
      case 'latest_reported_incident':
        return ofReportedIncident(
          incident,
          complaintsOf(incident, ground, facts),
          dayOf(of, incident, facts),
        );
      case 'first_complaint':
      case 'latest_complaint':
        return complaintsOf(incident, ground, facts);
    }
  });
  return {
    candidates: looked.flatMap((each) => each.candidates),
    refused: looked.flatMap((each) => each.refused),
  };
}

/** Whether it is the latest of them that is looked at, not the first. */
export function isOfLatest(of: MarkedDay): boolean {
  return of.startsWith('latest');
}

/** Whether the day of a complaint is looked for, not that of an incident. */
export function isOfComplaint(of: MarkedDay): boolean {
  return of.endsWith('complaint');
}

/**
 * The earliest and the latest day that the marked day can be, given that there is one; undefined when nothing can be.
 * The first of several is no later than any that is sure; the latest, no earlier.
 */
export function boundsOf(of: MarkedDay, candidates: readonly Candidate[]): Span | undefined {
  const sure = candidates.filter((each) => each.isSure);
  const isLatest = isOfLatest(of);
  const begins = (among: readonly Candidate[]) => among.map((each) => each.days.from).sort(compareDates);
  const ends = (among: readonly Candidate[]) => among.map((each) => each.days.through).sort(compareDates);
  const from = isLatest && sure.length > 0 ? begins(sure).at(-1) : begins(candidates).at(0);
  const through = !isLatest && sure.length > 0 ? ends(sure).at(0) : ends(candidates).at(-1);
  return from && through ? { from, through } : undefined;
}

/** What settles that an incident has ground, empty where it surely has; or why it surely has none. */
function groundOf(
  incident: IncidentFact,
  { receivedOn, awaiting }: ThresholdFacts,
): readonly Await[] | string {
  if (isBefore(receivedOn, incident.occurredOn)) return 'it is dated after the application was received';
  const { match, complaints, id } = incident;
  if (match === 'unmatched') return [...answersOf(awaiting), { kind: 'match', incidentId: id }];
  const isShownByBackground =
    (match === 'confirmed' || match === 'differs') && complaints.length > 0 && complaints.every(isBackground);
  if (match !== 'not_found' && !isShownByBackground) return [];
  if (awaiting.length > 0) return answersOf(awaiting);
  return isShownByBackground ? BACKGROUND_NEVER_COUNTS : 'no agency found a record of it';
}

/** The day of an incident that is looked at: of behaviour that went on its last day, where the latest is asked. */
function dayOf(
  of: MarkedDay,
  incident: IncidentFact,
  { receivedOn }: Pick<ThresholdFacts, 'receivedOn'>,
): LocalDate {
  return isOfLatest(of) ? lastDayOf(incident, receivedOn) : incident.occurredOn;
}

function ofIncident(incident: IncidentFact, awaits: readonly Await[], day: LocalDate): Candidate {
  return {
    subject: 'incident',
    id: incident.id,
    words: incidentInWords(incident),
    days: onlyOn(day),
    awaits,
    isSure: awaits.length === 0,
  };
}

/** An incident was reported when one complaint about it counts; it may have been while one may still be found. */
function ofReportedIncident(incident: IncidentFact, { candidates, refused }: Looked, day: LocalDate): Looked {
  if (candidates.length === 0)
    return {
      candidates,
      refused: [...refused, refusedIncident(incident, 'no agency is known to have been told')],
    };
  const isReported = candidates.some((each) => each.isSure);
  const awaits = isReported ? [] : distinctAwaits(candidates.flatMap((each) => each.awaits));
  return { candidates: [ofIncident(incident, awaits, day)], refused: [] };
}

function complaintsOf(incident: IncidentFact, ground: readonly Await[], facts: ThresholdFacts): Looked {
  const since: Span = { from: incident.occurredOn, through: facts.receivedOn };
  const known = incident.complaints.map((complaint) => ofComplaint(complaint, { incident, ground, since }));
  const prospects = distinctAwaits([...answersOf(facts.awaiting), ...ground]);
  const candidates = known.flatMap((each) => (each.candidate ? [each.candidate] : []));
  const refused = known.flatMap((each) => (each.refused ? [each.refused] : []));
  if (prospects.length === 0) return { candidates, refused };
  const further: Candidate = {
    subject: 'incident',
    id: incident.id,
    words: `${incidentInWords(incident)}: another complaint about it may still be found`,
    days: since,
    awaits: prospects,
    isSure: false,
  };
  return { candidates: [...candidates, further], refused };
}

interface Considered {
  readonly incident: IncidentFact;
  readonly ground: readonly Await[];
  readonly since: Span;
}

function ofComplaint(
  complaint: ComplaintFact,
  { incident, ground, since }: Considered,
): { readonly candidate?: Candidate; readonly refused?: FindingItem } {
  const { id, madeOn } = complaint;
  const about = incidentInWords(incident);
  const why = refusal(complaint, since);
  if (why !== undefined) return { refused: { subject: 'complaint', id, reason: `${about}: ${why}` } };
  const day = madeOn === null ? 'of an unknown day' : `of ${inWordsWithoutWeekday(madeOn)}`;
  const unknown: Await[] = madeOn === null ? [{ kind: 'complainant', complaintId: id }] : [];
  return {
    candidate: {
      subject: 'complaint',
      id,
      words: `${about}: complaint ${day}`,
      days: madeOn === null ? since : onlyOn(madeOn),
      awaits: [...ground, ...unknown],
      isSure: ground.length === 0,
    },
  };
}

function refusal(complaint: ComplaintFact, since: Span): string | undefined {
  if (isBackground(complaint)) return BACKGROUND_NEVER_COUNTS;
  if (complaint.madeOn === null) return undefined;
  const made = `complaint of ${inWordsWithoutWeekday(complaint.madeOn)}`;
  if (isBefore(complaint.madeOn, since.from)) return `${made} is dated before the incident`;
  return isBefore(since.through, complaint.madeOn)
    ? `${made} was made after the application was received`
    : undefined;
}

function refusedIncident(incident: IncidentFact, why: string): FindingItem {
  return { subject: 'incident', id: incident.id, reason: `${incidentInWords(incident)}: ${why}` };
}
