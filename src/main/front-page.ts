import type { Express } from 'express';
import type { BrowserSessions } from '#identity/browser/browser-sessions.js';
import type { Cookies } from '#identity/browser/cookies.js';
import { answerPage, html, wholePage, type Markup } from '#identity/page.js';
import type { Directory } from '#persistence/directory.js';

export interface FrontPageSettings {
  readonly directory: Pick<Directory, 'listPartnerships'>;
  readonly origin: string;
  readonly sessions: Pick<BrowserSessions, 'ownerOf'>;
  readonly cookies: Cookies;
  /** Whether browsers can sign in here at all. */
  readonly signsIn: boolean;
}

/** `/`: which partnerships this deployment serves and where, and who is signed in. */
export function mountFrontPage(app: Express, settings: FrontPageSettings): void {
  const { directory, origin, signsIn } = settings;
  app.get('/', async (request, response) => {
    const partnerships = await directory.listPartnerships();
    const items = partnerships.map(({ slug, name }) => {
      const link = signsIn ? html`<br /><a href="${origin}/sign-in?partnership=${slug}">Sign in</a>` : html``;
      return html`<li>${name}: <code>POST ${`${origin}/${slug}/graphql`}</code>${link}</li>`;
    });
    const list =
      items.length > 0
        ? html`<ul>
            ${items}
          </ul>`
        : html`<p>No partnership is set up yet.</p>`;
    const bar = await signedInBar(settings, request.headers.cookie);
    const page = wholePage('Concord', html`${bar}${introduction}${list}`);
    answerPage(response, { status: 200, page, formLeadsTo: 'https:' });
  });
}

const introduction = html`<p>
  Case reviews of anti-social behaviour for community safety partnerships. These have their GraphQL addresses
  here, for HTTP and, with <code>ws:</code>, for live updates:
</p>`;

/** Who is signed in, and how they sign out; nothing where nobody is. */
async function signedInBar(
  { sessions, cookies }: FrontPageSettings,
  cookieHeader: string | undefined,
): Promise<Markup> {
  const secret = cookies.secretIn(cookieHeader);
  const owner = secret === undefined ? undefined : await sessions.ownerOf(secret);
  if (secret === undefined || !owner) return html``;
  const [first] = owner.partnerships;
  const who = first
    ? html`You are signed in as ${first.displayName}, for
      ${owner.partnerships.map(({ name }) => name).join(' and ')}.`
    : html`You are signed in, but no partnership here knows you. Ask its coordinator to invite you.`;
  return html`<p>${who}</p>
    <form method="post" action="/sign-out">
      <input type="hidden" name="csrf" value="${cookies.proofOf(secret)}" />
      <button type="submit">Sign out</button>
    </form>`;
}
