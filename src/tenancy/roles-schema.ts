import { z } from 'zod';
import type { Problem } from '#domain/policy/problems.js';
import { permissionDefinition, permissions } from '#domain/sharing/permissions.js';
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
type RoleInFile = Omit<RoleDefinition, 'name'>;

/** Accepts roles.yaml; what belongs together is checked by {@link problemsOfRoles}. */
export const rolesSchema: z.ZodType<{ readonly roles: Readonly<Record<string, RoleInFile>> }> =
  z.strictObject({ roles: z.record(roleName, role) });

/** What is wrong between roles that are right by themselves. */
export function problemsOfRoles(roles: Readonly<Record<string, RoleInFile>>): Problem[] {
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
  return [...missing, ...reserved, ...Object.entries(roles).flatMap(([name, own]) => problemsOf(name, own))];
}

function problemsOf(name: string, { permissions: held }: RoleInFile): Problem[] {
  const path = (index: number) => ['roles', name, 'permissions', index];
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
