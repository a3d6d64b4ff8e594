import type { ImportSummary } from './import-summary.js';

/** Why a whole file is refused: its bytes, its header, or one row more than the limit. */
export type ImportRefusal = 'ENCODING' | 'HEADER' | 'TOO_MANY_ROWS';

interface RefusalDetails {
  readonly code: ImportRefusal;
  /** Line of the file, the header being line 1. */
  readonly line: number;
  /** What was imported before the fault; present when the refusal comes from `importPoliceUk`. */
  readonly soFar?: ImportSummary;
}

/**
 * A fault of the whole file, after which no further row is read. The message names the line, what was found
 * there and what was expected. Rows before it stay imported.
 */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  readonly code: ImportRefusal;
  readonly line: number;
  readonly soFar: ImportSummary | undefined;

  constructor(message: string, { code, line, soFar }: RefusalDetails) {
    super(message);
    this.code = code;
    this.line = line;
    this.soFar = soFar;
  }
}
