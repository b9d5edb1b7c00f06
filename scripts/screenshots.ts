/** Pictures of the chat page for the README: `npm run screenshots`. Needs Chromium; writes docs/images. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { projectRoot } from '../src/cli/compose.js';
import { runBot } from '../src/cli/run-bot.js';
import { readConfig } from '../src/cli/command.js';
import { LocalTelegram } from '../src/local-telegram/create-local-telegram.js';
import { sendAsPerson } from '../src/local-telegram/people/write.js';
import { SEED_GROUP_ID, SEED_TOPIC_ID } from '../src/local-telegram/seeds.js';
import { silentLogger } from '../src/logger.js';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const DESKTOP = { width: 1120, height: 720 };
const SMALL_DESKTOP = { width: 960, height: 640 };
const PHONE = { width: 390, height: 780 };
const [ADMIN, MEMBER] = [1001, 1002];
const folder = join(projectRoot(), 'docs', 'images');

/** A page that begins as this person in this conversation. */
async function openAs(
  browser: Browser,
  root: string,
  beginning: { readonly personId: number; readonly chatId: number; readonly threadId?: number },
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const session = JSON.stringify({ ...beginning, drafts: {} });
  await context.addInitScript(`sessionStorage.yuanwen ??= ${JSON.stringify(session)}`);
  const page = await context.newPage();
  await page.goto(root);
  await page.locator('body[data-ready]').waitFor();
  return page;
}

async function save(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  await page.context().close();
  console.log(`docs/images/${name}.png`);
}

/** Sends and waits for the bot's answer with these words. */
async function ask(page: Page, question: string, expected: string): Promise<void> {
  const answers = page.locator('li.other', { hasText: expected });
  const before = await answers.count();
  await page.locator('#composer-text').fill(question);
  await page.keyboard.press('Enter');
  await answers.nth(before).waitFor();
}

async function takeAll(browser: Browser, local: LocalTelegram, root: string): Promise<void> {
  const inTopic = { chatId: SEED_GROUP_ID, threadId: SEED_TOPIC_ID };
  const own = { personId: MEMBER, chatId: MEMBER };

  const greeting = await openAs(browser, root, own, { viewport: DESKTOP });
  await greeting.locator('.chip').first().waitFor();
  await save(greeting, 'greeting');

  const group = await openAs(browser, root, { personId: MEMBER, ...inTopic }, { viewport: DESKTOP });
  await ask(group, '/ask 宪法宣传要做到什么程度', '第');
  const claim = '县委对全县人大工作是基本肯定的';
  const { message } = sendAsPerson(local.state, { personId: ADMIN, ...inTopic, text: `我记得他说：${claim}。` });
  await group.evaluate(`{
    const text = document.querySelector('[data-id="${message.message_id}"] .text').firstChild;
    document.getSelection().setBaseAndExtent(text, 6, text, 6 + ${claim.length});
  }`);
  await group.locator('#quote-selection').click();
  await ask(group, '/check', '县委对全县人大工作是充分肯定的');
  await save(group, 'light');

  const dark = await openAs(browser, root, own, { viewport: DESKTOP, colorScheme: 'dark' });
  await ask(dark, '代表履职五个一是哪五件事', '至少到选区宣讲一次政策');
  await dark.getByRole('button', { name: '下文' }).click();
  await dark.locator('.edited').waitFor();
  await dark.locator('#raw-open').click();
  await dark.locator('.raw-entry').first().waitFor();
  await save(dark, 'dark');

  const long = await openAs(browser, root, { personId: ADMIN, chatId: ADMIN }, { viewport: SMALL_DESKTOP });
  await ask(long, '/outline', '二、高质量做好新时代人大工作的重点任务');
  await ask(long, '第一部分讲了什么', '第');
  await save(long, 'long-answer');

  const phone = await openAs(browser, root, own, { viewport: PHONE, isMobile: true, hasTouch: true });
  await ask(phone, '代表履职五个一是哪五件事', '至少到选区宣讲一次政策');
  await save(phone, 'phone');
}

async function main(): Promise<void> {
  const executablePath = BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(`no browser at ${BROWSERS.join(', ')}`);
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'yuanwen-screenshots-'));
  const local = new LocalTelegram();
  const { root } = await local.listen(0);
  const config = { ...readConfig(), indexDir: join(scratch, 'index'), dataDir: join(scratch, 'data') };
  const bot = await runBot(config, { token: local.token, apiRoot: root }, silentLogger);
  local.setExamples(bot.service.info.exampleQuestions);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await takeAll(browser, local, root);
  } finally {
    await browser.close();
    bot.stop();
    await bot.ended;
    await local.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
