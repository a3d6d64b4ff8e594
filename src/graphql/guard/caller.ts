import type { Member, PublicVisitor } from '#casework/principal.js';
import { householdOf } from './client-address.js';

/** Who asks for an operation, and from where. */
export interface Caller {
  readonly principal: Member | PublicVisitor;
  /** IP address of the client. */
  readonly address: string;
}

/** The name under which a caller is counted: a user in one partnership; of the public everybody behind an address. */
export function nameOf({ principal, address }: Caller): string {
  return principal.kind === 'member' ? `${principal.tenantId} ${principal.userId}` : householdOf(address);
}
