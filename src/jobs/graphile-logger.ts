import { Logger as GraphileLogger } from 'graphile-worker';
import type { Logger } from '#platform/logger.js';
import { isError } from '#platform/redaction.js';

/**
 * graphile-worker's words in our log. It mixes the texts of errors into its messages, so only the words before them are
 * kept and the error goes through the log's own redaction. What a task does is logged by the task.
 */
export function graphileLogger(logger: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message, meta) => {
    if (meta?.['failure'] === true) return;
    const severity: string = level;
    const words = `graphile-worker: ${wordsBeforeDetails(message)}`;
    const error = meta?.['error'];
    const fields = isError(error) ? { err: error } : {};
    if (severity === 'error') logger.error(fields, words);
    else if (severity === 'warning') logger.warn(fields, words);
    else logger.trace(fields, words);
  });
}

function wordsBeforeDetails(message: string): string {
  return message.replace(/['":(\n][\s\S]*$/, '').trim();
}
