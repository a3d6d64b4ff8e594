import { checkAgreement } from '#domain/sharing/check-agreement.js';
import type { SharingTerms } from '#domain/sharing/agreement.js';
import { checkClientKey, onceByClientKey } from './once-by-client-key.js';
import { done, invalid, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';

export interface RecordAgreement {
  readonly clientKey: string;
  readonly terms: SharingTerms;
}

/**
 * Records a sharing agreement that agencies of the partnership signed. From its first day on they may open records to
 * one another under it. What it says is never changed: a new agreement takes its place.
 */
export function recordAgreement(
  casework: Casework,
  principal: Member,
  input: RecordAgreement,
): Promise<Outcome<{ readonly agreementId: string }>> {
  const { clientKey, terms } = input;
  return casework.inTransaction(principal, (stores) =>
    onceByClientKey(
      { stores, casework },
      { clientKey, operation: 'recordSharingAgreement', input },
      async (): Promise<Outcome<{ agreementId: string }>> => {
        const agencies = await stores.partnership.listAgencies();
        const problems = [
          ...checkClientKey(clientKey),
          ...checkAgreement(terms, new Set(agencies.map(({ id }) => id))),
        ];
        if (problems.length > 0) return invalid(problems);
        const agreementId = casework.ids.newId();
        const by = { userId: principal.userId, at: casework.clock.now() };
        if (!(await stores.agreements.add(agreementId, terms, by)))
          return invalid([
            { path: 'title', message: 'is in use: an agreement was recorded under it before.' },
          ]);
        stores.recordAudit({
          action: 'AGREEMENT_RECORDED',
          kind: 'COLLECTION',
          subjectType: 'SHARING_AGREEMENT',
          subjectIds: [agreementId],
        });
        return done({ agreementId });
      },
    ),
  );
}
