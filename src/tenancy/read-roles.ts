import { join } from 'node:path';
import type { RoleDefinition } from '#domain/sharing/role-definition.js';
import { problemsOfRoles, rolesSchema } from './roles-schema.js';
import { TenantFileError, type FileProblem } from './tenant-file-error.js';
import { readYamlFile } from './yaml-file.js';

/** The roles of a deployment, or what is wrong with their file. */
export interface RolesRead {
  readonly roles: readonly RoleDefinition[];
  /** What service accounts may do. */
  readonly scopes: readonly RoleDefinition[];
  readonly problems: readonly FileProblem[];
}

/** Reads roles.yaml of the folder that holds the partnerships. */
export function readRolesFile(folder: string): RolesRead {
  const { data, problems, problemAt } = readYamlFile(join(folder, 'roles.yaml'), rolesSchema);
  if (!data) return { roles: [], scopes: [], problems };
  const roles = Object.entries(data.roles).map(([name, role]) => ({ name, ...role }));
  const scopes = Object.entries(data.scopes ?? {}).map(([name, scope]) => ({
    name,
    ...scope,
    forServices: true as const,
  }));
  return { roles, scopes, problems: problemsOfRoles(data).map(problemAt) };
}

/**
 * The roles of people in a deployment, in the order of their file.
 * @throws TenantFileError listing every problem
 */
export function readRoles(folder: string): readonly RoleDefinition[] {
  return readGood(folder).roles;
}

/**
 * The scopes of service accounts in a deployment, in the order of their file.
 * @throws TenantFileError listing every problem
 */
export function readScopes(folder: string): readonly RoleDefinition[] {
  return readGood(folder).scopes;
}

function readGood(folder: string): RolesRead {
  const read = readRolesFile(folder);
  if (read.problems.length > 0) throw new TenantFileError(read.problems);
  return read;
}
