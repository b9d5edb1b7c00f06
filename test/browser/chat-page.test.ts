import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { sendAsPerson } from '../../src/local-telegram/people/write.js';
import { addPerson, SEED_GROUP_ID, SEED_TOPIC_ID } from '../../src/local-telegram/seeds.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { BotProcess, faultyCalls } from '../e2e/bot-process.js';
import { bytesOf, SAMPLE } from '../paths.js';
import { describeInBrowser, launchBrowser, openPage } from './browser.js';
import { Proxy } from './proxy.js';

const TOKEN = '7000002:AABrowserTestTokenThatIsNoSecretAtAll';
const ADMIN = 1001;
const MEMBER = 1002;
const QUESTION = '代表履职五个一是哪五件事';
const ANSWER = '至少到选区宣讲一次政策、普及一次法律';
const text = readSpeech(bytesOf(SAMPLE), 'sample').text;

describeInBrowser('the chat page', () => {
  let local: LocalTelegram;
  let root: string;
  let port: number;
  let callsBefore = 0;
  let bot: BotProcess;
  let browser: Browser;
  let nextPerson = 30_001;
  let problems: string[] = [];

  const startBot = () => {
    bot = new BotProcess({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root, PORT: '0' });
    bot.start();
  };

  beforeAll(async () => {
    local = new LocalTelegram({ token: TOKEN });
    local.setExamples({ zh: ['讲话分几个部分', QUESTION], en: ['How many parts are there?'] });
    ({ root, port } = await local.listen(0));
    startBot();
    browser = await launchBrowser();
    await openPage(browser, root, null).then(async ({ page }) => {
      await page.locator('#banner').waitFor({ state: 'hidden', timeout: 50_000 });
      await page.context().close();
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await bot?.remove();
    await local?.close();
  });

  beforeEach(() => {
    problems = [];
    callsBefore = local.state.raw.lastId;
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(problems).toEqual([]);
    expect(faultyCalls(local).filter(({ id }) => id > callsBefore)).toEqual([]);
  });

  /** A person of the test's own, so that what others asked decides nothing. */
  function newPerson(languageCode = 'zh-hans'): number {
    const id = nextPerson++;
    addPerson(local.state.store, { id, firstName: `问者${id}`, languageCode, role: 'newcomer', blockedBot: false });
    const group = local.state.store.chat(SEED_GROUP_ID);
    group.memberIds.add(id);
    local.state.store.publishChat(group);
    return id;
  }

  async function openAs(personId: number, chatId = personId, threadId = 0, options: BrowserContextOptions = {}) {
    const opened = await openPage(browser, root, { personId, chatId, threadId }, options);
    problems = opened.problems;
    return opened.page;
  }

  async function say(page: Page, words: string): Promise<void> {
    await page.getByRole('textbox', { name: '消息' }).fill(words);
    await page.keyboard.press('Enter');
  }

  const conversation = (page: Page, title: string): Locator =>
    page.locator('.conversation', { has: page.locator('.conversation-title', { hasText: title }) });

  const lastAnswer = (page: Page): Locator => page.locator('li.other').last();

  async function botApi<Result>(method: string, parameters: object): Promise<Result> {
    const response = await fetch(`${root}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const answer = (await response.json()) as { ok: boolean; result: Result };
    expect(answer).toMatchObject({ ok: true });
    return answer.result;
  }

  it('leads a newcomer from the greeting to a cited quote in a group within three clicks', async () => {
    const page = await openAs(newPerson());
    await expect.poll(() => page.locator('#greeting').innerText()).toContain('讲话分几个部分');
    await page.getByRole('button', { name: '到群里试试' }).click();
    await page.getByRole('button', { name: `/ask ${QUESTION}` }).click();
    const quote = page.locator('li.other blockquote', { hasText: ANSWER });
    await quote.first().waitFor();
    expect(text).toContain(await quote.first().textContent());
    await page.locator('li.other', { hasText: '第 17 句' }).first().waitFor();
    await expect.poll(() => page.locator('#chat-status').innerText()).toContain('讲话学习小组');
  });

  it('answers in a private chat; 下文 edits the answer and keeps the focus', async () => {
    const page = await openAs(newPerson());
    await say(page, QUESTION);
    await page.locator('li.other blockquote', { hasText: ANSWER }).waitFor();
    await expect.poll(() => lastAnswer(page).locator('.edited').count()).toBe(0);
    await page.getByRole('button', { name: '下文' }).press('Enter');
    await lastAnswer(page).locator('.edited').waitFor();
    const shown = await lastAnswer(page)
      .locator('blockquote .quotation-text, blockquote:not(:has(.quotation-text))')
      .allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    for (const quote of shown) expect(text).toContain(quote);
    await expect.poll(() => page.evaluate('document.activeElement.closest("li.row") !== null')).toBe(true);
  });

  it('replies with /check to a selected part of another person’s message', async () => {
    const claim = '县委对全县人大工作是充分肯定的';
    const { message } = sendAsPerson(local.state, {
      personId: ADMIN,
      chatId: SEED_GROUP_ID,
      text: `他讲过:${claim}。我记得: ${claim}。`,
    });
    // The second of two equal parts, selected with the blank before it.
    const second = message.text?.lastIndexOf(claim) ?? 0;
    const page = await openAs(newPerson(), SEED_GROUP_ID);
    await page.evaluate(`{
      const text = document.querySelector('[data-id="${message.message_id}"] .text').firstChild;
      document.getSelection().setBaseAndExtent(text, ${second} - 1, text, ${second + claim.length});
    }`);
    await page.locator('#quote-selection').click();
    await expect.poll(() => page.locator('#context-bar').innerText()).toContain(claim);
    await say(page, '/check');
    await page.locator('li.own .reply-header', { hasText: claim }).waitFor();
    const replies = [...local.state.store.chat(SEED_GROUP_ID).messages.values()];
    const asked = replies.findLast((reply) => reply.message.text?.startsWith('/check') === true);
    expect(asked?.message.quote?.position).toBe(second);
    const verdict = page.locator('li.other', { hasText: '一字不差' });
    await verdict.waitFor();
    await page.locator('li.own .reply-header', { hasText: claim }).click();
    await page.locator(`[data-id="${message.message_id}"].flash`).waitFor();
  });

  it('answers in a topic, apart from the general topic', async () => {
    const page = await openAs(newPerson(), SEED_GROUP_ID);
    await conversation(page, '人大工作').click();
    await say(page, '/ask 讲话分几个部分');
    await page.locator('li.other blockquote').nth(1).waitFor();
    await expect.poll(() => page.locator('#chat-title').innerText()).toBe('人大工作');
    await conversation(page, '综合').click();
    await page.locator('#chat-title', { hasText: '综合' }).waitFor();
    const sent = [...local.state.store.chat(SEED_GROUP_ID).messages.values()].at(-1);
    expect(sent?.message.message_thread_id).toBe(SEED_TOPIC_ID);
    await expect.poll(() => page.locator(`[data-id="${sent?.message.message_id}"]`).count()).toBe(0);
  });

  it('offers the commands and sends the chosen one; deep links of citations start the bot', async () => {
    const page = await openAs(newPerson());
    await say(page, QUESTION);
    await page.locator('li.other blockquote', { hasText: ANSWER }).waitFor();
    await page.locator('li.other .text a', { hasText: '第 17 句' }).first().click();
    await page.locator('li.own', { hasText: '/start ' }).waitFor();
    await page.getByRole('textbox', { name: '消息' }).fill('/out');
    await page.getByRole('option', { name: /outline/ }).click();
    await page.locator('li.other', { hasText: '二、高质量做好新时代人大工作的重点任务' }).last().waitFor();
  });

  it('quotes by inline mode', async () => {
    const page = await openAs(newPerson(), SEED_GROUP_ID);
    await page.getByRole('textbox', { name: '消息' }).fill('@yuanwen_bot 民主集中制');
    await page.getByRole('option').nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    const option = page.locator('[role=option][aria-selected=true]');
    await option.waitFor();
    await page.keyboard.press('Enter');
    const quoted = page.locator('li.own', { hasText: '来自 @yuanwen_bot' }).locator('blockquote').first();
    await quoted.waitFor();
    expect(text).toContain((await quoted.textContent())?.replace(/(?:展开引文|收起)$/, ''));
    await expect.poll(() => page.getByRole('textbox', { name: '消息' }).inputValue()).toBe('');
  });

  it('votes in polls and retracts; a quiz shows what was right', async () => {
    const personId = newPerson();
    const poll = {
      chat_id: personId,
      question: '读过讲话吗?',
      options: [{ text: '读过' }, { text: '没有' }],
      is_anonymous: false,
    };
    await botApi('sendPoll', poll);
    const quiz = {
      ...{
        chat_id: personId,
        question: '讲话分几个部分?',
        options: [{ text: '两个' }, { text: '五个' }],
        type: 'quiz',
      },
      ...{ correct_option_ids: [0], explanation: '见讲话第 25 句和第 64 句' },
    };
    await botApi('sendPoll', quiz);
    const page = await openAs(personId);
    const asked = page.locator('.poll', { hasText: '读过讲话吗' });
    await asked.getByRole('button', { name: '没有' }).click();
    await asked.locator('.poll-result.mine', { hasText: '100%' }).waitFor();
    const tested = page.locator('.poll', { hasText: '讲话分几个部分' });
    await expect.poll(() => tested.locator('.poll-explanation').count()).toBe(0);
    await tested.getByRole('button', { name: '五个' }).click();
    await tested.locator('.poll-result.wrong', { hasText: '五个' }).waitFor();
    await tested.locator('.poll-result.correct', { hasText: '两个' }).waitFor();
    await tested.locator('.poll-explanation', { hasText: '见讲话第 25 句' }).waitFor();
  });

  it('draws every kind of text as text, and markup in it does nothing', async () => {
    const personId = newPerson();
    const evil = '<img src=x onerror="document.title=\'bad\'"><script>document.title="bad"</script>';
    const words = `粗 斜 划 删 密 码 链 ${evil}`;
    const kinds = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'code'];
    const entities = kinds.map((type, index) => ({ type, offset: index * 2, length: 1 }));
    const unsafe = { type: 'text_link', offset: 12, length: 1, url: 'https://example.org/?<b>' };
    await botApi('sendMessage', { chat_id: personId, text: words, entities: [...entities, unsafe] });
    const keyboard = { inline_keyboard: [[{ text: '<b>键</b>', copy_text: { text: evil } }]] };
    await botApi('sendMessage', { chat_id: personId, text: evil, reply_markup: keyboard });
    await botApi('sendPoll', {
      chat_id: personId,
      question: evil,
      options: [{ text: evil.slice(0, 100) }, { text: '乙' }],
    });
    const page = await openAs(personId);
    await say(page, evil);
    await page.locator('li.own', { hasText: '<script>' }).waitFor();
    for (const selector of ['strong', 'em', 'u', 's', 'code', '.spoiler', 'a[href^="https://example.org"]'])
      await expect.poll(() => page.locator(`li.other .text ${selector}`).count()).toBe(1);
    await page.locator('.key', { hasText: '<b>键</b>' }).waitFor();
    await expect.poll(() => page.locator('#messages img, #messages script, #messages b').count()).toBe(0);
    await page.locator('.spoiler').press('Enter');
    await expect.poll(() => page.locator('.spoiler.hidden').count()).toBe(0);
    await expect.poll(() => page.title()).not.toContain('bad');
  });

  it('shows reply keyboards, prompts to reply, and takes them away', async () => {
    const personId = newPerson();
    const page = await openAs(personId);
    await botApi('sendMessage', {
      ...{ chat_id: personId, text: '选一个' },
      reply_markup: { keyboard: [['/outline'], ['/about']], input_field_placeholder: '按键或写字' },
    });
    await page.locator('#reply-keyboard .key', { hasText: '/about' }).click();
    await page.locator('li.own', { hasText: '/about' }).waitFor();
    await botApi('sendMessage', { chat_id: personId, text: '好', reply_markup: { remove_keyboard: true } });
    await page.locator('#reply-keyboard').waitFor({ state: 'hidden' });
    await botApi('sendMessage', { chat_id: personId, text: '哪一句?', reply_markup: { force_reply: true } });
    await page.locator('#context-bar', { hasText: '哪一句?' }).waitFor();
  });

  it('edits, reacts to, forwards and deletes from the message menu, by keyboard', async () => {
    const personId = newPerson();
    const page = await openAs(personId, SEED_GROUP_ID, SEED_TOPIC_ID);
    await say(page, '第一稿');
    const own = page.locator('li.own', { hasText: '稿' });
    await own.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: '编辑' }).press('Enter');
    await say(page, '第二稿');
    await page.locator('li.own', { hasText: '第二稿' }).locator('.edited').waitFor();
    await own.click({ button: 'right' });
    await page.getByRole('menuitemradio', { name: /👍/ }).click();
    await own.locator('.reaction[aria-pressed=true]').waitFor();
    await own.click({ button: 'right' });
    await page.getByRole('menuitem', { name: '转发到私聊' }).click();
    await page.locator('.toast', { hasText: '已转发' }).waitFor();
    await own.click({ button: 'right' });
    await page.getByRole('menuitem', { name: '删除' }).click();
    await own.waitFor({ state: 'detached' });
    expect(local.state.store.chat(personId).messages.size).toBeGreaterThan(0);
  });

  it('keeps person, conversation, messages and draft over a reload, and learns what it missed', async () => {
    const proxy = new Proxy(port);
    const opened = await openPage(browser, await proxy.open(), {
      ...{ personId: newPerson(), chatId: SEED_GROUP_ID, threadId: SEED_TOPIC_ID },
    });
    const { page } = opened;
    problems = opened.problems;
    await say(page, '留着的话');
    await page.locator('li.own', { hasText: '留着的话' }).waitFor();
    await page.getByRole('textbox', { name: '消息' }).fill('没写完的');
    await page.reload();
    await page.locator('li.own', { hasText: '留着的话' }).waitFor();
    await expect.poll(() => page.locator('#chat-title').innerText()).toBe('人大工作');
    await expect.poll(() => page.getByRole('textbox', { name: '消息' }).inputValue()).toBe('没写完的');
    await proxy.cut();
    await page.locator('#banner.error').waitFor();
    sendAsPerson(local.state, {
      ...{ personId: ADMIN, chatId: SEED_GROUP_ID, threadId: SEED_TOPIC_ID },
      text: '断线时说的',
    });
    await proxy.open();
    await page.locator('li.other', { hasText: '断线时说的' }).waitFor();
    await page.locator('#banner').waitFor({ state: 'hidden' });
    expect(
      problems.filter(
        (problem) => !problem.includes('ERR_CONNECTION_REFUSED') && !problem.includes('ERR_INCOMPLETE_CHUNKED'),
      ),
    ).toEqual([]);
    problems.length = 0;
  });

  it('shows calls and updates as JSON, errors in red', async () => {
    const personId = newPerson();
    const page = await openAs(personId);
    await page.locator('#raw-open').click();
    await say(page, '/about');
    await page.locator('li.other').waitFor();
    const call = page.locator('.raw-entry.call', { hasText: 'sendMessage' }).first();
    await call.locator('summary').click();
    await expect.poll(() => call.locator('.json').first().innerText()).toContain(`"chat_id": ${personId}`);
    await fetch(`${root}/bot${TOKEN}/sendMessage?chat_id=1&text=x`);
    await page.locator('.raw-entry.failed', { hasText: 'sendMessage' }).first().waitFor();
    await page.getByLabel('只看错误和标记').check();
    await page.locator('.raw-entry.call').first().waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.raw-entry.failed').count()).toBeGreaterThan(0);
    callsBefore = local.state.raw.lastId;
  });

  it('is dark where the system is, and English by the browser’s language', async () => {
    const page = await openAs(newPerson('en'), undefined, 0, { colorScheme: 'dark', locale: 'en-US' });
    await page.getByRole('button', { name: 'Try it in a group' }).waitFor();
    const [back, ink] = await page.evaluate<[string, string]>(
      '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]',
    );
    const lightness = (colour: string) => Math.max(...(colour.match(/\d+/g) ?? []).map(Number));
    expect(lightness(back)).toBeLessThan(60);
    expect(lightness(ink)).toBeGreaterThan(200);
    await expect.poll(() => page.evaluate('document.documentElement.lang')).toBe('en');
  });

  it('fits a phone', async () => {
    const page = await openAs(newPerson(), undefined, 0, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await say(page, QUESTION);
    await page.locator('li.other blockquote', { hasText: ANSWER }).waitFor();
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await expect.poll(() => page.locator('#sidebar').isVisible()).toBe(false);
    await page.getByRole('button', { name: '返回聊天列表' }).tap();
    await conversation(page, '人大工作').tap();
    await page.locator('#chat-title', { hasText: '人大工作' }).waitFor();
    await expect.poll(() => page.locator('#sidebar').isVisible()).toBe(false);
  });

  it('lets each person see the own private chat', async () => {
    sendAsPerson(local.state, { personId: MEMBER, chatId: MEMBER, text: '李明的话' });
    const page = await openAs(MEMBER);
    await page.locator('li.own', { hasText: '李明的话' }).waitFor();
    await page.getByText('陈静').first().click();
    await page.locator('li.own', { hasText: '李明的话' }).waitFor({ state: 'detached' });
    await conversation(page, '综合').click();
    await page.getByText('匿名').click();
    await say(page, '不署名的话');
    await page.locator('li.other .sender', { hasText: '讲话学习小组' }).last().waitFor();
  });

  it('says when the bot is down and delivers what was asked meanwhile', async () => {
    const page = await openAs(newPerson());
    await bot.remove();
    await page.locator('#banner', { hasText: '机器人没有运行' }).waitFor({ timeout: 15_000 });
    await say(page, QUESTION);
    await page.locator('li.own', { hasText: QUESTION }).waitFor();
    startBot();
    await page.locator('li.other blockquote', { hasText: ANSWER }).waitFor({ timeout: 30_000 });
    await page.locator('#banner').waitFor({ state: 'hidden' });
  });
});
