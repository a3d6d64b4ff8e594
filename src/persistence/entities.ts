import type { EntitySchema } from 'typeorm';
import {
  CaseEntity,
  CaseLabelEntity,
  CasePartyEntity,
  CasePauseEntity,
  CasePersonEntity,
  ClockEntity,
  InformationRequestEntity,
} from './case.entity.js';
import { DecisionEntity, DecisionProposalEntity } from './decision.entity.js';
import {
  CaseIncidentEntity,
  IncidentComplaintEntity,
  IncidentReportEntity,
  IncidentSuffererEntity,
} from './incident.entity.js';
import { InvitationEntity } from './invitation.entity.js';
import { ImportRunEntity } from './record.entity.js';
import { PolicyApprovalEntity } from './policy-proposal.entity.js';
import { CaseJudgementEntity, CaseRiskAssessmentEntity } from './judgement.entity.js';
import { ReportEntity, ReportLinkEntity } from './report.entity.js';

/** Every table that the application writes through TypeORM. */
export const entities: EntitySchema[] = [
  CaseEntity,
  CaseLabelEntity,
  CasePartyEntity,
  CasePersonEntity,
  InformationRequestEntity,
  ClockEntity,
  CasePauseEntity,
  CaseIncidentEntity,
  IncidentComplaintEntity,
  IncidentReportEntity,
  IncidentSuffererEntity,
  ReportEntity,
  ReportLinkEntity,
  DecisionProposalEntity,
  DecisionEntity,
  CaseJudgementEntity,
  CaseRiskAssessmentEntity,
  ImportRunEntity,
  InvitationEntity,
  PolicyApprovalEntity,
] as EntitySchema[];
