import type { ApplicationDraft, ComplaintMade, IncidentComplainedOf } from '#domain/review/application.js';
import { labelKey } from '#domain/review/label-key.js';
import { CaseLabels } from './case-labels.js';
import type { NewComplaint, NewIncident, NewPerson, Sufferer } from './case-ports.js';
import type { CaseLabel } from './label-ports.js';
import type { AgencyRecord } from './partnership-ports.js';
import type { Ids } from './ports.js';

/** What an application says, as rows of its case. */
interface ApplicationRows {
  readonly labels: readonly CaseLabel[];
  readonly people: readonly NewPerson[];
  readonly incidents: readonly NewIncident[];
  readonly complaints: readonly NewComplaint[];
  readonly sufferers: readonly Sufferer[];
}

interface Making {
  readonly ids: Pick<Ids, 'newId'>;
  readonly labels: CaseLabels;
  /** Ids by slug. */
  readonly agencies: ReadonlyMap<string, string>;
}

/** The rows of an application that was checked. Whoever is named as affected is the person of that name, or a new one. */
export function rowsOfApplication(
  application: ApplicationDraft,
  { ids, agencies }: { ids: Pick<Ids, 'newId'>; agencies: readonly AgencyRecord[] },
): ApplicationRows {
  const labels = new CaseLabels(ids);
  const making = { ids, labels, agencies: new Map(agencies.map(({ slug, id }) => [slug, id])) };
  const people = peopleOf(application, making);
  const affected = new AffectedPeople(people, ids);
  const told = application.incidents.map((incident, index) => {
    const row = incidentRow(incident, { id: ids.newId(), number: index + 1 });
    return {
      row,
      complaints: incident.complaints.map((complaint) => complaintRow(complaint, row.id, making)),
      sufferers: affected
        .idsOf(incident.affected ?? [])
        .map((personId) => ({ incidentId: row.id, personId })),
    };
  });
  return {
    labels: labels.added,
    people: [...people, ...affected.added],
    incidents: told.map(({ row }) => row),
    complaints: told.flatMap(({ complaints }) => complaints),
    sufferers: told.flatMap(({ sufferers }) => sufferers),
  };
}

function peopleOf(application: ApplicationDraft, { ids, labels }: Making): NewPerson[] {
  const { applicantKind, name, contact, household } = application;
  const applicant: NewPerson = {
    id: ids.newId(),
    role: applicantKind,
    isApplicant: true,
    name: name.trim(),
    contact,
    ...(application.sharingObjection !== undefined && { sharingObjection: application.sharingObjection }),
    householdId: labels.idOf('HOUSEHOLD', household),
  };
  const victims = application.victims.map((victim): NewPerson => ({
    id: ids.newId(),
    role: 'VICTIM',
    isApplicant: false,
    name: victim.name.trim(),
    contact: {},
    authorityKind: victim.authorityKind,
    authorityGivenOn: victim.authorityGivenOn,
    ...(victim.sharingObjection !== undefined && { sharingObjection: victim.sharingObjection }),
    householdId: labels.idOf('HOUSEHOLD', victim.household),
  }));
  return [applicant, ...victims];
}

function incidentRow(
  { occurredOn, place, description, hatePerceived, behaviours = [] }: IncidentComplainedOf,
  { id, number }: { id: string; number: number },
): NewIncident {
  const kinds = behaviours.length > 0 ? [...new Set(behaviours)].sort() : null;
  return { id, number, occurredOn, place, description, hatePerceived, behaviours: kinds };
}

function complaintRow(
  complaint: ComplaintMade,
  incidentId: string,
  { ids, labels, agencies }: Making,
): NewComplaint {
  return {
    id: ids.newId(),
    incidentId,
    agencyId: agencies.get(complaint.agency) ?? '',
    madeOn: complaint.madeOn,
    madeByVictim: complaint.madeByVictim,
    reference: complaint.reference ?? null,
    householdId: labels.idOf('HOUSEHOLD', complaint.household),
  };
}

/** Those whom incidents befell: a victim or the third party by their name, else somebody by a label. */
class AffectedPeople {
  readonly #byName: Map<string, string>;
  readonly #added: NewPerson[] = [];

  constructor(
    people: readonly NewPerson[],
    private readonly ids: Pick<Ids, 'newId'>,
  ) {
    this.#byName = new Map(people.map(({ id, name }) => [labelKey(name), id]));
  }

  get added(): readonly NewPerson[] {
    return this.#added;
  }

  idsOf(names: readonly string[]): string[] {
    return [...new Set(names.map((name) => this.#idOf(name)))];
  }

  #idOf(name: string): string {
    const known = this.#byName.get(labelKey(name));
    if (known !== undefined) return known;
    const id = this.ids.newId();
    this.#byName.set(labelKey(name), id);
    this.#added.push({ id, role: 'AFFECTED', isApplicant: false, name: name.trim(), contact: {} });
    return id;
  }
}
