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

/** Thrown when tenant files cannot be used. Its message has one line per problem: `file:line: path: message`. */
export class TenantFileError extends Error {
  override readonly name = 'TenantFileError';
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(
      problems
        .map(({ file, line, path, message }) => `${file}:${String(line)}: ${path}: ${message}`)
        .join('\n'),
    );
    this.problems = problems;
  }
}
