import { nodeId, parseNodeId } from '#platform/node-ids.js';

export type NodeType =
  | 'Agency'
  | 'AreaTeam'
  | 'AuditEntry'
  | 'Case'
  | 'CasePerson'
  | 'Clock'
  | 'Complaint'
  | 'Conflict'
  | 'Decision'
  | 'DecisionProposal'
  | 'ImportRun'
  | 'Grant'
  | 'Incident'
  | 'InformationRequest'
  | 'Invitation'
  | 'Judgement'
  | 'Marker'
  | 'Membership'
  | 'Pause'
  | 'PolicyProposal'
  | 'Report'
  | 'RiskAssessment'
  | 'SharingAgreement';

/** The opaque id of a node. */
export function toNodeId(type: NodeType, id: string): string {
  return nodeId(type, id);
}

/** The nil UUID: no row has it, so junk and ids of other types are answered like any id that does not exist. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** The id behind an opaque id of the wanted type. */
export function fromNodeId(type: NodeType, id: string): string {
  const parsed = parseNodeId(id);
  return parsed?.type === type ? parsed.id : nobody;
}
