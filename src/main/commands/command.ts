/** 0 good, 1 findings or a failure, 2 called wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Where a command speaks and what it is told by its surroundings. */
export interface Terminal {
  /** Writes a line of the command's own output. */
  out(line: string): void;
  /** Writes a line for whoever watches: faults, warnings. */
  err(line: string): void;
  /** Writes progress, which may rewrite its line, beside the faults. */
  readonly progress: { write(text: string): void; readonly isTTY: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What an option takes: `value` names it in the usage, as in `--partnership SLUG`. Left out, it takes nothing. */
export interface OptionRule {
  readonly value?: string;
  readonly required?: boolean;
}

/** What was given to a command, checked against its rules. */
export interface Given {
  /** The value of an option or operand; undefined when it was not given. */
  find(name: string): string | undefined;
  /** Whether an option that takes nothing was given. */
  has(option: string): boolean;
  /** The value of a required option or operand. */
  get(name: string): string;
}

/** One command of the command line. */
export interface Command {
  /** What it does, in sentences, under the usage. */
  readonly help: string;
  readonly options: Readonly<Record<string, OptionRule>>;
  /** What stands on the line without a dash, in order. A last one in brackets, as in `[SLUG]`, may be left out. */
  readonly operands: readonly string[];
  run(given: Given, terminal: Terminal): Promise<ExitCode>;
}

/** The command was called wrongly: the answer is its usage and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command cannot do what it was asked to: the message says why and what to do; exit code 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
