import type { Answer, TestApp } from '../support/running-app.js';

let keys = 0;

export function freshKey(): string {
  keys += 1;
  return `application-${String(keys)}`;
}

/** An incident that was told to the council. */
export function night(overrides: object = {}): object {
  return {
    occurredOn: '2026-01-10',
    place: 'Invented Street',
    description: 'Shouting through the night',
    complaints: [complaint()],
    ...overrides,
  };
}

export function complaint(overrides: object = {}): object {
  return { agency: 'leicester-city-council', madeOn: '2026-01-12', ...overrides };
}

/** A victim for whom somebody applies. */
export function victim(overrides: object = {}): object {
  return { name: 'Vera Example', authorityKind: 'WRITTEN', authorityGivenOn: '2026-02-20', ...overrides };
}

/** An application that can be received in Leicester as it stands. */
export function application(overrides: object = {}): object {
  return {
    clientKey: freshKey(),
    applicantKind: 'VICTIM',
    name: 'Vera Example',
    contact: { email: 'vera@example.org' },
    incidents: [night()],
    dissatisfied: true,
    ...overrides,
  };
}

const document = `mutation ($input: ApplyForReviewInput!) { applyForReview(input: $input) {
  __typename
  ... on ApplicationReceived { reference secret receivedOn clocks { step dueOn arithmetic } }
  ... on Refusal { code message }
  ... on InvalidInput { problems { path message } } } }`;

export interface ApplyAnswer {
  readonly __typename: string;
  readonly reference?: string;
  readonly secret?: string;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

/** Sends an application as the public does, and returns the whole answer. */
export function send(app: TestApp, input: unknown, partnership = 'leicester'): Promise<Answer> {
  return app.ask(partnership, document, { variables: { input } });
}

/** Sends an application and returns what came of it; fails on an error that is no refusal. */
export async function apply(app: TestApp, input: unknown, partnership = 'leicester'): Promise<ApplyAnswer> {
  const { data, errors } = await send(app, input, partnership);
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.['applyForReview'] as ApplyAnswer;
}
