/** A case with what the next steps need, and what would show that somebody else's came in. */
export const readCaseDocument = `query ($reference: String) { case(reference: $reference) {
  id reference version stage availableActions stillOwed { by what dueOn }
  people { id role name } incidents { id number match matchedAt complaints { id agency { slug } } }
  requests { id status agency { slug } } reports { reportId linkedAt agency { slug } report { reference } }
  clocks { id step dueOn arithmetic stoppedAt fellDueAt }
  latestProposal { id verdict inWords proposedAt } decision { id outcome reason decidedAt } } }`;

const inputs: Readonly<Record<string, string>> = {
  acknowledgeApplication: 'CaseVersionInput',
  proposeDecision: 'CaseVersionInput',
};

const answers: Readonly<Record<string, string>> = {
  applyForReview: '... on ApplicationReceived { reference secret receivedOn clocks { step dueOn } }',
  recordReport: '... on ReportRecorded { report { id reference } }',
  proposeDecision:
    '... on DecisionProposed { case { version stage } cursor proposal { id verdict inWords } }',
};

const changed = '... on CaseChanged { case { id version stage } cursor }';
const refusals =
  '... on Refusal { code message } ... on InvalidInput { problems { path message } } ... on StaleVersion { currentVersion }';

/** A mutation with its answer or why it was refused. */
export function mutationDocument(name: string): string {
  const input = inputs[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${answers[name] ?? changed} ${refusals} } }`;
}
