import { Temporal } from 'temporal-polyfill';
import { endOfLocalDay } from '#domain/calendar/local-date.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import { inOrder } from './invite-member.js';
import type { ServiceRegistered } from './member-ports.js';
import { checkClientKey, onceByClientKey } from './once-by-client-key.js';
import { done, invalid, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';
import { may, type Member } from './principal.js';

export interface RegisterServiceAccount {
  readonly clientKey: string;
  /** What the agency calls the program; the audit trail names it so. */
  readonly name: string;
  readonly agencyId: string;
  /** The identity provider that gives the program its tokens, as they name it in `iss`. */
  readonly issuer: string;
  /** The program, as its tokens name it in `sub`: mostly its client id. RFC 9068, 2.2. */
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Its last day; none: until somebody ends it. */
  readonly endsOn?: LocalDate | undefined;
}

/** Gives a program of an agency an account, with the permissions of its scopes and no others. */
export function registerServiceAccount(
  casework: Casework,
  principal: Member,
  input: RegisterServiceAccount,
): Promise<Outcome<{ readonly membershipId: string }>> {
  return casework.inTransaction(principal, (stores) =>
    onceByClientKey(
      { stores, casework },
      { clientKey: input.clientKey, operation: 'registerServiceAccount', input },
      async () => {
        const problems = await checkAccount({ casework, stores }, input);
        if (problems.length > 0) return invalid(problems);
        if (!may(principal, 'members.appoint') && principal.agencyId !== input.agencyId)
          return notPossibleNow('An agency manager looks after the programs of their own agency only.');
        return register({ casework, stores }, input);
      },
    ),
  );
}

interface Scope {
  readonly casework: Casework;
  readonly stores: Stores;
}

const obstacles: Readonly<Record<Exclude<ServiceRegistered, 'DONE'>, string>> = {
  ISSUER_NOT_TRUSTED:
    'The partnership does not trust this issuer for this agency: its administrator names issuers in its file.',
  IS_A_PERSON: 'This issuer and subject are those of a person here, who cannot be a program too.',
  REGISTERED_BEFORE: 'This program has an account of this agency already: end that one first.',
};

async function register(
  { casework, stores }: Scope,
  { endsOn, agencyId, name, issuer, subject, scopes }: RegisterServiceAccount,
): Promise<Outcome<{ readonly membershipId: string }>> {
  const membershipId = casework.ids.newId();
  const outcome = await stores.members.registerService({
    ...{ membershipId, agencyId, name, issuer, subject },
    userId: casework.ids.newId(),
    scopes: inOrder(scopes),
    endsAt: endsOn ? endOfLocalDay(endsOn) : null,
    at: casework.clock.now(),
  });
  if (outcome !== 'DONE') return notPossibleNow(obstacles[outcome]);
  stores.recordAudit({
    action: 'SERVICE_ACCOUNT_REGISTERED',
    kind: 'COLLECTION',
    subjectType: 'MEMBERSHIP',
    subjectIds: [membershipId],
  });
  return done({ membershipId });
}

/** OpenID Connect Core, 2: at most 255 ASCII characters. */
const subjectForm = /^[\x20-\x7e]{1,255}$/;

async function checkAccount(
  { casework, stores }: Scope,
  { clientKey, name, agencyId, issuer, subject, scopes, endsOn }: RegisterServiceAccount,
): Promise<Problem[]> {
  const agencies = await stores.partnership.listAgencies();
  const known = (await stores.members.listScopes()).map((scope) => scope.name);
  const isOver = endsOn && Temporal.Instant.compare(endOfLocalDay(endsOn), casework.clock.now()) <= 0;
  return [
    ...checkClientKey(clientKey),
    ...checkText(name, { path: 'name', limit: textLimits.name, required: true }),
    ...(agencies.some(({ id }) => id === agencyId)
      ? []
      : [{ path: 'agencyId', message: 'is not an agency of this partnership.' }]),
    ...checkText(issuer, { path: 'issuer', limit: textLimits.short, required: true }),
    ...(subjectForm.test(subject)
      ? []
      : [{ path: 'subject', message: 'has the wrong form: expected 1 to 255 ASCII characters.' }]),
    ...checkScopes(scopes, known),
    ...(isOver === true ? [{ path: 'endsOn', message: 'is over: expected today or a later day.' }] : []),
  ];
}

function checkScopes(scopes: readonly string[], known: readonly string[]): Problem[] {
  if (scopes.length === 0) return [{ path: 'scopes', message: 'is empty: expected at least one scope.' }];
  return scopes.flatMap((scope, index) => {
    const path = `scopes[${String(index)}]`;
    if (!known.includes(scope))
      return [{ path, message: `is no scope: expected one of ${known.join(', ')}.` }];
    return scopes.indexOf(scope) < index ? [{ path, message: 'stands here twice: expected each once.' }] : [];
  });
}
