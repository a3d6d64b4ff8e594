import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';

export interface AgencyRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: AgencyKind;
  /** What it does beside taking part: hears appeals, oversees. */
  readonly duties: readonly ('appeal' | 'oversight')[];
}

export interface AreaTeamRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly districts: readonly string[];
}

export interface StoredPolicy {
  readonly id: string;
  readonly version: PolicyVersion;
}

export interface PartnershipRecord {
  readonly name: string;
  readonly referencePrefix: string;
  /** Names of the districts of its area, predecessors included. */
  readonly districts: readonly string[];
}

/** What the partnership says of itself; the same for everybody in it. */
export interface PartnershipStore {
  get(): Promise<PartnershipRecord>;
  listAgencies(): Promise<readonly AgencyRecord[]>;
  listAreaTeams(): Promise<readonly AreaTeamRecord[]>;
  /** Every version, oldest first. */
  listPolicies(): Promise<readonly StoredPolicy[]>;
}
