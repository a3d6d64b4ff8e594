import type { DataSource } from 'typeorm';
import { parsePolicy } from '#domain/policy/parse-policy.js';
import type { Criterion } from '#domain/policy/criterion.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { asOwner, tenantsFolder, toApply } from '#main/prepare.js';
import { applyFiles, type TenantApplied } from '#persistence/apply-tenant.js';
import type { TenantToApply } from '#persistence/tenant-to-apply.js';
import { newId } from '#platform/ids.js';
import { digestOf } from '#tenancy/canonical-json.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { adminSql } from './case-record.js';
import type { TestApp } from './running-app.js';

const files = readTenants(tenantsFolder);

/** A partnership of the project as its files describe it. */
export function filesOf(slug: string): TenantToApply {
  const file = files.tenants.find((tenant) => tenant.slug === slug);
  if (!file) throw new Error(`There are no files of ${slug}.`);
  return toApply(file);
}

/** The files with one more version of the policy: the first one, changed, in force from a day. */
export function withVersion(
  files: TenantToApply,
  inForceFrom: string,
  change: (first: PolicyVersion) => PolicyVersion,
): TenantToApply {
  const [first] = files.policyVersions;
  if (!first) throw new Error('A partnership has a policy.');
  const policy = parsePolicy({ ...change(first.policy), inForceFrom });
  return {
    ...files,
    policyVersions: [...files.policyVersions, { policy, digest: digestOf(policy), notes: [] }],
  };
}

/** A policy in which a count of the threshold asks for another number. */
export function withNumber(policy: PolicyVersion, id: string, atLeast: number): PolicyVersion {
  const change = (criterion: Criterion): Criterion => {
    if ('criteria' in criterion) return { ...criterion, criteria: criterion.criteria.map(change) };
    return criterion.id === id && criterion.test === 'count' ? { ...criterion, atLeast } : criterion;
  };
  return { ...policy, threshold: change(policy.threshold) };
}

/** Applies files to the database of a running server, as the operator does. */
export function applyTo(
  app: TestApp,
  tenant: TenantToApply,
  { write = true, production = false }: { write?: boolean; production?: boolean } = {},
): Promise<TenantApplied> {
  return asOwner(app.database.migratorUrl, (source: DataSource) =>
    applyFiles({ source, newId, organisations: files.organisations, roles: files.roles }, tenant, {
      write,
      production,
      now: app.clock.now(),
    }),
  );
}

/** Makes a partnership of a test one that is used in earnest: its rules change with approval only. */
export async function endDevelopmentOf(app: TestApp, slug: string): Promise<void> {
  await adminSql(app, 'update concord.partnerships set development = false where slug = $1', [slug]);
}
