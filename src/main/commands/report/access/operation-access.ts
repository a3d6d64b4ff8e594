import type { RoleDefinition } from '#domain/sharing/role-definition.js';
import { permissionDefinition } from '#domain/sharing/permissions.js';
import type { Access } from '#graphql/access.js';
import type { OperationGuard } from '#graphql/operation-guards.js';

/** Whether somebody may run an operation; `own agency`: for the agency that they act for alone. */
export type Verdict = 'yes' | 'no' | 'own agency' | 'public';

export interface OperationAccess extends OperationGuard {
  readonly withoutAccount: 'public' | 'no';
  /** In the order of the roles. */
  readonly verdicts: readonly Verdict[];
}

/** What each role may do with an operation. */
export function accessTo(guard: OperationGuard, roles: readonly RoleDefinition[]): OperationAccess {
  return {
    ...guard,
    withoutAccount: guard.access.includes('public') ? 'public' : 'no',
    verdicts: roles.map((role) => verdictOn(guard.access, role)),
  };
}

function verdictOn(access: readonly Access[], { permissions }: RoleDefinition): Verdict {
  if (access.includes('public')) return 'public';
  if (access.includes('member')) return 'yes';
  const held = permissions.filter((permission) => access.includes(permission));
  if (held.length === 0) return 'no';
  return held.every((permission) => permissionDefinition(permission).ofAgency) ? 'own agency' : 'yes';
}
