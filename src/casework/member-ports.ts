import type { Temporal } from 'temporal-polyfill';

/** A membership as it is changed. */
export interface LockedMembership {
  readonly id: string;
  readonly agencyId: string | null;
  readonly roles: readonly string[];
  readonly hasEnded: boolean;
  readonly isService: boolean;
}

/** A program to which an agency gives an account. */
export interface NewService {
  readonly membershipId: string;
  /** For the directory, where the program is not known yet. */
  readonly userId: string;
  readonly agencyId: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly endsAt: Temporal.Instant | null;
  readonly at: Temporal.Instant;
}

/** What came of registering it. */
export type ServiceRegistered = 'DONE' | 'ISSUER_NOT_TRUSTED' | 'IS_A_PERSON' | 'REGISTERED_BEFORE';

export interface NewInvitation {
  readonly id: string;
  /** In small letters. */
  readonly mail: string;
  readonly displayName: string;
  /** None for whoever acts for the partnership itself. */
  readonly agencyId: string | null;
  readonly roles: readonly string[];
  readonly invitedBy: string;
  readonly invitedByName: string;
  readonly invitedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** An invitation as it is looked up before another one, or withdrawn. */
export interface LockedInvitation {
  readonly id: string;
  readonly agencyId: string | null;
  readonly roles: readonly string[];
  readonly expiresAt: Temporal.Instant;
  /** Null while nobody has accepted or withdrawn it. */
  readonly endedAs: 'ACCEPTED' | 'WITHDRAWN' | null;
}

/** Without whom a partnership could not go on. */
export interface MembersLeft {
  readonly appointers: number;
  readonly leaders: number;
}

/** A role of the deployment. */
export interface RoleRecord {
  readonly name: string;
  readonly actsForAgency: boolean;
  readonly permissions: readonly string[];
}

/** Who is, and was asked to become, a member; the database shows each caller only whom they look after. */
export interface MemberStore {
  /** How many members appoint others, and how many lead cases, now. Others who change members wait until this is done. */
  lock(): Promise<MembersLeft>;
  listRoles(): Promise<readonly RoleRecord[]>;
  /** What service accounts may hold. */
  listScopes(): Promise<readonly RoleRecord[]>;
  registerService(service: NewService): Promise<ServiceRegistered>;
  find(id: string): Promise<LockedMembership | undefined>;
  changeRoles(id: string, roles: readonly string[]): Promise<void>;
  end(
    id: string,
    ended: { readonly by: string; readonly reason: string | null; readonly at: Temporal.Instant },
  ): Promise<void>;
  /** The invitation of this address and agency that nobody has accepted or withdrawn, if there is one. */
  findOpenInvitation(mail: string, agencyId: string | null): Promise<LockedInvitation | undefined>;
  /** Whether somebody who was invited by this address is a member for that agency now. */
  isMember(mail: string, agencyId: string | null): Promise<boolean>;
  findInvitation(id: string): Promise<LockedInvitation | undefined>;
  invite(invitation: NewInvitation): Promise<void>;
  withdraw(id: string, ended: { readonly by: string; readonly at: Temporal.Instant }): Promise<void>;
}

/** Where a page of members or invitations begins: after the one of that moment with that id. */
export interface MemberPosition {
  readonly at: string;
  readonly id: string;
}

/** A membership as it is read. */
export interface MemberView {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** The address by which they were invited; null where they were not. */
  readonly mail: string | null;
  readonly agencyId: string | null;
  readonly roles: readonly string[];
  readonly since: string;
  readonly endedAt: string | null;
  readonly endedReason: string | null;
  /** By whom a program signs in, and as what; null for people. The roles of a program are scopes. */
  readonly serviceIssuer: string | null;
  readonly serviceSubject: string | null;
  /** From when on a program's account opens nothing; null: until somebody ends it. */
  readonly serviceEndsAt: string | null;
}

/** An invitation as it is read. */
export interface InvitationView {
  readonly id: string;
  readonly mail: string;
  readonly name: string;
  readonly agencyId: string | null;
  readonly roles: readonly string[];
  readonly invitedBy: string;
  readonly invitedAt: string;
  readonly expiresAt: string;
  readonly withdrawnAt: string | null;
}

export interface MemberPage {
  readonly first: number;
  readonly after?: MemberPosition;
  readonly agencyId?: string;
  /** Whether those that have ended, or those that have not. */
  readonly ended: boolean;
  /** Only programs, or only people; both where it is left out. */
  readonly service?: boolean;
}
