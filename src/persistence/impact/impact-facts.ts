import type { Regime, ArticleSixBasis } from '#domain/sharing/agreement.js';
import type { PartnershipSettings } from '#domain/partnership/settings.js';

/** One table with what it holds of a partnership. */
export interface DataClass {
  readonly schema: 'concord' | 'directory';
  readonly name: string;
  /** The comment of the table. */
  readonly holds: string;
  readonly columns: readonly string[];
  /** Rows of the partnership; null where rows belong to no partnership. */
  readonly rows: number | null;
}

/** How much went one way. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly what: string;
  readonly count: number;
}

export interface PartyFacts {
  readonly agency: string;
  readonly regime: Regime;
  readonly gateways: readonly string[];
  readonly articleSix: ArticleSixBasis | null;
  readonly specialCategoryCondition: string | null;
  readonly criminalOffenceCondition: string | null;
  /** The day on which it left. */
  readonly leftOn: string | null;
}

export interface AgreementFacts {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly state: 'IN_FORCE' | 'NOT_BEGUN' | 'EXPIRED' | 'WITHDRAWN';
  readonly recordClasses: readonly string[];
  readonly fieldGroups: readonly string[];
  /** As ranks of sharing levels; 0 to the parties: not at all. */
  readonly coordinatorLevel: number;
  readonly partyLevel: number;
  readonly startsOn: string;
  readonly reviewOn: string;
  readonly expiresOn: string;
  readonly withdrawnOn: string | null;
  readonly leavesStub: boolean;
  readonly parties: readonly PartyFacts[];
}

/** Grants that are alike. */
export interface GrantCount {
  readonly giver: string;
  readonly audience: 'COORDINATOR' | 'OTHER_AGENCIES' | 'AGENCY';
  /** Of the audience AGENCY. */
  readonly agency: string | null;
  readonly level: number;
  readonly count: number;
  /** How many of them although somebody whom it is about objects. */
  readonly despite: number;
}

/** A role and how many members hold it, for one agency. */
export interface RoleCount {
  readonly role: string;
  readonly permissions: readonly string[];
  /** Null: for none. */
  readonly agency: string | null;
  readonly members: number;
}

export interface IssuerFacts {
  readonly issuer: string;
  readonly development: boolean;
  /** Null: of every agency. */
  readonly agency: string | null;
  /** One of these; empty: none asked for. */
  readonly acr: readonly string[];
  /** All of these. */
  readonly amr: readonly string[];
  readonly browserSignIn: boolean;
}

/** What an impact assessment asks of one partnership. It names bodies and counts people; it names nobody. */
export interface ImpactFacts {
  readonly name: string;
  readonly agencies: readonly { readonly name: string; readonly kind: string }[];
  /** What its file says; undefined where none was applied since the database keeps it. */
  readonly settings: PartnershipSettings | undefined;
  readonly classes: readonly DataClass[];
  readonly flows: readonly Flow[];
  readonly agreements: readonly AgreementFacts[];
  readonly grants: readonly GrantCount[];
  readonly roles: readonly RoleCount[];
  readonly issuers: readonly IssuerFacts[];
}
