import { dirname } from 'node:path';
import { readTenantFolder } from '#tenancy/read-tenant-folder.js';
import { readTenants } from '#tenancy/read-tenants.js';
import type { RoleDefinition } from '#domain/sharing/role-definition.js';
import type { OrganisationFile, TenantFile } from '#tenancy/tenant-file.js';
import { tenantsFolder } from '../../prepare.js';
import { CommandFailed, type Given, type Terminal } from '../command.js';
import { folderOf } from './given-rules.js';
import { getTenant, readGiven } from './tenant-files.js';

/** A partnership with the organisations that its agencies may be of. */
export interface FoundTenant {
  readonly tenant: TenantFile;
  readonly organisations: readonly OrganisationFile[];
  readonly roles: readonly RoleDefinition[];
}

/**
 * The partnership of that slug, in tenants/ or in the folder that `--folder` names; or of that folder, wherever it is.
 * The organisations and roles of a folder elsewhere are those of the project.
 * @throws CommandFailed when there is none, TenantFileError when its files cannot be used
 */
export function findTenant(terminal: Terminal, given: Given, named: string): FoundTenant {
  if (given.find('folder') !== undefined) {
    const read = readGiven(given, terminal);
    return { tenant: getTenant(read, named), organisations: read.organisations, roles: read.roles };
  }
  const folder = folderOf(terminal, named);
  const read = readTenants(tenantsFolder);
  const { organisations, roles } = read;
  if (dirname(folder) === tenantsFolder) return { tenant: getTenant(read, named), organisations, roles };
  const { partnership } = readTenantFolder(folder, { organisations });
  if (partnership) return { tenant: partnership, organisations, roles };
  throw new CommandFailed(
    `${folder} has no partnership.yaml: what it says of its policy alone cannot be applied.`,
  );
}
