import { MembershipEnded } from '#casework/principal.js';

/**
 * The database refused or vanished. Nothing was stored, except where the connection was cut after COMMIT was sent: then it
 * is not known, which is why what creates takes a client key.
 */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/** COMMIT was answered by a rollback: the transaction's work did not happen. */
export class TransactionAborted extends Error {
  override name = 'TransactionAborted';
}

/** One statement took longer than the role's statement_timeout. What it did was rolled back. */
class StatementTimeout extends Error {
  override name = 'StatementTimeout';
}

const statementCancelled = '57014';
/** Raised by `concord.open_session`; and by the server itself where a login is refused, which has its own message. */
const membershipEnded = '28000';
const retryable = new Set(['40001', '40P01', '55P03']);
/** Connections lost or refused, servers stopping or full, and transactions that the server ended for being idle or too long. */
const unavailable = /^(?:08|57P0|53|25P0[34])/;
const connectionErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/** The SQLSTATE or system error code of an error from pg or TypeORM, if it carries one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? codeOf(error.driverError) : undefined;
}

function constraintOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('constraint' in error && typeof error.constraint === 'string') return error.constraint;
  return 'driverError' in error ? constraintOf(error.driverError) : undefined;
}

/** Keys on which two submissions at once collide; the second run finds what the first one stored, and answers by it. */
const foundBySecond: ReadonlySet<string> = new Set(['client_keys_pkey', 'invitations_open_key']);

/**
 * May the whole unit of work be run again? Serialisation failures, deadlocks and lock time-outs; and two submissions
 * under one client key, or for one invited address, at once.
 */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code !== undefined &&
    (retryable.has(code) || (code === '23505' && foundBySecond.has(constraintOf(error) ?? '')))
  );
}

/** SQLSTATEs become faults of ours here and nowhere else; whatever is not known passes as it is and is masked above. */
export function toFault(error: unknown): unknown {
  const code = codeOf(error);
  if (code === statementCancelled)
    return new StatementTimeout('A statement took too long.', { cause: error });
  if (code === membershipEnded)
    return new MembershipEnded('The membership has ended or changed.', { cause: error });
  // Tried again as often as it is worth, and in vain.
  if (code !== undefined && retryable.has(code))
    return new DatabaseUnavailable('Others hold what this work needs.', { cause: error });
  const message = error instanceof Error ? error.message : '';
  const gone =
    (code !== undefined && (unavailable.test(code) || connectionErrors.has(code))) ||
    /Connection terminated|deadline passed|timeout exceeded when trying to connect|Client has encountered a connection error|Query runner already released/.test(
      message,
    );
  return gone ? new DatabaseUnavailable('The database cannot be reached.', { cause: error }) : error;
}
