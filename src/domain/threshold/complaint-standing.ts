import { agencyKindInWords } from '#domain/policy/agency-kind.js';
import type { Count } from '#domain/policy/criterion.js';
import type { AboutIncident } from './about-incident.js';
import { listed } from './awaits-in-words.js';
import type { CountFrame } from './count-frame.js';
import type { DatedComplaint } from './dated-facts.js';
import { dayInWords } from './day-in-words.js';
import type { Days } from './day-number.js';
import { askedInWords, daysInWords } from './distance-in-words.js';
import type { ComplaintFact, IncidentFact } from './facts.js';
import { notFeltInWords, unsaidFeelingInWords } from './feeling.js';
import type { Await } from './finding.js';
import type { FirstDayThatCounts } from './floor.js';
import { testedDays, testedDaysOf, withinThoseThatTest, type Dated } from './tested-days.js';
import { counts, doesNotCount, mayCount, type ComplaintStanding, type Standing } from './standing.js';

/** Why a background record stands nowhere. */
export const BACKGROUND_NEVER_COUNTS =
  'a background record without a known reporter or report date never counts';

/**
 * How a complaint stands in a count, its incident and the search for further complaints left aside. That nobody knows
 * which person made it is left aside too: it matters only where people are told apart.
 */
export function complaintStanding(dated: DatedComplaint, about: AboutIncident): ComplaintStanding {
  const { complaint, madeOn, made, recordedOn, words } = dated;
  const refused = refusedByNature(dated, about.frame.rule);
  if (refused !== undefined) return standing(complaint, doesNotCount(refused));
  if (madeOn === null || made === undefined) return ofUnknownDay(dated, about);
  const late = refusedByDay(madeOn, about) ?? refusedByRecording(dated, about) ?? notFelt(complaint, about);
  if (late !== undefined) return standing(complaint, doesNotCount(`${words}${late}`));
  const tested = testedDays(about, made, recordedOn);
  const { possibly } = about.floor;
  const settled =
    possibly && madeOn < possibly.day
      ? ofUnsaidProblem(words, possibly, about.incident)
      : settledOrOpen(dated, about.frame);
  return standing(complaint, settled, { made, tested, recordedOn });
}

function notFelt(complaint: ComplaintFact, { frame: { rule, feels } }: AboutIncident): string | undefined {
  return feels?.(complaint) === false ? notFeltInWords(rule) : undefined;
}

type Placed = Pick<ComplaintStanding, 'made' | 'tested' | 'recordedOn'>;

const NOWHERE: Placed = { made: undefined, tested: undefined, recordedOn: undefined };

// Written out, since there are as many as complaints and spreading costs more.
function standing(
  complaint: ComplaintFact,
  { stands, reason, awaits }: Standing,
  { made, tested, recordedOn }: Placed = NOWHERE,
): ComplaintStanding {
  return { stands, reason, awaits, complaint, made, tested, recordedOn };
}

/** The days on which a complaint that nobody has produced yet could count, or undefined when there is none. */
export function possibleComplaintDays(about: AboutIncident): Days | undefined {
  const { frame, days, floor, lastCounted = Infinity } = about;
  const from = Math.max(days.from, frame.servedFrom ?? days.from, floor.surely?.day ?? days.from);
  const through = Math.min(frame.receivedOn, lastCounted);
  return withinThoseThatTest('complaint', from <= through ? { from, through } : undefined, frame);
}

/**
 * The last day on which a complaint may have been made to count, of what was last on the day; undefined where the rule
 * does not ask each to be in time.
 */
export function lastCountedDay({ rule, lastTimelyDay }: CountFrame, lastOn: number): number | undefined {
  return typeof rule.reportedWithin?.which === 'number' ? undefined : lastTimelyDay?.(lastOn);
}

