import type { Answer } from '../support/running-app.js';

/** What the other partnership's data is full of, and what no answer or log line elsewhere may hold. */
export const canary = 'Moonfeather';

/** An answer of the server as it went over the wire. */
export interface SeenAnswer {
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Everything that the server answered and logged while a suite ran. */
export class AnswersSeen {
  readonly answers: SeenAnswer[] = [];
  readonly lines: string[] = [];
  readonly #fetch = globalThis.fetch;

  /** From here on every request of this test file is kept, whoever sends it. */
  watch(): void {
    globalThis.fetch = async (...given) => {
      const response = await this.#fetch(...given);
      const text = await response.clone().text();
      const contentType = response.headers.get('content-type') ?? '';
      this.answers.push({ url: response.url, status: response.status, contentType, text });
      return response;
    };
  }

  unwatch(): void {
    globalThis.fetch = this.#fetch;
  }

  /** Where the logger of the app writes to. */
  readonly logDestination = {
    write: (line: string) => {
      this.lines.push(line);
    },
  };

  /**
   * Everything that should not have been said: pages instead of JSON, stacks, SQL, names of tables and settings, and
   * the canary in an answer of Leicester or a log line.
   */
  listSlips(tables: readonly string[]): string[] {
    const told = this.answers.filter(({ url }) => url.includes('/graphql'));
    const internals = internalWords(tables);
    return [
      ...told
        .filter(({ contentType }) => !contentType.includes('json'))
        .map(({ text }) => `no JSON: ${text}`),
      ...told.filter(({ text }) => internals.test(text)).map(({ text }) => `internals: ${text}`),
      ...told
        .filter(({ url, text }) => url.includes('/leicester/') && text.includes(canary))
        .map(({ text }) => `canary: ${text}`),
      ...this.lines.filter((line) => line.includes(canary)).map((line) => `canary in the log: ${line}`),
    ];
  }
}

function internalWords(tables: readonly string[]): RegExp {
  const names = tables.filter((name) => name.includes('_')).join('|');
  return new RegExp(
    `<!doctype|<html|\\n? {4}at |node_modules|\\.[jt]s:\\d|\\bselect\\b.*\\bfrom\\b|\\bconcord\\.\\w|\\bSQLSTATE\\b|QueryFailedError|\\btenant_id\\b|row-level security|\\b(?:${names})\\b`,
    'is',
  );
}

/** An answer as text without what differs in every answer. */
export function withoutCorrelation({ status, data, errors }: Answer): string {
  return JSON.stringify({ status, data, errors }).replace(/"correlationId":"[0-9a-f-]{36}"/g, '');
}
