import type { ImportProgress } from './import-reports.js';
import { counted } from './shown.js';

export interface ProgressTerminal {
  readonly write: (text: string) => void;
  /** Whether the line can be rewritten in place. */
  readonly isTTY: boolean;
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
  /** Size of the file, for the percentage; none is shown when absent. */
  readonly totalBytes?: number;
}

const REWRITE_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;
const LINE_EVERY_ROWS = 100_000;

/**
 * Shows progress: on a terminal one line that is rewritten at most ten times a second, elsewhere a line each ten
 * seconds or 100,000 rows, whichever comes first. `done` clears the rewritten line.
 */
export function progressLine(terminal: ProgressTerminal) {
  let last = { at: terminal.now(), rows: 0 };
  let isShown = false;
  const show = (progress: ImportProgress) => {
    const at = terminal.now();
    const waited = at - last.at;
    const isDue = terminal.isTTY
      ? !isShown || waited >= REWRITE_EVERY_MS
      : waited >= LINE_EVERY_MS || progress.rows - last.rows >= LINE_EVERY_ROWS;
    if (!isDue) return;
    last = { at, rows: progress.rows };
    isShown = true;
    const text = inWords(progress, terminal.totalBytes);
    terminal.write(terminal.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  };
  const done = () => {
    if (terminal.isTTY && isShown) terminal.write('\r\u001b[2K');
  };
  return { show, done };
}

function inWords({ rows, bytes }: ImportProgress, totalBytes: number | undefined): string {
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
  if (totalBytes === undefined || totalBytes === 0) return `${counted(rows)} rows read, ${size}`;
  const percent = Math.min(100, Math.floor((bytes * 100) / totalBytes));
  return `${counted(rows)} rows read, ${size} of ${(totalBytes / 1_000_000).toFixed(1)} MB (${percent} %)`;
}
