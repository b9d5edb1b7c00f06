import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { sendAsPerson } from '../../src/local-telegram/people/write.js';
import { describeInBrowser, launchBrowser, openPage } from './browser.js';

const MEMBER = 1002;
const MESSAGES = 2_000;
const PAGE_BYTES = 100_000;
/**
 * How long a key may take to be seen, and a frame while scrolling, as medians, on a machine that lays out
 * `MESSAGES` plain paragraphs in `LAYOUT_MS` or less. On a slower one, or a busy one, they may take as much longer.
 */
const KEY_MS = 60;
const FRAME_MS = 40;
const LAYOUT_MS = 100;
const WORDS = '人大代表要密切联系群众，倾听民声、反映民意、汇集民智。';

/** How many times slower than `LAYOUT_MS` this machine lays out plain paragraphs now, 1 at least. */
async function slownessNow(browser: Browser): Promise<number> {
  const blank = await browser.newPage();
  const timesMs = await blank.evaluate<number[]>(`Array.from({ length: 9 }, (_, run) => {
    const rows = Array.from({ length: ${MESSAGES} }, (_, row) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = run + ' ' + row + ' ${WORDS.repeat(2)}';
      return paragraph;
    });
    const began = performance.now();
    document.body.replaceChildren(...rows);
    document.body.getBoundingClientRect();
    return performance.now() - began;
  })`);
  await blank.close();
  timesMs.sort((left, right) => left - right);
  const medianMs = timesMs[Math.floor(timesMs.length / 2)] ?? 0;
  console.info(`laying out plain paragraphs: median ${Math.round(medianMs)} ms`);
  return Math.max(1, medianMs / LAYOUT_MS);
}

describeInBrowser('the limits of the chat page', () => {
  let local: LocalTelegram;
  let root: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    local = new LocalTelegram();
    ({ root } = await local.listen(0));
    for (let count = 1; count <= MESSAGES; count += 1) {
      const text = `第 ${count} 条 ${WORDS.repeat(1 + (count % 4))}`;
      sendAsPerson(local.state, { personId: MEMBER, chatId: MEMBER, text });
    }
    browser = await launchBrowser();
    ({ page } = await openPage(browser, root, { personId: MEMBER }));
  });

  afterAll(async () => {
    await browser?.close();
    await local?.close();
  });

  it('weighs less than 100 KB as it comes over the wire', async () => {
    const fresh = await browser.newPage();
    const session = await fresh.context().newCDPSession(fresh);
    await session.send('Network.enable');
    let bytes = 0;
    const files = new Map<string, string>();
    session.on('Network.responseReceived', ({ requestId, response }) => files.set(requestId, response.url));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const url = files.get(requestId) ?? '';
      if (!url.includes('/client/')) bytes += encodedDataLength;
    });
    await fresh.goto(root);
    await fresh.locator('body[data-ready]').waitFor();
    console.info(`page: ${Math.round(bytes / 100) / 10} kB in ${files.size} requests`);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(PAGE_BYTES);
    await fresh.close();
  });

  it('scrolls to the first of 2,000 messages without a visible delay', async () => {
    const slowness = await slownessNow(browser);
    await page.evaluate(`{
      window.frames = [];
      let last = performance.now();
      const frame = (now) => { window.frames.push(now - last); last = now; requestAnimationFrame(frame); };
      requestAnimationFrame(frame);
    }`);
    await page.locator('#scroller').hover();
    const first = page.locator('#messages > li').first();
    while ((await first.getAttribute('data-id')) !== '1') await page.mouse.wheel(0, -4_000);
    const frames = await page.evaluate<number[]>('window.frames.slice(1)');
    frames.sort((left, right) => left - right);
    const at = (share: number) => Math.round(frames[Math.floor((frames.length - 1) * share)] ?? 0);
    console.info(`scrolling: ${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`);
    await expect.poll(() => page.locator('#messages > li').count()).toBe(MESSAGES);
    expect(at(0.5)).toBeLessThan(FRAME_MS * slowness);
  });

  it('types under 2,000 drawn messages without a visible delay', async () => {
    const slowness = await slownessNow(browser);
    await page.evaluate(`{
      window.delays = [];
      document.querySelector('#composer-text').addEventListener('keydown', () => {
        const pressed = performance.now();
        requestAnimationFrame(() => setTimeout(() => window.delays.push(performance.now() - pressed)));
      });
    }`);
    await page.locator('#composer-text').pressSequentially('typing is not slowed by what is above', { delay: 20 });
    const delays = await page.evaluate<number[]>('window.delays');
    delays.sort((left, right) => left - right);
    const median = delays[Math.floor(delays.length / 2)] ?? 0;
    console.info(
      `typing: ${delays.length} keys, median ${Math.round(median)} ms, longest ${Math.round(delays.at(-1) ?? 0)} ms`,
    );
    expect(delays.length).toBeGreaterThan(30);
    expect(median).toBeLessThan(KEY_MS * slowness);
  });

  it('follows new messages, and counts them while one reads older ones', async () => {
    const say = (text: string) => sendAsPerson(local.state, { personId: MEMBER, chatId: MEMBER, text });
    await page.locator('#to-end').click();
    say('在末尾');
    await page.locator('li.row', { hasText: '在末尾' }).waitFor();
    await expect.poll(() => page.locator('#messages > li').count()).toBeLessThan(500);
    await page.locator('#to-end').waitFor({ state: 'hidden' });
  });
});
