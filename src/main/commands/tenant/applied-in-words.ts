import { differenceInWords } from '#domain/policy/difference-in-words.js';
import type { Difference } from '#domain/policy/differences.js';
import type { PolicyApplied } from '#persistence/apply-policies.js';
import type { Told } from './applied-as-json.js';

/** What came of applying a partnership, line by line. */
export function appliedInWords({ tenant, applied, written }: Told): string[] {
  const name = `${tenant.name} (${tenant.slug})`;
  if (applied.isNew) return [`${name} was added.`];
  const rules = applied.policies.filter((policy) => !isSettled(policy));
  const untouched = applied.policies.filter(isSettled).map(settledInWords);
  if (applied.differences.length === 0 && rules.length === 0)
    return [`${name} is as its files say.`, ...untouched];
  return [
    `${name} ${written ? 'was changed' : 'differs from its files'}:`,
    ...applied.differences.map((each) => `  ${factInWords(each)}`),
    ...rules.flatMap((policy) => ruleInWords(policy, written)),
    ...untouched,
    ...(written ? [] : ['Nothing was changed. Add --yes to apply it.']),
  ];
}

function isSettled({ stands }: PolicyApplied): boolean {
  return stands !== 'proposed' && stands !== 'in_force';
}

function factInWords({ path, before, after }: Difference): string {
  if (before === undefined) return `${path}: added ${shown(after)}`;
  if (after === undefined) return `${path}: taken out, was ${shown(before)}`;
  return `${path}: ${shown(before)} -> ${shown(after)}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function ruleInWords(policy: PolicyApplied, written: boolean): string[] {
  const proposed = written
    ? 'was proposed: it comes into force once two people of the partnership have approved it'
    : 'would be proposed to two people of the partnership, not applied';
  const atOnce = written
    ? 'came into force without approval: the partnership is one of development'
    : 'would come into force without approval: the partnership is one of development';
  return [
    `  ${versionInWords(policy)} ${policy.stands === 'proposed' ? proposed : atOnce}`,
    ...policy.differences.map((each) => `    ${differenceInWords(each)}`),
  ];
}

function settledInWords(policy: PolicyApplied): string {
  const version = versionInWords(policy);
  switch (policy.stands) {
    case 'identical':
      return `  ${version} is the same`;
    case 'proposed_before':
      return `  ${version} is proposed already, and waits for approval`;
    case 'rejected':
      return `  ${version} was rejected: change it to propose it again`;
    case 'only_in_database':
      return `  ${version} is in the database alone, and stays`;
    case 'proposed':
    case 'in_force':
      return `  ${version} is new`;
  }
}

function versionInWords({ inForceFrom, digest }: PolicyApplied): string {
  const day = inForceFrom === null ? 'in force since ever' : `in force from ${inForceFrom}`;
  return `policy ${day} (${digest.slice(0, 12)})`;
}
