import type { MembersLeft, RoleRecord } from './member-ports.js';
import { may, type Member } from './principal.js';

/** For whom roles are given: the agency they act for, or none. */
export interface Place {
  readonly agencyId: string | null;
  readonly roles: readonly string[];
}

/** What an agency's manager gives. */
const ofAgencies = ['agency_officer', 'agency_manager'];
/** What makes a role one that only whoever may appoint gives: their own, and that of auditors, who check everybody. */
const guarded = ['members.appoint', 'audit.read'];

/** Whether these roles act for an agency, so that nobody holds them without one. */
export function needAgency(known: readonly RoleRecord[], roles: readonly string[]): boolean {
  return known.some(({ name, actsForAgency }) => actsForAgency && roles.includes(name));
}

/**
 * Why somebody may not give these roles there; undefined where they may. An administrator gives any role, a coordinator any
 * but administrator and auditor, an agency's manager those of officer and manager for their own agency.
 */
export function whyNotGiven(giver: Member, place: Place, known: readonly RoleRecord[]): string | undefined {
  if (may(giver, 'members.invite')) return whyGuarded(giver, place, known);
  if (!managesAt(giver, place)) return ownAgencyOnly;
  return place.roles.every((role) => ofAgencies.includes(role))
    ? undefined
    : `An agency manager gives these roles only: ${ofAgencies.join(', ')}.`;
}

/** Why somebody may not end this membership; undefined where they may. An agency's manager ends any of their agency. */
export function whyNotEnded(who: Member, place: Place, known: readonly RoleRecord[]): string | undefined {
  if (managesAt(who, place)) return undefined;
  return may(who, 'members.end') ? whyGuarded(who, place, known) : ownAgencyOnly;
}

/** Why somebody may not withdraw this invitation; undefined where they may. */
export function whyNotWithdrawn(who: Member, place: Place, known: readonly RoleRecord[]): string | undefined {
  if (managesAt(who, place)) return undefined;
  return may(who, 'members.invite') ? whyGuarded(who, place, known) : ownAgencyOnly;
}

function managesAt(who: Member, { agencyId }: Place): boolean {
  return may(who, 'agency_members.manage') && who.agencyId !== undefined && who.agencyId === agencyId;
}

const ownAgencyOnly = 'An agency manager looks after the members of their own agency only.';

function whyGuarded(who: Member, { roles }: Place, known: readonly RoleRecord[]): string | undefined {
  if (may(who, 'members.appoint') || !guarded.some((each) => allow(known, roles, each))) return undefined;
  return 'Only an administrator gives, changes and ends the roles of administrators and auditors.';
}

/** Roles before and after a change; none after a membership has ended. */
export interface RolesChanged {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * What a partnership would be left without if a membership ended or lost roles; undefined where nothing would be missing.
 * Whoever may appoint takes the role from the last coordinator too, because they can invite another.
 */
export function whoWouldBeMissing(
  { before, after }: RolesChanged,
  { known, left, isAppointed }: { known: readonly RoleRecord[]; left: MembersLeft; isAppointed: boolean },
): string | undefined {
  const loses = (permission: string) => allow(known, before, permission) && !allow(known, after, permission);
  if (left.appointers <= 1 && loses('members.appoint'))
    return 'This is the last administrator of the partnership: invite another one first.';
  if (left.leaders <= 1 && loses('cases.lead') && !isAppointed)
    return 'This is the last coordinator of the partnership: invite another one first.';
  return undefined;
}

function allow(known: readonly RoleRecord[], roles: readonly string[], permission: string): boolean {
  return known.some(({ name, permissions }) => roles.includes(name) && permissions.includes(permission));
}
