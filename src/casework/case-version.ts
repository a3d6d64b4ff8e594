/** A case at the version that somebody saw or made. */
export interface CaseVersion {
  readonly caseId: string;
  readonly version: number;
}
