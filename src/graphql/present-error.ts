import { GraphQLError } from 'graphql';
import type { Logger } from '#platform/logger.js';

/** Codes that are ours or GraphQL's own: their messages are written for callers and hold nothing of anybody else. */
const shownCodes = new Set([
  'ASSURANCE_TOO_LOW',
  'BAD_CURSOR',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'BUSY',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'LIMIT_EXCEEDED',
  'MEMBERSHIP_REQUIRED',
  'OPERATION_NOT_ALLOWED',
  'OPERATION_RESOLUTION_FAILURE',
  'PARTNERSHIP_NOT_LIVE',
  'TIMEOUT',
  'TOO_MANY_REQUESTS',
  'UNAUTHENTICATED',
  'UNKNOWN_PARTNERSHIP',
]);

interface Presenting {
  readonly correlationId: string;
  readonly logger: Logger;
}

/**
 * An error as a caller may see it: the one place for every transport and both executors. What is not ours is masked
 * and logged under its correlation id.
 */
export function presentError(error: unknown, { correlationId, logger }: Presenting): GraphQLError {
  const graphql = error instanceof GraphQLError ? error : undefined;
  const cause = innermost(error);
  const code = cause instanceof GraphQLError ? extensionsOf(cause)['code'] : undefined;
  const place = graphql?.path ? { path: graphql.path } : {};
  if (cause instanceof GraphQLError && typeof code === 'string' && shownCodes.has(code))
    // graphql-js wraps the error of a scalar in one that names the variable and the place in it.
    return new GraphQLError(graphql?.message ?? cause.message, {
      ...place,
      extensions: { ...extensionsOf(cause), correlationId },
    });
  // Without a path nothing was executed: a variable was not what its type asks for.
  if (cause instanceof GraphQLError && graphql?.path === undefined && code === undefined)
    return new GraphQLError(graphql?.message ?? cause.message, {
      ...place,
      extensions: { code: 'BAD_USER_INPUT', correlationId, http: { status: 400 } },
    });
  return presentFault(cause, place, { correlationId, logger });
}

/** What is not ours to show: masked, and logged under its correlation id. */
function presentFault(
  cause: unknown,
  place: { readonly path?: readonly (string | number)[] },
  { correlationId, logger }: Presenting,
): GraphQLError {
  const name = cause instanceof Error ? cause.name : '';
  const fault = faults[name] ?? unknownFault;
  if (fault.logged !== undefined) logger.error({ err: cause, correlationId }, fault.logged);
  return new GraphQLError(fault.message, { ...place, extensions: { ...fault.extensions, correlationId } });
}

interface Fault {
  /** Left out for what is nobody's fault. */
  readonly logged?: string;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Faults that have an answer of their own, by the name of their error. */
const faults: Readonly<Record<string, Fault>> = {
  DatabaseUnavailable: {
    logged: 'the database cannot be reached',
    message:
      'The service is not available at the moment. A query may be sent again. After a change read first whether it was made, or send it again under the same client key.',
    extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
  },
  MembershipEnded: {
    message:
      'Your membership here has ended or changed. Ask again; after a change read first whether it was made.',
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  },
  ProviderUnavailable: {
    logged: 'the provider of a session cannot be reached',
    message:
      'The place where you signed in cannot be reached to renew your session. Try again in a few minutes.',
    extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
  },
  StatementTimeout: {
    logged: 'a statement took too long',
    message:
      'The operation took too long and was ended. After a change read first whether it was made, or send it again under the same client key.',
    extensions: { code: 'TIMEOUT', limit: 'OPERATION_TIME', http: { status: 504 } },
  },
};

const unknownFault: Fault = {
  logged: 'an operation failed',
  message: 'Something went wrong on our side. It was recorded under the correlation id.',
  extensions: { code: 'INTERNAL', http: { status: 500 } },
};

function innermost(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? innermost(error.originalError) : error;
}

/** Errors of the compiled executor come without extensions, though their type promises them. */
function extensionsOf(error: GraphQLError): Record<string, unknown> {
  return error.extensions ?? {};
}
