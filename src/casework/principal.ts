import type { Permission } from '#domain/sharing/permissions.js';

/** How surely somebody must have signed in, as OpenID Connect names it; an empty list demands nothing. */
export interface RequiredAssurance {
  /** One of these must be the token's `acr`. */
  readonly acr: readonly string[];
  /** All of these must be in the token's `amr`. */
  readonly amr: readonly string[];
}

/** Somebody signed in, acting in one partnership under one membership. */
export interface Member {
  readonly kind: 'member';
  readonly tenantId: string;
  readonly userId: string;
  readonly membershipId: string;
  readonly displayName: string;
  /** The agency they act for; absent for partnership staff. */
  readonly agencyId?: string;
  /** Names of roles.yaml. */
  readonly roles: readonly string[];
  /** What the roles allow together, in the order in which the database tells it. */
  readonly permissions: readonly Permission[];
  /** What the partnership demands of a sign-in under this membership; absent where it demands nothing. */
  readonly requires?: RequiredAssurance;
  /** A program of the agency under its service account: its name is the account's, its roles are scopes. */
  readonly isService?: true;
  /** The request it acts in; written into the audit trail. */
  readonly correlationId?: string;
}

/** Anybody from the public, without an account: may apply, and read what the partnership publishes. */
export interface PublicVisitor {
  readonly kind: 'public';
  readonly tenantId: string;
  readonly correlationId?: string;
}

/** A service that acts by itself: the worker does due jobs, the relay reads the log for live updates. */
export interface Service {
  readonly kind: 'worker' | 'relay';
  readonly tenantId: string;
}

/** Somebody at the command line, importing for one agency. */
export interface Operator {
  readonly kind: 'operator';
  readonly tenantId: string;
  readonly agencyId: string;
}

/** The operator where no agency is concerned: looking at what the database holds of a partnership. */
export type LocalOperator = Pick<Operator, 'kind' | 'tenantId'>;

/** On whose behalf a transaction runs. The database decides what each may see. */
export type Principal = Member | PublicVisitor | Service | Operator;

/** A stable pseudonymous name for the audit trail and for client keys; never a person's name. */
export function actorOf(principal: Principal | LocalOperator): string {
  switch (principal.kind) {
    case 'member':
      return `${principal.isService === true ? 'service' : 'member'}:${principal.membershipId}`;
    case 'public':
    case 'worker':
    case 'relay':
    case 'operator':
      return principal.kind;
  }
}

/** The membership that somebody signed in under has ended or changed since. Its transaction read and stored nothing. */
export class MembershipEnded extends Error {
  override name = 'MembershipEnded';
}

/** Whether both act under the same membership, with the same rights. */
export function actAlike(one: Principal, other: Principal): boolean {
  return (
    one.kind === 'member' &&
    other.kind === 'member' &&
    one.membershipId === other.membershipId &&
    one.agencyId === other.agencyId &&
    one.roles.join() === other.roles.join() &&
    one.permissions.join() === other.permissions.join()
  );
}

/** What somebody acts as: the roles of a member, or the name of the service or visitor. */
export function rolesOf(principal: Principal): readonly string[] {
  return principal.kind === 'member' ? principal.roles : [principal.kind];
}

/** Whoever speaks with the victim reads how to reach them; agencies that were asked do not need to. */
export function leadsReview(principal: Principal): boolean {
  return may(principal, 'cases.read_in_full');
}

/** Whether somebody's roles allow it. Nobody but members has roles. */
export function may(principal: Principal, permission: Permission): boolean {
  return principal.kind === 'member' && principal.permissions.includes(permission);
}
