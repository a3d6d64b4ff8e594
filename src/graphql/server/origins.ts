import type { RequestHandler } from 'express';
import { sendProblem } from './problem.js';

export interface Origins {
  /** Of this server: its pages ask without the rules for other origins. */
  readonly own: string;
  /** Other origins whose pages may ask; programs send none. */
  readonly allowed: readonly string[];
}

/** Whether a page of this origin may ask. Without one it is no page that asks. */
export function mayAsk({ own, allowed }: Origins, origin: string | undefined): boolean {
  return origin === undefined || origin === own || allowed.includes(origin);
}

/**
 * Answers what a browser asks before a page of an allowed origin may send a token, and lets that page read the answers.
 * Stands before the check of methods; every other OPTIONS is refused there.
 */
export function answerPreflight({ allowed }: Origins): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    if (origin === undefined || !allowed.includes(origin)) {
      next();
      return;
    }
    response.set({
      'access-control-allow-origin': origin,
      // The cookie of a session, which browsers send to pages of the same site only.
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'concord-correlation-id, retry-after',
      vary: 'Origin',
    });
    if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) {
      next();
      return;
    }
    response
      .set({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization, content-type, concord-csrf, concord-membership',
        'access-control-max-age': '600',
      })
      .status(204)
      .end();
  };
}

export function refuseOtherOrigins(origins: Origins): RequestHandler {
  return (request, response, next) => {
    if (mayAsk(origins, request.headers.origin)) next();
    else
      sendProblem(response, {
        status: 403,
        code: 'ORIGIN_NOT_ALLOWED',
        message: 'Pages of this origin may not ask here.',
      });
  };
}
