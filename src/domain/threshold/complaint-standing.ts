import { dateOfEpochDay, epochDayOf } from '#domain/calendar/epoch-day.js';
import { lengthInWords } from '#domain/calendar/length.js';
import { inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import { agencyKindInWords } from '#domain/policy/agency-kind.js';
import type { Count, TestedDate } from '#domain/policy/criterion.js';
import { servingOf, windowsOf } from '#domain/policy/windows-of.js';
import type { CountFrame } from './count-frame.js';
import { commonDays, lastDayWithin, type Days } from './day-number.js';
import { askedInWords, beforeInWords, daysInWords } from './distance-in-words.js';
import { isBackground, type ComplaintFact, type IncidentFact } from './facts.js';
import { feelingAwaits, notFeltInWords, unsaidFeelingInWords } from './feeling.js';
import type { Await } from './finding.js';
import type { FirstDayThatCounts, Floor } from './floor.js';
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
export function complaintStanding(complaint: ComplaintFact, about: About): ComplaintStanding {
  const refused = refusedByNature(complaint, about.frame.rule);
  if (refused !== undefined) return { ...doesNotCount(refused), complaint };
  const { madeOn } = complaint;
  if (madeOn === null) return ofUnknownDay(complaint, about);
  const day = epochDayOf(madeOn);
  const words = `complaint of ${inWordsWithoutWeekday(madeOn)}${forVictimInWords(complaint)}`;
  const late = refusedByDay(day, about) ?? refusedByRecording(complaint, about);
  if (late !== undefined) return { ...doesNotCount(`${words}${late}`), complaint };
  const { rule, feels } = about.frame;
  if (feels?.(complaint) === false) return { ...doesNotCount(`${words}${notFeltInWords(rule)}`), complaint };
  const { possibly } = about.floor;
  if (possibly && day < possibly.day)
    return {
      ...ofUnsaidProblem(words, possibly, about.incident),
      complaint,
      made: { from: day, through: day },
    };
  // Written out, since there are as many as complaints and spreading costs more.
  const { stands, reason, awaits } = settled(complaint, about.frame, words);
  return { stands, reason, awaits, complaint, made: { from: day, through: day } };
}

/** The days on which a complaint that nobody has produced yet could count, or undefined when there is none. */
export function possibleComplaintDays({ frame, occurredOn, lastOn, floor }: About): Days | undefined {
  const since = commonDays(
    {
      from: Math.max(occurredOn, frame.servedFrom ?? occurredOn, floor.surely?.day ?? occurredOn),
      through: frame.receivedOn,
    },
    { from: occurredOn, through: lastTimelyDay(frame.rule, lastOn) ?? frame.receivedOn },
  );
  const tested = frame.inside.filter(({ window }) => window.tests === 'complaint');
  return tested.reduce<Days | undefined>((days, each) => days && commonDays(days, each.days), since);
}

type Placed = Pick<About, 'frame' | 'occurredOn' | 'lastOn'>;

/** The days of the date that places what counts, for a complaint made on the given days; undefined: none counts. */
export function testedDays(about: Placed, made: Days, complaint?: ComplaintFact): Days | undefined {
  const { frame } = about;
  const recorded = recordingDays(frame, made, complaint);
  if (recorded === undefined) return undefined;
  return frame.tests === 'recording' ? recorded : datedDays(about, made, { tests: frame.tests, recorded });
}

/** The days of the date that one window tests. */
export function testedDaysOf(
  about: Placed,
  tests: TestedDate,
  { made, complaint }: { readonly made: Days; readonly complaint?: ComplaintFact | undefined },
): Days {
  return datedDays(about, made, { tests, recorded: recordingDays(about.frame, made, complaint) ?? made });
}

function datedDays(
  { occurredOn, lastOn }: Placed,
  made: Days,
  { tests, recorded }: { readonly tests: TestedDate | undefined; readonly recorded: Days },
): Days {
  if (tests === 'complaint') return made;
  return tests === 'recording' ? recorded : { from: occurredOn, through: lastOn };
}

/** The days on which an agency recorded it, within every window that tests them; undefined: none. */
function recordingDays(frame: CountFrame, made: Days, complaint?: ComplaintFact): Days | undefined {
  const recordedOn = complaint ? complaint.recordedOn : null;
  const tested = frame.inside.filter(({ window }) => window.tests === 'recording');
  if (recordedOn === undefined || (tested.length === 0 && frame.tests !== 'recording')) return made;
  const days: Days =
    recordedOn === null
      ? { from: made.from, through: Math.max(made.through, frame.horizon) }
      : { from: epochDayOf(recordedOn), through: epochDayOf(recordedOn) };
  return tested.reduce<Days | undefined>((inside, each) => inside && commonDays(inside, each.days), days);
}

/** The last day on which a complaint is in time; undefined where the rule does not ask that each is. */
function lastTimelyDay({ reportedWithin }: Count, lastOn: number): number | undefined {
  if (reportedWithin === undefined || typeof reportedWithin.which === 'number') return undefined;
  return lastDayWithin(lastOn, reportedWithin.length, reportedWithin.firstDay);
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
    if (rule.recordedBy && agencyKind === undefined)
      return 'it is not known what kind of agency recorded the report';
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

/** ", made for the victim" */
function forVictimInWords({ madeFor }: ComplaintFact): string {
  return typeof madeFor === 'string' ? ', made for the victim' : '';
}

function ofUnknownDay(complaint: ComplaintFact, about: About): ComplaintStanding {
  const made = possibleComplaintDays(about);
  const words = 'a complaint whose date is not known';
  if (made === undefined || testedDays(about, made, complaint) === undefined) {
    return { ...doesNotCount(`${words} cannot have been made in time`), complaint };
  }
  return { ...unsettled(complaint, words), complaint, made };
}

function settled(complaint: ComplaintFact, { rule, feels }: CountFrame, words: string): Standing {
  const { byVictim, recordedOn, id, madeFor } = complaint;
  if ((rule.by === 'victim' || rule.by === 'others') && byVictim === null) return unsettled(complaint, words);
  if (rule.inPerson && madeFor === null) return unsettled(complaint, words);
  if (feels && feels(complaint) === undefined)
    return mayCount(`${words}${unsaidFeelingInWords(rule)}`, feelingAwaits(rule, complaint));
  if (recordedOn === null && windowsOf(rule).some((each) => 'tests' in each && each.tests === 'recording')) {
    const awaits: readonly Await[] = [{ kind: 'detail', subject: 'complaint', id, detail: 'recorded_on' }];
    return mayCount(`it is not known when an agency recorded the ${words}`, awaits);
  }
  return counts(words);
}

/** A complaint of which it has to be settled who made it, and when. */
export function unsettled(complaint: ComplaintFact, words: string): Standing {
  const named = words.replace(/^a /, '');
  const awaits = [complainantAwait(complaint)];
  if (complaint.madeFor === null && complaint.madeOn !== null)
    return mayCount(`it is not known whether the ${named} was made for the victim`, awaits);
  return complaint.madeOn === null && complaint.personId !== null
    ? mayCount('it is not known on which day a complaint was made', awaits)
    : mayCount(`it is not settled who made the ${named} and when`, awaits);
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
  const lastTimely = lastTimelyDay(rule, lastOn);
  if (reportedWithin && lastTimely !== undefined && day > lastTimely)
    return `, reported ${daysInWords(day - lastOn)} after ${lastOn > occurredOn ? 'it ended' : 'the incident'}; ${askedInWords(reportedWithin, { by: lastTimely })}`;
  const serving = servingOf(rule);
  if (serving && servedFrom !== undefined && day < servedFrom) {
    const last = dateOfEpochDay(lastDayWithin(day, serving.length, serving.firstDay ?? 'counts'));
    return `, which serves an application up to ${inWordsWithoutWeekday(last)} (${lengthInWords(serving.length)})`;
  }
  const outside = inside.find(({ window, days }) => window.tests === 'complaint' && day < days.from);
  if (outside === undefined) return undefined;
  const { window, days } = outside;
  return `, made ${beforeInWords(day, receivedOn, window)}; ${askedInWords(window, { from: days.from })}`;
}

/** A complaint that does not count if its incident is of a problem that was reviewed, which nobody said. */
function ofUnsaidProblem(made: string, { words }: FirstDayThatCounts, incident: IncidentFact): Standing {
  return mayCount(`${made}, made ${words}, and it is not known whether it is about what was reviewed`, [
    { kind: 'detail', subject: 'incident', id: incident.id, detail: 'problem' },
  ]);
}

function refusedByRecording({ recordedOn, madeOn }: ComplaintFact, { frame }: About): string | undefined {
  const { inside, receivedOn } = frame;
  const recorded = recordedOn === undefined ? madeOn : recordedOn;
  const tested = inside.filter(({ window }) => window.tests === 'recording');
  if (tested.length === 0 || !recorded) return undefined;
  const day = epochDayOf(recorded);
  const words = `, recorded on ${inWordsWithoutWeekday(recorded)}`;
  if (day > receivedOn) return `${words}, after the application was received`;
  const outside = tested.find(({ days }) => day < days.from);
  if (outside === undefined) return undefined;
  const { window, days } = outside;
  return `${words}, ${beforeInWords(day, receivedOn, window)}; ${askedInWords(window, { from: days.from })}`;
}
