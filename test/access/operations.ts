import { anAgreement } from '../support/an-agreement.js';
import { freshKey, reportOfFirstNight, type PartnershipOfTest, type Who } from './two-partnerships.js';

/** One operation of the schema as a document with variables that are right for a partnership and its case. */
export interface OperationOfTest {
  readonly document: string;
  readonly variables: (setting: SettingOfTest) => Record<string, unknown>;
}

export interface SettingOfTest {
  readonly of: PartnershipOfTest;
  readonly who: Who;
  /** The version of the case to send; 0 is always stale. */
  readonly version: number;
}

const refusal = '... on Refusal { code message } ... on InvalidInput { problems { path message } }';

function mutation(name: string, input: string, answer: string): string {
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${answer} ${refusal} } }`;
}

const proposalChanged = '... on PolicyProposalChanged { proposal { id } }';
const agreementChanged = '... on SharingAgreementChanged { agreement { id title } }';

function agreementTold(of: PartnershipOfTest): object {
  return anAgreement([of.ids.Agency, of.otherAgency], { leavesStub: false });
}

const caseChanged = '... on CaseChanged { case { id reference } }';

/** Every root field by `Type.field`; the schema has no other, and a new one needs an entry here and a row in the matrix. */
export const operations: Readonly<Record<string, OperationOfTest>> = {
  'Query.partnership': {
    document:
      '{ partnership { slug name agencies { id slug name } areaTeams { id name } policy { threshold } policies { source } } }',
    variables: () => ({}),
  },
  'Query.viewer': { document: '{ viewer { name roles agency { slug } } }', variables: () => ({}) },
  'Query.eventCursor': { document: '{ eventCursor }', variables: () => ({}) },
  'Query.application': {
    document: `query ($reference: String!, $secret: String!) {
      application(reference: $reference, secret: $secret) { reference stage receivedOn clocks { step dueOn } decision { outcome } } }`,
    variables: ({ of }) => ({ reference: of.reference, secret: of.secret }),
  },
  'Query.cases': {
    document: `query ($first: Int!, $after: String, $stage: CaseStage) {
      cases(first: $first, after: $after, stage: $stage) { nodes { id reference people { name } } pageInfo { hasNextPage endCursor } } }`,
    variables: () => ({ first: 10 }),
  },
  'Query.case': {
    document: `query ($id: ID, $reference: String) {
      case(id: $id, reference: $reference) { id reference people { name email } incidents { id place } reports { report { place } } } }`,
    variables: ({ of }) => ({ id: of.ids.Case }),
  },
  'Query.policyProposals': {
    document:
      '{ policyProposals { id digest state difference { words } approvals { name } rejectedBecause } }',
    variables: () => ({}),
  },
  'Query.couldIAskForAReview': {
    document: `query ($input: ReviewCheckInput!) {
      couldIAskForAReview(input: $input) { verdict sentence local { words sentence } howToApply { applicants } } }`,
    variables: () => ({
      input: {
        incidents: [
          {
            occurredOn: '2026-02-01',
            complaints: [{ to: 'COUNCIL', madeOn: '2026-02-02', by: 'ME' }],
          },
        ],
      },
    }),
  },
  'Query.memberships': {
    document: `query ($first: Int!, $after: String, $filter: MembershipFilter) {
      memberships(first: $first, after: $after, filter: $filter) {
        nodes { id name mail roles agency { slug } } pageInfo { hasNextPage endCursor } } }`,
    variables: ({ of }) => ({ first: 10, filter: { agencyId: of.ids.Agency } }),
  },
  'Query.invitations': {
    document: `query ($first: Int!, $after: String) {
      invitations(first: $first, after: $after) {
        nodes { id name mail roles invitedBy state } pageInfo { hasNextPage endCursor } } }`,
    variables: () => ({ first: 10 }),
  },
  'Query.auditEntries': {
    document: `query ($first: Int!, $after: String, $kind: AuditKind, $actor: String) {
      auditEntries(first: $first, after: $after, kind: $kind, actor: $actor) {
        nodes { id at person action fields subjects } pageInfo { hasNextPage endCursor } } }`,
    variables: () => ({ first: 10 }),
  },
  'Query.auditTrail': {
    document: '{ auditTrail { sealed waiting checkpoints { number hash signature } } }',
    variables: () => ({}),
  },
  'Query.caseAccessLog': {
    document: `query ($caseId: ID!, $first: Int!, $after: String) {
      caseAccessLog(caseId: $caseId, first: $first, after: $after) {
        nodes { at person action fields } pageInfo { hasNextPage endCursor } } }`,
    variables: ({ of }) => ({ caseId: of.ids.Case, first: 10 }),
  },
  'Query.reportAccessLog': {
    document: `query ($reportId: ID!, $first: Int!, $after: String) {
      reportAccessLog(reportId: $reportId, first: $first, after: $after) {
        nodes { at person action fields } pageInfo { hasNextPage endCursor } } }`,
    variables: ({ of }) => ({ reportId: of.ids.Report, first: 10 }),
  },
  'Query.reports': {
    document: `query ($first: Int!, $after: String, $background: Boolean, $district: String) {
      reports(first: $first, after: $after, background: $background, district: $district) {
        nodes { id reference reporterName place } pageInfo { hasNextPage endCursor } } }`,
    variables: () => ({ first: 10 }),
  },
  'Mutation.applyForReview': {
    document: mutation(
      'applyForReview',
      'ApplyForReviewInput',
      '... on ApplicationReceived { reference secret }',
    ),
    variables: ({ of }) => ({
      input: {
        clientKey: freshKey(),
        applicantKind: 'VICTIM',
        name: 'Una Applicant',
        contact: { email: 'una@applicant.example' },
        incidents: [
          {
            occurredOn: '2026-02-01',
            place: 'A street',
            description: 'Noise',
            behaviours: [],
            affected: [],
            complaints: [{ agency: of.agencySlug, madeOn: '2026-02-02' }],
          },
        ],
        dissatisfied: true,
      },
    }),
  },
  'Mutation.recordReport': {
    document: mutation('recordReport', 'RecordReportInput', '... on ReportRecorded { report { id } }'),
    variables: () => ({ input: reportOfFirstNight('Example') }),
  },
  'Mutation.linkReport': {
    document: mutation('linkReport', 'LinkReportInput', caseChanged),
    variables: ({ of }) => ({
      input: {
        caseId: of.ids.Case,
        reportId: of.ids.Report,
        agreementId: of.ids.SharingAgreement,
        coordinatorLevel: 'IDENTITIES',
        partyLevel: 'ATTESTED',
      },
    }),
  },
  'Query.sharingAgreements': {
    document: '{ sharingAgreements { id title purpose inForce parties { agency { slug } regime } } }',
    variables: () => ({}),
  },
  'Mutation.recordSharingAgreement': {
    document: mutation('recordSharingAgreement', 'RecordSharingAgreementInput', agreementChanged),
    variables: ({ of }) => ({ input: agreementTold(of) }),
  },
  // Without a reason: it is let in and refused, so that the agreement stands.
  'Mutation.withdrawSharingAgreement': {
    document: mutation('withdrawSharingAgreement', 'EndAgreementInput', agreementChanged),
    variables: ({ of }) => ({ input: { agreementId: of.ids.SharingAgreement, reason: ' ' } }),
  },
  'Mutation.leaveSharingAgreement': {
    document: mutation('leaveSharingAgreement', 'EndAgreementInput', agreementChanged),
    variables: ({ of }) => ({ input: { agreementId: of.ids.SharingAgreement, reason: ' ' } }),
  },
  'Mutation.shareReport': {
    document: mutation('shareReport', 'ShareReportInput', caseChanged),
    variables: ({ of }) => ({
      input: {
        caseId: of.ids.Case,
        reportId: of.ids.Report,
        agreementId: of.ids.SharingAgreement,
        audience: 'AGENCY',
        agencyId: of.otherAgency,
        level: 'CONTENT',
      },
    }),
  },
  // Without a reason: it is let in and refused, so that the grant stands.
  'Mutation.withdrawGrant': {
    document: mutation('withdrawGrant', 'WithdrawGrantInput', caseChanged),
    variables: ({ of }) => ({ input: { grantId: of.ids.Grant, reason: ' ' } }),
  },
  'Mutation.respondToRequest': {
    document: mutation('respondToRequest', 'RespondToRequestInput', caseChanged),
    variables: ({ of }) => ({ input: { requestId: of.ids.InformationRequest, holds: 'NOTHING' } }),
  },
  'Mutation.acknowledgeApplication': {
    document: mutation('acknowledgeApplication', 'CaseVersionInput', caseChanged),
    variables: ({ of, version }) => ({ input: { caseId: of.ids.Case, version } }),
  },
  'Mutation.requestInformation': {
    document: mutation('requestInformation', 'RequestInformationInput', caseChanged),
    variables: ({ of, version }) => ({ input: { caseId: of.ids.Case, version, agencyIds: [of.ids.Agency] } }),
  },
  'Mutation.confirmIncident': {
    document: mutation('confirmIncident', 'ConfirmIncidentInput', caseChanged),
    variables: ({ of, version }) => ({
      input: {
        caseId: of.ids.Case,
        version,
        incidentId: of.ids.Incident,
        match: 'CONFIRMED',
        reports: [{ reportId: of.ids.Report, madeBy: { personId: of.ids.CasePerson } }],
        acceptedComplaints: [{ complaintId: of.ids.Complaint, madeBy: { personId: of.ids.CasePerson } }],
        behaviours: [],
        affected: [{ personId: of.ids.CasePerson }],
      },
    }),
  },
  'Mutation.recordJudgement': {
    document: mutation('recordJudgement', 'RecordJudgementInput', caseChanged),
    variables: ({ of, version }) => ({
      input: {
        caseId: of.ids.Case,
        version,
        question: 'same_problem',
        answer: true,
        why: 'One and the same noise.',
        incidentIds: [of.ids.Incident],
      },
    }),
  },
  'Mutation.recordRiskAssessment': {
    document: mutation('recordRiskAssessment', 'RecordRiskAssessmentInput', caseChanged),
    variables: ({ of, version }) => ({
      input: { caseId: of.ids.Case, version, band: 'high', why: 'The behaviour grows worse.' },
    }),
  },
  'Mutation.extendClock': {
    document: mutation('extendClock', 'ExtendClockInput', caseChanged),
    variables: ({ of, version }) => ({
      input: {
        caseId: of.ids.Case,
        version,
        clockId: of.ids.Clock,
        dueOn: '2026-06-01',
        reason: 'More time.',
      },
    }),
  },
  'Mutation.pauseClocks': {
    document: mutation('pauseClocks', 'PauseClocksInput', caseChanged),
    variables: ({ of, version }) => ({
      input: { caseId: of.ids.Case, version, reason: 'WAITING_FOR_APPLICANT', from: '2026-03-02' },
    }),
  },
  'Mutation.resumeClocks': {
    document: mutation('resumeClocks', 'ResumeClocksInput', caseChanged),
    variables: ({ of, version }) => ({
      input: { caseId: of.ids.Case, version, pauseId: of.ids.Pause, through: '2026-03-03' },
    }),
  },
  'Mutation.proposeDecision': {
    document: mutation('proposeDecision', 'CaseVersionInput', '... on DecisionProposed { proposal { id } }'),
    variables: ({ of, version }) => ({ input: { caseId: of.ids.Case, version } }),
  },
  'Mutation.decideThreshold': {
    document: mutation('decideThreshold', 'DecideThresholdInput', caseChanged),
    variables: ({ of, version }) => ({
      input: {
        caseId: of.ids.Case,
        version,
        outcome: 'MET',
        proposalId: of.ids.DecisionProposal,
        reason: 'As the rules found.',
      },
    }),
  },
  'Mutation.approvePolicy': {
    document: mutation('approvePolicy', 'ApprovePolicyInput', proposalChanged),
    variables: ({ of }) => ({ input: { proposalId: of.ids.PolicyProposal, digest: of.proposalDigest } }),
  },
  'Mutation.withdrawPolicyApproval': {
    document: mutation('withdrawPolicyApproval', 'PolicyProposalInput', proposalChanged),
    variables: ({ of }) => ({ input: { proposalId: of.ids.PolicyProposal } }),
  },
  // Without a reason: it is let in and refused, so that the proposal stays open.
  'Mutation.rejectPolicy': {
    document: mutation('rejectPolicy', 'RejectPolicyInput', proposalChanged),
    variables: ({ of }) => ({ input: { proposalId: of.ids.PolicyProposal, reason: ' ' } }),
  },
  'Mutation.inviteMember': {
    document: mutation('inviteMember', 'InviteMemberInput', '... on InvitationChanged { invitation { id } }'),
    variables: ({ of }) => {
      const clientKey = freshKey();
      const [mail, agencyId] = [`${clientKey}@people.example`, of.ids.Agency];
      return { input: { clientKey, mail, name: 'Pat Invited', agencyId, roles: ['agency_officer'] } };
    },
  },
  'Mutation.withdrawInvitation': {
    document: mutation(
      'withdrawInvitation',
      'InvitationInput',
      '... on InvitationChanged { invitation { id } }',
    ),
    variables: ({ of }) => ({ input: { invitationId: of.ids.Invitation } }),
  },
  // Without a reason, and without roles: let in and refused, so that nobody loses anything.
  'Mutation.endMembership': {
    document: mutation(
      'endMembership',
      'EndMembershipInput',
      '... on MembershipChanged { membership { id } }',
    ),
    variables: ({ of }) => ({ input: { membershipId: of.ids.Membership, reason: ' ' } }),
  },
  'Mutation.changeMemberRoles': {
    document: mutation(
      'changeMemberRoles',
      'ChangeMemberRolesInput',
      '... on MembershipChanged { membership { id } }',
    ),
    variables: ({ of }) => ({
      input: { membershipId: of.ids.Membership, rolesBefore: ['coordinator'], roles: [] },
    }),
  },
  // By an issuer that nobody trusts: let in and refused.
  'Mutation.registerServiceAccount': {
    document: mutation(
      'registerServiceAccount',
      'RegisterServiceAccountInput',
      '... on MembershipChanged { membership { id } }',
    ),
    variables: ({ of }) => ({
      input: {
        clientKey: freshKey(),
        name: 'Importer',
        agencyId: of.ids.Agency,
        issuer: 'https://login.example',
        subject: 'importer',
        scopes: ['record_reports'],
      },
    }),
  },
  // The membership is the last coordinator's, who may not leave; to everybody else it is somebody else's.
  'Mutation.leavePartnership': {
    document: mutation(
      'leavePartnership',
      'LeavePartnershipInput',
      '... on PartnershipLeft { membershipId }',
    ),
    variables: ({ of }) => ({ input: { membershipId: of.ids.Membership } }),
  },
  'Subscription.caseEvents': {
    document: `subscription ($after: Cursor, $filter: CaseEventFilter) {
      caseEvents(after: $after, filter: $filter) { __typename } }`,
    variables: ({ of }) => ({ filter: { caseId: of.ids.Case } }),
  },
};
