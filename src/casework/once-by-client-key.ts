import type { Problem } from '#domain/review/problem.js';
import { done, invalid, refused, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';

export interface Submission {
  /** Chosen by the client, 8 to 100 characters; a repeated submission carries the same one. */
  readonly clientKey: string;
  readonly operation: string;
  /** Compared by hash with the first submission's. */
  readonly input: object;
}

const clientKeyForm = /^[A-Za-z0-9-]{8,100}$/;

/** A key that cannot be kept; empty for a good one. */
export function checkClientKey(clientKey: string): Problem[] {
  if (clientKeyForm.test(clientKey)) return [];
  return [
    { path: 'clientKey', message: 'has the wrong form: expected 8 to 100 letters, digits or hyphens.' },
  ];
}

/**
 * Gives the first answer again to the same key and input, and refuses the key for another input. The answer is kept in
 * the same transaction as what it speaks of; two at once collide on the key and the second finds the first's answer.
 */
export async function onceByClientKey<T extends object>(
  { stores, casework }: { stores: Stores; casework: Casework },
  submission: Submission,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { clientKey: key, operation } = submission;
  // What else is wrong with the input is told at once: `work` checks the key among the rest of it.
  const problems = checkClientKey(key);
  if (problems.length > 0) {
    const outcome = await work();
    return outcome.ok ? invalid(problems) : outcome;
  }
  const inputHash = casework.secrets.digest(JSON.stringify(submission.input));
  const earlier = await stores.clientKeys.find(key);
  if (earlier) {
    if (earlier.operation === operation && earlier.inputHash === inputHash) return done(earlier.answer as T);
    return refused({
      code: 'CLIENT_KEY_REUSED',
      message: 'This client key was used for another submission: use a new key for new input.',
    });
  }
  const outcome = await work();
  if (outcome.ok) await stores.clientKeys.keep({ key, operation, inputHash, answer: outcome.value });
  return outcome;
}
