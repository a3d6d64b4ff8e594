import { join } from 'node:path';
import type { RoleDefinition } from '#domain/sharing/role-definition.js';
import { problemsOfRoles, rolesSchema } from './roles-schema.js';
import { TenantFileError, type FileProblem } from './tenant-file-error.js';
import { readYamlFile } from './yaml-file.js';

/** The roles of a deployment, or what is wrong with their file. */
export interface RolesRead {
  readonly roles: readonly RoleDefinition[];
  readonly problems: readonly FileProblem[];
}

/** Reads roles.yaml of the folder that holds the partnerships. */
export function readRolesFile(folder: string): RolesRead {
  const { data, problems, problemAt } = readYamlFile(join(folder, 'roles.yaml'), rolesSchema);
  if (!data) return { roles: [], problems };
  const roles = Object.entries(data.roles).map(([name, role]) => ({ name, ...role }));
  return { roles, problems: problemsOfRoles(data.roles).map(problemAt) };
}

/**
 * The roles of a deployment, in the order of their file.
 * @throws TenantFileError listing every problem
 */
export function readRoles(folder: string): readonly RoleDefinition[] {
  const { roles, problems } = readRolesFile(folder);
  if (problems.length > 0) throw new TenantFileError(problems);
  return roles;
}
