import { setTimeout as pause } from 'node:timers/promises';
import { adminSql } from '../../support/case-record.js';
import { applicationOf, incidentOn } from '../../support/review-case.js';
import type { TestApp } from '../../support/running-app.js';

const apply = `mutation ($input: ApplyForReviewInput!) { answer: applyForReview(input: $input) {
  __typename ... on ApplicationReceived { reference secret } ... on Refusal { code message } } }`;

/** One application and what its sender came to know of it. */
interface Submission {
  readonly input: object;
  readonly partnership: string;
  /** Told that it was received; undefined while nothing is known. */
  reference?: string;
}

/**
 * People who apply one after the other, and send again what failed, under the same client key. Each submission is acknowledged or unknown: an
 * error does not say that nothing was stored.
 */
export class Applicants {
  readonly submissions: Submission[] = [];
  /** Statuses of the answers that were no success, and 0 where none came. */
  readonly failures: number[] = [];
  #stopped = false;
  #running: Promise<void>[] = [];

  constructor(
    private readonly app: TestApp,
    private readonly partnerships: readonly string[],
  ) {}

  start(count: number): void {
    for (let index = 0; index < count; index += 1) this.#running.push(this.#applyOn(index));
  }

  get acknowledged(): number {
    return this.submissions.filter(({ reference }) => reference !== undefined).length;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running.splice(0));
  }

  /** Sends everything again that nothing is known of, under the same client key; each must now be acknowledged. */
  async sendAgain(): Promise<number> {
    const unknown = this.submissions.filter(({ reference }) => reference === undefined);
    for (const submission of unknown) {
      await this.#send(submission);
      if (submission.reference === undefined)
        throw new Error('An application was not received when sent again.');
    }
    return unknown.length;
  }

  /**
   * What does not add up between what was told and what is stored: told but not stored, stored but never sent, stored
   * twice, or told one reference and stored under another.
   */
  async contradictions(): Promise<string[]> {
    const rows = await adminSql<{ key: string; reference: string | null; cases: number }>(
      this.app,
      `select k.key, min(c.reference) as reference, count(c.id)::int as cases from concord.client_keys k
       left join concord.cases c on c.tenant_id = k.tenant_id and c.id = (k.answer ->> 'caseId')::uuid
       where k.operation = 'applyForReview' group by k.tenant_id, k.actor, k.key`,
    );
    const stored = new Map(rows.map((row) => [row.key, row]));
    const sent = new Map(this.submissions.map((each) => [keyOf(each), each]));
    const [{ cases = 0 } = {}] = await adminSql<{ cases: number }>(
      this.app,
      'select count(*)::int as cases from concord.cases',
    );
    return [
      ...[...sent].flatMap(([key, { reference }]) =>
        reference === undefined || stored.get(key)?.reference === reference
          ? []
          : [`${reference} was told and is not stored`],
      ),
      ...rows.flatMap(({ key, cases: found }) => [
        ...(sent.has(key) ? [] : [`${key} is stored and was never sent`]),
        ...(found === 1 ? [] : [`${key} has ${String(found)} cases`]),
      ]),
      ...(cases === rows.length ? [] : [`${String(cases)} cases for ${String(rows.length)} keys`]),
    ];
  }

  async #applyOn(index: number): Promise<void> {
    const partnership = this.partnerships[index % this.partnerships.length] ?? '';
    while (!this.#stopped) {
      const submission: Submission = { input: applicationOf([incidentOn('2026-02-10')]), partnership };
      this.submissions.push(submission);
      while (!(await this.#send(submission)) && !this.#stopped) await pause(50);
    }
  }

  async #send(submission: Submission): Promise<boolean> {
    const { input, partnership } = submission;
    try {
      const { status, data } = await this.app.ask(partnership, apply, { variables: { input } });
      const answer = data?.['answer'] as { __typename: string; reference?: string } | undefined;
      if (answer?.reference !== undefined) {
        submission.reference = answer.reference;
        return true;
      }
      this.failures.push(status);
    } catch {
      this.failures.push(0);
    }
    return false;
  }
}

function keyOf({ input }: Submission): string {
  return (input as { clientKey: string }).clientKey;
}
