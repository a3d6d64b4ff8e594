import { createFetcher, sayWhy } from './fetcher.js';
import { createSession } from './session.js';

const { endpoint, tokens, folder, tabs } = JSON.parse(document.querySelector('#settings').textContent);
const choice = document.querySelector('#person');
const who = document.querySelector('#who');

const session = createSession({
  tokens,
  partnership: endpoint,
  storage: sessionStorage,
  fetch: (...request) => fetch(...request),
  now: () => Date.now() / 1_000,
});
const { fetcher, endFeeds } = createFetcher({ endpoint, session, fetch: (...request) => fetch(...request) });

const viewerDocument = '{ viewer { name roles agency { name } } }';

/** Says who the server takes us for, not what was chosen. */
async function tellWho() {
  const chosen = session.person;
  if (chosen === '') return tell('Not signed in');
  tell('Signing in …');
  const { data, errors } = await fetcher({ query: viewerDocument });
  if (session.person !== chosen) return;
  if (errors) return tell(`Not signed in: ${errors[0].message}`, { wrong: true });
  const { name, roles, agency } = data.viewer;
  const words = roles.join(', ').replaceAll('_', ' ').toLowerCase();
  tell(`${name}: ${words}${agency ? `, ${agency.name}` : ''}`);
}

function tell(text, { wrong = false } = {}) {
  who.textContent = text;
  who.classList.toggle('wrong', wrong);
}

choice.value = session.person;
if (choice.value !== session.person) {
  session.choose('');
  choice.value = '';
}
choice.addEventListener('change', () => {
  session.choose(choice.value);
  endFeeds('Ended, because you chose to act as somebody else. Run it again.');
  tellWho().catch((error) => tell(sayWhy(error), { wrong: true }));
});
tellWho().catch((error) => tell(sayWhy(error), { wrong: true }));

const workers = { json: 'json-worker.js', graphql: 'graphql-worker.js' };
self.MonacoEnvironment = {
  globalAPI: false,
  getWorker: (_id, label) => new Worker(`${folder}/${workers[label] ?? 'editor-worker.js'}`, { name: label }),
};

/** What is typed stays in this tab of the browser, apart for each partnership. */
const prefix = `concord-graphiql:${endpoint}:`;
const storage = {
  getItem: (key) => sessionStorage.getItem(prefix + key),
  setItem: (key, value) => sessionStorage.setItem(prefix + key, value),
  removeItem: (key) => sessionStorage.removeItem(prefix + key),
  clear() {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  },
  get length() {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).length;
  },
};

// A tab is pressed to switch to it, never dragged: see page.css.
document.addEventListener(
  'pointerdown',
  (event) => {
    if (event.target.closest('.graphiql-tab')) event.stopPropagation();
  },
  true,
);

// A link must not bring a document along, and what is typed must not stand in the address.
history.replaceState({}, '', location.pathname);
self.YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#graphiql'), {
  fetcher,
  storage,
  title: 'GraphiQL',
  logo: '',
  defaultTabs: tabs,
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  onEditQuery: () => undefined,
});
