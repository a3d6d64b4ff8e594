import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLFormattedError } from 'graphql';
import type { Server } from 'node:http';
import type { Metrics } from '#platform/metrics.js';
import type { Guard } from '../guard/guard.js';
import { tooManyTokens } from '../guard/refusals.js';
import { isTokenLimit } from '../guard/tokens.js';
import type { ScopeSettings } from './operation-scope.js';
import type { RequestContext, Runner, RunnerSettings } from './request-runner.js';

export interface ApolloSettings extends RunnerSettings {
  readonly metrics: Metrics;
  readonly production: boolean;
  readonly httpServer: Server;
}

/** Apollo as the reader of requests and writer of answers; documents run in the compiled executor. */
export function createApollo<C extends RequestContext>(
  settings: Omit<ApolloSettings, keyof ScopeSettings> & Pick<ScopeSettings, 'schema'>,
  runner: Runner<C>,
): ApolloServer<C> {
  const { schema, guard, logger, production, httpServer } = settings;
  return new ApolloServer<C>({
    gateway: {
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      // Apollo hands over what it parsed and validated; errors of the compiled executor pass Apollo's own formatting.
      load: () =>
        Promise.resolve({
          executor: ({ request: { variables }, context, ...parsed }) =>
            runner.run({ ...parsed, variables }, context as C),
        }),
      stop: () => Promise.resolve(),
    },
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    // Apollo's own adds a line break, for which the whole text is copied once more.
    stringifyResult: (result) => JSON.stringify(result),
    parseOptions: { maxLexicalTokens: guard.limits.tokens },
    validationOptions: { maxErrors: 5 },
    stopOnTerminationSignals: false,
    formatError: (formatted) => shownError(formatted, guard),
    logger: warningsTo(logger),
    plugins: [
      // It would stand around the resolver of every field; nothing of Concord may be kept by a cache anyway.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: 8_000 }),
      observe(settings),
    ],
  });
}

/** Apollo's own lines, without what it says of every start. */
function warningsTo(logger: ApolloSettings['logger']) {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (line: unknown) => {
      logger.warn(String(line));
    },
    error: (line: unknown) => {
      logger.error(String(line));
    },
  };
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
function observe<C extends RequestContext>({
  metrics,
}: Pick<ApolloSettings, 'metrics'>): ApolloServerPlugin<C> {
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
