import { dirname } from 'node:path';
import { readTenantFolder } from '#tenancy/read-tenant-folder.js';
import { readTenants } from '#tenancy/read-tenants.js';
import type { OrganisationFile, TenantFile } from '#tenancy/tenant-file.js';
import { tenantsFolder } from '../../prepare.js';
import { CommandFailed, type Given, type Terminal } from '../command.js';
import { folderOf } from './given-rules.js';
import { getTenant, readGiven } from './tenant-files.js';

/** A partnership with the organisations that its agencies may be of. */
export interface FoundTenant {
  readonly tenant: TenantFile;
  readonly organisations: readonly OrganisationFile[];
}

/**
 * The partnership of that slug, in tenants/ or in the folder that `--folder` names; or of that folder, wherever it is.
 * The organisations of a folder elsewhere are those of the project.
 * @throws CommandFailed when there is none, TenantFileError when its files cannot be used
 */
export function findTenant(terminal: Terminal, given: Given, named: string): FoundTenant {
  if (given.find('folder') !== undefined) {
    const read = readGiven(given, terminal);
    return { tenant: getTenant(read, named), organisations: read.organisations };
  }
  const folder = folderOf(terminal, named);
  const read = readTenants(tenantsFolder);
  const { organisations } = read;
  if (dirname(folder) === tenantsFolder) return { tenant: getTenant(read, named), organisations };
  const { partnership } = readTenantFolder(folder, { organisations });
  if (partnership) return { tenant: partnership, organisations };
  throw new CommandFailed(
    `${folder} has no partnership.yaml: what it says of its policy alone cannot be applied.`,
  );
}
