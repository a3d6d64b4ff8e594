import type { Request, Response } from 'express';
import { answerPage } from '#identity/page.js';
import { troublePage, type Trouble } from './sign-in-pages.js';

/** Origins whose pages may use a session. */
export interface PageOrigins {
  readonly own: string;
  readonly allowed: readonly string[];
}

/** A header that stands once. */
export function headerOf({ headers }: Pick<Request, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Whether a browser says that a page of another site sent the request. Browsers that do not say it send an Origin. */
export function isCrossSite(request: Pick<Request, 'headers'>): boolean {
  return headerOf(request, 'sec-fetch-site') === 'cross-site';
}

/** Whether the request comes from a page of an origin that may use a session: what says nothing of itself does not. */
export function isFromPage(request: Pick<Request, 'headers'>, { own, allowed }: PageOrigins): boolean {
  const origin = headerOf(request, 'origin');
  return origin !== undefined && (origin === own || allowed.includes(origin)) && !isCrossSite(request);
}

/** Of whatever should be a text and may be anything. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Answers with a page that says what is wrong. */
export function answerTrouble(response: Response, trouble: Trouble, partnership?: string): void {
  const correlationId = textOf(response.locals['correlationId']);
  answerPage(response, {
    status: trouble.status,
    page: troublePage(trouble, { partnership, correlationId }),
  });
}

/** Sends the browser on, with cookies set before. */
export function sendOn(response: Response, address: string): void {
  response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(303, address);
}
