import { readScopes } from '#tenancy/read-roles.js';
import type { Actor } from './journey.js';
import { newKey } from './review-case.js';

/** A membership of a program as it is answered. */
export interface AccountOfTest {
  readonly id: string;
  readonly name: string;
  readonly mail: string | null;
  readonly roles: readonly string[];
  readonly endedAt: string | null;
  readonly agency: { readonly slug: string } | null;
  readonly serviceAccount: {
    readonly issuer: string;
    readonly subject: string;
    readonly scopes: readonly string[];
    readonly endsAt: string | null;
  } | null;
}

/** Registers a program of an agency; fails on a refusal. */
export async function registerAccount(by: Actor, input: object): Promise<AccountOfTest> {
  const answer = await by.mutate('registerServiceAccount', {
    clientKey: newKey(),
    name: 'Records importer',
    ...input,
  });
  if (answer.__typename !== 'MembershipChanged') throw new Error(JSON.stringify(answer));
  return answer['membership'] as AccountOfTest;
}

/** The names of the scopes of tenants/roles.yaml. */
export function listScopesOfFile(): readonly string[] {
  return readScopes('tenants').map(({ name }) => name);
}
