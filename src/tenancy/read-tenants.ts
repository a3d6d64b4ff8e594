import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { RoleDefinition } from '#domain/sharing/role-definition.js';
import { BASES_FOLDER } from './inherited-files.js';
import { bankHolidaysOf } from './holidays-schema.js';
import { organisationsSchema, SLUG } from './partnership-schema.js';
import { HOLIDAYS_FOLDER, readHolidaysFile } from './read-holidays.js';
import { placesIn, type FindPlace } from './find-place.js';
import { readRolesFile } from './read-roles.js';
import { readPartnership, type PartnershipRead } from './read-partnership.js';
import { repeats } from './repeats.js';
import { TenantFileError, type FileProblem } from './tenant-file-error.js';
import type { OrganisationFile, TenantFile } from './tenant-file.js';
import { readYamlFile } from './yaml-file.js';

/** Everything that the tenants folder holds, checked. */
export interface Tenants {
  readonly organisations: readonly OrganisationFile[];
  /** What members may do, in every partnership; with the scopes of service accounts. */
  readonly roles: readonly RoleDefinition[];
  /** Of England and Wales, where section 104 applies. */
  readonly holidays: BankHolidays;
  /** In order of their slugs. */
  readonly tenants: readonly TenantFile[];
  /** Where something stands in the files of the partnership of that slug. */
  readonly placesOf: (slug: string) => FindPlace;
}

const NO_PARTNERSHIPS = [HOLIDAYS_FOLDER, BASES_FOLDER];

/** Names in addresses that are not partnerships. */
const RESERVED: readonly string[] = [
  'app',
  'assets',
  'health',
  'identity',
  'live',
  'me',
  'metrics',
  'ready',
  'session',
  'sign-in',
  'sign-out',
];

const KNOWN_FILES = /^(partnership|policy|policy-\d{4}-\d{2}-\d{2}|cases)\.yaml$/;

/**
 * Reads organisations.yaml, roles.yaml, the bank holidays and every partnership's folder.
 * @throws TenantFileError listing every problem of every file
 */
export function readTenants(folder: string): Tenants {
  const organisations = readYamlFile(join(folder, 'organisations.yaml'), organisationsSchema);
  const roles = readRolesFile(folder);
  const holidays = readHolidaysFile(folder);
  const bodies = organisations.data?.organisations ?? [];
  const partnerships = partnershipFolders(folder);
  const surroundings = { bases: [join(folder, BASES_FOLDER)], organisations: bodies, partnerships };
  const read = partnerships.map((slug) => readPartnership(join(folder, slug), surroundings));
  const problems = [
    ...organisations.problems,
    ...roles.problems,
    ...holidays.problems,
    ...repeats(
      bodies.map((each) => each.slug),
      (index) => ['organisations', index, 'slug'],
    ).map(organisations.problemAt),
    ...read.flatMap((each) => [...each.problems, ...folderProblems(join(folder, each.slug), each)]),
    ...repeatedPrefixes(read),
  ];
  if (problems.length > 0 || !holidays.data) throw new TenantFileError(problems);
  return {
    organisations: bodies,
    roles: [...roles.roles, ...roles.scopes],
    holidays: bankHolidaysOf(holidays.data),
    tenants: read.flatMap(({ slug, partnership: { data }, versions }) =>
      data ? [{ slug, ...data, policyVersions: versions }] : [],
    ),
    placesOf: (slug) => read.find((each) => each.slug === slug)?.find ?? placesIn([]),
  };
}

function partnershipFolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !NO_PARTNERSHIPS.includes(entry.name))
      .map((entry) => entry.name)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}

/** What is wrong with the name of a partnership's folder, and what stands in it that is nothing of ours. */
function folderProblems(own: string, { slug, partnership }: PartnershipRead): FileProblem[] {
  const known = RESERVED.join(', ');
  const message = `expected a folder named by a slug that is not one of ${known}, got ${slug}`;
  const named =
    SLUG.test(slug) && !RESERVED.includes(slug) ? [] : [partnership.problemAt({ path: [], message })];
  const stray = readdirSync(own).filter((name) => !name.startsWith('.') && !KNOWN_FILES.test(name));
  return [...named, ...stray.map((name) => strayFile(join(own, name)))];
}

function strayFile(file: string): FileProblem {
  const message = `expected partnership.yaml, policy.yaml, policy-YYYY-MM-DD.yaml or cases.yaml, got ${basename(file)}`;
  return { file, line: 1, path: '(document)', message };
}

function repeatedPrefixes(read: readonly PartnershipRead[]): FileProblem[] {
  const known = read.flatMap(({ partnership }) =>
    partnership.data ? [{ partnership, prefix: partnership.data.referencePrefix }] : [],
  );
  return known.flatMap(({ partnership, prefix }, index) => {
    const first = known.findIndex((other) => other.prefix === prefix);
    if (first === index) return [];
    const message = `expected a prefix of its own, got ${prefix}, which ${known[first]?.partnership.file ?? ''} has`;
    return [partnership.problemAt({ path: ['referencePrefix'], message })];
  });
}
