import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import {
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Server } from 'node:http';
import type { Logger } from '#platform/logger.js';
import type { Metrics } from '#platform/metrics.js';
import { Executor } from '../execute.js';
import { Deadline } from '../guard/deadline.js';
import { isGuarded, type Guard, type Placed } from '../guard/guard.js';
import { notAllowed, tooManyTokens } from '../guard/refusals.js';
import { isTokenLimit } from '../guard/tokens.js';
import { presentError } from '../present-error.js';
import { openScope, type ScopeSettings } from './operation-scope.js';

export interface ApolloSettings extends ScopeSettings {
  readonly schema: GraphQLSchema;
  readonly guard: Guard;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly production: boolean;
  readonly httpServer: Server;
}

/** One request on its way through Apollo: who asks, and the place that it holds. */
export interface RequestContext {
  readonly admission: Placed;
  readonly correlationId: string;
}

/** Apollo as the reader of requests and writer of answers; documents run in the compiled executor. */
export function createApollo(settings: ApolloSettings): ApolloServer<RequestContext> {
  const { schema, guard, logger, production, httpServer } = settings;
  const run = runnerOver(settings);
  return new ApolloServer<RequestContext>({
    gateway: {
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      // Apollo hands over what it parsed and validated; errors of the compiled executor pass Apollo's own formatting.
      load: () =>
        Promise.resolve({
          executor: ({ source, document, operation, request, context }) =>
            run({ source, document, operation, variables: request.variables }, context as RequestContext),
        }),
      stop: () => Promise.resolve(),
    },
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxLexicalTokens: guard.limits.tokens },
    validationOptions: { maxErrors: 5 },
    stopOnTerminationSignals: false,
    formatError: (formatted) => shownError(formatted, guard),
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (line) => logger.warn(String(line)),
      error: (line) => logger.error(String(line)),
    },
    plugins: [
      // It would stand around the resolver of every field; nothing of Concord may be kept by a cache anyway.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: 8_000 }),
      observe(settings),
    ],
  });
}

interface Requested {
  readonly source: string;
  readonly document: DocumentNode;
  /** Apollo types the operation as present, yet calls with none when its name is unknown. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

function runnerOver(settings: ApolloSettings) {
  const { schema, guard, logger } = settings;
  const executor = new Executor(schema);
  return async (
    { operation, variables = {}, source, document }: Requested,
    { admission, correlationId }: RequestContext,
  ): Promise<ExecutionResult> => {
    const present = (errors: readonly GraphQLError[]) =>
      errors.map((error) => presentError(error, { correlationId, logger }));
    if (!operation) return { errors: [unknownOperation()] };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      return { errors: present([onlyOverWebSocket()]) };
    try {
      const deadline = new Deadline(guard.limits.operationMs);
      const passed = await guard.pass({ document, operation, variables }, admission);
      if (!isGuarded(passed)) return { errors: present(passed) };
      const { context, lifetime } = openScope(settings, { passed, correlationId, deadline });
      const running = admission.slot.during(
        executor.execute({ source, document, operation, variables }, context, lifetime),
      );
      const result = await deadline.within<ExecutionResult>(running, (late) => ({
        errors: [guard.refused(late)],
      }));
      if (!result.errors) return { data: result.data ?? null };
      return { ...result, errors: present(result.errors) };
    } catch (error) {
      // Apollo would mask it and tell nobody.
      return { errors: [presentError(error, { correlationId, logger })] };
    }
  };
}

function unknownOperation(): GraphQLError {
  return new GraphQLError('The document has no such operation.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}

function onlyOverWebSocket(): GraphQLError {
  return notAllowed('Subscriptions run over a WebSocket at the same address.');
}

/** Apollo gives what it did not expect its own code, with the text of the fault; everything else was presented already. */
function shownError({ extensions, ...told }: GraphQLFormattedError, guard: Guard): GraphQLFormattedError {
  if (extensions?.['code'] === 'INTERNAL_SERVER_ERROR')
    return { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL' } };
  if (isTokenLimit(told.message))
    return shownError(guard.refused(tooManyTokens(guard.limits.tokens)).toJSON(), guard);
  const { http: _statusIsSet, validationErrorCode: _apollos, ...shown } = extensions ?? {};
  return { ...told, extensions: shown };
}

/** Counts operations and puts the correlation id into every error, also of documents that never ran. */
function observe({ metrics }: ApolloSettings): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () => {
      const started = performance.now();
      return Promise.resolve({
        willSendResponse: ({ operation, response, contextValue }) => {
          const kind = operation?.operation ?? 'query';
          const body = response.body;
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          for (const error of errors)
            Object.assign(error, {
              extensions: { ...error.extensions, correlationId: contextValue.correlationId },
            });
          metrics.operations.inc({ kind, outcome: errors.length === 0 ? 'answered' : 'failed' });
          metrics.operationSeconds.observe({ kind }, (performance.now() - started) / 1_000);
          return Promise.resolve();
        },
      });
    },
  };
}
