/** Everything that can happen to a case so far. The log's entries carry one of these. */
export const caseEventTypes = [
  'APPLICATION_RECEIVED',
  'APPLICATION_ACKNOWLEDGED',
  'INFORMATION_REQUESTED',
  'REPORT_LINKED',
  'SHARING_CHANGED',
  'INFORMATION_ANSWERED',
  'INCIDENT_MATCHED',
  'JUDGEMENT_RECORDED',
  'RISK_ASSESSED',
  'DECISION_PROPOSED',
  'THRESHOLD_DECIDED',
  'CLOCK_EXTENDED',
  'CLOCKS_PAUSED',
  'CLOCKS_RESUMED',
  'CONFLICT_DECLARED',
  'CONFLICT_LIFTED',
  'MARKER_SET',
  'MARKER_ENDED',
  'CLOCK_FELL_DUE',
] as const;

export type CaseEventType = (typeof caseEventTypes)[number];
