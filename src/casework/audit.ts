/** What was done with data, in the words of section 62 of the Data Protection Act 2018. */
export type AuditKind = 'COLLECTION' | 'ALTERATION' | 'CONSULTATION' | 'DISCLOSURE';

/** One line of the audit trail: ids and names of fields, never the data itself. */
export interface AuditDraft {
  readonly action: string;
  readonly kind: AuditKind;
  readonly subjectType:
    | 'CASE'
    | 'REPORT'
    | 'REQUEST'
    | 'INCIDENT'
    | 'DECISION'
    | 'JUDGEMENT'
    | 'RISK_ASSESSMENT'
    | 'CLOCK'
    | 'PAUSE'
    | 'IMPORT_RUN'
    | 'POLICY_PROPOSAL';
  readonly subjectIds: readonly string[];
  readonly fields?: readonly string[];
}
