import pg, { type QueryResult } from 'pg';
import type { Temporal } from 'temporal-polyfill';
import { actorOf, rolesOf, type Principal } from '#casework/principal.js';

export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ';

/**
 * The text that opens a transaction for a principal, in one round trip: BEGIN and `concord.open_session`, which makes every
 * setting transaction-local (one of session scope would reach the pool's next borrower), raises 28000 for a membership that
 * has ended or changed since the principal signed in, or whose roles allow something else by now, and returns the version
 * of the partnership's directory. Whether an agreement is in force is asked as of `now`; left out, by the clock of the
 * database.
 */
export function openingStatements(
  principal: Principal,
  isolation: Isolation,
  now?: Temporal.Instant,
): string {
  const isMember = principal.kind === 'member';
  const values = [
    principal.tenantId,
    isMember ? principal.membershipId : null,
    isMember ? principal.userId : null,
    agencyOf(principal) ?? null,
    rolesOf(principal).join(','),
    isMember ? principal.permissions.join(',') : '',
    actorOf(principal),
    ...(now ? [now.toString()] : []),
  ];
  const literals = values.map((value) => (value === null ? 'null' : pg.escapeLiteral(value)));
  return `BEGIN ISOLATION LEVEL ${isolation}; SELECT concord.${now ? 'open_session_at' : 'open_session'}(${literals.join(', ')}) AS version`;
}

/** The version of the partnership's directory, as the opening statements told it. */
export function directoryVersionIn(told: readonly QueryResult[]): string {
  const [row] = (told[1]?.rows ?? []) as { version: string }[];
  if (!row) throw new Error('A transaction opens with the version of its directory.');
  return row.version;
}

function agencyOf(principal: Principal): string | undefined {
  return principal.kind === 'member' || principal.kind === 'operator' ? principal.agencyId : undefined;
}
