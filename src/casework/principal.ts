/** Roles a membership may hold in one partnership. */
export const memberRoles = [
  'coordinator',
  'agency_officer',
  'agency_manager',
  'chair',
  'policing_body',
  'board_reader',
  'administrator',
  'auditor',
] as const;
export type MemberRole = (typeof memberRoles)[number];

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
  readonly roles: readonly MemberRole[];
  /** What the partnership demands of a sign-in under this membership; absent where it demands nothing. */
  readonly requires?: RequiredAssurance;
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
      return `member:${principal.membershipId}`;
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
    one.roles.join() === other.roles.join()
  );
}

/** The roles that the database's policies test. */
export function rolesOf(principal: Principal): readonly string[] {
  return principal.kind === 'member' ? principal.roles : [principal.kind];
}

export function hasRole(principal: Principal, role: MemberRole): boolean {
  return principal.kind === 'member' && principal.roles.includes(role);
}
