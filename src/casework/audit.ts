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
    | 'CONFLICT'
    | 'MARKER'
    | 'RISK_ASSESSMENT'
    | 'CLOCK'
    | 'PAUSE'
    | 'IMPORT_RUN'
    | 'POLICY_PROPOSAL'
    | 'INVITATION'
    | 'MEMBERSHIP'
    | 'AUDIT_TRAIL'
    | 'SHARING_AGREEMENT';
  readonly subjectIds: readonly string[];
  readonly fields?: readonly string[];
  /** Why, where whoever does it was asked. */
  readonly purpose?: string;
  /** The sharing agreements under which it is done; none for one's own records. */
  readonly basis?: readonly string[];
}

/** Where a partnership's chain of audit entries ends. */
export interface ChainHead {
  readonly number: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** A head of a chain with its signature. */
export interface SignedHead extends ChainHead {
  readonly signedAt: string;
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
}

/** The audit trails of partnerships, as far as the worker may touch them. */
export interface AuditTrails {
  /** Seals the entries that stand alone, `atMost` at once; how many there were. 0 also while another worker is at it. */
  seal(tenantId: string, atMost: number): Promise<number>;
  /** Undefined before the first entry was sealed. */
  findHead(tenantId: string): Promise<ChainHead | undefined>;
  /** Keeps a checkpoint; one of the same place stays as it is. */
  addCheckpoint(tenantId: string, head: SignedHead): Promise<void>;
}
