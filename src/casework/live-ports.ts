import type { CaseEventRecord } from './events.js';
import type { Principal } from './principal.js';

/** Why a stream of events ended. */
export type StreamEnd = 'TOKEN_EXPIRED' | 'MEMBERSHIP_ENDED' | 'SERVER_STOPPING';

/** What a follower of a partnership's log is given, in order. */
export type FeedItem =
  | { readonly kind: 'event'; readonly event: CaseEventRecord }
  | { readonly kind: 'heartbeat'; readonly position: bigint }
  | { readonly kind: 'snapshot_required'; readonly position: bigint }
  | { readonly kind: 'ended'; readonly reason: StreamEnd };

export interface FollowFrom {
  /** The last place that the follower knows; left out, from now on. */
  readonly after?: bigint;
  /** Only this case. */
  readonly caseId?: string;
}

/** The events of a partnership that one viewer may see: what was missed first, then each as it commits. */
export interface CaseFeed {
  follow(from: FollowFrom): AsyncIterable<FeedItem>;
}

/** What tells those who follow a partnership's log that they must look again. */
export interface LogState {
  readonly lastPosition: bigint;
  /** Another one after every change of who is a member, or of whom the partnership trusts. */
  readonly membersVersion: string;
}

/** What one reading of the log found: at most a page of entries, and how the log stood at that moment. */
export interface LogPage extends LogState {
  readonly events: readonly CaseEventRecord[];
}

/** The log as one viewer sees it. */
export interface LogReader {
  read(principal: Principal, from: { readonly after: bigint; readonly limit: number }): Promise<LogPage>;
  /** Where a partnership's log ends now, and which version of its memberships holds: nothing of what happened. */
  look(tenantId: string): Promise<LogState>;
}
