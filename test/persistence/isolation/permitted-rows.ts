import { permissions, type Permission } from '#domain/sharing/permissions.js';

/**
 * One thing that the database shows or takes by a permission. Written by hand: whoever may do everything but it, and but
 * what opens the same (`besides`), reaches no row; with it
 * they do. The viewer acts for the police.
 */
export interface PermittedRows {
  readonly permission: Permission;
  /** The policies (`table.policy`) and functions that ask for the permission here. */
  readonly by: readonly string[];
  /** What opens the same by itself. */
  readonly besides: readonly Permission[];
  /** A statement that reaches rows, or a row to insert. */
  readonly reach: string | RowToInsert;
}

/** A row like the first that a condition finds, changed so. */
export interface RowToInsert {
  readonly table: string;
  readonly like: string;
  readonly changed?: object;
}

/** Everything that may be done but these. */
export function allBut(left: readonly Permission[]): Permission[] {
  return permissions.filter((each) => !left.includes(each)).sort();
}
