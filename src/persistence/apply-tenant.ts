import type { DataSource, QueryRunner } from 'typeorm';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { StoredArea } from './partnership.store.js';

/** A partnership as its files describe it. */
export interface TenantToApply {
  readonly slug: string;
  readonly name: string;
  readonly referencePrefix: string;
  readonly words: object;
  readonly area: StoredArea;
  readonly publishedFigures?: object | undefined;
  readonly agencies: readonly {
    slug: string;
    name: string;
    kind: AgencyKind;
    organisation?: string | undefined;
    roles: readonly string[];
  }[];
  readonly areaTeams: readonly { slug: string; name: string; districts: readonly string[] }[];
  readonly policyVersions: readonly { policy: PolicyVersion; digest: string }[];
  readonly issuers: readonly { issuer: string; audience: string; agencies?: readonly string[] | undefined }[];
}

export interface ApplySettings {
  readonly source: DataSource;
  readonly newId: () => string;
  readonly organisations: readonly { slug: string; name: string; kind: string }[];
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
  const tenantId = settings.newId();
  await settings.source.transaction(async (manager) => {
    const runner = manager.queryRunner;
    if (!runner) throw new Error('A transaction has a query runner.');
    const organisationIds = await applyOrganisations(runner, settings);
    await runner.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
    await addPartnership(runner, tenantId, tenant);
    const agencyIds = await addAgencies({ runner, tenantId, newId: settings.newId }, tenant, organisationIds);
    await addRules({ runner, tenantId, newId: settings.newId }, tenant);
    await addIssuers({ runner, tenantId, newId: settings.newId }, tenant, agencyIds);
  });
  return tenantId;
}

interface Scope {
  readonly runner: QueryRunner;
  readonly tenantId: string;
  readonly newId: () => string;
}

async function applyOrganisations(
  runner: QueryRunner,
  { organisations, newId }: ApplySettings,
): Promise<Map<string, string>> {
  for (const { slug, name, kind } of organisations)
    await runner.query(
      `insert into directory.organisations (id, slug, name, kind) values ($1, $2, $3, $4)
       on conflict (slug) do update set name = excluded.name, kind = excluded.kind`,
      [newId(), slug, name, kind],
    );
  const rows = (await runner.query('select id, slug from directory.organisations')) as {
    id: string;
    slug: string;
  }[];
  return new Map(rows.map((row) => [row.slug, row.id]));
}

async function addPartnership(runner: QueryRunner, tenantId: string, tenant: TenantToApply): Promise<void> {
  const { slug, name, referencePrefix, words, area, publishedFigures } = tenant;
  await runner.query('insert into directory.partnerships (tenant_id, slug, name) values ($1, $2, $3)', [
    tenantId,
    slug,
    name,
  ]);
  await runner.query(
    `insert into concord.partnerships (tenant_id, slug, name, reference_prefix, words, area, published_figures)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7::jsonb)`,
    [
      tenantId,
      slug,
      name,
      referencePrefix,
      JSON.stringify(words),
      JSON.stringify(area),
      publishedFigures === undefined ? null : JSON.stringify(publishedFigures),
    ],
  );
  await runner.query('insert into concord.event_streams (tenant_id) values ($1)', [tenantId]);
}

async function addAgencies(
  { runner, tenantId, newId }: Scope,
  tenant: TenantToApply,
  organisationIds: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { slug, name, kind, organisation, roles } of tenant.agencies) {
    const id = newId();
    ids.set(slug, id);
    await runner.query(
      'insert into concord.agencies (tenant_id, id, slug, name, kind, organisation_id, duties) values ($1, $2, $3, $4, $5, $6, $7)',
      [
        tenantId,
        id,
        slug,
        name,
        kind,
        organisation === undefined ? null : (organisationIds.get(organisation) ?? null),
        roles,
      ],
    );
  }
  return ids;
}

async function addRules({ runner, tenantId, newId }: Scope, tenant: TenantToApply): Promise<void> {
  for (const { slug, name, districts } of tenant.areaTeams)
    await runner.query(
      'insert into concord.area_teams (tenant_id, id, slug, name, districts) values ($1, $2, $3, $4, $5)',
      [tenantId, newId(), slug, name, districts],
    );
  for (const { policy, digest } of tenant.policyVersions)
    await runner.query(
      `insert into concord.policy_versions (tenant_id, id, in_force_from, digest, document, applied_at)
       values ($1, $2, $3::date, $4, $5::jsonb, now())`,
      [tenantId, newId(), policy.inForceFrom ?? null, digest, JSON.stringify(policy)],
    );
}

async function addIssuers(
  { runner, tenantId, newId }: Scope,
  tenant: TenantToApply,
  agencyIds: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { issuer, audience, agencies } of tenant.issuers) {
    await runner.query(
      `insert into directory.issuers (issuer, audience) values ($1, $2)
       on conflict (issuer) do update set audience = excluded.audience`,
      [issuer, audience],
    );
    for (const agency of agencies ?? [undefined])
      await runner.query(
        'insert into concord.trusted_issuers (tenant_id, id, issuer, agency_id) values ($1, $2, $3, $4)',
        [tenantId, newId(), issuer, agency === undefined ? null : (agencyIds.get(agency) ?? null)],
      );
  }
}
