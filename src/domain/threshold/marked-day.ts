import type { MarkedDay } from '#domain/policy/criterion.js';
import { BACKGROUND_NEVER_COUNTS } from './complaint-standing.js';
import type { DatedComplaint, DatedFacts, DatedIncident } from './dated-facts.js';
import type { Days } from './day-number.js';
import { distinctOf } from './distinct-awaits.js';
import type { Await, FindingItem } from './finding.js';
import type { OfDay } from './remembered.js';

/** An incident or a complaint that may be the first or the latest. */
export interface Candidate extends Pick<FindingItem, 'subject' | 'id'> {
  /** "incident of 3 May 2026: complaint of 4 May 2026" */
  readonly words: string;
  /** The days on which it was, or may have been. */
  readonly days: Days;
  /** What would settle whether it is one, and its day; empty where both are sure. */
  readonly awaits: readonly Await[];
  /** Whether it surely is one, although its day may be open. */
  readonly isSure: boolean;
}

export interface Looked {
  readonly candidates: readonly Candidate[];
  readonly refused: readonly FindingItem[];
}

interface Lists extends Looked {
  readonly candidates: Candidate[];
  readonly refused: FindingItem[];
}

/** Everything that the marked day may be of, and what surely has no ground with the reason. */
export function lookFor(of: MarkedDay, facts: DatedFacts): Looked {
  const lists: Lists = { candidates: [], refused: [] };
  for (const dated of facts.dated) {
    const ground = groundOf(dated, facts);
    if (typeof ground === 'string') lists.refused.push(refusedIncident(dated, ground));
    else add(of, { dated, ground, facts }, lists);
  }
  return lists;
}

/** Whether it is the latest of them that is looked at, not the first. */
export function isOfLatest(of: MarkedDay): boolean {
  return of.startsWith('latest');
}

/** Whether the day of a complaint is looked for, not that of an incident. */
export function isOfComplaint(of: MarkedDay): boolean {
  return of.endsWith('complaint');
}

/** The day of an incident that is looked at: of behaviour that went on its last day, where the latest is asked. */
export function dayOf(of: MarkedDay, { from, through }: Days): Days {
  const day = isOfLatest(of) ? through : from;
  return { from: day, through: day };
}

/**
 * The earliest and the latest day that the marked day can be, given that there is one; undefined when nothing can be.
 * The first of several is no later than any that is sure; the latest, no earlier.
 */
export function boundsOf(of: MarkedDay, candidates: readonly Candidate[]): Days | undefined {
  if (candidates.length === 0) return undefined;
  const isLatest = isOfLatest(of);
  let [first, last, latestSure, earliestSure] = [Infinity, -Infinity, -Infinity, Infinity];
  for (const { days, isSure } of candidates) {
    first = Math.min(first, days.from);
    last = Math.max(last, days.through);
    if (!isSure) continue;
    latestSure = Math.max(latestSure, days.from);
    earliestSure = Math.min(earliestSure, days.through);
  }
  const isAnySure = latestSure > -Infinity;
  return {
    from: isLatest && isAnySure ? latestSure : first,
    through: !isLatest && isAnySure ? earliestSure : last,
  };
}

interface Considered {
  readonly dated: DatedIncident;
  readonly ground: readonly Await[];
  readonly facts: DatedFacts;
}

function add(of: MarkedDay, considered: Considered, lists: Lists): void {
  const { dated, ground } = considered;
  switch (of) {
    case 'first_incident':
    case 'latest_incident':
      lists.candidates.push(ofIncident(dated, ground, dayOf(of, dated.days)));
      return;
    case 'first_reported_incident':
    case 'latest_reported_incident':
      addReported(dated, complaintsAbout(considered), { days: dayOf(of, dated.days), lists });
      return;
    case 'first_complaint':
    case 'latest_complaint':
      addComplaints(considered, lists);
      return;
  }
}

const NONE: readonly Await[] = [];

