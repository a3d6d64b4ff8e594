import type { DataSource } from 'typeorm';
import type { Member } from '#casework/principal.js';
import type { PartnershipAddress } from '#casework/sign-in.js';
import type { Permission } from '#domain/sharing/permissions.js';
import { toFault } from './faults.js';
import { askPool } from './ask-pool.js';

export interface KnownIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri?: string;
  /** Of the development identity provider. */
  readonly development: boolean;
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

  async listPartnerships(): Promise<PartnershipAddress[]> {
    const rows = await this.#ask<{ tenant_id: string; slug: string; name: string }>(
      'select * from directory.list_partnerships()',
      [],
    );
    return rows.map((row) => ({ tenantId: row.tenant_id, slug: row.slug, name: row.name }));
  }

  async listIssuers(): Promise<KnownIssuer[]> {
    const rows = await this.#ask<Omit<KnownIssuer, 'jwksUri'> & { jwks_uri: string | null }>(
      'select * from directory.list_issuers()',
      [],
    );
    return rows.map(({ jwks_uri, ...issuer }) => ({
      ...issuer,
      ...(jwks_uri !== null && { jwksUri: jwks_uri }),
    }));
  }

  /** Live memberships of a subject in one partnership; none is also the answer for a partnership that does not exist. */
  async listMemberships(
    slug: string,
    { issuer, subject }: { issuer: string; subject: string },
  ): Promise<Member[]> {
    const rows = await this.#ask<MembershipRow>('select * from directory.list_memberships($1, $2, $3)', [
      slug,
      issuer,
      subject,
    ]);
    return rows.map((row) => ({
      kind: 'member',
      tenantId: row.tenant_id,
      userId: row.user_id,
      membershipId: row.membership_id,
      displayName: row.display_name,
      ...(row.agency_id !== null && { agencyId: row.agency_id }),
      roles: row.roles,
      // The list is closed: roles with other words are refused before they are written.
      permissions: (row.permissions === '' ? [] : row.permissions.split(',')) as Permission[],
    }));
  }

  async #ask<R extends object>(text: string, values: unknown[]): Promise<R[]> {
    try {
      return await askPool<R>(this.source, text, values);
    } catch (error) {
      throw toFault(error);
    }
  }
}

interface MembershipRow {
  tenant_id: string;
  user_id: string;
  display_name: string;
  membership_id: string;
  agency_id: string | null;
  roles: string[];
  permissions: string;
}
