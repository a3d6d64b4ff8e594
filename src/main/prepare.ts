import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { applyRoles, applyTenantIfAbsent, endDevelopment } from '#persistence/apply-tenant.js';
import type { TenantToApply } from '#persistence/tenant-to-apply.js';
import { migrate, migratorDataSource } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import type { Logger } from '#platform/logger.js';
import { lintTenant } from '#tenancy/lint-tenant.js';
import { readTenants } from '#tenancy/read-tenants.js';
import type { TenantFile } from '#tenancy/tenant-file.js';

/** The folder of the project: the nearest above with a package.json, whether this runs built or from source. */
export const projectFolder = findUp(dirname(fileURLToPath(import.meta.url)));
export const tenantsFolder = join(projectFolder, 'tenants');

/** A tenant's file in the form that is applied. */
export function toApply(file: TenantFile): TenantToApply {
  const findings = lintTenant(file.policyVersions, file);
  return {
    ...file,
    issuers: file.identity?.issuers ?? [],
    policyVersions: file.policyVersions.map((version) => ({
      ...version,
      notes: notesOf(version.file, findings),
    })),
  };
}

function notesOf(file: string, findings: ReturnType<typeof lintTenant>) {
  return findings.flatMap((each) => (each.file === file ? [{ path: each.key, message: each.message }] : []));
}

/**
 * Brings the schema to its head and the roles to what `tenants/roles.yaml` says, and adds the partnerships of `tenants/` that are absent; never changes one. Those that
 * are added outside production are of development: their rules may be changed without approval. Production takes that
 * away from every partnership, for good.
 */
export async function prepareDatabase(
  migratorUrl: string,
  logger: Logger,
  { production = false }: { readonly production?: boolean } = {},
): Promise<void> {
  const ran = await migrate(migratorUrl);
  if (ran.length > 0) logger.info({ migrations: ran.length }, 'the database schema was brought up to date');
  await asOwner(migratorUrl, async (source) => {
    if (production) await endDevelopment(source);
    const { tenants, organisations, roles } = readTenants(tenantsFolder);
    const changed = await applyRoles(source, roles);
    if (changed.length > 0) logger.info({ roles: changed }, 'what members may do was brought up to date');
    for (const tenant of tenants) {
      const settings = { source, newId, organisations, roles, development: !production };
      if (await applyTenantIfAbsent(settings, toApply(tenant)))
        logger.info({ partnership: tenant.slug }, 'a partnership was added');
    }
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
