import type { SignInPlace } from '#casework/browser-session-ports.js';
import { html, wholePage, type Markup } from '#identity/page.js';

/** A provider by what a form can name. */
export function keyOfPlace({ issuer, clientId }: SignInPlace): string {
  return `${issuer} ${clientId}`;
}

export interface ChoiceFacts {
  /** Slug of the partnership, and how it calls itself. */
  readonly partnership: { readonly slug: string; readonly name: string };
  readonly places: readonly SignInPlace[];
  readonly returnTo: string;
}

/** Who people of a partnership work for decides where they sign in: one button each. */
export function choicePage({ partnership, places, returnTo }: ChoiceFacts): string {
  return wholePage(
    `Sign in to ${partnership.name}`,
    html`<p>Choose who you work for. You sign in there, as you do for your other work.</p>
      <form method="post" action="/sign-in">
        <input type="hidden" name="partnership" value="${partnership.slug}" />
        <input type="hidden" name="return" value="${returnTo}" />
        ${places.map((place) => placeButton(place, partnership.name))}
      </form>
      <p><a href="/">Back to the front page</a></p>`,
  );
}

function placeButton(place: SignInPlace, partnershipName: string): Markup {
  const { agencies, development, issuer } = place;
  const who = development ? 'A demo person' : (agencies?.join(', ') ?? partnershipName);
  return html`<button type="submit" name="provider" value="${keyOfPlace(place)}">
    ${who} <span class="place">${development ? 'invented people, no password' : new URL(issuer).host}</span>
  </button>`;
}

/** What went wrong with a sign-in, for whoever tried. */
export interface Trouble {
  readonly status: number;
  readonly title: string;
  readonly words: string;
}

export const troubles = {
  nowhere: {
    status: 404,
    title: 'Nobody signs in here',
    words: 'There is no such partnership, or its people do not sign in with a browser.',
  },
  otherSite: {
    status: 403,
    title: 'This did not come from our page',
    words: 'The request came from another site, or from a page that was open for too long.',
  },
  unreachable: {
    status: 503,
    title: 'Your provider does not answer',
    words: 'The place where you sign in cannot be reached at the moment. Try again in a few minutes.',
  },
  ended: {
    status: 400,
    title: 'This sign-in has ended',
    words:
      'It took longer than ten minutes, was finished before, or was begun in another browser or tab. Begin again.',
  },
  refused: {
    status: 400,
    title: 'You are not signed in',
    words: 'Your provider did not sign you in, or it was cancelled there. Nothing has happened here.',
  },
  notOurs: {
    status: 502,
    title: 'You are not signed in',
    words:
      'Your provider signed you in, but not for this service. Whoever runs the service has to correct its registration there.',
  },
  tooOften: {
    status: 429,
    title: 'Too many attempts',
    words: 'Too many sign-ins have failed from where you are. Wait a minute and try again.',
  },
} as const satisfies Readonly<Record<string, Trouble>>;

/** The page of a sign-in that cannot go on, with a way back. */
export function troublePage(
  { title, words }: Trouble,
  { partnership, correlationId }: { partnership?: string | undefined; correlationId: string },
): string {
  const again =
    partnership === undefined
      ? html`<p><a href="/">Back to the front page</a></p>`
      : html`<p><a href="/sign-in?partnership=${encodeURIComponent(partnership)}">Sign in again</a></p>`;
  return wholePage(
    title,
    html`<p>${words}</p>
      ${again}
      <p>If you ask for help, quote this: ${correlationId}</p>`,
  );
}
