import { hasRole, type Member } from './principal.js';

/** For whom a role is given: the agency they act for, or none. */
export interface Place {
  readonly agencyId: string | null;
  readonly roles: readonly string[];
}

const ofAgencies = ['agency_officer', 'agency_manager'];
/** Those who look after memberships and those who check everybody: not for whoever leads the work to appoint. */
const ofAdministrators = ['administrator', 'auditor'];

/** Why these roles cannot be held without an agency; undefined where they can. */
export function agencyProblem({ agencyId, roles }: Place): string | undefined {
  return agencyId === null && roles.some((role) => ofAgencies.includes(role))
    ? 'is missing: an agency officer and an agency manager act for an agency.'
    : undefined;
}

/**
 * Why somebody may not give these roles there; undefined where they may. An administrator gives any role, a coordinator any
 * but administrator and auditor, an agency's manager those of officer and manager for their own agency.
 */
export function whyNotGiven(giver: Member, { agencyId, roles }: Place): string | undefined {
  if (hasRole(giver, 'administrator')) return undefined;
  if (hasRole(giver, 'coordinator'))
    return roles.some((role) => ofAdministrators.includes(role))
      ? 'Only an administrator gives, changes or ends the roles administrator and auditor.'
      : undefined;
  if (agencyId !== giver.agencyId) return 'An agency manager looks after the members of their own agency only.';
  return roles.every((role) => ofAgencies.includes(role))
    ? undefined
    : 'An agency manager gives the roles agency_officer and agency_manager only.';
}

/** Why somebody may not end this membership; undefined where they may. An agency's manager ends any of their agency. */
export function whyNotEnded(who: Member, place: Place): string | undefined {
  const manages = hasRole(who, 'agency_manager') && place.agencyId === who.agencyId;
  return manages ? undefined : whyNotGiven(who, place);
}

/**
 * What a partnership would be left without if a membership ended or lost these roles; undefined where nothing would be
 * missing. Only an administrator takes the role from the last coordinator, because only they are left to invite another.
 */
export function whoWouldBeMissing(
  who: Member,
  lost: readonly string[],
  left: { readonly administrators: number; readonly coordinators: number },
): string | undefined {
  if (lost.includes('administrator') && left.administrators <= 1)
    return 'This is the last administrator of the partnership: invite another one first.';
  if (lost.includes('coordinator') && left.coordinators <= 1 && !hasRole(who, 'administrator'))
    return 'This is the last coordinator of the partnership: invite another one first.';
  return undefined;
}
