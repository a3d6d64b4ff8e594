import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { BrowserCookies } from '#casework/browser-session-ports.js';
import type { Arrival } from '../guard/client-address.js';
import type { Admission, Guard } from '../guard/guard.js';
import { inWords } from '../guard/refusals.js';
import { answerPreflight, refuseOtherOrigins, type Origins } from './origins.js';
import { sendProblem, sendRefusal } from './problem.js';

/** What every GraphQL entrance over HTTP knows of those who knock. */
export interface EntranceSettings {
  readonly guard: Guard;
  readonly origins: Origins;
  readonly cookies: BrowserCookies;
  /** Where a request came from, as far as it can be believed. */
  readonly addressOf: (arrival: Arrival) => string;
}

/**
 * A router that refuses first what is wrong with the request itself, then lets `admit` say who asks and store the admission
 * in `response.locals.admission`, and only then reads the body and finds it a place among what runs.
 */
export function entrance(settings: EntranceSettings, admit: RequestHandler): Router {
  const { guard, origins } = settings;
  const router: Router = express.Router({ mergeParams: true });
  router.use(
    keepNothing,
    answerPreflight(origins),
    refuseOtherMethods,
    refuseOtherOrigins(origins),
    refuseOtherTypes,
  );
  router.use(admit);
  router.use(express.json({ limit: guard.limits.bodyBytes, inflate: false }), answerBodyProblem(settings));
  router.use(takePlace(settings));
  return router;
}

/** Answers and refusals alike are for whoever asked, and for no cache on the way. */
const keepNothing: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

const refuseOtherMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'POST') next();
  else
    sendProblem(response.set('allow', 'POST'), {
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      message: 'Send a POST request.',
    });
};

/** Finds a read request its place among what runs, which is free again when the request is over. */
function takePlace({ guard }: EntranceSettings): RequestHandler {
  return (request, response, next) => {
    // A request without a length has no body at all.
    const body = (request.body ?? {}) as { query?: unknown };
    if (body.query === undefined && !Array.isArray(body)) {
      sendProblem(response, notGraphql);
      return;
    }
    const placed = guard.place(response.locals['admission'] as Admission);
    if (!('slot' in placed)) {
      sendRefusal(response, placed);
      return;
    }
    whenOver(response, () => {
      placed.slot.release();
    });
    response.locals['admission'] = placed;
    next();
  };
}

/** Once, also when the client has already gone. */
function whenOver(response: Response, free: () => void): void {
  if (response.closed || response.destroyed) free();
  else response.once('close', free);
}

/** Where a request came from. */
export function addressOf(request: Request, settings: EntranceSettings): string {
  return settings.addressOf({
    remoteAddress: request.socket.remoteAddress,
    forwardedFor: headerOf(request, 'x-forwarded-for'),
  });
}

/** The first value of a header. */
export function headerOf(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** In other encodings of JSON a text could look different to whoever checks it on the way. */
const jsonInUtf8 = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

function refuseOtherTypes(request: Request, response: Response, next: () => void): void {
  if (jsonInUtf8.test(headerOf(request, 'content-type') ?? '')) next();
  else sendProblem(response, otherType);
}

const otherType = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message:
    'The request is of a type or encoding that is not accepted: expected application/json in plain UTF-8.',
};
const notGraphql = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request has no document: expected {"query": …, "variables": …}.',
};
const notJson = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request is not JSON: expected {"query": …, "variables": …}.',
};

/** What express says of a body that cannot be read, as GraphQL clients expect it. */
function answerBodyProblem({ guard }: EntranceSettings): ErrorRequestHandler {
  const { bodyBytes } = guard.limits;
  return (error: { status?: number }, _request, response, next) => {
    const status = error.status ?? 500;
    if (status >= 500) {
      next(error);
    } else if (status === 413) {
      guard.countRefusal('BODY');
      sendProblem(response, tooLarge(bodyBytes));
    } else {
      sendProblem(response, status === 415 ? otherType : notJson);
    }
  };
}

function tooLarge(bodyBytes: number) {
  return {
    status: 413,
    code: 'REQUEST_TOO_LARGE',
    message: `The request is too large: expected at most ${inWords(bodyBytes)} bytes.`,
    extensions: { limit: 'BODY' },
  };
}