function refusedByNature({ complaint, isBackground }: DatedComplaint, rule: Count): string | undefined {
  const { agencyKind } = complaint;
  if (isBackground) return BACKGROUND_NEVER_COUNTS;
  if (rule.exceptAnonymous && complaint.anonymous === true)
    return 'the complaint was made anonymously, and such complaints do not count here';
  if (rule.needs === 'recorded_report') {
    if (complaint.basis !== 'report')
      return 'other evidence of a complaint is not a formally recorded report';
    if (!complaint.formallyRecorded) return 'the report was not formally recorded';
  }
  if (rule.recordedBy && agencyKind !== undefined && !rule.recordedBy.includes(agencyKind)) {
    return `the complaint was made to ${agencyKindInWords(agencyKind)}, whose records do not count here`;
  }
  return refusedByMaker(complaint, rule);
}

function refusedByMaker({ byVictim, madeFor }: ComplaintFact, { by, inPerson }: Count): string | undefined {
  if (by === 'victim' && (byVictim === false || (inPerson && madeFor === null)))
    return 'the complaint was made by somebody else than the victim';
  if (by === 'others' && byVictim === true)
    return `the complaint was made ${typeof madeFor === 'string' ? 'for' : 'by'} the victim`;
  if (inPerson && typeof madeFor === 'string')
    return 'the complaint was made by somebody else for the victim, and one made in person is asked';
  return undefined;
}

function ofUnknownDay(dated: DatedComplaint, about: AboutIncident): ComplaintStanding {
  const { complaint, recordedOn, words } = dated;
  const unfelt = notFelt(complaint, about);
  if (unfelt !== undefined) return standing(complaint, doesNotCount(`${words}${unfelt}`));
  const made = possibleComplaintDays(about);
  const tested = made && testedDays(about, made, recordedOn);
  if (!made || !tested) return standing(complaint, doesNotCount(`${words} cannot have been made in time`));
  const placed = { made, tested, recordedOn };
  return standing(complaint, settledOrOpen(dated, about.frame, isGoodWhatever(about, placed)), placed);
}

/**
 * Whether a complaint counts on whichever day from its incident to the application it was made: so it does where none of
 * them is too late or too early, and no period has to hold it.
 */
function isGoodWhatever(
  about: AboutIncident,
  { made, tested, recordedOn }: { readonly tested: Days } & Dated,
): boolean {
  const { frame, days: ofIncident, floor } = about;
  const { receivedOn, inside, endOf } = frame;
  if (floor.possibly || made.from > ofIncident.from || made.through < receivedOn) return false;
  if (endOf !== undefined && tested.from < tested.through) return false;
  return inside.every(({ window: { tests }, days }) => {
    // Of an incident that went on, one day inside is enough.
    if (tests === 'incident') return ofIncident.through >= days.from;
    const own = testedDaysOf(about, tests, { made, recordedOn });
    return own.from >= days.from && own.through <= days.through;
  });
}

/** What is still open about a complaint that may count: whose it is, to whom it was made, when, and when it was recorded. */
function settledOrOpen(
  dated: DatedComplaint,
  { rule, testsRecording, feels, feelingAwaits }: CountFrame,
  isDayGood = true,
): Standing {
  const { complaint, recordedOn, words } = dated;
  const open: Standing[] = [];
  if (!isDayGood || isOfUnsaidMaker(complaint, rule)) open.push(unsettled(complaint, words));
  if (feels && feels(complaint) === undefined)
    open.push(
      mayCount(
        `${words}${unsaidFeelingInWords(rule)}`,
        complaint.byVictim === true ? feelingAwaits.ofVictim : feelingAwaits.ofOthers,
      ),
    );
  if (rule.recordedBy && complaint.agencyKind === undefined)
    open.push(mayCount(ofUnknownAgency(words), [agencyAwait(complaint.id)]));
  if (testsRecording && recordedOn === null) {
    const awaits: readonly Await[] = [detailAwait(complaint.id, 'recorded_on')];
    open.push(mayCount(`it is not known when an agency recorded the ${withoutArticle(words)}`, awaits));
  }
  const [only, ...others] = open;
  if (only === undefined) return counts(words);
  if (others.length === 0) return only;
  return mayCount(
    listed(open.map(({ reason }) => reason)),
    open.flatMap(({ awaits }) => awaits),
  );
}

