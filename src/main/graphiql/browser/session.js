/** Seconds before its end at which a token is fetched anew, so that none expires on its way. */
const spareSeconds = 30;

/**
 * Who the page acts as. The choice is kept for this tab of the browser; the token stays in memory only, and never stands
 * in an address.
 */
export function createSession({ tokens, partnership, storage, fetch, now }) {
  const key = `concord-graphiql:${partnership}:person`;
  let person = storage.getItem(key) ?? '';
  let token;

  async function signIn(subject) {
    const response = await fetch(tokens, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: subject }),
    });
    const answer = await response.json();
    if (!response.ok)
      throw new Error(answer.errors?.[0]?.message ?? `The sign-in answered ${response.status}.`);
    return { subject, ...answer };
  }

  return {
    get person() {
      return person;
    },
    choose(subject) {
      person = subject;
      token = undefined;
      if (subject === '') storage.removeItem(key);
      else storage.setItem(key, subject);
    },
    /** The next request fetches a new token. */
    forget() {
      token = undefined;
    },
    /** What stands in the Authorization header; undefined for the public. */
    async authorization() {
      if (person === '') return undefined;
      const fresh = token && (await token.catch(() => undefined));
      if (!fresh || fresh.subject !== person || fresh.expiresAt - spareSeconds < now())
        token = signIn(person);
      const { accessToken } = await token;
      return `Bearer ${accessToken}`;
    },
  };
}
