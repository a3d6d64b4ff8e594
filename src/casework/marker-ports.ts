import type { Temporal } from 'temporal-polyfill';
import type { MarkerKind } from '#domain/sharing/marker.js';

export interface NewMarker {
  readonly id: string;
  readonly caseId: string;
  readonly kind: MarkerKind;
  /** Null where it is of the whole case. */
  readonly personId: string | null;
  /** Agencies to which nothing is withheld for it. */
  readonly opensTo: readonly string[];
  /** The rule of a safe contact; null for any other kind. */
  readonly rule: string | null;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Temporal.Instant;
}

export interface MarkerRecord {
  readonly id: string;
  readonly caseId: string;
  readonly kind: MarkerKind;
  readonly personId: string | null;
  readonly hasEnded: boolean;
}

export interface MarkerStore {
  add(marker: NewMarker): Promise<void>;
  /** Undefined when there is none or this principal may not see it. */
  find(id: string): Promise<MarkerRecord | undefined>;
  listOfCase(caseId: string): Promise<readonly MarkerRecord[]>;
  end(id: string, by: { userId: string; at: Temporal.Instant; reason: string }): Promise<void>;
}
