import { GraphQLError } from 'graphql';

/** What a document asked for too much of, as `extensions.limit` and in words. */
export interface Excess {
  readonly limit: string;
  readonly found: number;
  readonly allowed: number;
}

/** Counts beyond it are as good as endless: a fragment that spreads others doubles them at every level. */
const countable = 1_000_000;

function shown(found: number): string {
  return found > countable ? `more than ${inWords(countable)}` : inWords(found);
}

export function inWords(count: number): string {
  return count.toLocaleString('en-GB');
}

/** A document that asks for too much. `what` names the thing that was counted, such as "root fields". */
export function limitExceeded(what: string, { limit, found, allowed }: Excess): GraphQLError {
  return new GraphQLError(
    `The operation has ${shown(found)} ${what}: expected at most ${inWords(allowed)}.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit, http: { status: 400 } } },
  );
}

export function tooManyTokens(allowed: number): GraphQLError {
  return new GraphQLError(
    `The document has more than ${inWords(allowed)} tokens: expected at most ${inWords(allowed)}.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit: 'TOKENS', http: { status: 400 } } },
  );
}

export function pageSizeRefused(first: unknown, allowed: number): GraphQLError {
  return new GraphQLError(`"first" is ${String(first)}: expected 1 to ${String(allowed)}.`, {
    extensions: { code: 'BAD_USER_INPUT', limit: 'PAGE_SIZE', http: { status: 400 } },
  });
}

export function notAllowed(message: string, extensions: { readonly limit?: string } = {}): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'OPERATION_NOT_ALLOWED', ...extensions, http: { status: 400 } },
  });
}

export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

/** Too much in too short a time. `afterMs` is when it may be tried again. */
export function tooManyRequests(
  message: string,
  { limit, afterMs }: { readonly limit: string; readonly afterMs: number },
): GraphQLError {
  const seconds = secondsOf(afterMs);
  return new GraphQLError(
    `${message} Try again in ${inWords(seconds)} ${seconds === 1 ? 'second' : 'seconds'}.`,
    {
      extensions: {
        code: 'TOO_MANY_REQUESTS',
        limit,
        http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) },
      },
    },
  );
}

/** The whole process has as much to do as it takes at once. */
export function busy(message: string): GraphQLError {
  return new GraphQLError(`${message} Try again in 1 second.`, {
    extensions: {
      code: 'BUSY',
      limit: 'OPERATIONS_PER_PROCESS',
      http: { status: 503, headers: new Map([['retry-after', '1']]) },
    },
  });
}

export function outOfTime(allowedMs: number): GraphQLError {
  return new GraphQLError(
    `The operation took longer than ${inWords(allowedMs)} ms and was ended. After a change read first whether it was made, or send it again under the same client key.`,
    { extensions: { code: 'TIMEOUT', limit: 'OPERATION_TIME', http: { status: 504 } } },
  );
}

function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
