/** @typedef {{ readonly by: string, readonly file: string, readonly fields: readonly string[] }} Disclosed */
/** @typedef {{ readonly table: string, readonly fields: readonly string[] }} ByRows */

/**
 * Surfaces on which fields of one record are shown to some of its viewers and withheld from others: the function that
 * decides, and every field that was looked at when it was written. A new field comes here once it was decided, and tested,
 * from whom it is withheld.
 * @type {Readonly<Record<string, Disclosed>>}
 */
const disclosed = {
  Report: {
    by: 'discloseReport',
    file: 'src/domain/sharing/disclose-report.ts',
    fields: words(
      'actionTaken affected background behaviours category closedOn disclosure district grants hatePerceived household id latitude longitude occurredMonth occurredOn opened place recordedAsHate recordedOn reference reportedOn reporterName source summary',
    ),
  },
  LinkedReport: {
    by: 'discloseLink',
    file: 'src/domain/sharing/disclose-report.ts',
    fields: words(
      'agency category disclosure incidentIds linkedAt occurredOn opened report reportId reportedOn',
    ),
  },
  CasePerson: {
    by: 'disclosePerson',
    file: 'src/domain/sharing/disclose-person.ts',
    fields: words(
      'address authorityGivenOn authorityKind disclosure email household id isApplicant name phone role sharingObjection',
    ),
  },
  Incident: {
    by: 'discloseIncident',
    file: 'src/domain/sharing/disclose-incident.ts',
    fields: words(
      'affectedIds agreedBehaviours agreedOn behaviours causedHarassment complaints description disclosure hatePerceived id isCrime match matchNote matchedAt number occurredOn personComplainedOf place placeLabel problem recordedAsHate',
    ),
  },
  DecisionProposal: {
    by: 'discloseFinding',
    file: 'src/domain/sharing/disclose-finding.ts',
    fields: words('caseVersion findings flags id inWords proposedAt statutory verdict'),
  },
};

/**
 * Surfaces on which whoever may read the row may read all that is shown of it: row-level security of the table decides.
 * @type {Readonly<Record<string, ByRows>>}
 */
const byRows = {
  WorkItem: { table: 'cases', fields: words('caseId dueOn kind membershipId partnership reference what') },
  Case: {
    table: 'cases',
    fields: words(
      'applicantKind areaTeam availableActions clocks decision dissatisfaction dissatisfied id incidents judgements latestProposal openQuestions pauses people receivedAt receivedOn reference relationship reports requests stage stillOwed version',
    ),
  },
  CaseClock: {
    table: 'clocks',
    fields: words(
      'arithmetic dueOn extendable extensionReason fellDueAt id provisional soft standsStill step stoppedAt words',
    ),
  },
  ClockPause: { table: 'case_pauses', fields: words('from id reason through') },
  Complaint: {
    table: 'incident_complaints',
    fields: words('agency evidenceAccepted id madeByVictim madeOn reference'),
  },
  InformationRequest: {
    table: 'information_requests',
    fields: words('actionsTaken agency answeredAt dueOn holds id requestedAt status'),
  },
  Judgement: {
    table: 'case_judgements',
    fields: words(
      'agency answer answeredBy answeredOn factors holds id incidentIds question recordedAt why words',
    ),
  },
  ThresholdDecision: {
    table: 'decisions',
    fields: words('decidedAt declineGround departsFromRules id outcome reason'),
  },
  ApplicationDecision: {
    table: 'decisions',
    fields: words('decidedAt declineGround outcome reason'),
  },
  Application: {
    table: 'cases',
    fields: words('appeal areaTeam clocks decision receivedOn reference stage'),
  },
  StillOwed: { table: 'information_requests', fields: words('by dueOn what') },
  OpenQuestion: { table: 'case_incidents', fields: words('incidentIds kind of question what') },
  Grant: {
    table: 'record_grants',
    fields: words(
      'agency agreementId audience caseId despiteObjection givenAt id level untilAt withdrawnAt withdrawnReason',
    ),
  },
  AuditEntry: {
    table: 'audit_entries',
    fields: words(
      'action actor agency agreements at correlationId fields id kind person purpose sealNumber subjectType subjects',
    ),
  },
  RecordAccess: {
    table: 'audit_entries',
    fields: words('action actor agency agreements at fields kind person purpose'),
  },
  Membership: {
    table: 'memberships',
    fields: words('agency endedAt endedBecause id isYours mail name roles since'),
  },
  Invitation: {
    table: 'invitations',
    fields: words('agency expiresAt id invitedAt invitedBy mail name roles state'),
  },
  Viewer: { table: 'memberships', fields: words('agency memberships name roles') },
  OwnMembership: { table: 'memberships', fields: words('agency id isInUse membershipId roles since') },
  CaseEvent: {
    table: 'events',
    fields: words('at caseId caseVersion clocksStarted cursor holds id match outcome stage type'),
  },
  SharingAgreement: {
    table: 'sharing_agreements',
    fields: words(
      'coordinatorLevel expiresOn fieldGroups id inForce leavesStub parties partyLevel purpose recordClasses reviewIsDue reviewOn startsOn title withdrawnAt withdrawnReason',
    ),
  },
};

