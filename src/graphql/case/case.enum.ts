import { registerEnumType } from 'type-graphql';
import { caseActions, caseStages, thresholdOutcomes } from '#domain/review/stage.js';
import { MATCHES } from '#domain/threshold/facts.js';
import { enumOf } from '../enum-of.js';

export const CaseStageEnum = enumOf(caseStages);
export type CaseStageEnum = keyof typeof CaseStageEnum;
registerEnumType(CaseStageEnum, {
  name: 'CaseStage',
  description: 'Where a case stands. Not met and declined are different ends.',
});

export const CaseActionEnum = enumOf(caseActions);
export type CaseActionEnum = keyof typeof CaseActionEnum;
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

export const IncidentMatchEnum = enumOf(MATCHES);
export type IncidentMatchEnum = keyof typeof IncidentMatchEnum;
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

export const ThresholdOutcomeEnum = enumOf(thresholdOutcomes);
export type ThresholdOutcomeEnum = keyof typeof ThresholdOutcomeEnum;
registerEnumType(ThresholdOutcomeEnum, {
  name: 'ThresholdOutcome',
  description: 'Met, not met and declined are three different outcomes.',
});
