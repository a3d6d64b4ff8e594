import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import { levelOfRank, rankOf, type SharingLevel } from '#domain/sharing/sharing-level.js';
import type { ChangeScope } from './change-case.js';
import { done, invalid, type Outcome } from './outcome.js';
import type { AgreementRecord } from './sharing-ports.js';

/**
 * Somebody's wish not to have records shared is no veto, since the bodies share as a duty; but whoever shares against it
 * says why. Gives the reason; null where nobody objects.
 */
export async function checkObjection(
  { stores, locked }: ChangeScope,
  despite: string | undefined,
): Promise<Outcome<string | null>> {
  const problems = checkText(despite, { path: 'despiteObjection', limit: textLimits.short, required: false });
  if (problems.length > 0) return invalid(problems);
  if (!(await stores.grants.isObjectedTo(locked.id))) return done(null);
  if (despite === undefined || despite.trim() === '')
    return invalid([
      {
        path: 'despiteObjection',
        message:
          'is missing: somebody of this case objects to sharing (see people.sharingObjection). Expected why it is shared all the same.',
      },
    ]);
  return done(despite);
}

/** What the audit trail says of a report that is opened to others, under which agreement, and against whose wish. */
export function disclosureOf(reportId: string, agreementId: string, despite: string | null) {
  return {
    kind: 'DISCLOSURE',
    subjectType: 'REPORT',
    subjectIds: [reportId],
    basis: [agreementId],
    ...(despite !== null && { purpose: `Despite an objection: ${despite}` }),
  } as const;
}

/** What is wrong with a level under an agreement: it opens no more than its field groups. */
export function checkLevel(
  level: SharingLevel | undefined,
  path: string,
  { highestRank, title }: AgreementRecord,
): Problem[] {
  if (level === undefined || rankOf(level) <= highestRank) return [];
  const highest = levelOfRank(highestRank) ?? 'LOCATOR';
  return [{ path, message: `is ${level}: expected at most ${highest}, as far as "${title}" covers.` }];
}
