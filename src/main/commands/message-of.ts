import { isError } from '#platform/redaction.js';

/** What a fault says to somebody at a terminal. Refused connections come without a message of their own. */
export function messageOf(error: unknown): string {
  if (!isError(error)) return 'An unknown fault.';
  if (error.message !== '') return error.message;
  if ('errors' in error && Array.isArray(error.errors))
    return [...new Set(error.errors.map(messageOf))].join('; ');
  return 'code' in error ? String(error.code) : error.name;
}
