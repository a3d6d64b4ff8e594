const longestPath = 512;

/** Any address but ours: what a path makes of it shows whether it leads away. */
const here = 'http://here.invalid';

/**
 * Where to go after signing in or out: a path of this server as it was wished, or `/` for every other wish. A browser reads
 * `//host` and `/\host` as another site, and passes over tabs and line breaks wherever they stand.
 * @source OWASP Unvalidated Redirects and Forwards; WHATWG URL, 4.4
 */
export function returnPath(wished: unknown): string {
  if (typeof wished !== 'string' || wished.length > longestPath) return '/';
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wished)) return '/';
  const read = URL.canParse(wished, here) ? new URL(wished, here) : undefined;
  // Steps upwards can bring a double slash to the front.
  if (read?.origin !== here || read.pathname.startsWith('//')) return '/';
  return `${read.pathname}${read.search}${read.hash}`;
}
