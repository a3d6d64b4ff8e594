import { isBefore, localDateOf } from '#domain/calendar/local-date.js';
import { checkNotFuture } from '#domain/review/check-application.js';
import { behavioursOf } from '#domain/policy/known-behaviours.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import { labelKey } from '#domain/review/label-key.js';
import type { Problem } from '#domain/review/problem.js';
import type { CasePerson, IncidentRecord } from './case-ports.js';
import type { ChangeScope } from './change-case.js';
import { checkSettled } from './check-settled.js';
import type { Complainant, ConfirmIncident } from './incident-match-input.js';
import { isByLabel } from './name-complainants.js';
import type { Casework } from './ports.js';
import { getPolicy } from './propose-decision.js';
import type { ReportRecord } from './report-ports.js';

/** Everything that is wrong with a match; empty when it may be stored. */
export async function checkMatching(
  casework: Casework,
  { stores, locked }: ChangeScope,
  { input, incident }: { input: ConfirmIncident; incident: IncidentRecord },
): Promise<Problem[]> {
  const reportIds = input.reports.map((report) => report.reportId);
  const linked = await stores.reports.listLinked(locked.id, reportIds);
  const people = await stores.cases.listPeople(locked.id);
  const { version } = await getPolicy(stores, locked.policyVersionId);
  return [
    ...checkMatchKind(input, incident),
    ...(input.agreedOn ? checkNotFuture(input.agreedOn, 'agreedOn', localDateOf(casework.clock.now())) : []),
    ...checkText(input.note, { path: 'note', limit: textLimits.long, required: false }),
    ...checkReports(input.reports, linked, people),
    ...checkAccepted(input.acceptedComplaints, incident, people),
    ...checkSettled(input, behavioursOf(version)),
    ...(input.affected ?? []).flatMap((each, index) =>
      checkComplainant(each, `affected[${String(index)}]`, people),
    ),
  ];
}

function checkReports(
  reports: ConfirmIncident['reports'],
  linked: readonly ReportRecord[],
  people: readonly CasePerson[],
): Problem[] {
  const byId = new Map(linked.map((report) => [report.id, report]));
  const problems = reports.flatMap(({ reportId, madeBy }, index) => {
    const path = `reports[${String(index)}]`;
    const message = 'is not linked to this case: expected a report that its agency has linked.';
    return [
      ...(byId.has(reportId) ? [] : [{ path: `${path}.reportId`, message }]),
      ...checkComplainant(madeBy, `${path}.madeBy`, people),
    ];
  });
  return [
    ...checkEachOnce(
      'reports',
      'a report',
      reports.map((report) => report.reportId),
    ),
    ...(reports.length > 0 && reports.every(({ reportId }) => byId.get(reportId)?.background)
      ? [{ path: 'reports', message: ONLY_BACKGROUND }]
      : []),
    ...problems,
  ];
}

const ONLY_BACKGROUND =
  'names background reports only, which show volume and place only and cannot confirm an incident: ' +
  'expected at least one report with a reporter and a day of the complaint.';

function checkAccepted(
  accepted: ConfirmIncident['acceptedComplaints'],
  incident: IncidentRecord,
  people: readonly CasePerson[],
): Problem[] {
  const known = new Set(incident.complaints.map((complaint) => complaint.id));
  return [
    ...checkEachOnce(
      'acceptedComplaints',
      'a complaint',
      accepted.map((each) => each.complaintId),
    ),
    ...accepted.flatMap(({ complaintId, madeBy }, index) => {
      const path = `acceptedComplaints[${String(index)}]`;
      const message = 'is not a complaint about this incident.';
      return [
        ...(known.has(complaintId) ? [] : [{ path: `${path}.complaintId`, message }]),
        ...(madeBy ? checkComplainant(madeBy, `${path}.madeBy`, people) : []),
      ];
    }),
  ];
}

function checkEachOnce(path: string, what: string, ids: readonly string[]): Problem[] {
  if (new Set(ids).size === ids.length) return [];
  return [{ path, message: `names ${what} twice: expected each once.` }];
}

function checkComplainant(madeBy: Complainant, path: string, people: readonly CasePerson[]): Problem[] {
  switch (madeBy.kind) {
    case 'PERSON':
      return people.some(({ id }) => id === madeBy.personId)
        ? []
        : [{ path: `${path}.personId`, message: 'is not a person of this case.' }];
    case 'LABEL':
      return checkLabel(madeBy.label, `${path}.label`, people);
    case 'UNKNOWN':
      return [];
  }
}

/** A label that names a victim or the third party would make a second person of them, and count them twice. */
function checkLabel(label: string, path: string, people: readonly CasePerson[]): Problem[] {
  const isOfCase = people.some(({ role, name }) => !isByLabel(role) && labelKey(name) === labelKey(label));
  if (isOfCase) return [{ path, message: 'is a person of this case: give personId.' }];
  return checkText(label, { path, limit: textLimits.name, required: true });
}

/** What each kind of match must and must not carry. */
function checkMatchKind(input: ConfirmIncident, incident: IncidentRecord): Problem[] {
  const { match, reports, acceptedComplaints, note } = input;
  const problems: Problem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  const needsReports = match === 'CONFIRMED' || match === 'DIFFERS';
  if (needsReports && reports.length === 0)
    refuse('reports', `is empty: ${match} needs the agencies' reports that show it.`);
  if (!needsReports && reports.length > 0)
    refuse('reports', `names reports though the match is ${match}: expected none.`);
  if (match === 'OTHER_EVIDENCE' && acceptedComplaints.length === 0 && !note?.trim())
    refuse('note', 'is empty: expected what the other evidence is, as no complaint is accepted on it.');
  if (match === 'NOT_FOUND' && acceptedComplaints.length > 0)
    refuse('acceptedComplaints', 'names complaints though nothing was found: expected none.');
  return [...problems, ...checkAgreedDay(input, incident)];
}

function checkAgreedDay({ match, agreedOn, note }: ConfirmIncident, incident: IncidentRecord): Problem[] {
  const path = 'agreedOn';
  if (!agreedOn) {
    if (match !== 'DIFFERS' || note?.trim()) return [];
    return [
      { path, message: 'is empty: DIFFERS needs the day that the records show, or a note of what differs.' },
    ];
  }
  if (match !== 'DIFFERS')
    return [{ path, message: `is given though the match is ${match}: expected only with DIFFERS.` }];
  if (isBefore(agreedOn, incident.occurredOn) || isBefore(incident.occurredOn, agreedOn)) return [];
  return [{ path, message: 'is the day that the applicant named: expected the day that the records show.' }];
}
