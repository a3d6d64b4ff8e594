import { checkBehaviours } from '#domain/review/check-behaviours.js';
import { checkNumberAffected } from '#domain/review/check-affected.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import { labelKey } from '#domain/review/label-key.js';
import type { Problem } from '#domain/review/problem.js';
import type { Complainant, ConfirmIncident } from './incident-match-input.js';

/** What is wrong with what is settled of an incident beside its match. Who is named as affected is checked with people. */
export function checkSettled(input: ConfirmIncident, behaviours: ReadonlySet<string>): Problem[] {
  const label = (path: 'problem' | 'placeLabel' | 'personComplainedOf') =>
    checkText(input[path], { path, limit: textLimits.name, required: false });
  return [
    ...checkBehaviours(input.behaviours, 'behaviours', behaviours),
    ...label('problem'),
    ...label('placeLabel'),
    ...label('personComplainedOf'),
    ...checkAnybodyAffected(input),
    ...checkHouseholds(input),
  ];
}

function checkAnybodyAffected({ affected }: ConfirmIncident): Problem[] {
  const path = 'affected';
  if (affected?.length === 0)
    return [{ path, message: 'is empty: expected somebody whom it befell, or nothing.' }];
  return checkNumberAffected(affected?.length ?? 0, path);
}

/** Somebody lives in one household: two in one input would leave open which holds. */
function checkHouseholds({ reports, acceptedComplaints }: ConfirmIncident): Problem[] {
  const told = new Map<string, string>();
  const makers = [
    ...reports.map(({ madeBy }, n) => ({ madeBy, path: `reports[${String(n)}].madeBy.household` })),
    ...acceptedComplaints.map(({ madeBy }, n) => ({
      madeBy,
      path: `acceptedComplaints[${String(n)}].madeBy.household`,
    })),
  ];
  return makers.flatMap(({ madeBy, path }) => {
    const household = madeBy?.household;
    if (!madeBy || household === undefined) return [];
    const problems = checkText(household, { path, limit: textLimits.name, required: true });
    const [who, key] = [keyOf(madeBy), labelKey(household)];
    const before = who === undefined ? key : (told.get(who) ?? key);
    if (who !== undefined) told.set(who, key);
    if (before !== key)
      problems.push({ path, message: 'is another one than before for the same person: expected one.' });
    return problems;
  });
}

function keyOf(madeBy: Complainant): string | undefined {
  switch (madeBy.kind) {
    case 'PERSON':
      return `person ${madeBy.personId}`;
    case 'LABEL':
      return `label ${labelKey(madeBy.label)}`;
    case 'UNKNOWN':
      return undefined;
  }
}
