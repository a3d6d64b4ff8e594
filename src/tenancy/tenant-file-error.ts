/** One thing wrong in one place of a tenant's files. */
export interface FileProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Where in the document: `agencies[2].kind`. */
  readonly path: string;
  /** "expected …, got …" */
  readonly message: string;
}

/**
 * Thrown when tenant files cannot be used. Its message has one line per problem: `file:line: path: message`. What is
 * wrong in a base that several files stand on is listed once.
 */
export class TenantFileError extends Error {
  override readonly name = 'TenantFileError';
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    const lines = new Map(problems.map((problem) => [lineOf(problem), problem]));
    super([...lines.keys()].join('\n'));
    this.problems = [...lines.values()];
  }
}

function lineOf({ file, line, path, message }: FileProblem): string {
  return `${file}:${String(line)}: ${path}: ${message}`;
}