/** "it is not known to which agency the complaint of 3 March 2026 was made" */
export function ofUnknownAgency(words: string): string {
  return `it is not known to which agency the ${withoutArticle(words)} was made`;
}

/** That somebody tells which agency was told, and so of what kind it is. */
export function agencyAwait(complaintId: string): Await {
  return detailAwait(complaintId, 'agency');
}

function detailAwait(id: string, detail: 'agency' | 'recorded_on'): Await {
  return { kind: 'detail', subject: 'complaint', id, detail };
}

function withoutArticle(words: string): string {
  return words.replace(/^a /, '');
}

/** A complaint of which it has to be settled who made it, and when. */
export function unsettled(complaint: ComplaintFact, words: string): Standing {
  const awaits = [complainantAwait(complaint)];
  if (complaint.madeFor === null && complaint.madeOn !== null)
    return mayCount(`it is not known whether the ${withoutArticle(words)} was made for the victim`, awaits);
  return complaint.madeOn === null && complaint.personId !== null
    ? mayCount('it is not known on which day a complaint was made', awaits)
    : mayCount(`it is not settled who made the ${withoutArticle(words)} and when`, awaits);
}

/** Whether it is asked whose the complaint is, and nobody knows. */
function isOfUnsaidMaker({ byVictim, madeFor }: ComplaintFact, { by, inPerson }: Count): boolean {
  return (
    ((by === 'victim' || by === 'others') && byVictim === null) || (inPerson === true && madeFor === null)
  );
}

/** What would settle whose a complaint is. */
export function complainantAwait({ id, madeFor }: ComplaintFact): Await {
  return madeFor === null
    ? { kind: 'detail', subject: 'complaint', id, detail: 'made_for' }
    : { kind: 'complainant', complaintId: id };
}

function refusedByDay(
  day: number,
  { frame, days: { from, through }, floor, lastCounted }: AboutIncident,
): string | undefined {
  const { rule, receivedOn, inside, servedFrom, servedInWords } = frame;
  if (day < from) return ' is dated before the incident';
  if (day > receivedOn) return ' was made after the application was received';
  if (floor.surely && day < floor.surely.day) return `, made ${floor.surely.words}`;
  const { reportedWithin } = rule;
  if (reportedWithin && lastCounted !== undefined && day > lastCounted)
    return `, reported ${daysInWords(day - through)} after ${through > from ? 'it ended' : 'the incident'}; ${askedInWords(reportedWithin, { by: lastCounted })}`;
  if (servedFrom !== undefined && day < servedFrom) return `, ${servedInWords(day)}`;
  for (const { window, days, tooEarlyInWords } of inside)
    if (window.tests === 'complaint' && day < days.from) return `, made ${tooEarlyInWords(day)}`;
  return undefined;
}

/** A complaint that does not count if its incident is of a problem that was reviewed, which nobody said. */
function ofUnsaidProblem(made: string, { words }: FirstDayThatCounts, incident: IncidentFact): Standing {
  return mayCount(`${made}, made ${words}, and it is not known whether it is about what was reviewed`, [
    { kind: 'detail', subject: 'incident', id: incident.id, detail: 'problem' },
  ]);
}

function refusedByRecording(
  { recordedOn, madeOn }: DatedComplaint,
  { frame }: AboutIncident,
): string | undefined {
  const { inside, receivedOn, testsRecording } = frame;
  const day = recordedOn === undefined ? madeOn : recordedOn;
  if (day === null || !testsRecording) return undefined;
  const outside = inside.find(
    ({ window, days }) => window.tests === 'recording' && (day > receivedOn || day < days.from),
  );
  if (outside === undefined) return undefined;
  const words = `, recorded on ${dayInWords(day)}`;
  return day > receivedOn
    ? `${words}, after the application was received`
    : `${words}, ${outside.tooEarlyInWords(day)}`;
}
