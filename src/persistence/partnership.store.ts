import type {
  AgencyRecord,
  AreaTeamRecord,
  PartnershipRecord,
  PartnershipStore,
  StoredPolicy,
} from '#casework/partnership-ports.js';
import { parsePolicy } from '#domain/policy/parse-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { Sql } from './transaction.js';

/** Reads what a partnership says of itself. */
export function partnershipStore({
  query,
  principal: { tenantId },
}: Pick<Sql, 'query' | 'principal'>): PartnershipStore {
  return {
    async get(): Promise<PartnershipRecord> {
      const [row] = await query<{ name: string; reference_prefix: string; area: StoredArea }>(
        'select name, reference_prefix, area from concord.partnerships where tenant_id = $1',
        [tenantId],
      );
      if (!row) throw new Error('The partnership of a transaction exists.');
      return { name: row.name, referencePrefix: row.reference_prefix, districts: districtNames(row.area) };
    },

    listAgencies: () =>
      query<AgencyRecord>(
        'select id, slug, name, kind, duties from concord.agencies where tenant_id = $1 order by name, id',
        [tenantId],
      ),

    listAreaTeams: () =>
      query<AreaTeamRecord>(
        'select id, slug, name, districts from concord.area_teams where tenant_id = $1 order by name',
        [tenantId],
      ),

    async listPolicies(): Promise<StoredPolicy[]> {
      const rows = await query<{ id: string; document: string }>(
        `select id, document::text from concord.policy_versions where tenant_id = $1 order by in_force_from nulls first`,
        [tenantId],
      );
      return rows.map(({ id, document }) => ({ id, version: policyOf(document) }));
    },
  };
}

const policiesKeptAtMost = 1_000;
const policies = new Map<string, PolicyVersion>();

/** Reading a policy checks all of it, which costs more than fetching it; the same text is the same policy. */
export function policyOf(document: string): PolicyVersion {
  const known = policies.get(document);
  if (known) return known;
  const version = parsePolicy(JSON.parse(document) as object);
  const [oldest] = policies.keys();
  if (policies.size >= policiesKeptAtMost && oldest !== undefined) policies.delete(oldest);
  policies.set(document, version);
  return version;
}

/** The area as the tenant's file gives it. */
export interface StoredArea {
  readonly name: string;
  readonly districts: readonly { readonly name: string; readonly predecessors?: readonly string[] }[];
}

/** Every name under which a place of the area may be known: the districts and those that they replaced. */
function districtNames(area: StoredArea): string[] {
  return area.districts.flatMap((district) => [district.name, ...(district.predecessors ?? [])]);
}
