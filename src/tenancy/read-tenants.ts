import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { checkPartnership, repeats } from './cross-checks.js';
import { bankHolidaysOf, holidaysSchema } from './holidays-schema.js';
import { organisationsSchema, partnershipSchema, SLUG } from './partnership-schema.js';
import { policySchema } from '#domain/policy/policy-schema.js';
import { readPolicies } from './read-policies.js';
import { TenantFileError, type FileProblem } from './tenant-file-error.js';
import type { OrganisationFile, PartnershipFile, TenantFile } from './tenant-file.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

/** Everything that the tenants folder holds, checked. */
export interface Tenants {
  readonly organisations: readonly OrganisationFile[];
  /** Of England and Wales, where section 104 applies. */
  readonly holidays: BankHolidays;
  /** In order of their slugs. */
  readonly tenants: readonly TenantFile[];
}

const HOLIDAYS_FOLDER = 'bank-holidays';

/** Names in addresses that are not partnerships. */
const RESERVED: readonly string[] = ['app', 'assets', 'health', 'identity', 'live', 'me', 'metrics', 'ready'];

interface PartnershipRead {
  readonly slug: string;
  readonly partnership: YamlFile<PartnershipFile>;
  readonly tenant?: TenantFile;
  readonly problems: readonly FileProblem[];
}

/**
 * Reads organisations.yaml, the bank holidays and every partnership's folder.
 * @throws TenantFileError listing every problem of every file
 */
export function readTenants(folder: string): Tenants {
  const organisations = readYamlFile(join(folder, 'organisations.yaml'), organisationsSchema);
  const holidays = readYamlFile(join(folder, HOLIDAYS_FOLDER, 'england-and-wales.yaml'), holidaysSchema);
  const bodies = organisations.data?.organisations ?? [];
  const read = partnershipFolders(folder).map((slug) => readPartnership(folder, slug, bodies));
  const problems = [
    ...organisations.problems,
    ...holidays.problems,
    ...repeats(
      bodies.map((each) => each.slug),
      (index) => ['organisations', index, 'slug'],
    ).map(organisations.problemAt),
    ...read.flatMap((each) => each.problems),
    ...repeatedPrefixes(read),
  ];
  if (problems.length > 0 || !holidays.data) throw new TenantFileError(problems);
  return {
    organisations: bodies,
    holidays: bankHolidaysOf(holidays.data),
    tenants: read.flatMap((each) => (each.tenant ? [each.tenant] : [])),
  };
}

function partnershipFolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== HOLIDAYS_FOLDER && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

function readPartnership(
  folder: string,
  slug: string,
  organisations: readonly OrganisationFile[],
): PartnershipRead {
  const own = join(folder, slug);
  const partnership = readYamlFile(join(own, 'partnership.yaml'), partnershipSchema);
  const names = readdirSync(own);
  const policies = readPolicies(own, names);
  const { data } = partnership;
  const found = [...slugProblems(slug), ...(data ? checkPartnership(data, organisations) : [])];
  const problems = [
    ...partnership.problems,
    ...found.map(partnership.problemAt),
    ...policies.problems,
    ...names.filter(isStray).map((name) => strayFile(join(own, name))),
    ...(data ? appealProblems(data, own, policies.versions) : []),
  ];
  if (!data || problems.length > 0) return { slug, partnership, problems };
  return { slug, partnership, problems, tenant: { slug, ...data, policyVersions: policies.versions } };
}

function slugProblems(slug: string) {
  if (SLUG.test(slug) && !RESERVED.includes(slug)) return [];
  return [
    {
      path: [],
      message: `expected a folder named by a slug that is not one of ${RESERVED.join(', ')}, got ${slug}`,
    },
  ];
}

function isStray(name: string): boolean {
  return !name.startsWith('.') && !/^(partnership|policy|policy-\d{4}-\d{2}-\d{2})\.yaml$/.test(name);
}

function strayFile(file: string): FileProblem {
  const message = `expected partnership.yaml, policy.yaml or policy-YYYY-MM-DD.yaml, got ${basename(file)}`;
  return { file, line: 1, path: '(document)', message };
}

/** An appeal that names an agency must name one of this partnership; anything that is not a slug is words. */
function appealProblems(
  data: PartnershipFile,
  own: string,
  versions: TenantFile['policyVersions'],
): FileProblem[] {
  const slugs = data.agencies.map((each) => each.slug);
  return versions.flatMap(({ file, policy }) =>
    policy.appeals.flatMap(({ to }, index) => {
      if (to === undefined || !SLUG.test(to) || slugs.includes(to)) return [];
      const message = `expected an agency of the partnership (${slugs.join(', ')}), got ${to}`;
      const path = ['appeals', index, 'to'];
      return [readYamlFile(join(own, file), policySchema).problemAt({ path, message })];
    }),
  );
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
