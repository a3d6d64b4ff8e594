import type { Express } from 'express';
import type { Clock } from '#casework/ports.js';
import type { Directory } from '#persistence/directory.js';
import { listDemoPeople } from '../list-demo-people.js';
import { answerAsset } from './answer-asset.js';
import { answerPage } from './answer-page.js';
import { loadAssets, type Assets } from './assets.js';
import { mountTokens } from './mount-tokens.js';

export interface GraphiqlSettings {
  readonly production: boolean;
  /** The origin under which this server is reached. */
  readonly origin: string;
  readonly directory: Pick<Directory, 'findPartnership' | 'listIssuers'>;
  readonly clock: Clock;
  /** The page's files; undefined when GraphiQL is not installed. Read from the package unless told. */
  readonly load?: () => Promise<Assets | undefined>;
}

/**
 * `GET /<partnership>/graphql` of a browser answers GraphiQL. Mounts nothing in production, nor where an issuer other than
 * the development identity provider signs people in. Stands before the GraphQL entrance, which answers every other GET.
 */
export async function mountGraphiql(app: Express, settings: GraphiqlSettings): Promise<void> {
  const { production, origin, directory, clock } = settings;
  if (production) return;
  const issuers = await directory.listIssuers();
  if (issuers.some((issuer) => !issuer.development)) return;
  const people = listDemoPeople();
  const load = once(settings.load ?? loadAssets);
  app.get('/:partnership/graphql', answerPage({ origin, directory, clock, people, load }));
  app.get('/graphiql/:hash/:file', answerAsset(load));
  mountTokens(app, { origin, directory, people });
}

/** The bundle is large: it is read when first asked for, and kept. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => (loading ??= load());
}
