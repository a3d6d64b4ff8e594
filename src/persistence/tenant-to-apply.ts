import type { DataSource, QueryRunner } from 'typeorm';
import type { PolicyNote } from '#casework/policy-ports.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { RoleDefinition } from '#domain/sharing/role-definition.js';
import type { StoredArea } from './partnership.store.js';

/** An issuer that a partnership trusts: for whom, where the mail address stands, and how surely they must have signed in. */
export interface IssuerToApply {
  readonly issuer: string;
  readonly audience: string;
  readonly agencies?: readonly string[] | undefined;
  readonly mailClaim?: string | undefined;
  readonly requires?:
    | { readonly acr?: readonly string[] | undefined; readonly amr?: readonly string[] | undefined }
    | undefined;
}

/** A partnership as its files describe it. Whatever else they say of it is stored with it, and read from there. */
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
  readonly policyVersions: readonly {
    policy: PolicyVersion;
    digest: string;
    /** What the files do not say, for whoever approves the version; none unless given. */
    notes?: readonly PolicyNote[];
  }[];
  readonly issuers: readonly IssuerToApply[];
}

export interface ApplySettings {
  readonly source: DataSource;
  readonly newId: () => string;
  readonly organisations: readonly { slug: string; name: string; kind: string }[];
  /** What members may do, in every partnership. */
  readonly roles: readonly RoleDefinition[];
  /** Whether a partnership that is added is one of development, whose rules change without approval; false unless told. */
  readonly development?: boolean;
}

/** One transaction that applies a partnership. */
export interface ApplyScope {
  readonly runner: QueryRunner;
  readonly tenantId: string;
  readonly newId: () => string;
}
