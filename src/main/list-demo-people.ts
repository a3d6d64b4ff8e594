import { join } from 'node:path';
import { readDemoPeople, type DemoPerson } from '#identity/demo-people.js';
import { readRoles } from '#tenancy/read-roles.js';
import { tenantsFolder } from './prepare.js';

/** The demo people of `tenants/`, with roles of `tenants/roles.yaml`. */
export function listDemoPeople(): readonly DemoPerson[] {
  return readDemoPeople(join(tenantsFolder, 'demo-people.yaml'), readRoles(tenantsFolder));
}
