import type { CasePerson, IncidentMatching, IncidentRecord } from './case-ports.js';
import type { ChangeScope } from './change-case.js';
import type { Complainant, ConfirmIncident } from './incident-match-input.js';
import type { Casework } from './ports.js';

/** Finds or adds the people behind labels: the same label in one case is the same person. */
export async function nameComplainants(
  casework: Casework,
  { stores, locked }: ChangeScope,
  { input, incident }: { input: ConfirmIncident; incident: IncidentRecord },
): Promise<Pick<IncidentMatching, 'reports' | 'acceptedComplaints'>> {
  const people = await stores.cases.listPeople(locked.id);
  const accepted = input.acceptedComplaints.map(({ complaintId, madeBy }) => ({
    complaintId,
    madeBy: madeBy ?? presumed(complaintId, { incident, people }),
  }));
  const byName = new Map(
    people.filter(({ role }) => role === 'COMPLAINANT').map(({ id, name }) => [labelKey(name), id]),
  );
  for (const { madeBy } of [...input.reports, ...accepted]) {
    if (madeBy.kind !== 'LABEL' || byName.has(labelKey(madeBy.label))) continue;
    const id = casework.ids.newId();
    const name = madeBy.label.trim();
    await stores.cases.addPeople(locked.id, [
      { id, role: 'COMPLAINANT', isApplicant: false, name, contact: {} },
    ]);
    byName.set(labelKey(name), id);
  }
  return {
    reports: input.reports.map(({ reportId, madeBy }) => ({ reportId, personId: personOf(madeBy, byName) })),
    acceptedComplaints: accepted.map(({ complaintId, madeBy }) => ({
      complaintId,
      personId: personOf(madeBy, byName),
    })),
  };
}

/** A label as it is compared: case, spaces and forms of the same letter make no difference. */
export function labelKey(label: string): string {
  return label.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('en-GB');
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

function personOf(madeBy: Complainant, byName: ReadonlyMap<string, string>): string | null {
  switch (madeBy.kind) {
    case 'PERSON':
      return madeBy.personId;
    case 'LABEL':
      return byName.get(labelKey(madeBy.label)) ?? null;
    case 'UNKNOWN':
      return null;
  }
}
