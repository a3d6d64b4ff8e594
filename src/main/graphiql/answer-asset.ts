import type { RequestHandler } from 'express';
import type { Assets } from './assets.js';

/** A file of the page. Its address holds the hash of its content, so a browser may keep it for good. */
export function answerAsset(load: () => Promise<Assets | undefined>): RequestHandler {
  return async (request, response, next) => {
    const assets = await load();
    const asset =
      request.params['hash'] === assets?.hash ? assets?.files.get(String(request.params['file'])) : undefined;
    if (!asset) {
      next();
      return;
    }
    response.type(asset.type).set('cache-control', 'public, max-age=31536000, immutable').end(asset.content);
  };
}
