import { labelKey } from '#domain/review/label-key.js';
import type { CaseLabels } from './case-labels.js';
import type { CasePerson, IncidentMatching, IncidentRecord } from './case-ports.js';
import type { ChangeScope } from './change-case.js';
import type { Affected, Complainant, ConfirmIncident } from './incident-match-input.js';
import type { Casework } from './ports.js';

interface Naming {
  readonly input: ConfirmIncident;
  readonly incident: IncidentRecord;
  readonly labels: CaseLabels;
}

/**
 * Finds or adds the people behind labels: the same label in one case is the same person. Where a household is told with
 * somebody, it is theirs from now on; of somebody whom nobody knows it is kept with the complaint.
 */
export async function nameComplainants(
  casework: Casework,
  { stores, locked }: ChangeScope,
  { input, incident, labels }: Naming,
): Promise<Pick<IncidentMatching, 'reports' | 'acceptedComplaints' | 'affected'>> {
  const people = await stores.cases.listPeople(locked.id);
  const accepted = input.acceptedComplaints.map(({ complaintId, madeBy }) => ({
    complaintId,
    madeBy: madeBy ?? presumed(complaintId, { incident, people }),
  }));
  const makers = [...input.reports, ...accepted].map(({ madeBy }) => madeBy);
  const named = new NamedPeople(casework, people);
  for (const each of makers) named.take(each, 'COMPLAINANT');
  for (const each of input.affected ?? []) named.take(each, 'AFFECTED');
  await stores.cases.addPeople(locked.id, named.added);
  for (const [personId, label] of named.householdsOf(makers)) {
    const householdId = labels.idOf('HOUSEHOLD', label);
    if (householdId !== null) await stores.cases.setHousehold(personId, householdId);
  }
  const made = (madeBy: Complainant) => {
    const personId = named.idOf(madeBy);
    return { personId, householdId: personId === null ? labels.idOf('HOUSEHOLD', madeBy.household) : null };
  };
  return {
    reports: input.reports.map(({ reportId, madeBy }) => ({ reportId, ...made(madeBy) })),
    acceptedComplaints: accepted.map(({ complaintId, madeBy }) => ({ complaintId, ...made(madeBy) })),
    affected: named.idsOf(input.affected ?? []),
  };
}

/** The people of a case, with those whom labels add to it. */
class NamedPeople {
  readonly added: {
    id: string;
    role: 'COMPLAINANT' | 'AFFECTED';
    isApplicant: false;
    name: string;
    contact: object;
  }[] = [];
  readonly #byName: Map<string, string>;

  constructor(
    private readonly casework: Casework,
    people: readonly CasePerson[],
  ) {
    const labelled = people.filter(({ role }) => isByLabel(role));
    this.#byName = new Map(labelled.map(({ id, name }) => [labelKey(name), id]));
  }

  take(someone: Complainant, role: 'COMPLAINANT' | 'AFFECTED'): void {
    if (someone.kind !== 'LABEL' || this.#byName.has(labelKey(someone.label))) return;
    const id = this.casework.ids.newId();
    const name = someone.label.trim();
    this.added.push({ id, role, isApplicant: false, name, contact: {} });
    this.#byName.set(labelKey(name), id);
  }

  idOf(someone: Complainant): string | null {
    switch (someone.kind) {
      case 'PERSON':
        return someone.personId;
      case 'LABEL':
        return this.#byName.get(labelKey(someone.label)) ?? null;
      case 'UNKNOWN':
        return null;
    }
  }

  idsOf(people: readonly Affected[]): string[] {
    return [...new Set(people.map((each) => this.idOf(each)))].filter((id) => id !== null);
  }

  /** The households told of those who are known, by their ids. */
  householdsOf(makers: readonly Complainant[]): ReadonlyMap<string, string> {
    return new Map(
      makers.flatMap((each): [string, string][] => {
        const id = this.idOf(each);
        return id === null || !each.household?.trim() ? [] : [[id, each.household]];
      }),
    );
  }
}

/** Whether somebody is in the case by a label alone, so that the label names them. */
export function isByLabel(role: CasePerson['role']): boolean {
  return role === 'COMPLAINANT' || role === 'AFFECTED';
}

/** The only victim, where the applicant says that the victim complained; of several nobody says which. */
function presumed(
  complaintId: string,
  { incident, people }: { incident: IncidentRecord; people: readonly CasePerson[] },
): Complainant {
  const saysVictim = incident.complaints.some(({ id, madeByVictim }) => id === complaintId && madeByVictim);
  const [victim, ...others] = people.filter(({ role }) => role === 'VICTIM');
  if (!saysVictim || !victim || others.length > 0) return { kind: 'UNKNOWN' };
  return { kind: 'PERSON', personId: victim.id };
}
