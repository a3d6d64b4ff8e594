import { inWordsWithoutWeekday, localDateOf } from '#domain/calendar/local-date.js';
import { notFound, notPossibleNow, done, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';
import type { AgreementRecord } from './sharing-ports.js';

interface Choice {
  readonly agencyId: string;
  /** The one that was named; left out, the only one there is. */
  readonly agreementId?: string | undefined;
}

/** The agreement under which an agency opens a report: in force now, and the agency party to it. */
export async function chooseAgreement(
  { casework, stores }: { readonly casework: Casework; readonly stores: Stores },
  { agencyId, agreementId }: Choice,
): Promise<Outcome<AgreementRecord>> {
  const now = casework.clock.now();
  const inForce = await stores.agreements.listInForce(agencyId, now);
  if (agreementId !== undefined) {
    const named = inForce.find(({ id }) => id === agreementId);
    if (named) return held(stores, named);
    return (await stores.agreements.find(agreementId))
      ? notPossibleNow('This agreement is not in force, or your agency is not party to it.')
      : notFound('agreement');
  }
  const [only, ...others] = inForce;
  if (!only)
    return notPossibleNow(
      `Your agency is party to no sharing agreement that is in force on ${inWordsWithoutWeekday(localDateOf(now))}: without one, nobody else may read its reports.`,
    );
  if (others.length > 0)
    return notPossibleNow(
      `Your agency is party to several agreements: say under which (${inForce.map(({ title }) => title).join('; ')}).`,
    );
  return held(stores, only);
}

/** Somebody may end it at this very moment. */
async function held(stores: Stores, agreement: AgreementRecord): Promise<Outcome<AgreementRecord>> {
  if (await stores.agreements.hold(agreement.id)) return done(agreement);
  return notPossibleNow('This agreement is not in force any more, or your agency has left it.');
}
