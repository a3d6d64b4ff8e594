import type { Browser, Page } from 'playwright-core';
import { actor, applicationOfThreeNights } from '../support/journey.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { eventually } from '../live/live-client.js';
import { keepPicture, openBrowser, openPage, type WatchedPage } from './browser.js';

const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };

/** Far more than a page takes to load, also on a busy machine. */
const patience = 120_000;

/** Without white space: the editor wraps lines where the pane ends, and its spaces do not break. */
const squashed = (text: string) => text.replace(/\s/g, '');

async function shown(page: Page, part: string): Promise<string> {
  return squashed(await page.locator(part).innerText());
}

async function untilShown(page: Page, part: string, text: string): Promise<string> {
  let seen = '';
  const isShown = async () => {
    seen = await shown(page, part);
    return seen.includes(squashed(text));
  };
  await eventually(`"${text}" in ${part}`, isShown).catch((error: unknown) => {
    throw new Error(`${part} shows: ${seen}`, { cause: error });
  });
  return seen;
}

const run = (page: Page) => page.getByRole('button', { name: /^execute query/i }).click();
const result = '.graphiql-response';

describe('GraphiQL in a browser', () => {
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
  afterEach(() => open.close());

  async function openGraphiql(viewport = wide, partnership = 'leicester'): Promise<Page> {
    open = await openPage(browser, viewport);
    open.page.setDefaultTimeout(patience / 4);
    await open.page.goto(`${app.origin}/${partnership}/graphql`);
    await open.page.getByRole('tab', { name: 'Cases' }).waitFor();
    return open.page;
  }

  async function actAs(page: Page, person: string, told: string): Promise<void> {
    await page.getByLabel('Act as').selectOption(person);
    await untilShown(page, '#who', told);
  }

  /** It asked nobody else, nothing failed, and no token or document stood in an address. */
  function expectQuiet(): void {
    expect(open.problems).toEqual([]);
    const { host } = new URL(app.origin);
    const elsewhere = open.addresses.filter((each) => {
      const url = new URL(each);
      return !['blob:', 'data:'].includes(url.protocol) && url.host !== host;
    });
    expect(elsewhere).toEqual([]);
    expect(open.addresses.length).toBeGreaterThan(5);
    expect(open.addresses.filter((each) => each.includes('?') || each.includes('eyJ'))).toEqual([]);
    expect(open.page.url()).toMatch(/\/graphql$/);
  }

  it(
    'signs a coordinator in, runs the prepared query for her, and still does after a reload',
    async () => {
      await actor(app, 'leicester').mutate('applyForReview', applicationOfThreeNights());
      const page = await openGraphiql();
      expect(await shown(page, '#who')).toBe('Notsignedin');
      await actAs(page, 'priya.coordinator', 'Priya Sample: coordinator');
      await page.getByRole('tab', { name: 'Cases' }).click();
      await run(page);
      expect(await untilShown(page, result, '"reference": "LEI-')).toContain('"name":"PriyaSample"');
      await keepPicture(page, 'graphiql-1280');
      await page.reload();
      await untilShown(page, '#who', 'Priya Sample: coordinator');
      expect(await page.getByLabel('Act as').inputValue()).toBe('priya.coordinator');
      expectQuiet();
    },
    patience,
  );

  it(
    'follows the cases live: what somebody else does appears in the result pane',
    async () => {
      const page = await openGraphiql();
      await actAs(page, 'priya.coordinator', 'Priya Sample: coordinator');
      await page.getByRole('tab', { name: 'Follow' }).click();
      await run(page);
      await untilShown(page, result, '"received": 1');
      await actor(app, 'leicester').mutate('applyForReview', applicationOfThreeNights());
      const text = await untilShown(page, result, '"received": 2');
      expect(text).toContain('"type":"APPLICATION_RECEIVED"');
      await keepPicture(page, 'graphiql-live');
      await actAs(page, 'dev.council', 'Dev Sample: agency officer, Leicester City Council');
      await untilShown(page, result, 'you chose to act as somebody else');
      expectQuiet();
    },
    patience,
  );

  it(
    'runs the prepared mutation with its variables for the public, and says in words what the public may not do',
    async () => {
      const page = await openGraphiql(narrow, 'north-yorkshire');
      await page.getByRole('tab', { name: 'Apply' }).click();
      await run(page);
      await untilShown(page, result, '"reference": "');
      await keepPicture(page, 'graphiql-390');
      await page.getByRole('tab', { name: 'Follow' }).click();
      await run(page);
      await untilShown(page, result, 'choose a person above');
      expectQuiet();
    },
    patience,
  );
});
