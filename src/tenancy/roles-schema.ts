import { z } from 'zod';
import type { Problem } from '#domain/policy/problems.js';
import { permissionDefinition, permissions } from '#domain/sharing/permissions.js';
import { mayBeInScope } from '#domain/sharing/scope-permissions.js';
import { builtInRoles, reservedRoles, type RoleDefinition } from '#domain/sharing/role-definition.js';

const words = z.string().trim().min(1, 'expected words');

const roleName = z
  .string()
  .regex(/^[a-z]+(_[a-z]+)*$/, 'expected lower-case words joined by single underscores')
  .max(40, 'expected at most 40 characters');

const role = z.strictObject({
  words,
  purpose: words,
  permissions: z.array(z.enum(permissions)),
});

/** What roles.yaml says of one role. */
type RoleInFile = Omit<RoleDefinition, 'name' | 'forServices'>;

/** What roles.yaml holds: roles of people, and scopes of service accounts. */
export interface RolesFile {
  readonly roles: Readonly<Record<string, RoleInFile>>;
  readonly scopes?: Readonly<Record<string, RoleInFile>> | undefined;
}

/** Accepts roles.yaml; what belongs together is checked by {@link problemsOfRoles}. */
export const rolesSchema: z.ZodType<RolesFile> = z.strictObject({
  roles: z.record(roleName, role),
  scopes: z.record(roleName, role).optional(),
});

/** What is wrong between roles that are right by themselves. */
export function problemsOfRoles({ roles, scopes = {} }: RolesFile): Problem[] {
  const missing = builtInRoles
    .filter((name) => !Object.hasOwn(roles, name))
    .map((name) => ({
      path: ['roles'],
      message: `expected the role ${name}, which every deployment has, got none`,
    }));
  const reserved = reservedRoles
    .filter((name) => Object.hasOwn(roles, name))
    .map((name) => ({
      path: ['roles', name],
      message: `expected a name that the program does not use itself, got ${name}`,
    }));
  return [
    ...missing,
    ...reserved,
    ...Object.entries(roles).flatMap(([name, own]) => problemsOf(['roles', name], own)),
    ...Object.entries(scopes).flatMap(([name, own]) => [
      ...problemsOfScope(name, own, roles),
      ...problemsOf(['scopes', name], own),
    ]),
  ];
}

/** A scope is no role, and holds only what programs may do. */
function problemsOfScope(
  name: string,
  { permissions: held }: RoleInFile,
  roles: RolesFile['roles'],
): Problem[] {
  const taken = Object.hasOwn(roles, name) || reservedRoles.includes(name);
  return [
    ...(taken ? [{ path: ['scopes', name], message: `expected a name that no role has, got ${name}` }] : []),
    ...held.flatMap((permission, index) =>
      mayBeInScope(permission)
        ? []
        : [
            {
              path: ['scopes', name, 'permissions', index],
              message: `expected a permission that programs may have, got ${permission}`,
            },
          ],
    ),
  ];
}

function problemsOf(place: readonly string[], { permissions: held }: RoleInFile): Problem[] {
  const path = (index: number) => [...place, 'permissions', index];
  return held.flatMap((permission, index) => {
    if (held.indexOf(permission) < index)
      return [{ path: path(index), message: `expected each permission once, got ${permission} again` }];
    const { needs = [] } = permissionDefinition(permission);
    return needs
      .filter((needed) => !(held as readonly string[]).includes(needed))
      .map((needed) => ({
        path: path(index),
        message: `expected ${needed} beside ${permission}, which is done with what that shows, got none`,
      }));
  });
}
