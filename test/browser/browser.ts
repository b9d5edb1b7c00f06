import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { describe } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that is installed, or null. */
export const browserPath = PLACES.find((path) => existsSync(path)) ?? null;

/** A `describe` that says so and is skipped where no browser is installed. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (browserPath === null) describe.skip(`${name} (skipped: no browser at ${PLACES.join(', ')})`, tests);
  else describe(name, tests);
}

/** Starts the installed browser, without a window. */
export function launchBrowser(): Promise<Browser> {
  if (browserPath === null) throw new Error('no browser');
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
}

/** Where a page begins instead of the greeting. */
export interface Beginning {
  readonly personId: number;
  readonly chatId?: number;
  readonly threadId?: number;
}

/** A page and everything that went wrong in it: refused content, errors, failed requests. */
export interface OpenPage {
  readonly page: Page;
  readonly problems: string[];
}

/** Opens the chat page in a context of its own and waits until it is drawn. */
export async function openPage(
  browser: Browser,
  url: string,
  beginning: Beginning | null,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1180, height: 800 }, ...options });
  context.setDefaultTimeout(10_000);
  if (beginning !== null) {
    const session = JSON.stringify({ ...beginning, drafts: {} });
    await context.addInitScript(`sessionStorage.yuanwen ??= ${JSON.stringify(session)}`);
  }
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url);
  await page.locator('body[data-ready]').waitFor();
  return { page, problems };
}
