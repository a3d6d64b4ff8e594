import type { Permission } from './permissions.js';

const allowed: ReadonlySet<Permission> = new Set<Permission>([
  'cases.read_asked',
  'cases.follow',
  'requests.answer',
  'reports.read_own',
  'reports.record',
  'reports.link',
]);

/**
 * Whether a scope of service accounts may hold the permission: those to work with an agency's own reports and with what
 * it was asked. What people answer for themselves, such as who is a member or what is shared, no program does.
 */
export function mayBeInScope(permission: Permission): boolean {
  return allowed.has(permission);
}