/** Types of the schema that show nobody's personal data: what is public, what a caller just sent, wrappers of others. */
const ofNobody = words(`
  MyPartnership MyWork UnansweredPartnership
  Agency AgreementParty ApplicationReceived AreaTeam AuditCheckpoint AuditEntryConnection AuditTrail
  Awaited CaseChanged CaseConnection CheckedLaw CheckedRisk ClientKeyReused ClockStarted ClosingDay
  ComplaintRoute Contact DecisionProposed DeclineGround ExpectedClock FieldDisclosure FiguresDates
  FiguresLabel FiguresRow FiguresRules Finding FindingFlag FindingItem Heartbeat HowToApply
  InputProblem InvalidInput InvitationChanged InvitationConnection KeptRecords MembershipChanged
  MembershipConnection MissingFact Mutation NotFound NotPossibleNow Ombudsman PageInfo Partnership
  PartnershipLeft PolicyApproval PolicyChange PolicyNote PolicyPeriod PolicyProposal
  PolicyProposalChanged PrivacyNotice PublicPolicy PublishedAppeal PublishedApplicants
  PublishedBehaviour PublishedCompleteForm PublishedDeciders PublishedDraftPlan PublishedFigures
  PublishedItem PublishedMeetings PublishedOutcome PublishedPanel PublishedRiskMatrix
  PublishedSecondReport PublishedStatutoryLimb PublishedTimescale PublishedWords Query
  RecordAccessConnection ReportConnection ReportRecorded ReviewCheck RiskAnswer RiskBand
  RiskQuestion RoleName SharingAgreementChanged SnapshotRequired StaleVersion StepDue StreamEnded
  Subscription ThresholdTest WayToApply WelshWords
`);

/**
 * Commands, with what they show of people. `null`: nothing. One that came to show fields of a record names the function
 * that decides which, which its module must reach.
 * @type {Readonly<Record<string, { readonly by: string, readonly file: string } | string | null>>}
 */
const commands = {
  demo: 'invented people',
  import: 'counts of rows',
  reset: null,
  'db bootstrap': null,
  'identity people': 'invented people',
  'identity token': null,
  'tenant list': null,
  'tenant lint': null,
  'tenant show': null,
  'tenant explain': null,
  'tenant replay': 'references of cases and verdicts',
  'tenant schema': null,
  'tenant apply': null,
  'audit verify': 'ids of entries',
  'audit export': 'ids of actors and subjects, which the trail itself holds, and no field of a record',
  'audit key': null,
  'report isolation': null,
  'report access': null,
  'report dpia': 'counts, which name nobody',
  'schema write': null,
  'schema check': null,
};

/** What decides, for every surface, who sees what of people's records. */
export const registry = { disclosed, byRows, ofNobody, commands };

/** @param {string} text */
function words(text) {
  return text.trim().split(/\s+/);
}
