import { checkText, textLimits } from '#domain/review/check-text.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';
import type { Member } from './principal.js';

export interface EndAgreement {
  readonly agreementId: string;
  readonly reason: string;
}

type Ended = Outcome<{ readonly agreementId: string }>;

/** Withdraws an agreement for all its parties: nothing is open under it from now on, and it never comes back. */
export function withdrawAgreement(
  casework: Casework,
  principal: Member,
  input: EndAgreement,
): Promise<Ended> {
  return end({ casework, principal }, { input, action: 'AGREEMENT_WITHDRAWN' }, async (stores, ending) =>
    (await stores.agreements.withdraw(input.agreementId, ending))
      ? undefined
      : 'This agreement was withdrawn before.',
  );
}

/** An agency leaves: what it opened under the agreement is closed, and what others opened is closed to it. */
export function leaveAgreement(casework: Casework, principal: Member, input: EndAgreement): Promise<Ended> {
  const { agencyId } = principal;
  if (agencyId === undefined) return Promise.resolve(notFound('agreement'));
  return end({ casework, principal }, { input, action: 'AGREEMENT_LEFT' }, async (stores, ending) =>
    (await stores.agreements.leave(input.agreementId, agencyId, ending))
      ? undefined
      : 'Your agency is not party to this agreement, or has left it before.',
  );
}

interface Step {
  readonly input: EndAgreement;
  readonly action: 'AGREEMENT_WITHDRAWN' | 'AGREEMENT_LEFT';
}

interface Ender {
  readonly casework: Casework;
  readonly principal: Member;
}

function end(
  { casework, principal }: Ender,
  { input, action }: Step,
  work: (
    stores: Stores,
    ending: Parameters<Stores['agreements']['withdraw']>[1],
  ) => Promise<string | undefined>,
): Promise<Ended> {
  const { agreementId, reason } = input;
  return casework.inTransaction(principal, async (stores) => {
    if (!(await stores.agreements.find(agreementId))) return notFound('agreement');
    const problems = checkText(reason, { path: 'reason', limit: textLimits.short, required: true });
    if (problems.length > 0) return invalid(problems);
    const obstacle = await work(stores, { by: principal.userId, at: casework.clock.now(), reason });
    if (obstacle !== undefined) return notPossibleNow(obstacle);
    stores.recordAudit({
      action,
      kind: 'ALTERATION',
      subjectType: 'SHARING_AGREEMENT',
      subjectIds: [agreementId],
      basis: [agreementId],
    });
    return done({ agreementId });
  });
}
