import { basename, join } from 'node:path';
import { policySchema } from '#domain/policy/policy-schema.js';
import { versionProblems } from '#domain/policy/policy-in-force.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { digestOf } from './canonical-json.js';
import { DATED_POLICY, findPolicyBase } from './inherited-files.js';
import type { FileProblem } from './tenant-file-error.js';
import type { TenantPolicy } from './tenant-file.js';
import { parseYaml } from './yaml/parse-yaml.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

/** A version of a policy with the file that it was read from. */
export interface PolicyRead {
  readonly version: TenantPolicy;
  readonly source: YamlFile<PolicyVersion>;
}

/** The versions of a policy, or what is wrong with them. */
export interface PoliciesRead {
  readonly versions: readonly PolicyRead[];
  readonly problems: readonly FileProblem[];
}

/**
 * Reads policy.yaml, the first version, and every policy-YYYY-MM-DD.yaml, each in force from the day in its name. Where
 * every version has a day in its name there need be no policy.yaml.
 */
export function readPolicies(
  folder: string,
  names: readonly string[],
  bases: readonly string[],
): PoliciesRead {
  const files = policyFiles(names).map((name) => readPolicyFile(join(folder, name), bases));
  const problems = [...files.flatMap((file) => file.problems), ...files.flatMap(checkNamedDay)];
  const read = files.flatMap((file) => (file.data ? [{ file, policy: file.data }] : []));
  if (problems.length > 0) return { versions: [], problems };
  const order = versionProblems(read.map(({ policy }) => policy)).flatMap(({ index, message }) => {
    const file = read[index]?.file;
    return file ? [file.problemAt({ path: ['inForceFrom'], message })] : [];
  });
  const versions = read.map(({ file, policy }) => ({
    source: file,
    version: { file: basename(file.file), digest: digestOf(policy), policy },
  }));
  return { versions, problems: order };
}

/** Names of the files of a policy, in order of their versions. */
function policyFiles(names: readonly string[]): string[] {
  const dated = names.filter((name) => DATED_POLICY.test(name)).sort();
  return names.includes('policy.yaml') || dated.length === 0 ? ['policy.yaml', ...dated] : dated;
}

/** Reads one file of a policy, laid over its base. */
export function readPolicyFile(file: string, bases: readonly string[]): YamlFile<PolicyVersion> {
  const named = DATED_POLICY.exec(basename(file))?.[1];
  return readYamlFile(file, policySchema, findPolicyBase(bases, named ?? dayIn(file)));
}

function dayIn(file: string): string | undefined {
  const { root } = parseYaml(file);
  const from = root?.kind === 'map' ? root.entries.get('inForceFrom') : undefined;
  return from?.kind === 'scalar' && typeof from.value === 'string' ? from.value : undefined;
}

function checkNamedDay(file: YamlFile<PolicyVersion>): FileProblem[] {
  const day = DATED_POLICY.exec(basename(file.file))?.[1];
  if (day === undefined || !file.data || file.data.inForceFrom === day) return [];
  const message = `expected ${day}, the day in the file's name, got ${file.data.inForceFrom ?? 'nothing'}`;
  return [file.problemAt({ path: ['inForceFrom'], message })];
}
