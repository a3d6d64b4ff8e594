import { permissionDefinition, type Permission } from './permissions.js';

/** The roles that every deployment has; it may have others beside them. */
export const builtInRoles = [
  'coordinator',
  'chair',
  'panel_member',
  'agency_officer',
  'agency_manager',
  'analyst',
  'auditor',
  'board_reader',
  'policing_body',
  'administrator',
  'advocate',
] as const;

/** What acts by itself under a name of its own, which no role of people may have. */
export const reservedRoles: readonly string[] = ['public', 'worker', 'relay', 'operator', 'member', 'nobody'];

/** A role: a bundle of permissions with a name. */
export interface RoleDefinition {
  readonly name: string;
  /** What people call it: "agency officer". */
  readonly words: string;
  /** Who holds it and what for, as a sentence. */
  readonly purpose: string;
  readonly permissions: readonly Permission[];
  /** A scope: only service accounts hold it, and people never. */
  readonly forServices?: true;
}

/** Whether the role allows something for the own agency only, so that whoever holds it needs one. */
export function actsForAgency({ permissions }: Pick<RoleDefinition, 'permissions'>): boolean {
  return permissions.some((permission) => permissionDefinition(permission).ofAgency === true);
}
