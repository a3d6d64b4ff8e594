/**
 * What is said of a case, or of one person of it, so that people take care.
 *
 * - `HATE`: hate is perceived; it tells, and withholds nothing
 * - `DOMESTIC_ABUSE`, `WITNESS_AT_RISK`: who they are and where is for those who lead the review and agencies named
 * - `CHILD`: of a person, the same of who they are; of the case, somebody complained of is a child and is named to nobody
 * - `SAFE_CONTACT`: of a person, the rule to keep when reaching them
 */
export const markerKinds = ['HATE', 'DOMESTIC_ABUSE', 'CHILD', 'WITNESS_AT_RISK', 'SAFE_CONTACT'] as const;
export type MarkerKind = (typeof markerKinds)[number];

/** A marker that stands, as far as disclosure asks. */
export interface Mark {
  readonly kind: MarkerKind;
  /** Null where it is of the whole case. */
  readonly personId: string | null;
  /** Whether it names the viewer's agency among those to whom nothing is withheld for it. */
  readonly opensToViewer: boolean;
}

/** Whether who somebody of the case is, is withheld from a viewer who does not lead the review. */
export function concealsPerson(marks: readonly Mark[], personId: string): boolean {
  return marks.some((mark) => {
    if (mark.opensToViewer) return false;
    switch (mark.kind) {
      case 'DOMESTIC_ABUSE':
      case 'WITNESS_AT_RISK':
        return mark.personId === null || mark.personId === personId;
      case 'CHILD':
        return mark.personId === personId;
      case 'HATE':
      case 'SAFE_CONTACT':
        return false;
    }
  });
}

/** Whether where things happened is withheld from that viewer. */
export function concealsPlaces(marks: readonly Mark[]): boolean {
  return marks.some(
    ({ kind, opensToViewer }) => !opensToViewer && (kind === 'DOMESTIC_ABUSE' || kind === 'WITNESS_AT_RISK'),
  );
}

/** Whether a report of another agency is open to that viewer without who is in it, however far it was opened. */
export function concealsReports(marks: readonly Mark[]): boolean {
  return (
    concealsPlaces(marks) ||
    marks.some(({ kind, personId, opensToViewer }) => !opensToViewer && kind === 'CHILD' && personId !== null)
  );
}

/** What stands where a place was, which is never empty. */
export const concealedPlace = 'Withheld';

/** Whether whom the incidents are complained of is told to nobody, whoever leads the review among them. */
export function concealsComplainedOf(marks: readonly Pick<Mark, 'kind' | 'personId'>[]): boolean {
  return marks.some(({ kind, personId }) => kind === 'CHILD' && personId === null);
}
