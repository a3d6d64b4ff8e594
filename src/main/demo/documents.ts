const refusals = `... on Refusal { code message } ... on InvalidInput { problems { path message } }
  ... on StaleVersion { currentVersion }`;

const changed = `__typename ... on CaseChanged { case { id version stage } } ${refusals}`;

/** The mutations of the main job as a client program would write them, each under the alias `answer`. */
export const mutations = {
  applyForReview: `mutation ($input: ApplyForReviewInput!) { answer: applyForReview(input: $input) { __typename
    ... on ApplicationReceived { reference secret receivedOn clocks { step dueOn arithmetic } } ${refusals} } }`,
  recordReport: `mutation ($input: RecordReportInput!) { answer: recordReport(input: $input) { __typename
    ... on ReportRecorded { report { id reference background } } ${refusals} } }`,
  acknowledgeApplication: `mutation ($input: CaseVersionInput!) { answer: acknowledgeApplication(input: $input) { ${changed} } }`,
  requestInformation: `mutation ($input: RequestInformationInput!) { answer: requestInformation(input: $input) { ${changed} } }`,
  linkReport: `mutation ($input: LinkReportInput!) { answer: linkReport(input: $input) { ${changed} } }`,
  respondToRequest: `mutation ($input: RespondToRequestInput!) { answer: respondToRequest(input: $input) { ${changed} } }`,
  confirmIncident: `mutation ($input: ConfirmIncidentInput!) { answer: confirmIncident(input: $input) { ${changed} } }`,
  proposeDecision: `mutation ($input: CaseVersionInput!) { answer: proposeDecision(input: $input) { __typename
    ... on DecisionProposed { case { id version stage } proposal { id verdict inWords
      findings { criterionId verdict countedAtLeast countedAtMost awaits { kind what } } } } ${refusals} } }`,
  decideThreshold: `mutation ($input: DecideThresholdInput!) { answer: decideThreshold(input: $input) { ${changed} } }`,
  extendClock: `mutation ($input: ExtendClockInput!) { answer: extendClock(input: $input) { ${changed} } }`,
} as const;

export type MutationName = keyof typeof mutations;

export const partnershipDocument = '{ partnership { name agencies { id slug name } } }';

export const cursorDocument = '{ eventCursor }';

export const caseDocument = `query ($reference: String!) { case(reference: $reference) { id version stage
  areaTeam { name } stillOwed { by what dueOn } incidents { id number occurredOn }
  requests { id status agency { slug } } people { id role name email }
  clocks { id step dueOn arithmetic stoppedAt extendable } } }`;

export const applicationDocument = `query ($reference: String!, $secret: String!) {
  application(reference: $reference, secret: $secret) { stage receivedOn
    clocks { step dueOn stoppedAt } decision { outcome reason declineGround } } }`;

export const eventsDocument = `subscription ($after: Cursor) { caseEvents(after: $after) { __typename
  ... on CaseEvent { type caseId caseVersion stage } ... on StreamEnded { reason } } }`;

/** A case as its staff read it. */
export interface CaseRead {
  readonly id: string;
  readonly version: number;
  readonly stage: string;
  readonly areaTeam: { readonly name: string } | null;
  readonly stillOwed: readonly {
    readonly by: string;
    readonly what: string;
    readonly dueOn: string | null;
  }[];
  readonly incidents: readonly {
    readonly id: string;
    readonly number: number;
    readonly occurredOn: string;
  }[];
  readonly requests: readonly { readonly id: string; readonly agency: { readonly slug: string } }[];
  readonly people: readonly {
    readonly id: string;
    readonly role: string;
    readonly name: string | null;
    readonly email: string | null;
  }[];
  readonly clocks: readonly ClockRead[];
}

export interface ClockRead {
  readonly id: string;
  readonly step: string;
  readonly dueOn: string;
  readonly arithmetic: string;
  readonly stoppedAt: string | null;
  readonly extendable: boolean;
}

/** What the rules found, as the coordinator reads it. */
export interface ProposalRead {
  readonly id: string;
  readonly verdict: string;
  readonly inWords: string;
  readonly findings: readonly {
    readonly criterionId: string;
    readonly verdict: string;
    readonly countedAtLeast: number | null;
    readonly countedAtMost: number | null;
    readonly awaits: readonly { readonly kind: string; readonly what: string }[];
  }[];
}

/** What a mutation answered, a refusal included; members that its type lacks are absent. */
export interface Answer {
  readonly __typename: string;
  readonly message?: string;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
  readonly currentVersion?: number;
  readonly case?: { readonly id: string; readonly version: number; readonly stage: string };
  readonly proposal?: ProposalRead;
  readonly report?: { readonly id: string };
  readonly reference?: string;
  readonly secret?: string;
  readonly receivedOn?: string;
  readonly clocks?: readonly { readonly step: string; readonly dueOn: string; readonly arithmetic: string }[];
}

/** The progress of an application as its applicant reads it. */
export interface ApplicationRead {
  readonly stage: string;
  readonly clocks: readonly Pick<ClockRead, 'step' | 'dueOn' | 'stoppedAt'>[];
  readonly decision: {
    readonly outcome: string;
    readonly reason: string;
    readonly declineGround: string | null;
  } | null;
}
