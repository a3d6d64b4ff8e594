import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { applyTenant, listAppliedTenants, type TenantToApply } from '#persistence/apply-tenant.js';
import { migrate, migratorDataSource } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import type { Logger } from '#platform/logger.js';
import { readTenants } from '#tenancy/read-tenants.js';
import type { TenantFile } from '#tenancy/tenant-file.js';

/** The folder of the project: the nearest above with a package.json, whether this runs built or from source. */
export const projectFolder = findUp(dirname(fileURLToPath(import.meta.url)));
export const tenantsFolder = join(projectFolder, 'tenants');

/** A tenant's file in the form that is applied. */
export function toApply(file: TenantFile): TenantToApply {
  return { ...file, issuers: file.identity?.issuers ?? [] };
}

/** Brings the schema to its head and adds the partnerships of `tenants/` that are absent; never changes one. */
export async function prepareDatabase(migratorUrl: string, logger: Logger): Promise<void> {
  const ran = await migrate(migratorUrl);
  if (ran.length > 0) logger.info({ migrations: ran.length }, 'the database schema was brought up to date');
  await asOwner(migratorUrl, async (source) => {
    // Of two processes that start at once the second waits, and finds what the first added.
    const lock = source.createQueryRunner();
    await lock.query("select pg_advisory_lock(hashtext('concord tenants'))");
    const present = new Set(await listAppliedTenants(source));
    const { tenants, organisations } = readTenants(tenantsFolder);
    for (const tenant of tenants.filter((each) => !present.has(each.slug))) {
      await applyTenant({ source, newId, organisations }, toApply(tenant));
      logger.info({ partnership: tenant.slug }, 'a partnership was added');
    }
    await lock.query("select pg_advisory_unlock(hashtext('concord tenants'))");
    await lock.release();
  });
}

export async function asOwner<T>(migratorUrl: string, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await migratorDataSource(migratorUrl).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

function findUp(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findUp(dirname(folder));
}
