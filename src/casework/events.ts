import type { CaseMoment } from '#domain/policy/timescales.js';
import type { CaseStage } from '#domain/review/stage.js';
import type { CaseEventType } from '#domain/review/case-event.js';

/** A clock as an event tells it: what runs until when. */
export interface ClockFact {
  readonly id: string;
  readonly step: string;
  readonly dueOn: string;
  readonly dueAt: string;
}

/** Facts beside the ids. No name, no free text, no personal data: delivery reads the event alone. */
export interface EventBody {
  /** What the act is for the timescales of the policy. */
  readonly moments?: readonly CaseMoment[];
  readonly clocksStarted?: readonly ClockFact[];
  readonly clocksStopped?: readonly string[];
  readonly outcome?: string;
  readonly match?: string;
  readonly holds?: string;
  readonly reportCount?: number;
}

/** What a use case appends to the partnership's log; position, id and time are given at commit. */
export interface EventDraft {
  readonly type: CaseEventType;
  readonly caseId: string;
  readonly caseVersion: number;
  readonly stage: CaseStage;
  /** The thing it is about: a request, an incident, a report, a clock. */
  readonly subjectId?: string;
  /** Party agencies that may see it, beside the coordinators. */
  readonly agencyIds: readonly string[];
  readonly body?: EventBody;
}

/** An entry of the log as it is read back. */
export interface CaseEventRecord extends EventDraft {
  readonly id: string;
  readonly position: bigint;
  readonly at: string;
}
