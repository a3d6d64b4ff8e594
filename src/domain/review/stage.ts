import type { CaseEventType } from './case-event.js';

/** Where a case stands. Met, not met and declined are three different ends of the threshold decision. */
export const caseStages = [
  'RECEIVED',
  'ACKNOWLEDGED',
  'GATHERING',
  'THRESHOLD_MET',
  'THRESHOLD_NOT_MET',
  'DECLINED',
] as const;

export type CaseStage = (typeof caseStages)[number];

export const thresholdOutcomes = ['MET', 'NOT_MET', 'DECLINED'] as const;
export type ThresholdOutcome = (typeof thresholdOutcomes)[number];

/** What the fold needs of an event. */
export interface StageEvent {
  readonly type: CaseEventType;
  readonly outcome?: ThresholdOutcome;
}

/** Actions that people may take on a case. A new stage does not compile until it says what may be done in it. */
export const caseActions = [
  'ACKNOWLEDGE',
  'REQUEST_INFORMATION',
  'LINK_REPORT',
  'SHARE_REPORT',
  'ANSWER_REQUEST',
  'MATCH_INCIDENT',
  'RECORD_JUDGEMENT',
  'ASSESS_RISK',
  'PROPOSE_DECISION',
  'DECIDE_THRESHOLD',
  'EXTEND_CLOCK',
  'PAUSE_CLOCKS',
  'RESUME_CLOCKS',
] as const;
export type CaseAction = (typeof caseActions)[number];

/** What may be done until the threshold is decided, beside acknowledging. */
const undecided = caseActions.filter((action) => action !== 'ACKNOWLEDGE');

export const availableActions = {
  RECEIVED: ['ACKNOWLEDGE', ...undecided],
  ACKNOWLEDGED: undecided,
  GATHERING: ['ACKNOWLEDGE', ...undecided],
  THRESHOLD_MET: [
    'LINK_REPORT',
    'SHARE_REPORT',
    'ANSWER_REQUEST',
    'EXTEND_CLOCK',
    'PAUSE_CLOCKS',
    'RESUME_CLOCKS',
  ],
  THRESHOLD_NOT_MET: [],
  DECLINED: [],
} satisfies Record<CaseStage, readonly CaseAction[]>;

export function mayDo(action: CaseAction, stage: CaseStage): boolean {
  const actions: readonly CaseAction[] = availableActions[stage];
  return actions.includes(action);
}

/**
 * The stage after an event. Acknowledging a case whose agencies were already asked does not take it back.
 * @throws RangeError when a decision carries no outcome.
 */
export function stageAfter(stage: CaseStage, event: StageEvent): CaseStage {
  switch (event.type) {
    case 'APPLICATION_RECEIVED':
      return 'RECEIVED';
    case 'APPLICATION_ACKNOWLEDGED':
      return stage === 'RECEIVED' ? 'ACKNOWLEDGED' : stage;
    case 'INFORMATION_REQUESTED':
      return 'GATHERING';
    case 'THRESHOLD_DECIDED':
      return decidedStage(event.outcome);
    case 'REPORT_LINKED':
    case 'SHARING_CHANGED':
    case 'INFORMATION_ANSWERED':
    case 'INCIDENT_MATCHED':
    case 'JUDGEMENT_RECORDED':
    case 'RISK_ASSESSED':
    case 'DECISION_PROPOSED':
    case 'CLOCK_EXTENDED':
    case 'CLOCKS_PAUSED':
    case 'CLOCKS_RESUMED':
    case 'CONFLICT_DECLARED':
    case 'CONFLICT_LIFTED':
    case 'MARKER_SET':
    case 'MARKER_ENDED':
    case 'CLOCK_FELL_DUE':
      return stage;
  }
}

function decidedStage(outcome: ThresholdOutcome | undefined): CaseStage {
  switch (outcome) {
    case 'MET':
      return 'THRESHOLD_MET';
    case 'NOT_MET':
      return 'THRESHOLD_NOT_MET';
    case 'DECLINED':
      return 'DECLINED';
    case undefined:
      throw new RangeError('A THRESHOLD_DECIDED event carries an outcome.');
  }
}

/** The stage of a case from its whole history; the stored stage must equal it. */
export function foldStage(events: readonly StageEvent[]): CaseStage {
  return events.reduce<CaseStage>(stageAfter, 'RECEIVED');
}
