/** What is told apart within a case by a label that people give it. */
export type CaseLabelKind = 'HOUSEHOLD' | 'PROBLEM' | 'PLACE' | 'PERSON_COMPLAINED_OF';

/** A household, problem, place or person complained of of one case. The rules read its id alone. */
export interface CaseLabel {
  readonly id: string;
  readonly kind: CaseLabelKind;
  readonly label: string;
}

export interface CaseLabelStore {
  add(caseId: string, labels: readonly CaseLabel[]): Promise<void>;
  /** None for whoever does not lead the review. */
  list(caseId: string): Promise<readonly CaseLabel[]>;
}
