import { readTenants, type Tenants } from '#tenancy/read-tenants.js';
import type { TenantFile } from '#tenancy/tenant-file.js';
import { tenantsFolder } from '../../prepare.js';
import { CommandFailed, type Given, type Terminal } from '../command.js';
import { pathFrom } from './path-from.js';

/** The option that names the folder with the partnerships. */
export const folderOption = { value: 'PATH' };
export const folderHelp =
  '  --folder       the folder with the partnerships; tenants/ of this project unless told';

/** Everything of the folder that was named, or of the project's own. */
export function readGiven(given: Given, terminal: Terminal): Tenants {
  return readTenants(pathFrom(terminal, given.find('folder') ?? tenantsFolder));
}

/**
 * The partnership of that slug.
 * @throws CommandFailed that lists the known ones
 */
export function getTenant({ tenants }: Tenants, slug: string): TenantFile {
  const found = tenants.find((tenant) => tenant.slug === slug);
  if (found) return found;
  const known = tenants.map((tenant) => tenant.slug).join(', ');
  throw new CommandFailed(`There are no files of a partnership "${slug}": expected one of ${known}.`);
}
