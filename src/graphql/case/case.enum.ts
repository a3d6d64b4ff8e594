import { registerEnumType } from 'type-graphql';

export enum CaseStageEnum {
  RECEIVED = 'RECEIVED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  GATHERING = 'GATHERING',
  THRESHOLD_MET = 'THRESHOLD_MET',
  THRESHOLD_NOT_MET = 'THRESHOLD_NOT_MET',
  DECLINED = 'DECLINED',
}
registerEnumType(CaseStageEnum, {
  name: 'CaseStage',
  description: 'Where a case stands. Not met and declined are different ends.',
});

export enum CaseActionEnum {
  ACKNOWLEDGE = 'ACKNOWLEDGE',
  REQUEST_INFORMATION = 'REQUEST_INFORMATION',
  LINK_REPORT = 'LINK_REPORT',
  ANSWER_REQUEST = 'ANSWER_REQUEST',
  MATCH_INCIDENT = 'MATCH_INCIDENT',
  RECORD_JUDGEMENT = 'RECORD_JUDGEMENT',
  ASSESS_RISK = 'ASSESS_RISK',
  PROPOSE_DECISION = 'PROPOSE_DECISION',
  DECIDE_THRESHOLD = 'DECIDE_THRESHOLD',
  EXTEND_CLOCK = 'EXTEND_CLOCK',
  PAUSE_CLOCKS = 'PAUSE_CLOCKS',
  RESUME_CLOCKS = 'RESUME_CLOCKS',
}
registerEnumType(CaseActionEnum, { name: 'CaseAction', description: 'What may be done with a case.' });

export enum PauseReasonEnum {
  WAITING_FOR_APPLICANT = 'WAITING_FOR_APPLICANT',
  WAITING_FOR_AUTHORITY = 'WAITING_FOR_AUTHORITY',
  CRIMINAL_PROCEEDINGS = 'CRIMINAL_PROCEEDINGS',
  COMPLAINT_PROCEDURE_IN_USE = 'COMPLAINT_PROCEDURE_IN_USE',
  AGREED_WITH_APPLICANT = 'AGREED_WITH_APPLICANT',
}
registerEnumType(PauseReasonEnum, { name: 'PauseReason', description: 'Why clocks stand still.' });

export enum ApplicantKindEnum {
  VICTIM = 'VICTIM',
  THIRD_PARTY = 'THIRD_PARTY',
}
registerEnumType(ApplicantKindEnum, { name: 'ApplicantKind', description: 'Who applied.' });

export enum IncidentMatchEnum {
  UNMATCHED = 'UNMATCHED',
  CONFIRMED = 'CONFIRMED',
  NOT_FOUND = 'NOT_FOUND',
  DIFFERS = 'DIFFERS',
  OTHER_EVIDENCE = 'OTHER_EVIDENCE',
}
registerEnumType(IncidentMatchEnum, {
  name: 'IncidentMatch',
  description: "How a person matched an incident to the agencies' records.",
});

export enum RequestStatus {
  OPEN = 'OPEN',
  ANSWERED = 'ANSWERED',
}
registerEnumType(RequestStatus, { name: 'RequestStatus', description: 'Whether the agency has answered.' });

export enum Holding {
  RECORDS = 'RECORDS',
  NOTHING = 'NOTHING',
}
registerEnumType(Holding, {
  name: 'Holding',
  description: 'Whether the agency holds records. Nothing is an answer; silence is none.',
});

export enum ThresholdOutcomeEnum {
  MET = 'MET',
  NOT_MET = 'NOT_MET',
  DECLINED = 'DECLINED',
}
registerEnumType(ThresholdOutcomeEnum, {
  name: 'ThresholdOutcome',
  description: 'Met, not met and declined are three different outcomes.',
});
