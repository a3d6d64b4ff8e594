import { basename, join } from 'node:path';
import { policySchema } from '#domain/policy/policy-schema.js';
import { versionProblems } from '#domain/policy/policy-in-force.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { digestOf } from './canonical-json.js';
import type { FileProblem } from './tenant-file-error.js';
import type { TenantPolicy } from './tenant-file.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

const DATED = /^policy-(\d{4}-\d{2}-\d{2})\.yaml$/;

/** The versions of a policy, or what is wrong with them. */
export interface PoliciesRead {
  readonly versions: readonly TenantPolicy[];
  readonly problems: readonly FileProblem[];
}

/** Reads policy.yaml, the first version, and every policy-YYYY-MM-DD.yaml, each in force from the day in its name. */
export function readPolicies(folder: string, names: readonly string[]): PoliciesRead {
  const dated = names.filter((name) => DATED.test(name)).sort();
  const files = ['policy.yaml', ...dated].map((name) => readYamlFile(join(folder, name), policySchema));
  const problems = [...files.flatMap((file) => file.problems), ...files.flatMap(checkNamedDay)];
  const read = files.flatMap((file) => (file.data ? [{ file, policy: file.data }] : []));
  if (problems.length > 0) return { versions: [], problems };
  const order = versionProblems(read.map(({ policy }) => policy)).flatMap(({ index, message }) => {
    const file = read[index]?.file;
    return file ? [file.problemAt({ path: ['inForceFrom'], message })] : [];
  });
  const versions = read.map(({ file, policy }) => ({
    file: basename(file.file),
    digest: digestOf(policy),
    policy,
  }));
  return { versions, problems: order };
}

function checkNamedDay(file: YamlFile<PolicyVersion>): FileProblem[] {
  const day = DATED.exec(basename(file.file))?.[1];
  if (day === undefined || !file.data || file.data.inForceFrom === day) return [];
  const message = `expected ${day}, the day in the file's name, got ${file.data.inForceFrom ?? 'nothing'}`;
  return [file.problemAt({ path: ['inForceFrom'], message })];
}
