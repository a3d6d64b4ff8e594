import { isDeepStrictEqual } from 'node:util';
import { reportsPerCase } from '../prepare/sizes.js';
import { factsOf, type Json } from '../page/page-facts.js';
import { pageSize } from '../page/page-requests.js';
import type { Entrant } from './measure.js';

/**
 * Asks every entrant for the same pages and compares: a fast wrong answer is no answer. Concord and the bare statement
 * must agree in the whole JSON, the others in what it says.
 */
export async function checkAnswers(entrants: readonly Entrant[], count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const answers = await Promise.all(
      entrants.map(async (entrant) => ({ entrant, answer: await ask(entrant, index) })),
    );
    const [first] = answers;
    for (const { entrant, answer } of answers) {
      const { letter } = entrant.contestant;
      checkWhole(answer, letter);
      if (!isDeepStrictEqual(factsOf(answer), factsOf(first?.answer ?? null)))
        throw new Error(
          `(${letter}) answers page ${index} otherwise than (${first?.entrant.contestant.letter ?? ''}).`,
        );
    }
    const exact = answers.filter(({ entrant }) => 'ab'.includes(entrant.contestant.letter));
    if (exact.some(({ answer }) => !isDeepStrictEqual(answer, exact[0]?.answer)))
      throw new Error(`(a) and (b) answer page ${index} with different JSON.`);
  }
}

/** Asks for one page outside any timing. */
export async function ask({ candidate, requests }: Entrant, index: number): Promise<Json> {
  const request = requests[index % requests.length];
  if (!request) throw new Error('There is nothing to ask.');
  const { path, headers, body } = request;
  const response = await fetch(`${candidate.origin}${path}`, { method: 'POST', headers, body });
  const text = await response.text();
  if (response.status !== 200)
    throw new Error(`A page was answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Json;
}

interface Page {
  readonly data?: {
    readonly cases: {
      readonly nodes: readonly { readonly reports: readonly { readonly report: unknown }[] }[];
    };
  };
}

function checkWhole(answer: Json, letter: string): void {
  const { data } = factsOf(answer) as Page;
  const nodes = data?.cases.nodes ?? [];
  const whole = nodes.every(
    ({ reports }) => reports.length === reportsPerCase && reports.every(({ report }) => report !== null),
  );
  if (nodes.length === pageSize && whole) return;
  const told = JSON.stringify(answer).slice(0, 500);
  throw new Error(`(${letter}) did not answer ${pageSize} cases × ${reportsPerCase} reports: ${told}`);
}
