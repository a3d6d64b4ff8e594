import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import {
  GraphQLError,
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
import { presentError } from '../present-error.js';
import type { OperationScope } from './operation-scope.js';

export interface ApolloSettings {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly production: boolean;
  readonly httpServer: Server;
}

/** Apollo as the reader of requests and writer of answers; documents run in the compiled executor. */
export function createApollo(settings: ApolloSettings): ApolloServer<OperationScope> {
  const { schema, logger, production, httpServer } = settings;
  const run = runnerOver(settings);
  return new ApolloServer<OperationScope>({
    gateway: {
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      // Apollo hands over what it parsed and validated; errors of the compiled executor pass Apollo's own formatting.
      load: () =>
        Promise.resolve({
          executor: ({ source, document, operation, request, context }) =>
            run({ source, document, operation, variables: request.variables }, context as OperationScope),
        }),
      stop: () => Promise.resolve(),
    },
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    // A document of 64 KB could otherwise name one field thousands of times.
    parseOptions: { maxLexicalTokens: 1_000 },
    stopOnTerminationSignals: false,
    formatError: (formatted) => (isOurs(formatted) ? formatted : masked()),
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (line) => logger.warn(String(line)),
      error: (line) => logger.error(String(line)),
    },
    plugins: [
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

function runnerOver({ schema, logger }: ApolloSettings) {
  const executor = new Executor(schema);
  return async (
    { operation, variables = {}, ...rest }: Requested,
    { context, lifetime }: OperationScope,
  ): Promise<ExecutionResult> => {
    if (!operation) return { errors: [unknownOperation()] };
    const result = await executor.execute({ ...rest, operation, variables }, context, lifetime);
    if (!result.errors) return { data: result.data ?? null };
    const { correlationId } = context;
    const errors = result.errors.map((error) => presentError(error, { correlationId, logger }));
    return { ...result, errors };
  };
}

function unknownOperation(): GraphQLError {
  return new GraphQLError('The document has no such operation.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}

/** Apollo gives what it did not expect this code, with the text of the fault; everything else was presented already. */
function isOurs({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.['code'] !== 'INTERNAL_SERVER_ERROR';
}

function masked() {
  return { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL' } };
}

/** Counts operations and puts the correlation id into every error, also of documents that never ran. */
function observe({ metrics }: ApolloSettings): ApolloServerPlugin<OperationScope> {
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
              extensions: { ...error.extensions, correlationId: contextValue.context.correlationId },
            });
          metrics.operations.inc({ kind, outcome: errors.length === 0 ? 'answered' : 'failed' });
          metrics.operationSeconds.observe({ kind }, (performance.now() - started) / 1_000);
          return Promise.resolve();
        },
      });
    },
  };
}
