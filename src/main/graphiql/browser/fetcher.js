import { openFeed } from './feed.js';

const unreachable = 'The server cannot be reached. Is it still running?';

/** Sends what GraphiQL runs: queries and mutations by POST, subscriptions over a WebSocket. */
export function createFetcher({ endpoint, session, fetch }) {
  const feeds = new Set();

  async function post(params, headers) {
    const authorization = await session.authorization();
    return fetch(endpoint, {
      method: 'POST',
      // Who is chosen here asks, not whoever signed in to the browser.
      credentials: 'omit',
      headers: { 'content-type': 'application/json', ...headers, ...(authorization && { authorization }) },
      body: JSON.stringify(params),
    });
  }

  async function ask(params, headers = {}) {
    let response = await post(params, headers);
    if (response.status === 401 && session.person !== '') {
      session.forget();
      response = await post(params, headers);
    }
    try {
      return await response.json();
    } catch {
      return inWords(`The server answered ${response.status} ${response.statusText}, and no JSON.`);
    }
  }

  function follow(params, headers = {}) {
    const feed = openFeed({
      address: socketAddress(endpoint),
      params,
      connect: () => connectWith(session, headers),
    });
    feeds.add(feed);
    return feed;
  }

  return {
    fetcher(asked, { headers } = {}) {
      const { kind, params } = chosenOperation(asked);
      if (kind === 'subscription') return follow(params, headers);
      return ask(params, headers).catch((error) => inWords(sayWhy(error)));
    },
    /** Ends every subscription, saying why. */
    endFeeds(why) {
      for (const feed of feeds) feed.end(why);
      feeds.clear();
    },
  };
}

/** What `connection_init` carries. */
async function connectWith(session, headers) {
  const authorization = await session.authorization();
  if (!authorization) throw new Error('Subscriptions need somebody who is signed in: choose a person above.');
  const membership = Object.entries(headers).find(
    ([name]) => name.toLowerCase() === 'concord-membership',
  )?.[1];
  return { authorization, ...(membership && { membership }) };
}

/**
 * The operation that is meant, read from the text itself: just after a change of tabs GraphiQL still names the operation
 * of the tab before.
 */
function chosenOperation({ operationName, ...params }) {
  const operations = operationsIn(params.query);
  const named = operations.find(({ name }) => name === operationName);
  const { kind = 'query' } = named ?? operations[0] ?? {};
  const isStale = !named && operations.length === 1;
  return { kind, params: operationName && !isStale ? { ...params, operationName } : params };
}

const textsAndComments = /"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|#[^\n]*/g;
const wordOrBrace = /[{}]|\b(query|mutation|subscription)\b(?:\s+(\w+))?/g;

/** Kinds and names of what stands outside all braces. */
function operationsIn(query) {
  const operations = [];
  let depth = 0;
  for (const [found, kind, name] of query.replace(textsAndComments, '').matchAll(wordOrBrace)) {
    if (found === '{') depth += 1;
    else if (found === '}') depth -= 1;
    else if (depth === 0) operations.push({ kind, name });
  }
  return operations;
}

function socketAddress(endpoint) {
  const url = new URL(endpoint, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}

/** An answer that holds an error only, as the result pane shows it. */
export function inWords(message) {
  return { errors: [{ message }] };
}

/** What went wrong; `fetch` says no more than that it failed. */
export function sayWhy(error) {
  return error instanceof TypeError ? unreachable : error.message;
}
