import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../prepare.js';

export interface Asset {
  /** Its media type. */
  readonly type: string;
  readonly content: Buffer;
}

/** Every file that the page loads. */
export interface Assets {
  /** Of all contents together: another version has other addresses. */
  readonly hash: string;
  readonly files: ReadonlyMap<string, Asset>;
}

/** What the package exports: each a whole file as text, the icon as a data URL. */
export interface GraphiqlBundle {
  readonly js: string;
  readonly css: string;
  readonly favicon: string;
  readonly editorWorkerService: string;
  readonly jsonWorker: string;
  readonly graphqlWorker: string;
}

const script = 'text/javascript';

/** Our own part of the page. The compiler copies no such files, so they are read from the sources. */
const ownFolder = join(projectFolder, 'src/main/graphiql/browser');
const ownFiles: Readonly<Record<string, string>> = {
  'page.js': script,
  'session.js': script,
  'fetcher.js': script,
  'feed.js': script,
  'page.css': 'text/css',
};

/** Reads GraphiQL from its package; undefined when that is not installed. */
export async function loadAssets(
  importBundle: () => Promise<GraphiqlBundle> = () => import('@graphql-yoga/render-graphiql/graphiql'),
): Promise<Assets | undefined> {
  const bundle = await unlessMissing(importBundle);
  if (!bundle) return undefined;
  const files = new Map<string, Asset>([
    ['graphiql.js', { type: script, content: Buffer.from(bundle.js) }],
    ['graphiql.css', { type: 'text/css', content: Buffer.from(bundle.css) }],
    ['editor-worker.js', { type: script, content: Buffer.from(bundle.editorWorkerService) }],
    ['json-worker.js', { type: script, content: Buffer.from(bundle.jsonWorker) }],
    ['graphql-worker.js', { type: script, content: Buffer.from(bundle.graphqlWorker) }],
    ['favicon.ico', { type: 'image/x-icon', content: ofDataUrl(bundle.favicon) }],
  ]);
  for (const [name, type] of Object.entries(ownFiles))
    files.set(name, { type, content: readFileSync(join(ownFolder, name)) });
  return { hash: hashOf(files), files };
}

async function unlessMissing<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function ofDataUrl(url: string): Buffer {
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

function hashOf(files: ReadonlyMap<string, Asset>): string {
  const hash = createHash('sha256');
  for (const [name, { content }] of files) hash.update(name).update(content);
  return hash.digest('hex').slice(0, 16);
}
