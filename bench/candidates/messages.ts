import type { Member } from '#casework/principal.js';

/** What every candidate is told at its start. */
export interface CandidateSettings {
  readonly appUrl: string;
  readonly migratorUrl: string;
  readonly poolSize: number;
  readonly dataDir: string;
  /** For those who do not sign anybody in: who asks, by place in this list. */
  readonly members: readonly Member[];
}

export type ToCandidate =
  | { readonly kind: 'start'; readonly settings: CandidateSettings }
  | { readonly kind: 'usage' }
  | { readonly kind: 'stop' };

export type FromCandidate =
  /** It listens; `notes` are settings worth printing. */
  | { readonly kind: 'ready'; readonly origin: string; readonly notes: string }
  /** Microseconds of processor time since it started. */
  | { readonly kind: 'usage'; readonly microseconds: number }
  | { readonly kind: 'failed'; readonly reason: string };
