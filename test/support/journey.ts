import type { TestApp } from './running-app.js';

/** What a mutation answered: its own type or a refusal, with every field that was asked for. */
export interface MutationAnswer {
  readonly __typename: string;
  readonly case?: { readonly id: string; readonly version: number; readonly stage: string };
  readonly problems?: readonly { path: string; message: string }[];
  readonly message?: string;
  readonly currentVersion?: number;
  readonly [field: string]: unknown;
}

const refusals = `
  ... on Refusal { code message }
  ... on InvalidInput { problems { path message } }
  ... on StaleVersion { currentVersion }`;

const changed = `__typename ... on CaseChanged { case { id version stage } cursor } ${refusals}`;

const agreement = `__typename ... on SharingAgreementChanged { agreement { id title inForce } } ${refusals}`;
const invitation = `__typename ... on InvitationChanged { invitation {
  id mail name roles state invitedBy expiresAt agency { slug } } } ${refusals}`;
const membership = `__typename ... on MembershipChanged { membership {
  id name mail roles since endedAt endedBecause isYours agency { slug }
  serviceAccount { issuer subject scopes endsAt } } } ${refusals}`;

/** The mutations of the main job, each with a selection that tests read. */
const documents = {
  applyForReview: `mutation ($input: ApplyForReviewInput!) { answer: applyForReview(input: $input) {
    __typename ... on ApplicationReceived { reference secret receivedOn clocks { step dueOn arithmetic } } ${refusals} } }`,
  recordReport: `mutation ($input: RecordReportInput!) { answer: recordReport(input: $input) {
    __typename ... on ReportRecorded { report { id reference background recordedOn } } ${refusals} } }`,
  acknowledgeApplication: `mutation ($input: CaseVersionInput!) { answer: acknowledgeApplication(input: $input) { ${changed} } }`,
  requestInformation: `mutation ($input: RequestInformationInput!) { answer: requestInformation(input: $input) { ${changed} } }`,
  linkReport: `mutation ($input: LinkReportInput!) { answer: linkReport(input: $input) { ${changed} } }`,
  shareReport: `mutation ($input: ShareReportInput!) { answer: shareReport(input: $input) { ${changed} } }`,
  withdrawGrant: `mutation ($input: WithdrawGrantInput!) { answer: withdrawGrant(input: $input) { ${changed} } }`,
  recordSharingAgreement: `mutation ($input: RecordSharingAgreementInput!) { answer: recordSharingAgreement(input: $input) { ${agreement} } }`,
  withdrawSharingAgreement: `mutation ($input: EndAgreementInput!) { answer: withdrawSharingAgreement(input: $input) { ${agreement} } }`,
  leaveSharingAgreement: `mutation ($input: EndAgreementInput!) { answer: leaveSharingAgreement(input: $input) { ${agreement} } }`,
  respondToRequest: `mutation ($input: RespondToRequestInput!) { answer: respondToRequest(input: $input) { ${changed} } }`,
  confirmIncident: `mutation ($input: ConfirmIncidentInput!) { answer: confirmIncident(input: $input) { ${changed} } }`,
  proposeDecision: `mutation ($input: CaseVersionInput!) { answer: proposeDecision(input: $input) {
    __typename ... on DecisionProposed { case { id version stage } cursor proposal { id verdict inWords
      findings { criterionId words verdict sentence needed countedAtLeast countedAtMost counted { subject id reason }
        notCounted { subject id reason } undecided { subject id reason } awaits { kind what } } } }
    ${refusals} } }`,
  decideThreshold: `mutation ($input: DecideThresholdInput!) { answer: decideThreshold(input: $input) { ${changed} } }`,
  recordJudgement: `mutation ($input: RecordJudgementInput!) { answer: recordJudgement(input: $input) { ${changed} } }`,
  recordRiskAssessment: `mutation ($input: RecordRiskAssessmentInput!) { answer: recordRiskAssessment(input: $input) { ${changed} } }`,
  pauseClocks: `mutation ($input: PauseClocksInput!) { answer: pauseClocks(input: $input) { ${changed} } }`,
  resumeClocks: `mutation ($input: ResumeClocksInput!) { answer: resumeClocks(input: $input) { ${changed} } }`,
  extendClock: `mutation ($input: ExtendClockInput!) { answer: extendClock(input: $input) { ${changed} } }`,
  inviteMember: `mutation ($input: InviteMemberInput!) { answer: inviteMember(input: $input) { ${invitation} } }`,
  withdrawInvitation: `mutation ($input: InvitationInput!) { answer: withdrawInvitation(input: $input) { ${invitation} } }`,
  endMembership: `mutation ($input: EndMembershipInput!) { answer: endMembership(input: $input) { ${membership} } }`,
  changeMemberRoles: `mutation ($input: ChangeMemberRolesInput!) { answer: changeMemberRoles(input: $input) { ${membership} } }`,
  registerServiceAccount: `mutation ($input: RegisterServiceAccountInput!) { answer: registerServiceAccount(input: $input) { ${membership} } }`,
  leavePartnership: `mutation ($input: LeavePartnershipInput!) { answer: leavePartnership(input: $input) {
    __typename ... on PartnershipLeft { membershipId } ${refusals} } }`,
} as const;

