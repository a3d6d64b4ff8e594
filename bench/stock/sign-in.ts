import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { DataSource } from 'typeorm';
import type { Member } from '#casework/principal.js';
import { Directory } from '#persistence/directory.js';

/** Verifies a bearer token with jose and looks the membership up, as the server does. */
export async function createSignIn(
  dataSource: DataSource,
): Promise<(slug: string, authorization: string) => Promise<Member>> {
  const directory = new Directory(dataSource);
  const [known] = (await directory.listIssuers()).filter(({ jwksUri }) => jwksUri !== undefined);
  if (known?.jwksUri === undefined) throw new Error('No issuer with keys is known.');
  const keys = createRemoteJWKSet(new URL(known.jwksUri));
  const { issuer, audience } = known;
  return async (slug, authorization) => {
    const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ''), keys, { issuer, audience });
    const {
      memberships: [member],
    } = await directory.findMemberships(slug, { issuer, subject: payload.sub ?? '' });
    if (!member) throw new Error('No member of this partnership.');
    return member;
  };
}
