import 'reflect-metadata';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';
import { serveCandidate } from '../candidates/serve-candidate.js';
import { CaseResolver, ReportLinkResolver } from './case.resolver.js';
import { closeContext, openContext, type RequestContext } from './request-context.js';
import { Agency, AreaTeam, Case, Report, ReportLink } from './rows.js';
import { createSignIn } from './sign-in.js';

const endTransaction: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({ willSendResponse: ({ contextValue }) => closeContext(contextValue) }),
};

/**
 * (c) The same stack as most would use it, made fast: documents cached, only the wanted columns, batching loaders, plain
 * resolvers, no middleware. It has no limits and no audit trail, which is to its advantage.
 */
serveCandidate(async ({ appUrl, poolSize }) => {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: appUrl,
    entities: [Agency, AreaTeam, Case, Report, ReportLink],
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: { max: poolSize },
  }).initialize();
  const signIn = await createSignIn(dataSource);
  const schema = await buildSchema({
    resolvers: [CaseResolver, ReportLinkResolver],
    validate: false,
    skipCheck: true,
  });
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [endTransaction],
  });
  const { url } = await startStandaloneServer(apollo, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async ({ req }) => {
      const [, slug = ''] = (req.url ?? '').split('/');
      return openContext(dataSource, await signIn(slug, req.headers.authorization ?? ''));
    },
  });
  return {
    origin: url.replace(/\/$/, ''),
    stop: async () => {
      await apollo.stop();
      await dataSource.destroy();
    },
  };
});
