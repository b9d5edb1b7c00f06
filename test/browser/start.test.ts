import { createServer, type AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BotProcess } from '../e2e/bot-process.js';
import { describeInBrowser, launchBrowser, openPage } from './browser.js';

const ANSWER_MS = 300;
const QUESTION = '代表履职五个一是哪五件事';

describeInBrowser('npm start without a token', () => {
  const occupied = createServer();
  let program: BotProcess;
  let browser: Browser;
  let url: string;

  /** The page's address in the program's first line. */
  async function printedAddress(): Promise<string> {
    return vi.waitUntil(() => /chat page: (http:\/\/\S+)/.exec(program.output)?.[1], { timeout: 30_000, interval: 50 });
  }

  beforeAll(async () => {
    await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
    program = new BotProcess({ PORT: String((occupied.address() as AddressInfo).port) });
    program.start();
    url = await printedAddress();
    browser = await launchBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await program?.remove();
    await new Promise((resolve) => occupied.close(resolve));
  });

  it('opens with one line: the page, the port that was taken, the way to Telegram', () => {
    const [line = ''] = program.output.split('\n');
    const { port } = occupied.address() as AddressInfo;
    expect(line).toContain(`端口 ${port} 被占用`);
    expect(line).toContain('BOT_TOKEN');
    expect(url).not.toContain(`:${port}`);
  });

  it('answers questions on the page, offers examples of the speech, and ends with SIGTERM', async () => {
    const { page, problems } = await openPage(browser, url, null);
    await page.locator('.chip').first().click({ timeout: 40_000 });
    await page.locator('li.other blockquote').first().waitFor();
    await page.evaluate(`{
      const field = document.querySelector('#composer-text');
      field.addEventListener('keydown', (event) => { if (event.key === 'Enter') window.enteredMs = performance.now(); });
      new MutationObserver((changes) => {
        const isAnswer = (node) => node.matches?.('li.other') && node.querySelector('blockquote') !== null;
        if (!changes.some(({ addedNodes }) => [...addedNodes].some(isAnswer))) return;
        requestAnimationFrame(() => setTimeout(() => { document.body.dataset.answeredMs = performance.now() - window.enteredMs; }));
      }).observe(document.querySelector('#messages'), { childList: true });
    }`);
    const times: number[] = [];
    for (const question of [QUESTION, '人大监督的重点是什么', '宪法宣传要做到什么程度']) {
      await page.evaluate('delete document.body.dataset.answeredMs');
      await page.locator('#composer-text').fill(question);
      await page.keyboard.press('Enter');
      await page.locator('body[data-answered-ms]').waitFor();
      times.push(await page.evaluate<number>('Number(document.body.dataset.answeredMs)'));
    }
    console.info(`from Enter to the answer on the screen: ${times.map((ms) => `${Math.round(ms)} ms`).join(', ')}`);
    expect(Math.min(...times)).toBeLessThan(ANSWER_MS);
    expect(problems).toEqual([]);
    await page.context().close();
    program.kill('SIGTERM');
    expect(await program.ended()).toBe(0);
  });
});
