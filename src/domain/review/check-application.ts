import { inWords, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { Applicants } from '#domain/policy/policy-version.js';
import type { ApplicationDraft, ComplaintMade, IncidentComplainedOf } from './application.js';
import { checkAffected, checkNumberAffected } from './check-affected.js';
import { checkBehaviours } from './check-behaviours.js';
import { checkEmail, checkPhone, checkText, textLimits } from './check-text.js';
import { labelKey } from './label-key.js';
import type { Problem } from './problem.js';

export interface ApplicationSetting {
  /** The local day on which it is handed in. */
  readonly today: LocalDate;
  /** Slugs of the partnership's agencies. */
  readonly agencies: ReadonlySet<string>;
  readonly applicants: Applicants;
  /** Ids of the kinds of behaviour that the policy names. */
  readonly behaviours: ReadonlySet<string>;
}

const mostIncidents = 50;
const mostVictims = 20;
const mostComplaints = 20;

/** Everything missing or contradictory in an application, all at once; empty when it can be received. */
export function checkApplication(draft: ApplicationDraft, setting: ApplicationSetting): Problem[] {
  return [
    ...checkApplicant(draft),
    ...checkVictims(draft, setting),
    ...checkCount(draft.incidents.length, { path: 'incidents', of: 'incidents', most: mostIncidents }),
    ...draft.incidents.flatMap((incident, index) =>
      checkIncident(incident, `incidents[${String(index)}]`, setting),
    ),
    ...checkNumberAffected(
      new Set(draft.incidents.flatMap(({ affected = [] }) => affected.map(labelKey))).size,
      'incidents',
    ),
    ...checkText(draft.sharingObjection, {
      path: 'sharingObjection',
      limit: textLimits.short,
      required: false,
    }),
    ...checkText(draft.dissatisfaction, { path: 'dissatisfaction', limit: textLimits.long, required: false }),
  ];
}

function checkApplicant({
  applicantKind,
  name,
  contact,
  relationship,
  household,
}: ApplicationDraft): Problem[] {
  const problems = [
    ...checkText(household, { path: 'household', limit: textLimits.name, required: false }),
    ...checkText(name, { path: 'name', limit: textLimits.name, required: true }),
    ...checkText(relationship, { path: 'relationship', limit: textLimits.short, required: false }),
    ...checkText(contact.address, { path: 'contact.address', limit: textLimits.short, required: false }),
    ...checkEmail(contact.email, 'contact.email'),
    ...checkPhone(contact.phone, 'contact.phone'),
  ];
  const ways = [contact.email, contact.phone, contact.address].filter(
    (way) => way !== undefined && way.trim() !== '',
  );
  if (ways.length === 0)
    problems.push({
      path: 'contact',
      message: 'is empty: expected an e-mail address, a telephone number or an address.',
    });
  if (household !== undefined && applicantKind === 'THIRD_PARTY')
    problems.push({
      path: 'household',
      message: 'is given though a third party applies: expected it beside each victim.',
    });
  return problems;
}

function checkVictims(
  { applicantKind, victims }: ApplicationDraft,
  { today, applicants }: ApplicationSetting,
): Problem[] {
  if (applicantKind === 'VICTIM')
    return victims.length === 0
      ? []
      : [
          {
            path: 'victims',
            message: 'names others though the victim applies: expected none, or a third party as applicant.',
          },
        ];
  if (!applicants.thirdParties)
    return [
      { path: 'applicantKind', message: 'is THIRD_PARTY: this partnership expects the victim to apply.' },
    ];
  const problems = checkCount(victims.length, { path: 'victims', of: 'victims', most: mostVictims });
  if (victims.length > 1 && !applicants.severalVictims)
    problems.push({
      path: 'victims',
      message: 'has several people: this partnership expects one victim for each application.',
    });
  victims.forEach((victim, index) => {
    const path = `victims[${String(index)}]`;
    problems.push(
      ...checkText(victim.name, { path: `${path}.name`, limit: textLimits.name, required: true }),
      ...checkText(victim.household, { path: `${path}.household`, limit: textLimits.name, required: false }),
      ...checkText(victim.sharingObjection, {
        path: `${path}.sharingObjection`,
        limit: textLimits.short,
        required: false,
      }),
      ...checkNotFuture(victim.authorityGivenOn, `${path}.authorityGivenOn`, today),
    );
  });
  return problems;
}

function checkIncident(incident: IncidentComplainedOf, path: string, setting: ApplicationSetting): Problem[] {
  return [
    ...checkNotFuture(incident.occurredOn, `${path}.occurredOn`, setting.today),
    ...checkText(incident.place, { path: `${path}.place`, limit: textLimits.short, required: true }),
    ...checkText(incident.description, {
      path: `${path}.description`,
      limit: textLimits.long,
      required: true,
    }),
    ...checkBehaviours(incident.behaviours, `${path}.behaviours`, setting.behaviours),
    ...checkAffected(incident.affected, `${path}.affected`),
    ...(incident.complaints.length > mostComplaints
      ? [{ path: `${path}.complaints`, message: `has more than ${String(mostComplaints)} entries.` }]
      : []),
    ...incident.complaints.flatMap((complaint, index) =>
      checkComplaint({ complaint, incident, path: `${path}.complaints[${String(index)}]` }, setting),
    ),
  ];
}

interface PlacedComplaint {
  readonly complaint: ComplaintMade;
  readonly incident: IncidentComplainedOf;
  readonly path: string;
}

function checkComplaint(
  { complaint, incident, path }: PlacedComplaint,
  setting: ApplicationSetting,
): Problem[] {
  const problems = [
    ...checkNotFuture(complaint.madeOn, `${path}.madeOn`, setting.today),
    ...checkText(complaint.reference, { path: `${path}.reference`, limit: textLimits.name, required: false }),
    ...checkText(complaint.household, { path: `${path}.household`, limit: textLimits.name, required: false }),
  ];
  if (isBefore(complaint.madeOn, incident.occurredOn))
    problems.push({
      path: `${path}.madeOn`,
      message: `is ${inWords(complaint.madeOn)}, before its incident of ${inWords(incident.occurredOn)}: expected that day or later.`,
    });
  if (complaint.household !== undefined && complaint.madeByVictim)
    problems.push({
      path: `${path}.household`,
      message: 'is given though the victim made it: expected the household beside the victim.',
    });
  if (!setting.agencies.has(complaint.agency))
    problems.push({
      path: `${path}.agency`,
      message: `is “${complaint.agency.slice(0, 60)}”: expected one of ${[...setting.agencies].join(', ')}.`,
    });
  return problems;
}

/** A day that has not come yet cannot be reported. `today` itself is accepted. */
export function checkNotFuture(date: LocalDate, path: string, today: LocalDate): Problem[] {
  if (!isBefore(today, date)) return [];
  return [{ path, message: `is ${inWords(date)}, in the future: expected ${inWords(today)} or earlier.` }];
}

function checkCount(
  count: number,
  { path, of, most }: { path: string; of: string; most: number },
): Problem[] {
  if (count >= 1 && count <= most) return [];
  return [{ path, message: `has ${String(count)} entries: expected 1 to ${String(most)} ${of}.` }];
}
