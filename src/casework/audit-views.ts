import type { AuditDraft, AuditKind } from './audit.js';

/** Where a page of the audit trail begins: after the entry of that moment with that id. */
export interface AuditPosition {
  readonly at: string;
  readonly id: string;
}

export interface AuditPage {
  readonly first: number;
  readonly after?: AuditPosition;
  readonly kind?: AuditKind;
  /** Only what was done by this actor. */
  readonly actor?: string;
}

/** An entry of the trail as an auditor reads it. */
export interface AuditEntryView {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly kind: AuditKind;
  readonly subjectType: AuditDraft['subjectType'];
  readonly subjectIds: readonly string[];
  readonly fields: readonly string[];
  readonly correlationId: string | null;
  readonly purpose: string | null;
  /** Ids of the sharing agreements under which it was done. */
  readonly basis: readonly string[];
  /** Null until it is sealed. */
  readonly sealNumber: number | null;
}

/** Who did or saw what with one record: of the entry, only what concerns that record. */
export interface AccessView {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  /** Their name; null for the public, services and the operator. */
  readonly person: string | null;
  readonly agencyId: string | null;
  readonly action: string;
  readonly kind: AuditKind;
  readonly fields: readonly string[];
  readonly purpose: string | null;
  /** Ids of the sharing agreements under which it was done. */
  readonly basis: readonly string[];
}

/** The person behind an actor of the trail. */
export interface AuditActor {
  readonly actor: string;
  readonly person: string;
  readonly agencyId: string | null;
}

export interface CheckpointView {
  readonly number: number;
  readonly hash: string;
  readonly signedAt: string;
  readonly keyId: string;
  readonly signature: string;
}

/** Where the chain stands. */
export interface AuditTrailView {
  readonly sealed: number;
  /** Hexadecimal; null before the first entry is sealed. */
  readonly hash: string | null;
  readonly waiting: number;
  /** The newest fifty, newest first. */
  readonly checkpoints: readonly CheckpointView[];
}
