import type { ComplaintRoute, Contact } from '#domain/partnership/contact.js';
import type { PartnershipSettings } from '#domain/partnership/settings.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { builtInRoles } from '#domain/sharing/role-definition.js';

/** A body that may take part in many partnerships. */
export interface OrganisationFile {
  readonly slug: string;
  readonly name: string;
  readonly kind: AgencyKind;
}

/** What an agency does in its partnership beside taking part. */
export const AGENCY_ROLES = ['appeal', 'oversight'] as const;
export type AgencyRole = (typeof AGENCY_ROLES)[number];

/** A body's place in one partnership. */
export interface AgencyFile {
  readonly slug: string;
  readonly name: string;
  readonly kind: AgencyKind;
  /** Slug of the organisation whose place it is; left out where the body takes part here only. */
  readonly organisation?: string;
  readonly roles: readonly AgencyRole[];
  readonly contact?: Contact;
  /** How somebody complains about this agency. */
  readonly complaints?: ComplaintRoute;
}

/** A district as it begins the name of an LSOA, with the districts that it replaced, whose names older LSOAs carry. */
export interface DistrictFile {
  readonly name: string;
  readonly predecessors: readonly string[];
}

/** The local government area of a partnership. */
export interface AreaFile {
  readonly name: string;
  readonly districts: readonly DistrictFile[];
}

/** A team for some districts, by their present or former names, or for some postcodes. */
export interface AreaTeamFile {
  readonly slug: string;
  readonly name: string;
  readonly districts: readonly string[];
  /** Outward codes ("YO8") or sectors ("YO8 4"). */
  readonly postcodes?: readonly string[];
  readonly contact?: Contact;
  /** Where its work arrives: the name of a shared mailbox or queue. */
  readonly queue?: string;
}

/** Roles of members for which a partnership may have a name of its own. */
export type NamedRole = (typeof builtInRoles)[number];

/** The words that the public reads. */
export interface PublicWords {
  /** What the partnership calls a case review: "community trigger". */
  readonly publicTerm: string;
  readonly explanation: string;
  readonly welsh?: { readonly publicTerm: string; readonly explanation: string };
  /** The partnership's own names of roles: a coordinator may be the "case review lead". */
  readonly roles?: Readonly<Partial<Record<NamedRole, { readonly words: string; readonly welsh?: string }>>>;
}

/** One period of figures that were published before: the single number as printed, or those of section 104(9). */
export interface FiguresRow {
  readonly period: string;
  readonly cases?: number;
  readonly applications?: number;
  readonly thresholdNotMet?: number;
  readonly reviews?: number;
  readonly reviewsWithRecommendations?: number;
}

/** Figures of past periods, as printed. */
export interface PublishedFigures {
  readonly basis: 'financial_year' | 'calendar_year' | 'quarter' | 'other';
  /** What the numbers count, in the words of whoever published them. */
  readonly measure: string;
  readonly rows: readonly FiguresRow[];
}

/** An identity provider that is trusted for this partnership, or for the agencies named only. */
export interface IssuerFile {
  readonly issuer: string;
  readonly audience: string;
  readonly agencies?: readonly string[];
  /** The claim that holds a person's mail address; none: nobody is bound to an invitation through this provider. */
  readonly mailClaim?: string;
  /** How surely its people must have signed in; nothing unless told. */
  readonly requires?: {
    /** One of these must be the token's `acr`. */
    readonly acr?: readonly string[];
    /** All of these must be in the token's `amr`. */
    readonly amr?: readonly string[];
  };
}

/** One version of the policy with the file it stands in and the SHA-256 (hex) of its canonical JSON. */
export interface TenantPolicy {
  readonly file: string;
  readonly digest: string;
  readonly policy: PolicyVersion;
}

/** What partnership.yaml holds. */
export interface PartnershipFile extends PartnershipSettings {
  readonly name: string;
  readonly referencePrefix: string;
  readonly area: AreaFile;
  readonly agencies: readonly AgencyFile[];
  readonly areaTeams: readonly AreaTeamFile[];
  readonly words: PublicWords;
  readonly publishedFigures?: PublishedFigures;
  readonly identity?: { readonly issuers: readonly IssuerFile[] };
}

/** A partnership as its folder describes it. */
export interface TenantFile extends PartnershipFile {
  /** The folder's name; the partnership's place in addresses. */
  readonly slug: string;
  /** In order; never empty. */
  readonly policyVersions: readonly TenantPolicy[];
}

/** Every name by which an LSOA of the area may begin, predecessors included. */
export function districtNamesOf(area: AreaFile): string[] {
  return area.districts.flatMap((district) => [district.name, ...district.predecessors]);
}
