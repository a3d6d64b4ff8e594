/** A document that a client of ours may send, with who sends it. */
export interface QueryDocument {
  readonly name: string;
  /** A demo person of Leicester; the public when left out. */
  readonly as?: string;
  readonly source: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

const personFields = 'fragment personFields on CasePerson { id role name email disclosure { field state } }';

/** Ids and references are put in for `$case`, `$reference` and `$secret`, where a document has such variables. */
export const queryDocuments: readonly QueryDocument[] = [
  { name: 'plain fields', source: '{ partnership { slug name publicTerm explanation districts } }' },
  {
    name: 'type names everywhere',
    source: '{ __typename partnership { __typename agencies { __typename kind } } }',
  },
  { name: 'aliases', source: '{ here: partnership { a: slug b: slug who: agencies { x: slug y: name } } }' },
  {
    name: 'one field twice, merged',
    source: '{ partnership { slug } partnership { name agencies { id } agencies { slug } } }',
  },
  {
    name: 'one resolver under two aliases',
    source: '{ one: partnership { slug } two: partnership { policy { applicants appeal } } }',
  },
  {
    name: 'lists of lists of scalars',
    source:
      '{ partnership { districts areaTeams { id districts } policy { threshold timescales { step words } declineGrounds { id words } } publishedFigures { rows { period } } } }',
  },
  {
    name: 'a fragment',
    as: 'priya.coordinator',
    source: `query ($case: ID) { case(id: $case) { people { ...personFields } } } ${personFields}`,
  },
  {
    name: 'fragments in fragments',
    as: 'priya.coordinator',
    source: `query ($case: ID) { ...root } fragment root on Query { case(id: $case) { ...body } } fragment body on Case { reference people { ...personFields } } ${personFields}`,
  },
  {
    name: 'inline fragments with and without a type',
    as: 'priya.coordinator',
    source:
      'query ($case: ID) { ... on Query { case(id: $case) { ... { id } ... on Case { stage version } ... @include(if: true) { reference } } } }',
  },
  {
    name: 'include and skip by literals',
    as: 'priya.coordinator',
    source:
      'query ($case: ID) { case(id: $case) { id @skip(if: false) stage @skip(if: true) reference @include(if: true) version @include(if: false) } }',
  },
  {
    name: 'include by a variable that is true',
    as: 'priya.coordinator',
    source:
      'query ($case: ID, $more: Boolean!) { case(id: $case) { id incidents @include(if: $more) { number } ...rest @skip(if: $more) } } fragment rest on Case { stage }',
    variables: { more: true },
  },
  {
    name: 'include by a variable that is false',
    as: 'priya.coordinator',
    source:
      'query ($case: ID, $more: Boolean!) { case(id: $case) { id incidents @include(if: $more) { number } ...rest @skip(if: $more) } } fragment rest on Case { stage }',
    variables: { more: false },
  },
  {
    name: 'include and skip at once',
    as: 'priya.coordinator',
    source:
      'query ($case: ID, $a: Boolean = true, $b: Boolean = false) { case(id: $case) { id @include(if: $a) @skip(if: $b) stage @include(if: $b) @skip(if: $a) } }',
  },
  {
    name: 'a root field that is skipped',
    as: 'priya.coordinator',
    source:
      'query ($no: Boolean = false) { viewer { name } cases(first: 1) @include(if: $no) { nodes { id } } }',
  },
  {
    name: 'a variable with a default',
    as: 'priya.coordinator',
    source: 'query ($first: Int! = 2) { cases(first: $first) { nodes { id } pageInfo { hasNextPage } } }',
  },
  {
    name: 'a default that is replaced',
    as: 'priya.coordinator',
    source: 'query ($first: Int! = 2) { cases(first: $first) { nodes { id } pageInfo { hasNextPage } } }',
    variables: { first: 1 },
  },
  {
    name: 'defaults of an enum, a text and an optional number',
    as: 'priya.coordinator',
    source:
      'query ($stage: CaseStage = GATHERING, $after: String = null, $n: Int = 3) { cases(first: $n, after: $after, stage: $stage) { nodes { stage } } }',
  },
  {
    name: 'an enum in a variable',
    as: 'priya.coordinator',
    source: 'query ($stage: CaseStage) { cases(first: 5, stage: $stage) { nodes { stage } } }',
    variables: { stage: 'GATHERING' },
  },
  {
    name: 'an enum as a literal',
    as: 'priya.coordinator',
    source: '{ cases(first: 5, stage: RECEIVED) { nodes { stage receivedOn receivedAt } } }',
  },
  {
    name: 'a null in a variable',
    as: 'priya.coordinator',
    source:
      'query ($stage: CaseStage, $after: String) { cases(first: 5, stage: $stage, after: $after) { nodes { id } } }',
    variables: { stage: null, after: null },
  },
  {
    name: 'a null as a literal',
    as: 'priya.coordinator',
    source: 'query ($reference: String) { case(id: null, reference: $reference) { id } }',
  },
  {
    name: 'a variable that is not given',
    as: 'priya.coordinator',
    source: 'query ($after: String) { cases(first: 5, after: $after) { nodes { id } } }',
  },
  {
    name: 'a whole case',
    as: 'priya.coordinator',
    source: `query ($reference: String) { case(reference: $reference) {
      id reference version stage availableActions receivedAt receivedOn applicantKind relationship dissatisfied dissatisfaction
      areaTeam { name } people { id role isApplicant name email phone address authorityKind authorityGivenOn disclosure { field state } }
      incidents { id number occurredOn place description hatePerceived match agreedOn causedHarassment matchNote matchedAt
        complaints { id madeOn madeByVictim reference evidenceAccepted agency { slug kind duties } } }
      requests { id status requestedAt dueOn holds actionsTaken answeredAt agency { slug } }
      reports { reportId occurredOn reportedOn linkedAt incidentIds agency { slug }
        report { id reference source category occurredOn occurredMonth reporterName place longitude latitude summary background } }
      clocks { id step dueOn arithmetic extendable extensionReason stoppedAt fellDueAt }
      stillOwed { by what dueOn }
      latestProposal { id caseVersion verdict inWords proposedAt statutory { criterionId test verdict sentence } flags { kind sentence source }
        findings { criterionId parentId depth test words welsh verdict sentence source
        needed countedAtLeast countedAtMost counted { subject id reason } notCounted { id } undecided { id } awaits { kind what } } }
      decision { outcome reason } } }`,
  },
  {
    name: 'a case as an asked agency sees it',
    as: 'dev.council',
    source:
      'query ($case: ID) { case(id: $case) { people { name email phone disclosure { field } } requests { agency { slug } } reports { report { place } } } }',
  },
  {
    name: 'a report that is not shown',
    as: 'callum.police',
    source: 'query ($case: ID) { case(id: $case) { reports { agency { slug } report { place } } } }',
  },
  {
    name: 'a case that is not theirs',
    as: 'grace.pa-housing',
    source: 'query ($case: ID) { case(id: $case) { id people { name } } }',
  },
  {
    name: 'many children of many cases',
    as: 'helen.chair',
    source:
      '{ cases(first: 100) { nodes { reference people { name } incidents { number complaints { agency { name } } } clocks { step } } pageInfo { endCursor } } }',
  },
  {
    name: 'reports of an agency',
    as: 'dev.council',
    source:
      '{ reports(first: 10, background: false) { nodes { id reference category reportedOn recordedOn hatePerceived background } pageInfo { hasNextPage endCursor } } }',
  },
  {
    name: 'who is signed in, with an agency',
    as: 'dev.council',
    source: '{ viewer { name roles agency { id slug } } }',
  },
  {
    name: 'who is signed in, without one',
    as: 'priya.coordinator',
    source: '{ viewer { name roles agency { id slug } } }',
  },
  {
    name: 'a cursor beside a list',
    as: 'priya.coordinator',
    source: '{ cases(first: 1) { nodes { id } } eventCursor }',
  },
  {
    name: 'an application',
    source:
      'query ($reference: String!, $secret: String!) { application(reference: $reference, secret: $secret) { reference stage receivedOn clocks { step dueOn } decision { outcome reason } } }',
  },
  {
    name: 'an application with a wrong secret',
    source: 'query ($reference: String!) { application(reference: $reference, secret: "wrong") { stage } }',
  },
  {
    name: 'the named one of two operations',
    source: 'query a { partnership { slug } } query b { partnership { name } }',
    operationName: 'b',
  },
  {
    name: 'a field of the root that is forbidden',
    as: 'nadia.board',
    source: '{ viewer { name } case(id: "x") { id } }',
  },
  {
    name: 'a required field of the root that is forbidden',
    as: 'nadia.board',
    source: '{ viewer { name } cases(first: 1) { nodes { id } } }',
  },
  { name: 'a field that needs signing in', source: '{ partnership { slug } viewer { name } }' },
  {
    name: 'a page size that is refused',
    as: 'priya.coordinator',
    source: '{ viewer { name } cases(first: 101) { nodes { id } } }',
  },
  {
    name: 'a cursor that is refused',
    as: 'priya.coordinator',
    source: '{ cases(first: 1, after: "junk") { nodes { id } } }',
  },
  {
    name: 'two refusals at once',
    as: 'priya.coordinator',
    source: '{ a: cases(first: 0) { nodes { id } } b: cases(first: -1) { nodes { id } } }',
  },
];

/** Documents whose variables are refused before anything runs. */
export const refusedVariables: readonly QueryDocument[] = [
  {
    name: 'a missing variable',
    as: 'priya.coordinator',
    source: 'query ($first: Int!) { cases(first: $first) { nodes { id } } }',
  },
  {
    name: 'a text for a number',
    as: 'priya.coordinator',
    source: 'query ($first: Int!) { cases(first: $first) { nodes { id } } }',
    variables: { first: 'ten' },
  },
  {
    name: 'a fraction for a number',
    as: 'priya.coordinator',
    source: 'query ($first: Int!) { cases(first: $first) { nodes { id } } }',
    variables: { first: 1.5 },
  },
  {
    name: 'an unknown enum',
    as: 'priya.coordinator',
    source: 'query ($stage: CaseStage) { cases(first: 1, stage: $stage) { nodes { id } } }',
    variables: { stage: 'GONE' },
  },
  {
    name: 'a list for a text',
    as: 'priya.coordinator',
    source: 'query ($after: String) { cases(first: 1, after: $after) { nodes { id } } }',
    variables: { after: ['x'] },
  },
];
