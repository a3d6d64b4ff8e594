import type { CatalogueQuery } from '../catalogue-query.js';

/** One object of the database that breaks a rule. */
export interface Finding {
  readonly rule: string;
  /** The table, constraint, function or role, named as SQL names it. */
  readonly object: string;
  /** What to do. */
  readonly message: string;
}

/** What must hold of every object of some kind, after every migration. */
export interface CatalogueRule {
  readonly name: string;
  readonly remedy: string;
  /** The objects that break it. */
  readonly find: (query: CatalogueQuery) => Promise<readonly string[]>;
}

/** A rule whose offenders one statement finds, in a column named `object`. */
export function ruleOf(name: string, remedy: string, statement: string): CatalogueRule {
  return {
    name,
    remedy,
    find: async (query) => (await query<{ object: string }>(statement)).map((row) => row.object),
  };
}

/** The roles under which the server and the worker sign in, for `in (…)`. */
export const runTimeRoles = `('concord_app', 'concord_worker')`;
