import { fileURLToPath } from 'node:url';
import type { PreparedRequest } from '../load/messages.js';
import { pageDocument } from '../page/page-document.js';
import { pageSize, type PageRequest } from '../page/page-requests.js';
import { peerRequests } from './peer-requests.js';

const letters = ['a', 'b', 'c', 'd'] as const;
export type Letter = (typeof letters)[number];

/** One of those who are measured: how it is started and how the pages are asked of it. */
export interface Contestant {
  readonly letter: Letter;
  readonly name: string;
  /** Below the built bench; absent where it stands in a package of its own. */
  readonly script?: string;
  /** Options of Node that it is started with; none where it is started as its own guide says. */
  readonly nodeOptions?: readonly string[];
  /** How each page is asked; may first ask the running candidate for what it needs. */
  prepare(pages: readonly PageRequest[], origin: string): Promise<readonly PreparedRequest[]>;
}

/** As `npm start` runs the server. */
export const asStarted = ['--max-semi-space-size=64'];

const scriptOf = (path: string) => fileURLToPath(new URL(`../${path}.js`, import.meta.url));
const json = { 'content-type': 'application/json' };

const graphqlRequest = ({ asker, token, after }: PageRequest): PreparedRequest => ({
  path: `/${asker.slug}/graphql`,
  headers: { ...json, authorization: `Bearer ${token}` },
  body: JSON.stringify({ query: pageDocument, variables: { first: pageSize, ...(after && { after }) } }),
});

const bareRequest = ({ after }: PageRequest, member: number): PreparedRequest => ({
  path: '/',
  headers: { ...json, 'bench-member': String(member) },
  body: JSON.stringify({ first: pageSize, ...(after && { after }) }),
});

const eachBy =
  (request: (page: PageRequest, index: number) => PreparedRequest): Contestant['prepare'] =>
  (pages) =>
    Promise.resolve(pages.map(request));

export const contestants: Readonly<Record<Letter, Contestant>> = {
  a: {
    letter: 'a',
    name: 'Concord',
    script: scriptOf('candidates/concord'),
    nodeOptions: asStarted,
    prepare: eachBy(graphqlRequest),
  },
  b: {
    letter: 'b',
    name: 'one statement, bare handler',
    script: scriptOf('candidates/bare'),
    prepare: eachBy(bareRequest),
  },
  c: {
    letter: 'c',
    name: 'Apollo, type-graphql, TypeORM',
    script: scriptOf('stock/stock'),
    prepare: eachBy(graphqlRequest),
  },
  d: { letter: 'd', name: 'PostGraphile', prepare: peerRequests },
};

export function isLetter(text: string): text is Letter {
  return letters.some((letter) => letter === text);
}
