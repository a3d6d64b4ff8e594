import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import { projectFolder, tenantsFolder } from '#main/prepare.js';
import { BASES_FOLDER } from '#tenancy/inherited-files.js';
import { HOLIDAYS_FOLDER, readHolidays } from '#tenancy/read-holidays.js';
import { readTenantFolder } from '#tenancy/read-tenant-folder.js';
import { factsOf } from './many-reports.js';

/** A policy that somebody wrote, over facts of 500 reports. */
export interface WrittenCase {
  readonly label: string;
  readonly policy: PolicyVersion;
  readonly facts: ThresholdFacts;
}

const EXAMPLES = join(projectFolder, 'test', 'tenancy', 'examples');

/** Of every fourth incident nobody said what caused it or compared it with the records, of others one label is missing. */
const muchUntold = (n: number): Partial<IncidentFact> => ({
  behaviours: [n % 2 === 0 ? 'noise' : 'harassment'],
  ...(n % 4 === 0 ? { match: 'unmatched', caused: { harassmentAlarmOrDistress: null } } : {}),
  ...(n % 3 === 0 ? { place: 'home' } : {}),
  hatePerceived: n % 5 === 0,
});

const AWAITED = [
  { agencyId: 'landlord', agencyName: 'The landlord', agencyKind: 'housing_provider', dueOn: null },
] as const;

const FACTS: readonly (readonly [string, ThresholdFacts])[] = [
  ['all told', factsOf({ incidents: 250, people: 10 })],
  ['much untold', factsOf({ incidents: 250, people: 40, change: muchUntold }, { awaiting: AWAITED })],
];

/** Every policy of the partnerships and of the examples, over both. */
export function writtenCases(): readonly WrittenCase[] {
  const holidays = readHolidays(tenantsFolder);
  const folders = [...foldersIn(tenantsFolder), ...foldersIn(EXAMPLES)];
  return folders.flatMap((folder) => {
    const { slug, policyVersions } = readTenantFolder(folder, { holidays });
    return policyVersions.flatMap(({ file, policy }) =>
      FACTS.map(([told, facts]) => ({ label: `${slug}, ${file}, ${told}`, policy, facts })),
    );
  });
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isDirectory() && each.name !== BASES_FOLDER && each.name !== HOLIDAYS_FOLDER)
    .map(({ name }) => join(folder, name))
    .sort();
}
