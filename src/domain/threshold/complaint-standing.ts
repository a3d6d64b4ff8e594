import { dateOfEpochDay } from '#domain/calendar/epoch-day.js';
import { lengthInWords } from '#domain/calendar/length.js';
import { inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import { agencyKindInWords } from '#domain/policy/agency-kind.js';
import type { Count } from '#domain/policy/criterion.js';
import { servingOf } from '#domain/policy/windows-of.js';
import { listed } from './awaits-in-words.js';
import type { CountFrame } from './count-frame.js';
import type { DatedComplaint } from './dated-facts.js';
import { commonDays, lastDayWithin, type Days } from './day-number.js';
import { askedInWords, daysInWords } from './distance-in-words.js';
import { isBackground, type ComplaintFact, type IncidentFact } from './facts.js';
import { feelingAwaits, notFeltInWords, unsaidFeelingInWords } from './feeling.js';
import type { Await } from './finding.js';
import type { FirstDayThatCounts, Floor } from './floor.js';
import { testedDays, testedDaysOf, withinThoseThatTest, type Dated } from './tested-days.js';
import { counts, doesNotCount, mayCount, type ComplaintStanding, type Standing } from './standing.js';

/** Why a background record stands nowhere. */
export const BACKGROUND_NEVER_COUNTS =
  'a background record without a known reporter or report date never counts';

/** A complaint's incident, as far as the complaint is judged by it. */
interface About {
  readonly frame: CountFrame;
  readonly occurredOn: number;
  readonly lastOn: number;
  readonly incident: IncidentFact;
  readonly floor: Floor;
}

/**
 * How a complaint stands in a count, its incident and the search for further complaints left aside. That nobody knows
 * which person made it is left aside too: it matters only where people are told apart.
 */
export function complaintStanding(dated: DatedComplaint, about: About): ComplaintStanding {
  const { complaint, madeOn, words } = dated;
  const refused = refusedByNature(complaint, about.frame.rule);
  if (refused !== undefined) return standing(complaint, doesNotCount(refused));
  if (madeOn === null) return ofUnknownDay(dated, about);
  const late = refusedByDay(madeOn, about) ?? refusedByRecording(dated, about) ?? notFelt(complaint, about);
  if (late !== undefined) return standing(complaint, doesNotCount(`${words}${late}`));
  const made = { from: madeOn, through: madeOn };
  const { recordedOn } = dated;
  const placed = { made, tested: testedDays(about, made, recordedOn), recordedOn };
  const { possibly } = about.floor;
  return possibly && madeOn < possibly.day
    ? standing(complaint, ofUnsaidProblem(words, possibly, about.incident), placed)
    : standing(complaint, settled(dated, about.frame), placed);
}

function notFelt(complaint: ComplaintFact, { frame: { rule, feels } }: About): string | undefined {
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
export function possibleComplaintDays({ frame, occurredOn, lastOn, floor }: About): Days | undefined {
  const since = commonDays(
    {
      from: Math.max(occurredOn, frame.servedFrom ?? occurredOn, floor.surely?.day ?? occurredOn),
      through: frame.receivedOn,
    },
    { from: occurredOn, through: lastCountedDay(frame, lastOn) ?? frame.receivedOn },
  );
  return withinThoseThatTest('complaint', since, frame);
}

/** The last day on which a complaint may have been made to count; undefined where the rule does not ask each to be in time. */
function lastCountedDay({ rule, lastTimelyDay }: CountFrame, lastOn: number): number | undefined {
  return typeof rule.reportedWithin?.which === 'number' ? undefined : lastTimelyDay?.(lastOn);
}

function refusedByNature(complaint: ComplaintFact, rule: Count): string | undefined {
  const { agencyKind } = complaint;
  if (isBackground(complaint)) return BACKGROUND_NEVER_COUNTS;
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

function ofUnknownDay(dated: DatedComplaint, about: About): ComplaintStanding {
  const { complaint, recordedOn, words } = dated;
  const unfelt = notFelt(complaint, about);
  if (unfelt !== undefined) return standing(complaint, doesNotCount(`${words}${unfelt}`));
  const made = possibleComplaintDays(about);
  const tested = made && testedDays(about, made, recordedOn);
  if (!made || !tested) return standing(complaint, doesNotCount(`${words} cannot have been made in time`));
  const placed = { made, tested, recordedOn };
  return standing(complaint, settled(dated, about.frame, isGoodWhatever(about, placed)), placed);
}

/**
 * Whether a complaint counts on whichever day from its incident to the application it was made: so it does where none of
 * them is too late or too early, and no period has to hold it.
 */
function isGoodWhatever(
  { frame, occurredOn, lastOn, floor }: About,
  { made, tested, recordedOn }: { readonly tested: Days } & Dated,
): boolean {
  const { receivedOn, inside, endOf } = frame;
  if (floor.possibly || made.from > occurredOn || made.through < receivedOn) return false;
  if (endOf !== undefined && tested.from < tested.through) return false;
  return inside.every(({ window: { tests }, days }) => {
    // Of an incident that went on, one day inside is enough.
    if (tests === 'incident') return lastOn >= days.from;
    const own = testedDaysOf({ frame, occurredOn, lastOn }, tests, { made, recordedOn });
    return own.from >= days.from && own.through <= days.through;
  });
}

/** What is still open about a complaint that may count: whose it is, to whom it was made, when, and when it was recorded. */
function settled(
  dated: DatedComplaint,
  { rule, testsRecording, feels }: CountFrame,
  isDayGood = true,
): Standing {
  const { complaint, recordedOn, words } = dated;
  const open: Standing[] = [];
  if (!isDayGood || isOfUnsaidMaker(complaint, rule)) open.push(unsettled(complaint, words));
  if (feels && feels(complaint) === undefined)
    open.push(mayCount(`${words}${unsaidFeelingInWords(rule)}`, feelingAwaits(rule, complaint)));
  if (rule.recordedBy && complaint.agencyKind === undefined)
    open.push(mayCount(ofUnknownAgency(words), [agencyAwait(complaint.id)]));
  if (testsRecording && recordedOn === null) {
    const awaits: readonly Await[] = [detailAwait(complaint.id, 'recorded_on')];
    open.push(mayCount(`it is not known when an agency recorded the ${withoutArticle(words)}`, awaits));
  }
  if (open.length === 0) return counts(words);
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

function refusedByDay(day: number, { frame, occurredOn, lastOn, floor }: About): string | undefined {
  const { rule, receivedOn, inside, servedFrom } = frame;
  if (day < occurredOn) return ' is dated before the incident';
  if (day > receivedOn) return ' was made after the application was received';
  if (floor.surely && day < floor.surely.day) return `, made ${floor.surely.words}`;
  const { reportedWithin } = rule;
  const lastTimely = lastCountedDay(frame, lastOn);
  if (reportedWithin && lastTimely !== undefined && day > lastTimely)
    return `, reported ${daysInWords(day - lastOn)} after ${lastOn > occurredOn ? 'it ended' : 'the incident'}; ${askedInWords(reportedWithin, { by: lastTimely })}`;
  if (servedFrom !== undefined && day < servedFrom) return `, ${servedInWords(day, rule)}`;
  const outside = inside.find(({ window, days }) => window.tests === 'complaint' && day < days.from);
  return outside && `, made ${outside.tooEarlyInWords(day)}`;
}

/** "which serves an application up to 9 July 2026 (6 months)" */
function servedInWords(day: number, rule: Count): string {
  const serving = servingOf(rule);
  if (serving === undefined) return '';
  const last = dateOfEpochDay(lastDayWithin(day, serving.length, serving.firstDay ?? 'counts'));
  return `which serves an application up to ${inWordsWithoutWeekday(last)} (${lengthInWords(serving.length)})`;
}

/** A complaint that does not count if its incident is of a problem that was reviewed, which nobody said. */
function ofUnsaidProblem(made: string, { words }: FirstDayThatCounts, incident: IncidentFact): Standing {
  return mayCount(`${made}, made ${words}, and it is not known whether it is about what was reviewed`, [
    { kind: 'detail', subject: 'incident', id: incident.id, detail: 'problem' },
  ]);
}

function refusedByRecording({ recordedOn, madeOn }: DatedComplaint, { frame }: About): string | undefined {
  const { inside, receivedOn } = frame;
  const day = recordedOn === undefined ? madeOn : recordedOn;
  if (day === null) return undefined;
  const outside = inside.find(
    ({ window, days }) => window.tests === 'recording' && (day > receivedOn || day < days.from),
  );
  if (outside === undefined) return undefined;
  const words = `, recorded on ${inWordsWithoutWeekday(dateOfEpochDay(day))}`;
  return day > receivedOn
    ? `${words}, after the application was received`
    : `${words}, ${outside.tooEarlyInWords(day)}`;
}
