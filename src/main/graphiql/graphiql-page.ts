import type { PartnershipAddress } from '#casework/sign-in.js';
import type { ExampleTab } from './example-tabs.js';
import type { PersonHere } from './list-people-here.js';

export interface PageFacts {
  readonly partnership: Pick<PartnershipAddress, 'slug' | 'name'>;
  readonly people: readonly PersonHere[];
  readonly tabs: readonly ExampleTab[];
  readonly nonce: string;
  /** Where the page's files are, without a slash at its end. */
  readonly folder: string;
}

/**
 * Scripts by nonce only, workers and connections of this origin only. Styles written into the page are allowed, since the
 * editor positions every line by one; they can load nothing, for images, fonts and connections are held to this origin.
 */
export function contentSecurityPolicy({ origin, nonce }: { origin: string; nonce: string }): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    'font-src data:',
    // Not every browser takes 'self' to include WebSockets.
    `connect-src 'self' ${origin.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The page: a bar to choose who to be, and GraphiQL below it. */
export function graphiqlPage({ partnership, people, tabs, nonce, folder }: PageFacts): string {
  const { slug, name } = partnership;
  const settings = { endpoint: `/${slug}/graphql`, tokens: `/${slug}/graphiql/token`, folder, tabs };
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<title>${escape(name)}: GraphiQL</title>
<link rel="icon" href="${folder}/favicon.ico">
<link rel="stylesheet" href="${folder}/graphiql.css">
<link rel="stylesheet" href="${folder}/page.css">
<script type="application/json" id="settings">${inScript(settings)}</script>
<script nonce="${nonce}" src="${folder}/graphiql.js" defer></script>
<script nonce="${nonce}" src="${folder}/page.js" type="module"></script>
</head>
<body>
<header class="bar">
<h1>${escape(name)}</h1>
<label for="person">Act as</label>
<select id="person" autocomplete="off">
<option value="">Public, not signed in</option>
${people.map(option).join('\n')}
</select>
<p id="who" role="status">Not signed in</p>
</header>
<main id="graphiql"><noscript><p>GraphiQL needs JavaScript.</p></noscript></main>
</body>
</html>
`;
}

function option({ subject, name, roles, agency }: PersonHere): string {
  const words = [name, roles, agency].filter((each) => each !== undefined).join(', ');
  return `<option value="${escape(subject)}">${escape(words)}</option>`;
}

/** JSON that cannot end the element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
