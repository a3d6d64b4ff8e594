import type { Browser, Page } from 'playwright-core';
import { startServer } from '../identity/development-server.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { keepPicture, openBrowser, openPage, type WatchedPage } from './browser.js';

/** Far more than a page takes to load, also on a busy machine. */
const patience = 120_000;

describe('signing in in a real browser', () => {
  let app: TestApp;
  let browser: Browser;
  let open: WatchedPage;

  beforeAll(async () => {
    app = await startTestApp();
    browser = await openBrowser();
  }, patience);
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  beforeEach(async () => {
    open = await openPage(browser, { width: 800, height: 700 });
    open.page.setDefaultTimeout(patience / 4);
  });
  afterEach(() => open.close());

  async function signIn(page: Page, person: string): Promise<void> {
    await page.goto(app.origin);
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Leicester' })
      .getByRole('link', { name: 'Sign in' })
      .click();
    await page.getByRole('button', { name: person }).click();
    await page.getByText('You are signed in as').waitFor();
  }

  /** As a page of this server asks by script. */
  const ask = (page: Page) =>
    page.evaluate(async () => {
      const session = await fetch('/session');
      if (!session.ok) return { status: session.status };
      const { csrf } = (await session.json()) as { csrf: string };
      const answer = await fetch('/leicester/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'concord-csrf': csrf },
        body: JSON.stringify({ query: '{ viewer { name } }' }),
      });
      return { status: answer.status, body: await answer.json() };
    });

  it(
    'leads from the front page through the provider and back, as another person too, and out again',
    async () => {
      const { page } = open;
      await signIn(page, 'Priya Sample');
      await keepPicture(page, 'signed-in');
      expect(await page.locator('main').innerText()).toContain('Priya Sample');
      await page.goto(`${app.origin}/leicester/graphql`);
      const asked = { status: 200, body: { data: { viewer: { name: 'Priya Sample' } } } };
      expect(await ask(page)).toEqual(asked);
      expect(await page.evaluate('document.cookie')).toBe('');
      await signIn(page, 'Dev Sample');
      expect(await page.locator('main').innerText()).toContain('Dev Sample');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('Sign out').waitFor({ state: 'detached' });
      expect(new URL(page.url()).pathname).toBe('/');
      expect(open.problems).toEqual([]);
      await page.goto(`${app.origin}/leicester/graphql`);
      expect(await ask(page)).toEqual({ status: 401 });
      expect(open.addresses.filter((each) => each.includes('eyJ'))).toEqual([]);
    },
    patience,
  );

  it(
    'opens a socket for its own page by the cookie alone',
    async () => {
      const { page } = open;
      await signIn(page, 'Priya Sample');
      await page.goto(`${app.origin}/leicester/graphql`);
      const first = await page.evaluate(
        (address) =>
          new Promise((resolve) => {
            const socket = new WebSocket(address, 'graphql-transport-ws');
            socket.addEventListener('open', () => socket.send('{"type":"connection_init"}'));
            socket.addEventListener('message', ({ data }) => resolve(data));
            socket.addEventListener('close', ({ code }) => resolve(code));
          }),
        `${app.origin.replace('http', 'ws')}/leicester/graphql`,
      );
      expect(first).toBe('{"type":"connection_ack"}');
    },
    patience,
  );

  it(
    'lets a page of another site neither ask, nor read, nor sign out',
    async () => {
      const { page } = open;
      await signIn(page, 'Priya Sample');
      const form = `<form method="post" action="${app.origin}/sign-out"><button>Win</button></form>`;
      const evil = await startServer(() => (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end(form);
      });
      await page.goto(evil.origin.replace('localhost', '127.0.0.1'));
      const tried = await page.evaluate(async (origin) => {
        const read = await fetch(`${origin}/session`, { credentials: 'include' }).catch(() => 'not told');
        const headers = { 'content-type': 'application/json', 'concord-csrf': 'x' };
        const request = { method: 'POST', credentials: 'include', headers, body: '{}' } as const;
        const sent = await fetch(`${origin}/leicester/graphql`, request).catch(() => 'not sent');
        return [read, sent];
      }, app.origin);
      expect(tried).toEqual(['not told', 'not sent']);
      await page.getByRole('button', { name: 'Win' }).click();
      await page.getByText('This did not come from our page').waitFor();
      await page.goto(app.origin);
      expect(await page.locator('main').innerText()).toContain('Priya Sample');
      await evil.stop();
    },
    patience,
  );
});
