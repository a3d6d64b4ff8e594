import { GraphQLError } from 'graphql';
import { Authorized, type AuthChecker } from 'type-graphql';
import type { Member } from '#casework/principal.js';
import type { Permission } from '#domain/sharing/permissions.js';
import type { OperationContext } from './context.js';

/** Who may run an operation: anybody, any person who is a member, or members whose roles allow one of these. */
export type Access = 'public' | 'member' | Permission;

/** Every operation carries it; building the schema fails on one without. */
export function AllowedTo(...access: [Access, ...Access[]]): MethodDecorator {
  return Authorized<Access>(access);
}

function unauthenticated(message = 'Sign in first: send a bearer token.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

export function forbidden(): GraphQLError {
  return new GraphQLError('Your role does not allow this.', {
    extensions: { code: 'FORBIDDEN', http: { status: 403 } },
  });
}

/** Whether a principal may run an operation that asks for this access. */
export function mayRun(principal: OperationContext['principal'], access: readonly Access[]): boolean {
  if (access.includes('public')) return true;
  if (principal.kind !== 'member') return false;
  // What is open to whoever is a member is for people; a program has its scopes and nothing beside them.
  const isPerson = principal.isService !== true;
  return (
    (isPerson && access.includes('member')) ||
    principal.permissions.some((permission) => access.includes(permission))
  );
}

function checkAccess(principal: OperationContext['principal'], access: readonly Access[]): void {
  if (mayRun(principal, access)) return;
  throw principal.kind === 'member' ? forbidden() : unauthenticated();
}

export const authChecker: AuthChecker<OperationContext, Access> = ({ context }, access) => {
  checkAccess(context.principal, access);
  return true;
};

/** The member behind an operation that only members may run. */
export function memberOf({ principal }: OperationContext): Member {
  if (principal.kind !== 'member') throw unauthenticated();
  return principal;
}
