import type { Problem } from '#domain/policy/problems.js';
import { repeats } from './repeats.js';
import type { PartnershipFile } from './tenant-file.js';

/** What is wrong between the settings of a partnership and the rest of its file. */
export function checkSettings(file: PartnershipFile): Problem[] {
  return [...repeatedSettings(file), ...unknownLead(file)];
}

function repeatedSettings({
  letters,
  ombudsmen,
  retention,
  waysToApply,
  languages,
}: PartnershipFile): Problem[] {
  return [
    ...repeats(letters?.map((each) => each.id) ?? [], (index) => ['letters', index, 'id']),
    ...repeats(ombudsmen?.map((each) => each.id) ?? [], (index) => ['ombudsmen', index, 'id']),
    ...repeats(retention?.map((each) => each.records) ?? [], (index) => ['retention', index, 'records']),
    ...repeats(waysToApply?.map((each) => each.way) ?? [], (index) => ['waysToApply', index, 'way']),
    ...repeats(languages ?? [], (index) => ['languages', index]),
  ];
}

function unknownLead({ leadAgency, agencies }: PartnershipFile): Problem[] {
  const slugs = agencies.map((each) => each.slug);
  if (leadAgency === undefined || slugs.includes(leadAgency)) return [];
  const message = `expected an agency of the partnership (${slugs.join(', ')}), got ${leadAgency}`;
  return [{ path: ['leadAgency'], message }];
}
