import { BACKGROUND_NEVER_COUNTS } from './complaint-standing.js';
import type { DatedComplaint, DatedFacts, DatedIncident } from './dated-facts.js';
import { commonDays, type Days } from './day-number.js';
import { whoMade, type Made } from './earliest-complaint.js';
import type { Await, FindingItem } from './finding.js';
import type { OfDay } from './remembered.js';

/** What every complaint is held against where the earliest is looked for. */
export interface Looking {
  readonly facts: DatedFacts;
  /** The days of complaints that are looked at. */
  readonly age: Days;
  /** The last day on which a complaint is in time of what was last on the day. */
  readonly lastInTime: OfDay<number>;
}

interface Lists {
  readonly made: Made[];
  readonly refused: FindingItem[];
}

/** Adds the complaints about the incident that were made or may have been, and with the reason those that count nowhere. */
export function madeAbout(incident: DatedIncident, looking: Looking, { made, refused }: Lists): void {
  const { facts, age } = looking;
  const since = commonDays({ from: incident.days.from, through: facts.receivedDay }, age);
  const lastInTime = looking.lastInTime(incident.days.through);
  const doubts = doubtsAbout(incident, facts);
  const isReal = incident.incident.match !== 'not_found' || facts.answers.length > 0;
  for (const complaint of incident.complaints) {
    const why = isReal
      ? refusal(complaint, since, facts.ofDay.inWords)
      : 'no agency found a record of the incident';
    if (why !== undefined) refused.push(refusedOf(incident, complaint, why));
    const days = complaint.made ?? since;
    if (why !== undefined || days === undefined) continue;
    const awaits = complaint.madeOn === null ? [...doubts, dayAwait(complaint)] : doubts;
    made.push({ incident, complaint, days, lastInTime, awaits, by: whoMade(complaint.complaint) });
  }
  const prospects = doubts.length > 0 ? doubts : facts.answers;
  if (isReal && since !== undefined && prospects.length > 0)
    made.push({ incident, days: since, lastInTime, awaits: prospects, by: 'unsettled' });
}

/** What would settle whether the incident has a record. */
function doubtsAbout({ incident, untilMatched }: DatedIncident, { answers }: DatedFacts): readonly Await[] {
  if (incident.match === 'unmatched') return untilMatched;
  return incident.match === 'not_found' ? answers : NO_DOUBTS;
}

const NO_DOUBTS: readonly Await[] = [];

function dayAwait({ complaint }: DatedComplaint): Await {
  return { kind: 'complainant', complaintId: complaint.id };
}

function refusal(
  { isBackground, madeOn }: DatedComplaint,
  since: Days | undefined,
  inWords: OfDay<string>,
): string | undefined {
  if (isBackground) return BACKGROUND_NEVER_COUNTS;
  if (since === undefined) return 'no complaint about it can lie in the time looked at';
  if (madeOn === null || (madeOn >= since.from && madeOn <= since.through)) return undefined;
  return `complaint of ${inWords(madeOn)} lies outside the time looked at`;
}

function refusedOf({ words }: DatedIncident, { complaint }: DatedComplaint, why: string): FindingItem {
  return { subject: 'complaint', id: complaint.id, reason: `${words}: ${why}` };
}
