import { CookieJar } from '#identity/cookie-jar.js';
import { post, type Answer } from '../../support/running-app.js';

/** What a browser was sent, in full. */
export interface Seen {
  readonly status: number;
  readonly address: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface SessionTold {
  readonly name: string | null;
  readonly partnerships: readonly { slug: string; name: string }[];
  readonly csrf: string;
  readonly expiresAt: string;
}

export const viewer = '{ viewer { name roles } }';

/** As much of a browser as signing in needs: cookies, redirects and forms, with everything that it was sent. */
export class Visitor {
  readonly seen: Seen[] = [];
  readonly #jar = new CookieJar();

  constructor(readonly origin: string) {}

  /** The Cookie header that it would send to this server's entrances. */
  get cookie(): string {
    return this.#jar.headerFor(new URL('/leicester/graphql', this.origin));
  }

  /** One request without following where it leads. */
  async visit(path: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Seen> {
    const address = new URL(path, this.origin);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: {
        cookie: this.#jar.headerFor(address),
        ...(form && { origin: this.origin, 'sec-fetch-site': 'same-origin' }),
        ...headers,
      },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    this.#jar.keep(response);
    const { status, headers: sent } = response;
    const seen = { status, address: address.href, headers: sent, body: await response.text() };
    this.seen.push(seen);
    return seen;
  }

  /** Follows redirects as long as they lead to this server, but not into the callback where that is held back. */
  async follow(seen: Seen, { until }: { until?: string } = {}): Promise<Seen> {
    const location = seen.headers.get('location');
    if (location === null) return seen;
    const next = new URL(location, seen.address);
    if (until !== undefined && next.pathname === until) return seen;
    if (next.origin !== this.origin) return seen;
    return this.follow(await this.visit(next.href), { ...(until !== undefined && { until }) });
  }

  /** Signs a demo person in, up to the address by which the provider sends the browser back. */
  async callbackFor(person: string, query = 'partnership=leicester'): Promise<string> {
    const form = await this.follow(await this.visit(`/sign-in?${query}`));
    const last = await this.follow(await this.visit(form.address, { person }), {
      until: '/sign-in/callback',
    });
    return new URL(last.headers.get('location') ?? '', this.origin).href;
  }

  /** Signs a demo person in; the answer is the page that they end on. */
  async signIn(person: string, query?: string): Promise<Seen> {
    return this.follow(await this.visit(await this.callbackFor(person, query)));
  }

  async session(): Promise<SessionTold> {
    return JSON.parse((await this.visit('/session')).body) as SessionTold;
  }

  /** Asks as a page of this server would, by script. */
  async ask(
    query: string,
    { partnership = 'leicester', at = this.origin, ...given }: AskAsPage = {},
  ): Promise<Answer> {
    const csrf = given.csrf ?? (await this.session()).csrf;
    const headers = {
      cookie: this.cookie,
      origin: this.origin,
      'sec-fetch-site': 'same-origin',
      'concord-csrf': csrf,
      ...given.headers,
    };
    return post(`${at}/${partnership}/graphql`, { body: { query }, headers });
  }
}

export interface AskAsPage {
  readonly partnership?: string;
  readonly csrf?: string;
  /** Another server's address, where there are several. */
  readonly at?: string;
  readonly headers?: Record<string, string>;
}
