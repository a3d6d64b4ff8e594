import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import type { RequestContext } from './request-runner.js';

/**
 * Gives a read request to Apollo and writes its answer in one piece. Express would first make a second copy of the
 * answer's bytes, of which a page of cases has a hundred thousand.
 */
export function answerWith<C extends RequestContext>(
  apollo: ApolloServer<C>,
  contextOf: (response: Response) => C,
): RequestHandler {
  return async (request: Request, response: Response) => {
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        search: '',
        body: request.body,
      },
      context: () => Promise.resolve(contextOf(response)),
    });
    if (body.kind !== 'complete') throw new Error('Answers in parts are asked for by nobody.');
    response.status(status ?? 200);
    for (const [name, value] of headers) response.setHeader(name, value);
    // As bytes: a text would be joined to the headers, and copied for it.
    const bytes = Buffer.from(body.string);
    response.setHeader('content-length', bytes.byteLength);
    response.end(bytes);
    endUnread(response);
  };
}

/** How long a client may take to read an answer of which its own connection holds the rest, in ms. */
const readWithinMs = 10_000;

/** A client that reads nothing would keep its place among what runs. */
function endUnread(response: Response): void {
  if (response.closed) return;
  const timer = setTimeout(() => response.destroy(), readWithinMs).unref();
  response.once('close', () => {
    clearTimeout(timer);
  });
}

function headersOf({ headers }: Request): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}
