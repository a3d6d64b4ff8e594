import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const STYLE = `
  body { font: 1.1875rem/1.4 arial, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1.5rem; color: #0b0c0c; }
  fieldset { border: 1px solid #b1b4b6; margin: 0 0 1.5rem; padding: 1rem; }
  legend { font-weight: bold; padding: 0 0.5rem; }
  button { display: block; width: 100%; min-height: 2.75rem; margin: 0.5rem 0; padding: 0.5rem 0.75rem; font: inherit;
    text-align: left; color: inherit; background: #f3f2f1; border: 1px solid #505a5f; cursor: pointer; }
  button:hover { background: #dbdad9; }
  button:focus-visible { outline: 3px solid #0b0c0c; background: #fd0; }
  .place { display: block; color: #383f43; }
  .error { border: 4px solid #d4351c; padding: 1rem; }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Markup that is safe to put into a page. */
export interface Markup {
  readonly markup: string;
}

/** Builds markup; every text put into it is escaped. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | Markup | readonly Markup[])[]
): Markup {
  const written = values.map((value) => {
    if (typeof value === 'string') return escapeText(value);
    return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
  });
  return { markup: parts.map((part, index) => part + (written[index] ?? '')).join('') };
}

function escapeText(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': 'amp',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    "'": '#39',
  };
  return text.replace(/[&<>"']/g, (character) => `&${entities[character] ?? ''};`);
}

/** A whole page: no script, nothing from elsewhere. */
export function wholePage(title: string, main: Markup): string {
  const style: Markup = { markup: `<style>${STYLE}</style>` };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${main}
        </main>
      </body>
    </html> `.markup;
}

export interface PageAnswer {
  readonly status: number;
  readonly page: string;
  /** An origin besides this one, or a scheme, to which the page's form may lead in the end. */
  readonly formLeadsTo?: string | undefined;
}

/** Answers with a page. */
export function answerPage(response: ServerResponse, { status, page, formLeadsTo }: PageAnswer): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...pageHeaders(formLeadsTo) });
  response.end(page);
}

/** A policy that allows a page its own style and its own form, and nothing else. */
export function pageHeaders(formLeadsTo?: string): Readonly<Record<string, string>> {
  // Browsers hold the redirect after a form to form-action too, hence the client's origin.
  const forms = formLeadsTo === undefined ? "'self'" : `'self' ${formLeadsTo}`;
  return {
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`,
    // Stricter policies make browsers send "Origin: null" with our own form.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
}
