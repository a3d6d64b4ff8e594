import type { Temporal } from 'temporal-polyfill';
import type { QueryRunner } from 'typeorm';
import type { Difference } from '#domain/policy/differences.js';
import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';
import type { StoredArea } from './partnership.store.js';

/** The partnership of that slug; from here on the transaction is inside its wall. */
export async function findPartnership(
  runner: QueryRunner,
  slug: string,
): Promise<{ readonly tenantId: string; readonly development: boolean } | undefined> {
  const [found] = (await runner.query('select tenant_id from directory.partnerships where slug = $1', [
    slug,
  ])) as { tenant_id: string }[];
  if (!found) return undefined;
  await runner.query("select set_config('concord.tenant_id', $1, true)", [found.tenant_id]);
  const [row] = (await runner.query(
    'select development from concord.partnerships where tenant_id = $1 for update',
    [found.tenant_id],
  )) as { development: boolean }[];
  return { tenantId: found.tenant_id, development: row?.development ?? false };
}

/** Everything that its files say of a partnership beside its rules, as it is stored. */
export function documentOf(tenant: TenantToApply): Readonly<Record<string, unknown>> {
  const { slug: _slug, policyVersions: _versions, issuers: _issuers, ...document } = tenant;
  return JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
}

export async function addPartnership(
  { runner, tenantId }: ApplyScope,
  tenant: TenantToApply,
  { development }: { readonly development: boolean },
): Promise<void> {
  await runner.query('insert into directory.partnerships (tenant_id, slug, name) values ($1, $2, $3)', [
    tenantId,
    tenant.slug,
    tenant.name,
  ]);
  await runner.query(
    `insert into concord.partnerships
       (tenant_id, slug, name, reference_prefix, words, area, published_figures, document, development)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7::jsonb, $8::jsonb, $9)`,
    [tenantId, tenant.slug, ...columnsOf(tenant), development],
  );
  await runner.query('insert into concord.event_streams (tenant_id) values ($1)', [tenantId]);
}

/** Writes what has changed, and returns the document as the database had it before. */
export async function changePartnership(
  scope: ApplyScope,
  tenant: TenantToApply,
): Promise<Readonly<Record<string, unknown>>> {
  const { runner, tenantId } = scope;
  const before = await readDocument(scope, tenant);
  await runner.query(
    'update directory.partnerships set name = $2 where tenant_id = $1 and name is distinct from $2',
    [tenantId, tenant.name],
  );
  await runner.query(
    `update concord.partnerships set name = $2, reference_prefix = $3, words = $4::jsonb, area = $5::jsonb,
       published_figures = $6::jsonb, document = $7::jsonb
     where tenant_id = $1 and (name, reference_prefix, words, area, published_figures, document)
       is distinct from ($2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb)`,
    [tenantId, ...columnsOf(tenant)],
  );
  return before;
}

/** Notes in the audit trail which facts of the partnership were changed. */
export async function recordChange(
  { runner, tenantId, newId }: ApplyScope,
  { now, differences }: { readonly now: Temporal.Instant; readonly differences: readonly Difference[] },
): Promise<void> {
  if (differences.length === 0) return;
  await runner.query(
    `insert into concord.audit_entries (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields)
     values ($1, $2, $3::timestamptz, 'operator', 'PARTNERSHIP_CHANGED', 'ALTERATION', 'PARTNERSHIP', array[$1::uuid], $4::text[])`,
    [tenantId, newId(), now.toString(), differences.map(({ path }) => path)],
  );
}

function columnsOf(tenant: TenantToApply): readonly (string | null)[] {
  const { name, referencePrefix, words, area, publishedFigures } = tenant;
  return [
    name,
    referencePrefix,
    JSON.stringify(words),
    JSON.stringify(area),
    publishedFigures === undefined ? null : JSON.stringify(publishedFigures),
    JSON.stringify(documentOf(tenant)),
  ];
}

interface StoredPartnership {
  readonly name: string;
  readonly reference_prefix: string;
  readonly words: object;
  readonly area: StoredArea;
  readonly published_figures: object | null;
  readonly document: Readonly<Record<string, unknown>> | null;
  readonly agencies: readonly Named[];
  readonly teams: readonly Named[];
}

interface Named extends Readonly<Record<string, unknown>> {
  readonly slug: string;
}

/** What the rows say wins over the document, which older releases did not store. */
async function readDocument({ runner, tenantId }: ApplyScope, tenant: TenantToApply) {
  const [row] = (await runner.query(
    `select p.name, p.reference_prefix, p.words, p.area, p.published_figures, p.document,
       (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('slug', a.slug, 'name', a.name, 'kind', a.kind,
           'organisation', o.slug, 'roles', a.duties))), '[]')
         from concord.agencies a left join directory.organisations o on o.id = a.organisation_id
         where a.tenant_id = $1) as agencies,
       (select coalesce(jsonb_agg(jsonb_build_object('slug', t.slug, 'name', t.name, 'districts', t.districts)), '[]')
         from concord.area_teams t where t.tenant_id = $1) as teams
     from concord.partnerships p where p.tenant_id = $1`,
    [tenantId],
  )) as StoredPartnership[];
  if (!row) throw new Error(`${tenant.slug} stands in the directory alone.`);
  const { document, agencies, teams } = row;
  return {
    ...document,
    name: row.name,
    referencePrefix: row.reference_prefix,
    words: row.words,
    area: row.area,
    ...(row.published_figures !== null && { publishedFigures: row.published_figures }),
    agencies: asListed(agencies, document?.['agencies'], tenant.agencies),
    areaTeams: asListed(teams, document?.['areaTeams'], tenant.areaTeams),
  };
}

/** The rows with whatever more the document said of them, in the order of the files: rows have none. */
function asListed(rows: readonly Named[], documented: unknown, wanted: readonly { slug: string }[]) {
  const known = new Map(
    (Array.isArray(documented) ? (documented as Named[]) : []).map((each) => [each.slug, each]),
  );
  const placeOf = ({ slug }: Named) => {
    const place = wanted.findIndex((each) => each.slug === slug);
    return place === -1 ? wanted.length : place;
  };
  return rows.map((row) => ({ ...known.get(row.slug), ...row })).sort((a, b) => placeOf(a) - placeOf(b));
}
