import pg from 'pg';
import { actorOf, rolesOf, type Principal } from '#casework/principal.js';

export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ';

/**
 * The text that opens a transaction for a principal: BEGIN and every setting, transaction-local, in one round trip.
 * A setting of session scope would reach the pool's next borrower.
 */
export function openingStatements(principal: Principal, isolation: Isolation): string {
  const settings: Record<string, string> = {
    'concord.tenant_id': principal.tenantId,
    'concord.user_id': principal.kind === 'member' ? principal.userId : '',
    'concord.agency_id': agencyOf(principal) ?? '',
    'concord.roles': rolesOf(principal).join(','),
    'concord.actor': actorOf(principal),
    'concord.applicant_case_id': '',
  };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
  );
  return `BEGIN ISOLATION LEVEL ${isolation}; SELECT ${calls.join(', ')}`;
}

function agencyOf(principal: Principal): string | undefined {
  return principal.kind === 'member' || principal.kind === 'operator' ? principal.agencyId : undefined;
}
