import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bundled from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import { projectFolder } from '#main/prepare.js';

/** Where pictures of pages are kept for whoever wants to look; not in git. */
const pictures = join(projectFolder, 'test/browser/screenshots');

/** The version of the package, so that a newer one is unpacked anew. */
const unpacked = join(tmpdir(), 'concord-chromium-147.0.0');

/** An installed Chrome by its usual places, for machines that the packaged Chromium does not run on. */
const installedChromes = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
];

/** What weakens the browser beyond running headless in a container: a page must be held to its policy and its origin. */
const weakening = new Set([
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  '--disable-web-security',
  '--single-process',
]);

/** Starts the Chromium of the npm package, or an installed Chrome where that does not run. */
export async function openBrowser(): Promise<Browser> {
  const args = bundled.args.filter((each) => !weakening.has(each) && !each.startsWith('--headless'));
  if (process.platform === 'linux' && process.arch === 'x64')
    return chromium.launch({ executablePath: packagedChromium(), args });
  const executablePath = installedChromes.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      `No browser: the packaged Chromium runs on Linux x64 only, this is ${process.platform} ${process.arch}. ` +
        `Install Google Chrome in one of its usual places: ${installedChromes.join(', ')}.`,
    );
  return chromium.launch({ executablePath });
}

/**
 * Unpacks the packaged Chromium once and whole. The package takes any file of its name for a finished browser, also a half
 * written one of another process; so it works in a folder of its own, which gets its name when everything is there.
 */
function packagedChromium(): string {
  if (!existsSync(unpacked)) {
    const folder = mkdtempSync(`${unpacked}-`);
    const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
    execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: projectFolder,
      env: { ...process.env, TMPDIR: folder },
    });
    giveName(folder);
  }
  return join(unpacked, 'chromium');
}

function giveName(folder: string): void {
  try {
    renameSync(folder, unpacked);
  } catch (error) {
    rmSync(folder, { recursive: true });
    if (!existsSync(unpacked)) throw error;
  }
}

/** A page, and all that a page must not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, and requests that failed. */
  readonly problems: readonly string[];
  /** Addresses of every request and WebSocket that the page made. */
  readonly addresses: readonly string[];
  close(): Promise<void>;
}

/** Opens an empty page of a given size, in a profile of its own. */
export async function openPage(
  browser: Browser,
  viewport: { width: number; height: number },
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const problems: string[] = [];
  const addresses: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // What the page was still loading when it was left.
    if (why !== 'net::ERR_ABORTED') problems.push(`failed: ${request.method()} ${request.url()} (${why})`);
  });
  context.on('request', (request) => addresses.push(request.url()));
  page.on('websocket', (socket) => addresses.push(socket.url()));
  return { page, problems, addresses, close: () => context.close() };
}

/** Keeps a picture of what the page shows. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
