/**
 * Why somebody cannot be independent in a case. A coordinator who runs it, asks agencies and matches records is not among
 * them: the work of an agency on the case is, and so is being in it.
 *
 * - `NAMED_IN_CASE`: they are a person of the case
 * - `DECLARED`: they said so, or whoever leads said so of them
 * - `RECORDED_A_REPORT`: they recorded a report that was put to the case
 * - `LINKED_A_REPORT`: they put a report to it
 * - `ANSWERED_FOR_AGENCY`: they answered for an agency what it was asked about the case
 */
export const conflictGrounds = [
  'NAMED_IN_CASE',
  'DECLARED',
  'RECORDED_A_REPORT',
  'LINKED_A_REPORT',
  'ANSWERED_FOR_AGENCY',
] as const;
export type ConflictGround = (typeof conflictGrounds)[number];

const inWords: Readonly<Record<ConflictGround, string>> = {
  NAMED_IN_CASE: 'you are a person of this case',
  DECLARED: 'a conflict of interest of yours stands in this case',
  RECORDED_A_REPORT: 'you recorded a report of this case',
  LINKED_A_REPORT: 'you put a report to this case',
  ANSWERED_FOR_AGENCY: 'you answered for an agency about this case',
};

/** The grounds as a sentence to whom they concern. There is at least one. */
export function whyNotIndependent(grounds: readonly ConflictGround[]): string {
  return `Somebody else has to do this: ${grounds.map((ground) => inWords[ground]).join('; ')}.`;
}
