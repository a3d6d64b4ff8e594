import { lengthInWords } from '#domain/calendar/length.js';
import { inWordsWithoutWeekday, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import { agencyKindInWords } from '#domain/policy/agency-kind.js';
import type { Count } from '#domain/policy/criterion.js';
import { isBackground, type ComplaintFact, type IncidentFact } from './facts.js';
import { daysBefore, isWithin, lastDayWithin, onlyOn, overlapOf, type Span } from './span.js';
import { counts, doesNotCount, mayCount, type ComplaintStanding, type Standing } from './standing.js';

/** Why a background record stands nowhere. */
export const BACKGROUND_NEVER_COUNTS =
  'a background record without a known reporter or report date never counts';

/** A complaint together with what it is judged against. */
interface Considered {
  readonly rule: Count;
  readonly incident: IncidentFact;
  readonly receivedOn: LocalDate;
}

/** How a complaint stands in a count, its incident and the search for further complaints left aside. */
export function complaintStanding(complaint: ComplaintFact, considered: Considered): ComplaintStanding {
  const possible = possibleComplaintDays(considered);
  const standing =
    refusedByNature(complaint, considered.rule) ?? standingByDate(complaint, considered, possible);
  const days = complaint.madeOn === null ? possible : onlyOn(complaint.madeOn);
  return {
    ...standing,
    complaintId: complaint.id,
    personId: complaint.personId,
    days: standing.stands === 'does_not_count' || days === undefined ? [] : [days],
  };
}

/** The days on which a complaint that nobody has produced yet could count, or undefined when there is none. */
export function possibleComplaintDays({ rule, incident, receivedOn }: Considered): Span | undefined {
  const sinceIncident: Span = { from: incident.occurredOn, through: receivedOn };
  const { reportedWithin, window } = rule;
  const timely = reportedWithin
    ? overlapOf(sinceIncident, {
        from: incident.occurredOn,
        through: lastDayWithin(incident.occurredOn, reportedWithin.length, reportedWithin.firstDay),
      })
    : overlapOf(sinceIncident, sinceIncident);
  if (timely && window?.anchor === 'before_application' && window.tests === 'complaint') {
    return overlapOf(timely, daysBefore(receivedOn, window));
  }
  return timely;
}

function refusedByNature(complaint: ComplaintFact, rule: Count): Standing | undefined {
  if (isBackground(complaint)) {
    return doesNotCount(BACKGROUND_NEVER_COUNTS);
  }
  if (rule.needs === 'recorded_report') {
    if (complaint.basis !== 'report')
      return doesNotCount('other evidence of a complaint is not a formally recorded report');
    if (!complaint.formallyRecorded) return doesNotCount('the report was not formally recorded');
    if (rule.recordedBy && complaint.agencyKind === undefined) {
      return doesNotCount('it is not known what kind of agency recorded the report');
    }
  }
  if (
    rule.recordedBy &&
    complaint.agencyKind !== undefined &&
    !rule.recordedBy.includes(complaint.agencyKind)
  ) {
    return doesNotCount(
      `the complaint was made to ${agencyKindInWords(complaint.agencyKind)}, whose records do not count here`,
    );
  }
  if (rule.by === 'victim' && complaint.byVictim === false) {
    return doesNotCount('the complaint was made by somebody else than the victim');
  }
  return undefined;
}

function standingByDate(
  complaint: ComplaintFact,
  considered: Considered,
  possible: Span | undefined,
): Standing {
  const { rule } = considered;
  const { madeOn } = complaint;
  const made =
    madeOn === null ? 'a complaint whose date is not known' : `complaint of ${inWordsWithoutWeekday(madeOn)}`;
  const late = madeOn === null ? undefined : refusedByDate(madeOn, considered);
  if (late !== undefined) return doesNotCount(`${made} ${late}`);
  if (madeOn === null && possible === undefined) return doesNotCount(`${made} cannot have been made in time`);
  const awaits = [{ kind: 'complainant', complaintId: complaint.id }] as const;
  const unknown =
    madeOn === null ||
    (rule.by === 'victim' && (complaint.byVictim === null || complaint.personId === null)) ||
    (rule.unit === 'people' && complaint.personId === null);
  return unknown
    ? mayCount(`it is not settled who made the ${made.replace(/^a /, '')} and when`, awaits)
    : counts(made);
}

function refusedByDate(madeOn: LocalDate, { rule, incident, receivedOn }: Considered): string | undefined {
  if (isBefore(madeOn, incident.occurredOn)) return 'is dated before the incident';
  if (isBefore(receivedOn, madeOn)) return 'was made after the application was received';
  const { reportedWithin, window } = rule;
  if (
    reportedWithin &&
    isBefore(lastDayWithin(incident.occurredOn, reportedWithin.length, reportedWithin.firstDay), madeOn)
  ) {
    return `was made later than ${lengthInWords(reportedWithin.length)} after the incident`;
  }
  if (window?.anchor !== 'before_application' || window.tests !== 'complaint') return undefined;
  if (isWithin(madeOn, daysBefore(receivedOn, window))) return undefined;
  return `was made more than ${lengthInWords(window.length)} before the application`;
}
