import type { CallbackQuery, InlineQuery, Update } from '@grammyjs/types';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { sendAsPerson } from '../../src/local-telegram/people/write.js';
import { SEED_GROUP_ID, SEED_TOPIC_ID } from '../../src/local-telegram/seeds.js';
import { describeInBrowser, launchBrowser, openPage } from './browser.js';

const MEMBER = 1002;

/** Here the test is the bot: it takes updates and answers them over the Bot API. */
describeInBrowser('buttons, inline results and expandable quotations', () => {
  let local: LocalTelegram;
  let root: string;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let offset = 0;

  beforeAll(async () => {
    local = new LocalTelegram();
    ({ root } = await local.listen(0));
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await local?.close();
  });

  beforeEach(async () => {
    ({ page, problems } = await openPage(browser, root, { personId: MEMBER }));
  });

  afterEach(async () => {
    expect(problems).toEqual([]);
    await page.context().close();
  });

  async function botApi<Result>(method: string, parameters: object): Promise<Result> {
    const response = await fetch(`${root}/bot${local.token}/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const answer = (await response.json()) as { ok: boolean; result: Result };
    expect(answer).toMatchObject({ ok: true });
    return answer.result;
  }

  /** The next update of a kind; others before it are dropped. */
  async function nextUpdate<Kind extends keyof Update>(kind: Kind): Promise<NonNullable<Update[Kind]>> {
    for (;;) {
      const [update] = await botApi<Update[]>('getUpdates', { offset, timeout: 10, limit: 1 });
      if (update === undefined) throw new Error(`no ${kind} in time`);
      offset = update.update_id + 1;
      const found = update[kind];
      if (found !== undefined) return found;
    }
  }

  const sendKeys = (row: readonly object[]) =>
    botApi('sendMessage', { chat_id: MEMBER, text: '按键', reply_markup: { inline_keyboard: [row] } });
  const key = (name: string) => page.locator('li').last().locator('.key', { hasText: name });
  const field = () => page.getByRole('textbox', { name: '消息' });

  it('shows answers to a press as a notice or as an alert to confirm', async () => {
    await sendKeys([
      { text: '提示', callback_data: 'a' },
      { text: '警告', callback_data: 'b' },
    ]);
    await key('提示').click();
    const first: CallbackQuery = await nextUpdate('callback_query');
    await expect.poll(() => key('提示').getAttribute('aria-busy')).toBe('true');
    await botApi('answerCallbackQuery', { callback_query_id: first.id, text: '短短一句' });
    await page.locator('.toast', { hasText: '短短一句' }).waitFor();
    await key('警告').click();
    const second: CallbackQuery = await nextUpdate('callback_query');
    await botApi('answerCallbackQuery', { callback_query_id: second.id, text: '要看的话', show_alert: true });
    const alert = page.getByRole('dialog');
    await alert.getByText('要看的话').waitFor();
    await alert.getByRole('button', { name: '好' }).press('Enter');
    await alert.waitFor({ state: 'detached' });
  });

  it('copies, types inline queries here or in a chosen chat, follows deep links in the page', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await sendKeys([
      { text: '复制', copy_text: { text: '〔第 1 句〕' } },
      { text: '这里', switch_inline_query_current_chat: '民主' },
      { text: '那里', switch_inline_query: '法治' },
      { text: '链接', url: 'https://t.me/yuanwen_bot?start=s-1' },
    ]);
    await key('复制').click();
    await page.locator('.toast', { hasText: '已复制' }).waitFor();
    await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).toBe('〔第 1 句〕');
    await key('这里').click();
    await expect.poll(() => field().inputValue()).toBe('@yuanwen_bot 民主');
    await page.keyboard.press('Escape');
    await key('那里').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /人大工作/ })
      .click();
    await page.locator('#chat-title', { hasText: '人大工作' }).waitFor();
    await expect.poll(() => field().inputValue()).toBe('@yuanwen_bot 法治');
    await page.locator('.conversation').first().click();
    await key('链接').click();
    await page.locator('li.own', { hasText: '/start s-1' }).waitFor();
  });

  it('lists inline results and asks for more at their end', async () => {
    const result = (id: number) => ({
      ...{ type: 'article', id: String(id), title: `第 ${id} 句`, description: '原文' },
      input_message_content: { message_text: `引文 ${id}` },
    });
    const list = (from: number) => Array.from({ length: 10 }, (_, index) => result(from + index));
    await field().fill('@yuanwen_bot 法治');
    const query: InlineQuery = await nextUpdate('inline_query');
    expect(query).toMatchObject({ query: '法治', offset: '' });
    await botApi('answerInlineQuery', {
      inline_query_id: query.id,
      results: list(1),
      next_offset: '10',
      cache_time: 0,
    });
    await page.getByRole('option').nth(9).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('option', { name: /第 10 句/, selected: true }).waitFor();
    const more: InlineQuery = await nextUpdate('inline_query');
    expect(more.offset).toBe('10');
    await botApi('answerInlineQuery', { inline_query_id: more.id, results: list(11), cache_time: 0 });
    await page.getByRole('option', { name: /第 20 句/ }).click();
    await page.locator('li.own', { hasText: '引文 20' }).waitFor();
  });

  it('folds a long expandable quotation and keeps it open over an edit', async () => {
    const text = '坚持和完善人民代表大会制度。'.repeat(12);
    const entities = [{ type: 'expandable_blockquote', offset: 0, length: text.length }];
    const sent = await botApi<{ message_id: number }>('sendMessage', { chat_id: MEMBER, text, entities });
    const quotation = page.locator('li').last().locator('blockquote');
    const toggle = quotation.getByRole('button');
    await expect.poll(() => toggle.getAttribute('aria-expanded')).toBe('false');
    const folded = (await quotation.boundingBox())?.height ?? 0;
    await toggle.click();
    expect((await quotation.boundingBox())?.height ?? 0).toBeGreaterThan(folded + 40);
    const longer = `${text}又一句`;
    await botApi('editMessageText', { chat_id: MEMBER, message_id: sent.message_id, text: longer, entities });
    await page.locator('li').last().locator('.edited').waitFor();
    await expect.poll(() => toggle.getAttribute('aria-expanded')).toBe('true');
  });

  it('misses no message that comes while a conversation is being loaded', async () => {
    const words = '载入时说的';
    await page.route('**/messages?*', async (route) => {
      const response = await route.fetch();
      const topic = { chatId: SEED_GROUP_ID, threadId: SEED_TOPIC_ID };
      sendAsPerson(local.state, { personId: MEMBER, ...topic, text: words });
      await page.locator('.conversation-text', { hasText: words }).waitFor();
      await route.fulfill({ response });
    });
    await page.locator('.conversation', { hasText: '人大工作' }).click();
    await page.locator('#messages li', { hasText: words }).waitFor();
    await expect.poll(() => page.locator('#messages li', { hasText: words }).count()).toBe(1);
  });

  it('shows a long answer from its beginning', async () => {
    await botApi('sendMessage', { chat_id: MEMBER, text: `开头${'\n一行又一行'.repeat(80)}` });
    const row = page.locator('li', { hasText: '开头' });
    await row.waitFor();
    await page.locator('#to-end').waitFor();
    const top = (await row.boundingBox())?.y ?? -1;
    const listTop = (await page.locator('#scroller').boundingBox())?.y ?? -1;
    expect(Math.abs(top - listTop)).toBeLessThan(40);
    await page.locator('#to-end').click();
    await page.locator('#to-end').waitFor({ state: 'hidden' });
  });

  it('shows that the bot types until its message comes', async () => {
    await botApi('sendChatAction', { chat_id: MEMBER, action: 'typing' });
    await page.locator('#chat-status', { hasText: '正在输入' }).waitFor();
    await botApi('sendMessage', { chat_id: MEMBER, text: '来了' });
    await page.locator('#chat-status', { hasText: '机器人' }).waitFor();
  });
});
