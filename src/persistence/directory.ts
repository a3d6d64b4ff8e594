import type { DataSource } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import type { Member } from '#casework/principal.js';
import type { PartnershipAddress, TokenSubject } from '#casework/sign-in.js';
import type { TellsPeople } from '#domain/partnership/go-live.js';
import type { Permission } from '#domain/sharing/permissions.js';
import { toFault } from './faults.js';
import { askPool } from './ask-pool.js';

export interface KnownIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri?: string;
  /** Of the development identity provider. */
  readonly development: boolean;
  /** Another one after every change of what partnerships trust it with. */
  readonly trustVersion: string;
}

/** What is known of somebody who signs in to a partnership. */
export interface FoundMemberships {
  readonly memberships: readonly Member[];
  /** Whether they may accept an invitation now. */
  readonly isInvited: boolean;
}

/** Who a token speaks of, and as far as it tells how they signed in and by which addresses they are reached. */
export type SignInClaims = Pick<TokenSubject, 'issuer' | 'subject'> &
  Partial<Pick<TokenSubject, 'acr' | 'amr' | 'mails' | 'scopes' | 'sessionId'>>;

/** Ids of what accepting an invitation makes. */
export interface IdsOfAccepting {
  readonly userId: string;
  readonly membershipId: string;
  readonly auditId: string;
}

/** The questions that can be asked before a partnership is known: definer functions that answer one thing each. */
export class Directory {
  constructor(private readonly source: DataSource) {}

  async findPartnership(slug: string): Promise<PartnershipAddress | undefined> {
    const [row] = await this.#ask<{ tenant_id: string; slug: string; name: string }>(
      'select * from directory.find_partnership($1)',
      [slug],
    );
    return row && { tenantId: row.tenant_id, slug: row.slug, name: row.name };
  }

  /** What a partnership publishes on personal data; undefined where there is no such partnership. */
  async findToldToPeople(slug: string): Promise<TellsPeople | undefined> {
    const [row] = await this.#ask<{ told: TellsPeople | null }>(
      'select directory.find_told_to_people($1) as told',
      [slug],
    );
    return row?.told ?? undefined;
  }

  async listPartnerships(): Promise<PartnershipAddress[]> {
    const rows = await this.#ask<{ tenant_id: string; slug: string; name: string }>(
      'select * from directory.list_partnerships()',
      [],
    );
    return rows.map((row) => ({ tenantId: row.tenant_id, slug: row.slug, name: row.name }));
  }

  async listIssuers(): Promise<KnownIssuer[]> {
    const rows = await this.#ask<IssuerRow>('select * from directory.list_issuers()', []);
    return rows.map(({ jwks_uri, trust_version: trustVersion, ...issuer }) => ({
      ...issuer,
      trustVersion,
      ...(jwks_uri !== null && { jwksUri: jwks_uri }),
    }));
  }

  /**
   * Live memberships of a subject in one partnership, with what each demands of the sign-in, and whether the subject is
   * invited at that moment, where they are reached by a mail address; nothing is also the answer for a partnership that
   * does not exist. Service accounts are among them where no person stands behind the token: it names no mail address, and
   * no browser's session keeps it.
   */
  async findMemberships(
    slug: string,
    subject: SignInClaims,
    at = Temporal.Instant.fromEpochMilliseconds(0),
  ): Promise<FoundMemberships> {
    const rows = await this.#ask<MembershipRow>(
      `select m.*, t.acr, t.amr, t.invitation_id, false as service from directory.list_memberships($1, $2, $3) m
       full join directory.list_sign_in_terms($1, $2, $3, $4::jsonb, $5, $6::text[], $7::timestamptz) t
         on t.membership_id = m.membership_id
       union all
       select s.*, null, null, null, true from directory.list_services($1, $2, $3, $8::text[], $7::timestamptz) s where $9
       order by membership_id`,
      [...claimsOf(slug, subject, at), subject.scopes ?? null, mayBeProgram(subject)],
    );
    return {
      memberships: rows.flatMap((row) => (row.membership_id === null ? [] : [memberOf(row)])),
      isInvited: rows.some((row) => row.invitation_id !== null),
    };
  }

  /** Makes the subject a member by the oldest invitation that their token may accept; whether there was one left. */
  async acceptInvitation(
    slug: string,
    subject: SignInClaims,
    { at, ids }: { readonly at: Temporal.Instant; readonly ids: IdsOfAccepting },
  ): Promise<boolean> {
    const [row] = await this.#ask<{ accepted: boolean }>(
      `select directory.accept_invitation(
         $1, $2, $3, $4::jsonb, $5, $6::text[], $7::timestamptz, $8, $9, $10) as accepted`,
      [...claimsOf(slug, subject, at), ids.userId, ids.membershipId, ids.auditId],
    );
    return row?.accepted === true;
  }

  async #ask<R extends object>(text: string, values: unknown[]): Promise<R[]> {
    try {
      return await askPool<R>(this.source, text, values);
    } catch (error) {
      throw toFault(error);
    }
  }
}

function mayBeProgram({ mails = {}, sessionId }: SignInClaims): boolean {
  return sessionId === undefined && Object.keys(mails).length === 0;
}

/** What the database is told of a token: never the token. */
function claimsOf(
  slug: string,
  { issuer, subject, mails = {}, acr, amr = [] }: SignInClaims,
  at: Temporal.Instant,
): unknown[] {
  return [slug, issuer, subject, JSON.stringify(mails), acr ?? null, amr, at.toString()];
}

interface IssuerRow {
  issuer: string;
  audience: string;
  jwks_uri: string | null;
  development: boolean;
  trust_version: string;
}

/** A row of either side alone has nulls in the columns of the other. */
type MembershipRow =
  | { readonly membership_id: null; readonly invitation_id: string | null }
  | (MembershipColumns & { readonly invitation_id: null });

interface MembershipColumns {
  readonly tenant_id: string;
  readonly user_id: string;
  readonly display_name: string;
  readonly membership_id: string;
  readonly agency_id: string | null;
  readonly roles: string[];
  readonly permissions: string;
  readonly acr: string[] | null;
  readonly amr: string[] | null;
  readonly service: boolean;
}

function memberOf(row: MembershipColumns): Member {
  const [acr, amr] = [row.acr ?? [], row.amr ?? []];
  return {
    kind: 'member',
    tenantId: row.tenant_id,
    userId: row.user_id,
    membershipId: row.membership_id,
    displayName: row.display_name,
    ...(row.agency_id !== null && { agencyId: row.agency_id }),
    roles: row.roles,
    // The list is closed: roles with other words are refused before they are written.
    permissions: (row.permissions === '' ? [] : row.permissions.split(',')) as Permission[],
    ...(acr.length + amr.length > 0 && { requires: { acr, amr } }),
    ...(row.service && { isService: true as const }),
  };
}
