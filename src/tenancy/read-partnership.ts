import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { checkPartnership } from './cross-checks.js';
import { placesIn, type FindPlace } from './find-place.js';
import { findPartnershipBase } from './inherited-files.js';
import { partnershipSchema, SLUG } from './partnership-schema.js';
import { readPolicies, type PolicyRead } from './read-policies.js';
import type { FileProblem } from './tenant-file-error.js';
import type { OrganisationFile, PartnershipFile, TenantPolicy } from './tenant-file.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

/** What a partnership's folder is read against. */
export interface Surroundings {
  /** Folders of bases, the first first. */
  readonly bases: readonly string[];
  /** Left out: references to organisations are not checked. */
  readonly organisations?: readonly OrganisationFile[] | undefined;
  /** Slugs of the partnerships of the same folder. Left out: a peer is not checked. */
  readonly partnerships?: readonly string[];
}

/** A partnership's folder, or what is wrong with it. */
export interface PartnershipRead {
  /** The folder's name. */
  readonly slug: string;
  readonly partnership: YamlFile<PartnershipFile>;
  readonly versions: readonly TenantPolicy[];
  readonly find: FindPlace;
  readonly problems: readonly FileProblem[];
}

/** Reads partnership.yaml and every version of the policy of one folder. */
export function readPartnership(folder: string, surroundings: Surroundings): PartnershipRead {
  const { bases, organisations } = surroundings;
  const partnership = readYamlFile(
    join(folder, 'partnership.yaml'),
    partnershipSchema,
    findPartnershipBase(bases),
  );
  const policies = readPolicies(folder, readdirSync(folder), bases);
  const found = partnership.data ? checkPartnership(partnership.data, organisations) : [];
  const problems = [
    ...partnership.problems,
    ...found.map(partnership.problemAt),
    ...policies.problems,
    ...policies.versions.flatMap((each) => appealProblems(each, partnership.data, surroundings)),
  ];
  return {
    slug: basename(resolve(folder)),
    partnership,
    versions: policies.versions.map(({ version }) => version),
    find: placesIn([partnership, ...policies.versions.map(({ source }) => source)]),
    problems,
  };
}

/** An appeal that names an agency, or another partnership, must name one there is; what is not a slug is words. */
function appealProblems(
  { version, source }: PolicyRead,
  data: PartnershipFile | undefined,
  { partnerships }: Surroundings,
): FileProblem[] {
  const agencies = data?.agencies.map((each) => each.slug);
  const unknown = (
    named: string | undefined,
    known: readonly string[] | undefined,
    place: { readonly what: string; readonly path: readonly (string | number)[] },
  ) => {
    if (named === undefined || !known || !SLUG.test(named) || known.includes(named)) return [];
    const message = `expected ${place.what} (${known.join(', ')}), got ${named}`;
    return [source.problemAt({ path: place.path, message })];
  };
  return version.policy.appeals.flatMap(({ to, peer }, index) => [
    ...unknown(to, agencies, { what: 'an agency of the partnership', path: ['appeals', index, 'to'] }),
    ...unknown(peer, partnerships, { what: 'a partnership', path: ['appeals', index, 'peer'] }),
  ]);
}
