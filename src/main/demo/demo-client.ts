import { signInAs } from '#identity/sign-in.js';
import { apiAudience } from '../development-identity.js';
import {
  applicationDocument,
  caseDocument,
  mutations,
  type Answer,
  type ApplicationRead,
  type CaseRead,
  type MutationName,
} from './documents.js';
import { DemoStopped } from './narrator.js';

/** Somebody of the play: a demo person's subject and what they are called, or the public. */
export interface Person {
  /** The first name and what they are: `Priya, coordinator`. */
  readonly name: string;
  /** Absent for the public, who have no account. */
  readonly subject?: string;
}

/** `Priya` */
export function firstName({ name }: Person): string {
  return name.split(',')[0] ?? name;
}

const patienceMs = 15_000;

/** The clients of one partnership, over HTTP; every person signs in once, through OpenID Connect. */
export class DemoClient {
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(
    readonly origin: string,
    readonly partnership: string,
  ) {}

  tokenOf(subject: string): Promise<string> {
    const known = this.#tokens.get(subject);
    if (known) return known;
    const token = signInAs({ issuer: `${this.origin}/identity`, subject, audience: apiAudience }).then(
      ({ accessToken }) => accessToken,
    );
    this.#tokens.set(subject, token);
    return token;
  }

  /** @throws DemoStopped when the server answers with errors or not at all */
  async ask<T>(person: Person, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const token = person.subject === undefined ? undefined : await this.tokenOf(person.subject);
    const response = await fetch(`${this.origin}/${this.partnership}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const { data, errors } = (await response.json()) as { data?: T | null; errors?: unknown };
    if (!data || errors !== undefined)
      throw new DemoStopped(
        `${person.name} asked ${this.partnership} and got ${String(response.status)}: ${JSON.stringify(errors)}`,
      );
    return data;
  }

  /** What a mutation answers, refusals included. */
  async try(person: Person, name: MutationName, input: object): Promise<Answer> {
    return (await this.ask<{ answer: Answer }>(person, mutations[name], { input })).answer;
  }

  /** As `try`, for what must not be refused. */
  async do(person: Person, name: MutationName, input: object): Promise<Answer> {
    const answer = await this.try(person, name, input);
    if (answer.message === undefined) return answer;
    const problems = (answer.problems ?? []).map(({ path, message }) => ` ${path} ${message}`).join('');
    throw new DemoStopped(`${person.name} was refused ${name}: ${answer.message}${problems}`);
  }

  /** Null where the person cannot know of the case. */
  async findCase(person: Person, reference: string): Promise<CaseRead | null> {
    return (await this.ask<{ case: CaseRead | null }>(person, caseDocument, { reference })).case;
  }

  async getCase(person: Person, reference: string): Promise<CaseRead> {
    const found = await this.findCase(person, reference);
    if (!found) throw new DemoStopped(`${person.name} cannot read the case ${reference}.`);
    return found;
  }

  async findApplication(
    person: Person,
    { reference, secret }: { reference: string; secret: string },
  ): Promise<ApplicationRead | null> {
    const variables = { reference, secret };
    return (await this.ask<{ application: ApplicationRead | null }>(person, applicationDocument, variables))
      .application;
  }
}
