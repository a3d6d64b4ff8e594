import type { ErrorRequestHandler, Response } from 'express';
import type { GraphQLError } from 'graphql';
import type { Logger } from '#platform/logger.js';

/** A refusal before GraphQL begins, in the shape that GraphQL clients read. */
export interface HttpProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly extensions?: object;
}

export function sendProblem(response: Response, { status, code, message, extensions }: HttpProblem): void {
  response.status(status).json({
    errors: [{ message, extensions: { code, correlationId: correlationIdOf(response), ...extensions } }],
  });
}

/** An error of the guard, or a presented one, as the whole answer: with its status and headers. */
export function sendRefusal(response: Response, { message, extensions }: GraphQLError): void {
  const { code, http, ...shown } = extensions as { code: string; http?: HttpPart };
  for (const [name, value] of http?.headers ?? []) response.set(name, value);
  sendProblem(response, { status: http?.status ?? 500, code, message, extensions: shown });
}

interface HttpPart {
  readonly status: number;
  readonly headers?: ReadonlyMap<string, string>;
}

/** The id under which this request stands in the log; set by the first handler. */
export function correlationIdOf(response: Response): string {
  const { correlationId } = response.locals;
  return typeof correlationId === 'string' ? correlationId : '';
}

/** The last handler: what could not be routed or answered is told as JSON, never as a page or with a stack. */
export function answerFaults(logger: Logger): ErrorRequestHandler {
  return (error: { status?: number }, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error.status !== undefined && error.status < 500) {
      sendProblem(response, {
        status: error.status,
        code: 'BAD_REQUEST',
        message: 'The request cannot be read: check its address and headers.',
      });
      return;
    }
    logger.error({ err: error, correlationId: correlationIdOf(response) }, 'a request failed');
    sendProblem(response, {
      status: 500,
      code: 'INTERNAL',
      message: 'Something went wrong on our side. It was recorded under the correlation id.',
    });
  };
}
