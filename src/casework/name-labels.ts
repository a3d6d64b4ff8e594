import { CaseLabels } from './case-labels.js';
import type { SettledOfIncident } from './case-ports.js';
import type { ChangeScope } from './change-case.js';
import type { ConfirmIncident } from './incident-match-input.js';
import type { Casework } from './ports.js';

/** Finds or adds every label that a matching names, so that what is stored after it may refer to them. */
export async function nameLabels(
  casework: Casework,
  { stores, locked }: ChangeScope,
  input: ConfirmIncident,
): Promise<CaseLabels> {
  const labels = new CaseLabels(casework.ids, await stores.labels.list(locked.id));
  for (const { madeBy } of [...input.reports, ...input.acceptedComplaints])
    labels.idOf('HOUSEHOLD', madeBy?.household);
  settledOf(input, labels);
  await stores.labels.add(locked.id, labels.added);
  return labels;
}

/** What a matching settles of its incident; what it leaves out nobody settled. */
export function settledOf(input: ConfirmIncident, labels: CaseLabels): SettledOfIncident {
  return {
    behaviours: input.behaviours ? [...new Set(input.behaviours)].sort() : null,
    isCrime: input.crime ?? null,
    recordedAsHate: input.recordedAsHate ?? null,
    problemId: labels.idOf('PROBLEM', input.problem),
    placeId: labels.idOf('PLACE', input.placeLabel),
    complainedOfId: labels.idOf('PERSON_COMPLAINED_OF', input.personComplainedOf),
  };
}
