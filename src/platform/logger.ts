import { pino, type DestinationStream, type Level, type Logger as PinoLogger } from 'pino';
import type { Config } from './config.js';
import { describeError, isError, redactFields, redactText } from './redaction.js';

/** Writes one line: a message, or fields (an error under `err`, or by itself) with a message. */
export interface LogLine {
  (message: string): void;
  (fields: object, message?: string): void;
}

/** A structured log; `child(bindings)` adds fields to every line of a part of the work. */
export interface Logger {
  readonly level: string;
  readonly fatal: LogLine;
  readonly error: LogLine;
  readonly warn: LogLine;
  readonly info: LogLine;
  readonly debug: LogLine;
  readonly trace: LogLine;
  child(bindings: Record<string, unknown>): Logger;
  isLevelEnabled(level: string): boolean;
}

/**
 * A logger that writes one JSON object a line to standard error, so that a command's own output stays clean.
 * Values under keys that speak of secrets or people are hidden at any depth, and texts of database errors are
 * dropped. Words that a caller puts into the message itself are kept, so personal data must never go there.
 */
export function createLogger(
  config: Pick<Config, 'logLevel'>,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  const options = {
    level: config.logLevel,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => error },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return guarded(pino(options, destination));
}

function guarded(log: PinoLogger): Logger {
  const line = (level: Level): LogLine => {
    return (first: string | object, message?: string): void => {
      if (!log.isLevelEnabled(level)) return;
      if (typeof first === 'string') log[level](redactText(first));
      else write(log, level, { fields: isError(first) ? { err: first } : first, message });
    };
  };
  return {
    level: log.level,
    fatal: line('fatal'),
    error: line('error'),
    warn: line('warn'),
    info: line('info'),
    debug: line('debug'),
    trace: line('trace'),
    child: (bindings) => guarded(log.child(redactFields(bindings))),
    isLevelEnabled: (level) => log.isLevelEnabled(level),
  };
}

/** Gives every line a message of its own, because pino would otherwise take the text of the error. */
function write(
  log: PinoLogger,
  level: Level,
  { fields, message }: { fields: object; message: string | undefined },
): void {
  const error = 'err' in fields && isError(fields.err) ? describeError(fields.err).message : '';
  log[level](redactFields(fields), message === undefined ? error : redactText(message));
}
