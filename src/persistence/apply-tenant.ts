// cspell:ignore xact
import type { Temporal } from 'temporal-polyfill';
import type { DataSource, QueryRunner } from 'typeorm';
import { listDifferences, type Difference } from '#domain/policy/differences.js';
import { addAgencies, endAgencies, findAgencyIds } from './apply-agencies.js';
import { applyAreaTeams } from './apply-area-teams.js';
import { applyIssuers } from './apply-issuers.js';
import { applyOrganisations } from './apply-organisations.js';
import { applyRolesWithin } from './apply-roles.js';
import { applyPolicies, type PolicyApplied } from './apply-policies.js';
import {
  addPartnership,
  changePartnership,
  documentOf,
  findPartnership,
  recordChange,
} from './apply-partnership.js';
import type { ApplySettings, TenantToApply } from './tenant-to-apply.js';

/** What the files and the database say differently of a partnership, and what became of it. */
export interface TenantApplied {
  readonly tenantId: string;
  readonly isNew: boolean;
  /** Everything but its rules. */
  readonly differences: readonly Difference[];
  readonly policies: readonly PolicyApplied[];
}

export interface ApplyHow {
  /** Otherwise a partnership that is there stays as it is. */
  readonly write: boolean;
  readonly now: Temporal.Instant;
  /** Rules change with approval only, also of a partnership of development. */
  readonly production: boolean;
}

/** Slugs of the partnerships that this database knows. */
export async function listAppliedTenants(source: DataSource): Promise<string[]> {
  const rows = await source.query<{ slug: string }[]>(
    'select slug from directory.partnerships order by slug',
  );
  return rows.map((row) => row.slug);
}

/** Adds a partnership that is absent: all of it or nothing. Acts as the owner, inside the tenant's own wall. */
export async function applyTenant(settings: ApplySettings, tenant: TenantToApply): Promise<string> {
  return inApplyTransaction(settings.source, async (runner) => {
    if (await findPartnership(runner, tenant.slug)) throw new Error(`${tenant.slug} is there already.`);
    return { keep: true, value: (await addWhole(settings, runner, tenant)).tenantId };
  });
}

/** Adds a partnership unless it is there; whether it was added. */
export async function applyTenantIfAbsent(settings: ApplySettings, tenant: TenantToApply): Promise<boolean> {
  return inApplyTransaction(settings.source, async (runner) => {
    if (await findPartnership(runner, tenant.slug)) return { keep: false, value: false };
    await addWhole(settings, runner, tenant);
    return { keep: true, value: true };
  });
}

/**
 * Brings a partnership to what its files say, all of it or nothing. One that is absent is added. Of one that is there it
 * is only told what would be done, by doing and undoing it, unless `write` is said. Changed rules are proposed, not
 * applied, unless the partnership is one of development.
 * @throws ApplyRefused naming everything that stands in the way
 */
export async function applyFiles(
  settings: ApplySettings,
  tenant: TenantToApply,
  { write, now, production }: ApplyHow,
): Promise<TenantApplied> {
  return inApplyTransaction(settings.source, async (runner) => {
    const before = await findPartnership(runner, tenant.slug);
    if (!before) return { keep: true, value: await addWhole(settings, runner, tenant) };
    const scope = { runner, tenantId: before.tenantId, newId: settings.newId };
    await applyRolesWithin(runner, settings.roles);
    const organisationIds = await applyOrganisations(settings, runner, tenant);
    const document = await changePartnership(scope, tenant);
    await addAgencies(scope, tenant, organisationIds);
    await applyIssuers(scope, tenant, await findAgencyIds(scope));
    await endAgencies(scope, tenant);
    await applyAreaTeams(scope, tenant);
    const approvals = before.development && !production ? 'without' : 'with';
    const policies = await applyPolicies(scope, tenant.policyVersions, { now, approvals });
    const differences = listDifferences(document, documentOf(tenant));
    await recordChange(scope, { now, differences });
    return { keep: write, value: { tenantId: before.tenantId, isNew: false, differences, policies } };
  });
}

/** No partnership is one of development any more. */
export async function endDevelopment(source: DataSource): Promise<void> {
  await source.transaction(async (manager) => {
    const rows = await manager.query<{ tenant_id: string }[]>('select tenant_id from directory.partnerships');
    for (const { tenant_id: tenantId } of rows) {
      await manager.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
      await manager.query(
        'update concord.partnerships set development = false where tenant_id = $1 and development',
        [tenantId],
      );
    }
  });
}

async function addWhole(
  settings: ApplySettings,
  runner: QueryRunner,
  tenant: TenantToApply,
): Promise<TenantApplied> {
  const scope = { runner, tenantId: settings.newId(), newId: settings.newId };
  await applyRolesWithin(runner, settings.roles);
  const organisationIds = await applyOrganisations(settings, runner, tenant);
  await runner.query("select set_config('concord.tenant_id', $1, true)", [scope.tenantId]);
  await addPartnership(scope, tenant, { development: settings.development ?? false });
  await addAgencies(scope, tenant, organisationIds);
  await applyAreaTeams(scope, tenant);
  const policies = await applyPolicies(scope, tenant.policyVersions, { approvals: 'without' });
  await applyIssuers(scope, tenant, await findAgencyIds(scope));
  return { tenantId: scope.tenantId, isNew: true, differences: [], policies };
}

/** Brings the roles of the whole deployment to what roles.yaml says. Holds from the next transaction of every server. */
export async function applyRoles(
  source: DataSource,
  roles: ApplySettings['roles'],
): Promise<readonly string[]> {
  return inApplyTransaction(source, async (runner) => ({
    keep: true,
    value: await applyRolesWithin(runner, roles),
  }));
}

/** One at a time over the whole database; kept only when the work says so. */
async function inApplyTransaction<T>(
  source: DataSource,
  work: (runner: QueryRunner) => Promise<{ readonly keep: boolean; readonly value: T }>,
): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query("select pg_advisory_xact_lock(hashtext('concord tenants'))");
    const { keep, value } = await work(runner);
    await (keep ? runner.commitTransaction() : runner.rollbackTransaction());
    return value;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}
