import { caseEventTypes, type CaseEventType } from '#domain/review/case-event.js';
import {
  availableActions,
  caseStages,
  foldStage,
  mayDo,
  stageAfter,
  type CaseAction,
  type CaseStage,
  type StageEvent,
  type ThresholdOutcome,
} from '#domain/review/stage.js';

const outcomes = ['MET', 'NOT_MET', 'DECLINED'] as const;
const decided: Record<ThresholdOutcome, CaseStage> = {
  MET: 'THRESHOLD_MET',
  NOT_MET: 'THRESHOLD_NOT_MET',
  DECLINED: 'DECLINED',
};

/** Written out by hand: events that move a case; every other event leaves it where it is. */
const moves: Partial<Record<CaseEventType, (stage: CaseStage) => CaseStage>> = {
  APPLICATION_RECEIVED: () => 'RECEIVED',
  APPLICATION_ACKNOWLEDGED: (stage) => (stage === 'RECEIVED' ? 'ACKNOWLEDGED' : stage),
  INFORMATION_REQUESTED: () => 'GATHERING',
};

describe('the stage of a case', () => {
  it.each(caseStages.flatMap((stage) => caseEventTypes.map((type) => [stage, type] as const)))(
    'from %s after %s is what the table says',
    (stage, type) => {
      if (type === 'THRESHOLD_DECIDED') {
        for (const outcome of outcomes) expect(stageAfter(stage, { type, outcome })).toBe(decided[outcome]);
        expect(() => stageAfter(stage, { type })).toThrow(RangeError);
      } else expect(stageAfter(stage, { type })).toBe(moves[type]?.(stage) ?? stage);
    },
  );

  it.each<[string, readonly StageEvent[], CaseStage]>([
    ['nothing yet', [], 'RECEIVED'],
    ['received', [{ type: 'APPLICATION_RECEIVED' }], 'RECEIVED'],
    [
      'acknowledged',
      [{ type: 'APPLICATION_RECEIVED' }, { type: 'APPLICATION_ACKNOWLEDGED' }],
      'ACKNOWLEDGED',
    ],
    [
      'asked first and acknowledged later',
      [
        { type: 'APPLICATION_RECEIVED' },
        { type: 'INFORMATION_REQUESTED' },
        { type: 'APPLICATION_ACKNOWLEDGED' },
      ],
      'GATHERING',
    ],
    [
      'decided, then linked, answered, extended, paused, resumed and fallen due',
      [
        { type: 'APPLICATION_RECEIVED' },
        { type: 'THRESHOLD_DECIDED', outcome: 'MET' },
        { type: 'REPORT_LINKED' },
        { type: 'SHARING_CHANGED' },
        { type: 'INFORMATION_ANSWERED' },
        { type: 'CLOCK_EXTENDED' },
        { type: 'CLOCKS_PAUSED' },
        { type: 'CLOCKS_RESUMED' },
        { type: 'CLOCK_FELL_DUE' },
      ],
      'THRESHOLD_MET',
    ],
    [
      'declined',
      [
        { type: 'APPLICATION_RECEIVED' },
        { type: 'THRESHOLD_DECIDED', outcome: 'DECLINED' },
        { type: 'CLOCK_FELL_DUE' },
      ],
      'DECLINED',
    ],
  ])('folds a history: %s', (_what, events, stage) => {
    expect(foldStage(events)).toBe(stage);
  });

  it('is the last of its steps, whatever the history', () => {
    const history: StageEvent[] = caseEventTypes.map((type) => ({ type, outcome: 'NOT_MET' }));
    const stepwise = history.reduce<CaseStage>((stage, event) => stageAfter(stage, event), 'RECEIVED');
    expect(foldStage(history)).toBe(stepwise);
  });
});

describe('what may be done with a case', () => {
  // In the order of the stages: received, acknowledged, gathering, met, not met, declined.
  const allowed: Record<CaseAction, string> = {
    ACKNOWLEDGE: 'yes no yes no no no',
    REQUEST_INFORMATION: 'yes yes yes no no no',
    LINK_REPORT: 'yes yes yes yes no no',
    SHARE_REPORT: 'yes yes yes yes no no',
    ANSWER_REQUEST: 'yes yes yes yes no no',
    MATCH_INCIDENT: 'yes yes yes no no no',
    RECORD_JUDGEMENT: 'yes yes yes no no no',
    ASSESS_RISK: 'yes yes yes no no no',
    PROPOSE_DECISION: 'yes yes yes no no no',
    DECIDE_THRESHOLD: 'yes yes yes no no no',
    EXTEND_CLOCK: 'yes yes yes yes no no',
    PAUSE_CLOCKS: 'yes yes yes yes no no',
    RESUME_CLOCKS: 'yes yes yes yes no no',
  };

  it.each(Object.entries(allowed) as [CaseAction, string][])('%s: %s', (action, stages) => {
    expect(caseStages.map((stage) => mayDo(action, stage))).toEqual(
      stages.split(' ').map((word) => word === 'yes'),
    );
  });

  it('lists each action once in every stage', () => {
    for (const stage of caseStages)
      expect(new Set(availableActions[stage]).size).toBe(availableActions[stage].length);
  });

  it('is nothing once the case ended', () => {
    expect(availableActions.THRESHOLD_NOT_MET).toEqual([]);
    expect(availableActions.DECLINED).toEqual([]);
  });
});