/** What settles that an incident has ground, empty where it surely has; or why it surely has none. */
function groundOf(
  { incident, days, untilMatched, isShownByBackgroundOnly }: DatedIncident,
  { receivedDay, answers }: DatedFacts,
): readonly Await[] | string {
  if (receivedDay < days.from) return 'it is dated after the application was received';
  if (incident.match === 'unmatched') return untilMatched;
  if (incident.match !== 'not_found' && !isShownByBackgroundOnly) return NONE;
  if (answers.length > 0) return answers;
  return isShownByBackgroundOnly ? BACKGROUND_NEVER_COUNTS : 'no agency found a record of it';
}

function ofIncident({ incident, words }: DatedIncident, awaits: readonly Await[], days: Days): Candidate {
  return { subject: 'incident', id: incident.id, words, days, awaits, isSure: awaits.length === 0 };
}

interface Placed {
  readonly days: Days;
  readonly lists: Lists;
}

/** An incident was reported when one complaint about it counts; it may have been while one may still be found. */
function addReported(dated: DatedIncident, { candidates, refused }: Looked, { days, lists }: Placed): void {
  if (candidates.length === 0) {
    lists.refused.push(...refused, refusedIncident(dated, 'no agency is known to have been told'));
    return;
  }
  const isReported = candidates.some((each) => each.isSure);
  const awaits = isReported ? NONE : distinctOf(candidates.map((each) => each.awaits));
  lists.candidates.push(ofIncident(dated, awaits, days));
}

function complaintsAbout(considered: Considered): Looked {
  const lists: Lists = { candidates: [], refused: [] };
  addComplaints(considered, lists);
  return lists;
}

/** Those that are known, and one that may still be found. */
function addComplaints({ dated, ground, facts }: Considered, { candidates, refused }: Lists): void {
  const { incident, words } = dated;
  const { receivedDay, answers } = facts;
  const { inWords } = facts.ofDay;
  const known = { ground, inWords, since: { from: dated.days.from, through: receivedDay } };
  for (const complaint of dated.complaints) {
    const { id } = complaint.complaint;
    const why = refusal(complaint, known.since, inWords);
    if (why === undefined) candidates.push(ofComplaint(dated, complaint, known));
    else refused.push({ subject: 'complaint', id, reason: `${words}: ${why}` });
  }
  const awaits = ground.length > 0 ? ground : answers;
  if (awaits.length === 0) return;
  const further = `${words}: another complaint about it may still be found`;
  candidates.push({
    subject: 'incident',
    id: incident.id,
    words: further,
    days: known.since,
    awaits,
    isSure: false,
  });
}

interface Known {
  readonly ground: readonly Await[];
  readonly since: Days;
  readonly inWords: OfDay<string>;
}

function ofComplaint(
  { words }: DatedIncident,
  { complaint, madeOn, made }: DatedComplaint,
  { ground, since, inWords }: Known,
): Candidate {
  const { id } = complaint;
  const isSure = ground.length === 0;
  if (madeOn === null || made === undefined) {
    const awaits: readonly Await[] = [...ground, { kind: 'complainant', complaintId: id }];
    const own = `${words}: complaint of an unknown day`;
    return { subject: 'complaint', id, words: own, days: since, awaits, isSure };
  }
  const own = `${words}: complaint of ${inWords(madeOn)}`;
  return { subject: 'complaint', id, words: own, days: made, awaits: ground, isSure };
}

function refusal(
  { isBackground, madeOn }: DatedComplaint,
  since: Days,
  inWords: OfDay<string>,
): string | undefined {
  if (isBackground) return BACKGROUND_NEVER_COUNTS;
  if (madeOn === null) return undefined;
  if (madeOn < since.from) return `complaint of ${inWords(madeOn)} is dated before the incident`;
  return madeOn > since.through
    ? `complaint of ${inWords(madeOn)} was made after the application was received`
    : undefined;
}

function refusedIncident({ incident, words }: DatedIncident, why: string): FindingItem {
  return { subject: 'incident', id: incident.id, reason: `${words}: ${why}` };
}
