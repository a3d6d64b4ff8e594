import { Temporal } from 'temporal-polyfill';
import type { Problem } from '#domain/review/problem.js';
import { checkEmail, checkText, textLimits } from '#domain/review/check-text.js';
import { needAgency, whyNotGiven } from './giving-roles.js';
import type { RoleRecord } from './member-ports.js';
import { checkClientKey, onceByClientKey } from './once-by-client-key.js';
import { done, invalid, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';
import type { Member } from './principal.js';

/** How long an invitation holds unless told, in days of 24 hours. */
const usualDays = 14;
const mostDays = 60;

export interface InviteMember {
  readonly clientKey: string;
  /** The address that the identity provider of their organisation will name; compared without regard to capitals. */
  readonly mail: string;
  readonly name: string;
  /** None for whoever is to act for the partnership itself. */
  readonly agencyId?: string | undefined;
  readonly roles: readonly string[];
  /** For how many days of 24 hours it holds; 14 unless told, 60 at most. */
  readonly days?: number | undefined;
}

/** Asks somebody to become a member. Whoever first signs in with this address, by an issuer of that agency, is one. */
export function inviteMember(
  casework: Casework,
  principal: Member,
  input: InviteMember,
): Promise<Outcome<{ readonly invitationId: string }>> {
  return casework.inTransaction(principal, (stores) =>
    onceByClientKey(
      { stores, casework },
      { clientKey: input.clientKey, operation: 'inviteMember', input },
      async () => {
        const known = await stores.members.listRoles();
        const problems = await checkInvitation(stores, known, input);
        if (problems.length > 0) return invalid(problems);
        const wanted = { ...input, mail: input.mail.toLowerCase(), agencyId: input.agencyId ?? null };
        const obstacle =
          whyNotGiven(principal, wanted, known) ??
          (await findObstacle({ casework, stores }, principal, wanted));
        if (obstacle !== undefined) return notPossibleNow(obstacle);
        return done({ invitationId: await invite({ casework, stores }, principal, wanted) });
      },
    ),
  );
}

interface Scope {
  readonly casework: Casework;
  readonly stores: Stores;
}

type Wanted = Omit<InviteMember, 'agencyId'> & { readonly agencyId: string | null };

async function invite({ casework, stores }: Scope, principal: Member, wanted: Wanted): Promise<string> {
  const { mail, name: displayName, agencyId, roles, days = usualDays } = wanted;
  const id = casework.ids.newId();
  const invitedAt = casework.clock.now();
  await stores.members.invite({
    id,
    mail,
    displayName,
    agencyId,
    roles: inOrder(roles),
    invitedBy: principal.membershipId,
    invitedByName: principal.displayName,
    invitedAt,
    expiresAt: invitedAt.add({ hours: 24 * days }),
  });
  stores.recordAudit({
    action: 'MEMBER_INVITED',
    kind: 'COLLECTION',
    subjectType: 'INVITATION',
    subjectIds: [id],
  });
  return id;
}

/** An invitation that has expired makes room for the new one. */
async function findObstacle(
  { casework, stores }: Scope,
  principal: Member,
  { mail, agencyId }: Wanted,
): Promise<string | undefined> {
  if (await stores.members.isMember(mail, agencyId))
    return 'Somebody with this address is a member there already: change their roles instead.';
  const open = await stores.members.findOpenInvitation(mail, agencyId);
  if (!open) return undefined;
  const now = casework.clock.now();
  if (Temporal.Instant.compare(open.expiresAt, now) > 0)
    return 'Somebody with this address is invited there already: withdraw that invitation first.';
  await stores.members.withdraw(open.id, { by: principal.membershipId, at: now });
  return undefined;
}

async function checkInvitation(
  stores: Stores,
  known: readonly RoleRecord[],
  { clientKey, mail, name, agencyId, roles, days = usualDays }: InviteMember,
): Promise<Problem[]> {
  const agencies = await stores.partnership.listAgencies();
  return [
    ...checkClientKey(clientKey),
    ...checkMail(mail),
    ...checkText(name, { path: 'name', limit: textLimits.name, required: true }),
    ...(agencyId === undefined || agencies.some(({ id }) => id === agencyId)
      ? []
      : [{ path: 'agencyId', message: 'is not an agency of this partnership.' }]),
    ...(agencyId === undefined && needAgency(known, roles)
      ? [{ path: 'agencyId', message: 'is missing: one of the roles acts for an agency.' }]
      : []),
    ...checkRoles(roles, known),
    ...(days >= 1 && days <= mostDays
      ? []
      : [{ path: 'days', message: `is ${String(days)}: expected 1 to ${String(mostDays)} days.` }]),
  ];
}

/** Two addresses that look alike in different scripts could be two people: only ASCII is compared with safety. */
function checkMail(mail: string): Problem[] {
  const problems = checkEmail(mail, 'mail');
  if (problems.length > 0 || /^[!-~]+$/.test(mail)) return problems;
  return [{ path: 'mail', message: 'has letters beyond ASCII: expected a form such as name@example.org.' }];
}

/** What is wrong with a list of roles. */
export function checkRoles(roles: readonly string[], known: readonly RoleRecord[]): Problem[] {
  if (roles.length === 0) return [{ path: 'roles', message: 'is empty: expected at least one role.' }];
  const names = known.map(({ name }) => name);
  return roles.flatMap((role, index) => {
    const path = `roles[${String(index)}]`;
    if (!names.includes(role)) return [{ path, message: `is no role: expected one of ${names.join(', ')}.` }];
    return roles.indexOf(role) < index ? [{ path, message: 'stands here twice: expected each once.' }] : [];
  });
}

/** Roles as they are stored: in one order, so that the same ones are always the same text. */
export function inOrder(roles: readonly string[]): string[] {
  return [...roles].sort();
}
