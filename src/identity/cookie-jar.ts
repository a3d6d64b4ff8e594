interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** As much of a browser's cookie store as one sign-in at one site needs: names, paths and removal. */
export class CookieJar {
  private readonly cookies = new Map<string, Cookie>();

  /** Takes the cookies that an answer sets. */
  keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const equals = pair.indexOf('=');
      const name = pair.slice(0, equals);
      const value = pair.slice(equals + 1);
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice('path='.length) ?? '/';
      if (value === '') this.cookies.delete(`${path} ${name}`);
      else this.cookies.set(`${path} ${name}`, { value: pair, path });
    }
  }

  /** The Cookie header for an address. */
  headerFor(address: URL): string {
    return [...this.cookies.values()]
      .filter(({ path }) => covers(path, address.pathname))
      .map(({ value }) => value)
      .join('; ');
  }
}

/** @source RFC 6265, 5.1.4 */
function covers(cookiePath: string, requestPath: string): boolean {
  return (
    requestPath === cookiePath ||
    requestPath.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`)
  );
}
