import type { Mark, MarkerKind } from '#domain/sharing/marker.js';
import type { InstantText } from './views.js';

/** A marker as whoever leads the review reads it. */
export interface MarkerView {
  readonly id: string;
  readonly caseId: string;
  readonly kind: MarkerKind;
  readonly personId: string | null;
  readonly opensTo: readonly string[];
  readonly rule: string | null;
  readonly reason: string;
  readonly setAt: InstantText;
  readonly endedAt: InstantText | null;
  readonly endedReason: string | null;
}

/** A marker that stands, as disclosure asks of it. */
export interface MarkView extends Mark {
  readonly caseId: string;
}