export type MutationName = keyof typeof documents;

/** Somebody of one partnership, acting over HTTP. */
export interface Actor {
  /** Runs a mutation and returns its answer; fails on any error that is not a refusal. */
  mutate(name: MutationName, input: object): Promise<MutationAnswer>;
  query(document: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
}

export function actor(app: TestApp, partnership: string, as?: string): Actor {
  const run = async (document: string, variables: Record<string, unknown>) => {
    const { data, errors } = await app.ask(partnership, document, {
      ...(as !== undefined && { as }),
      variables,
    });
    if (errors || !data) throw new Error(`${as ?? 'the public'}: ${JSON.stringify(errors)}`);
    return data;
  };
  return {
    mutate: async (name, input) => (await run(documents[name], { input }))['answer'] as MutationAnswer,
    query: (document, variables = {}) => run(document, variables),
  };
}

/** An application of a victim of three noise nights, told to the council each time. Every field may be replaced. */
export function applicationOfThreeNights(overrides: object = {}): object {
  const night = (day: string, told: string) => ({
    occurredOn: day,
    place: 'Invented Street, Leicester',
    description: 'Loud music and shouting through the night',
    complaints: [{ agency: 'leicester-city-council', madeOn: told }],
  });
  return {
    clientKey: `key-${Math.random().toString(36).slice(2, 12)}`,
    applicantKind: 'VICTIM',
    name: 'Vera Example',
    contact: { email: 'vera@example.org' },
    incidents: [
      night('2026-01-10', '2026-01-12'),
      night('2026-01-24', '2026-01-26'),
      night('2026-02-07', '2026-02-09'),
    ],
    dissatisfied: true,
    dissatisfaction: 'Nobody came.',
    ...overrides,
  };
}

export interface CaseOfTest {
  readonly id: string;
  readonly version: number;
  readonly stage: string;
  readonly incidents: readonly {
    id: string;
    number: number;
    match: string;
    complaints: readonly { id: string }[];
  }[];
  readonly requests: readonly { id: string; agency: { slug: string } }[];
  readonly people: readonly { id: string; role: string; name: string | null; email: string | null }[];
  readonly clocks: readonly {
    id: string;
    step: string;
    dueOn: string;
    arithmetic: string;
    stoppedAt: string | null;
  }[];
  readonly pauses: readonly { id: string; reason: string; from: string; through: string | null }[];
  readonly stillOwed: readonly { by: string; what: string }[];
  readonly [field: string]: unknown;
}

export async function readCase(who: Actor, reference: string): Promise<CaseOfTest> {
  const data = await who.query(
    `query ($reference: String!) { case(reference: $reference) {
      id version stage availableActions receivedOn stillOwed { by what dueOn }
      incidents { id number occurredOn match agreedOn complaints { id agency { slug } madeOn evidenceAccepted } }
      requests { id status holds agency { slug } } people { id role name email disclosure { field state } }
      reports { reportId agency { slug } occurredOn incidentIds report { reference } }
      clocks { id step dueOn arithmetic provisional standsStill stoppedAt fellDueAt extendable }
      pauses { id reason from through } decision { outcome reason departsFromRules declineGround }
    } }`,
    { reference },
  );
  return data['case'] as CaseOfTest;
}

export async function agencyIds(who: Actor): Promise<Record<string, string>> {
  const data = await who.query('{ partnership { agencies { id slug } } }');
  const { agencies } = data['partnership'] as { agencies: { id: string; slug: string }[] };
  return Object.fromEntries(agencies.map(({ id, slug }) => [slug, id]));
}
