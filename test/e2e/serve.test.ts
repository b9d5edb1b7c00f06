import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { pressAndWait, queryAndWait } from '../../src/local-telegram/people/queries.js';
import { sendAsPerson } from '../../src/local-telegram/people/write.js';
import { addPerson, SEED_GROUP_ID, SEED_TOPIC_ID } from '../../src/local-telegram/seeds.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { bytesOf, SAMPLE } from '../paths.js';
import { askTwenty, BotProcess, faultyCalls, SentByBot } from './bot-process.js';

const TOKEN = '7000001:AAEnd2EndTestTokenThatIsNoSecretAtAll';
const ADMIN = 1001;
const MEMBER = 1002;
const text = readSpeech(bytesOf(SAMPLE), 'sample').text;

let local: LocalTelegram;
let sent: SentByBot;
let bot: BotProcess;

beforeAll(async () => {
  local = new LocalTelegram({ token: TOKEN });
  const { root } = await local.listen(0);
  sent = new SentByBot(local);
  bot = new BotProcess({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root, ADMIN_IDS: String(ADMIN) });
  bot.start();
}, 60_000);

afterAll(async () => {
  await bot.remove();
  await local.close();
});

/** Sends as a person and gives the bot's next message. */
async function reply(request: Parameters<typeof sendAsPerson>[1]) {
  const before = sent.messages.length;
  const { message } = sendAsPerson(local.state, request);
  await sent.until(before + 1);
  const answer = sent.messages[before]!.message;
  return { asked: message, answer, text: answer.text ?? '', entities: answer.entities ?? [] };
}

const quotesOf = (answer: { text: string; entities: readonly { type: string; offset: number; length: number }[] }) =>
  answer.entities
    .filter(({ type }) => type.endsWith('blockquote'))
    .map(({ offset, length }) => answer.text.slice(offset, offset + length));

describe('the bot as a process, against a Bot API on loopback', () => {
  it('answers a question in a group’s topic with a quoted, cited reply', async () => {
    const answer = await reply({
      personId: MEMBER,
      chatId: SEED_GROUP_ID,
      threadId: SEED_TOPIC_ID,
      text: '/ask 代表“履职五个一”具体是哪五件事?',
    });
    expect(answer.answer.reply_to_message?.message_id).toBe(answer.asked.message_id);
    expect(answer.answer.message_thread_id).toBe(SEED_TOPIC_ID);
    expect(quotesOf(answer)[0]).toContain('至少到选区宣讲一次政策、普及一次法律');
    expect(quotesOf(answer).every((quote) => text.includes(quote))).toBe(true);
    expect(answer.text).toContain('〔开头、第三点 · 第 17 句 · 片段 4〕');
  });

  it('is silent in a group unless addressed, and answers mentions and replies', async () => {
    sendAsPerson(local.state, { personId: MEMBER, chatId: SEED_GROUP_ID, text: '大家觉得人大监督怎么样' });
    const mention = await reply({ personId: MEMBER, chatId: SEED_GROUP_ID, text: '@yuanwen_bot 人民民主是什么旗帜' });
    expect(mention.answer.reply_to_message?.message_id).toBe(mention.asked.message_id);
    const followUp = await reply({
      personId: MEMBER,
      chatId: SEED_GROUP_ID,
      text: '讲话分几个部分',
      replyTo: { messageId: mention.answer.message_id },
    });
    expect(quotesOf(followUp)).toHaveLength(2);
  });

  it.each([
    ['/start', /《2023年县委书记/],
    ['/help', /92 句/],
    ['/about', /[0-9a-f]{64}/],
    ['/outline', /二、高质量做好新时代人大工作的重点任务/],
    ['/privacy', /不保存提问的内容/],
    ['/ask', /请写出问题/],
    ['/check', /请写出要核对的话/],
    ['你好', /您好/],
    ['第三部分讲了什么', /只有 2 点/],
    ['过去一年县人大总共作出了多少个决定决议?', /空白/],
    ['明天会下雨吗', /没有回答/],
    ['/count 民主集中制', /出现 3 次/],
    ['/count 区块链', /0 次/],
    ['/s 二.1', /第一,在推动依法治县上下功夫/],
    ['第38句', /三是深刻领会关于坚持全面依法治国/],
    ['/check 县委对全县人大工作是基本肯定的。', /充分 → 基本/],
    ['/check 绿水青山就是金山银山。', /没有这句话/],
    ['问'.repeat(1001), /最多 1,?000 个字/],
  ])('answers %s in a private chat', async (words, pattern) => {
    // Each case asks as somebody else, so that the limit a minute decides nothing.
    const personId = 20_000 + local.state.store.people.size;
    addPerson(local.state.store, {
      id: personId,
      firstName: '问者',
      languageCode: 'zh-hans',
      role: 'newcomer',
      blockedBot: false,
    });
    const answer = await reply({ personId, chatId: personId, text: words });
    expect(answer.text).toMatch(pattern);
    expect(quotesOf(answer).every((quote) => text.includes(quote))).toBe(true);
  });

  it('judges a selected part of somebody’s message and highlights it', async () => {
    const claim = sendAsPerson(local.state, {
      personId: ADMIN,
      chatId: SEED_GROUP_ID,
      text: '他讲过:县委对全县人大工作是充分肯定的。我记得。',
    }).message;
    const quote = { text: '县委对全县人大工作是充分肯定的', position: 4 };
    const answer = await reply({
      personId: MEMBER,
      chatId: SEED_GROUP_ID,
      text: '/check',
      replyTo: { messageId: claim.message_id, quote },
    });
    expect(answer.text).toContain('一字不差');
    expect(answer.answer.quote?.text).toBe(quote.text);
  });

  it('shows the sentence before at a tap of the asker, and of nobody else', async () => {
    const { answer } = await reply({ personId: MEMBER, chatId: SEED_GROUP_ID, text: '/ask 实践证明党的领导怎么样' });
    const data = (label: string) =>
      answer.reply_markup?.inline_keyboard.flat().find((button) => button.text === label) as { callback_data: string };
    const press = (personId: number, label: string) =>
      pressAndWait(local.state, {
        personId,
        chatId: SEED_GROUP_ID,
        messageId: answer.message_id,
        callbackData: data(label).callback_data,
      });
    expect(await press(1003, '上文')).toMatchObject({ answered: true, text: expect.stringMatching(/Only the person/) });
    expect(await press(MEMBER, '上文')).toMatchObject({ answered: true });
    const shown = () => local.state.store.message(local.state.store.chat(SEED_GROUP_ID), answer.message_id).message;
    // The tap is confirmed before the message is edited.
    await vi.waitFor(() => expect(shown().text).toContain('善于使党的主张通过法定程序成为国家意志'));
    const edited = shown();
    expect(
      quotesOf({ text: edited.text ?? '', entities: edited.entities ?? [] }).every((quote) => text.includes(quote)),
    ).toBe(true);
  });

  it('offers passages inline, each a slice with its citation', async () => {
    const { results } = await queryAndWait(local.state, { personId: MEMBER, chatId: MEMBER, query: '民主集中制' });
    expect(results.length).toBeGreaterThan(3);
    for (const result of results) {
      const content = 'input_message_content' in result ? result.input_message_content : undefined;
      const message =
        content !== undefined && content !== null && 'message_text' in content
          ? content
          : { message_text: '', entities: [] };
      expect(
        quotesOf({ text: message.message_text, entities: message.entities ?? [] }).every((quote) =>
          text.includes(quote),
        ),
      ).toBe(true);
    }
  });

  it('speaks English to those who do, and says that quotes are Chinese', async () => {
    const answer = await reply({ personId: 1003, chatId: 1003, text: 'What is the people’s congress system?' });
    expect(answer.text).toMatch(/speech/i);
  });

  it('loses nothing and answers nothing twice when stopped in the middle', async () => {
    const before = sent.messages.length;
    askTwenty(local, 3_000);
    await sent.until(before + 5);
    bot.kill('SIGTERM');
    expect(await bot.ended()).toBe(0);
    bot.start();
    await sent.until(before + 20);
    // A duplicate would come before this answer to a last question.
    await reply({ personId: MEMBER, chatId: MEMBER, text: '讲话分几个部分' });
    const answers = sent.messages
      .slice(before, -1)
      .map(({ chatId, message }) => `${chatId}:${message.reply_to_message?.message_id ?? 0}`);
    expect(answers).toHaveLength(20);
    expect(new Set(answers).size).toBe(20);
  });

  it('sent nothing that Telegram would refuse or repair, and logged no token and no question', () => {
    expect(faultyCalls(local)).toEqual([]);
    expect(bot.output).not.toContain(TOKEN.split(':')[1]);
    expect(bot.output).not.toContain('履职五个一');
  });
});

describe('a start that cannot succeed', () => {
  it.each([
    [
      'a wrong token',
      async (api: string) => ({ BOT_TOKEN: '1:AAWrongTokenWrongToken', TELEGRAM_API_ROOT: api }),
      /token/,
    ],
    [
      'a missing speech',
      async (api: string) => ({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api, SPEECH: '/nonexistent/speech.txt' }),
      /speech\.txt/,
    ],
    ['wrong settings', async () => ({ BOT_TOKEN: TOKEN, PORT: 'many', LOG_LEVEL: 'loud' }), /PORT.*LOG_LEVEL/],
    [
      'a missing model',
      async (api: string) => ({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api, EMBEDDING_MODEL: '/nonexistent' }),
      /model/,
    ],
    ['production without a token', async () => ({ NODE_ENV: 'production' }), /BOT_TOKEN/],
  ])('%s gives one clear line and exit 1', async (_, settings, pattern) => {
    const other = new LocalTelegram({ token: TOKEN });
    const { root } = await other.listen(0);
    const process_ = new BotProcess(await settings(root));
    process_.start();
    expect(await process_.ended()).toBe(1);
    const lines = process_.output
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('indexing') && !line.startsWith('{'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(pattern);
    await process_.remove();
    await other.close();
  });

  it('a second poller ends the first with a line and a status that is not 0', async () => {
    const other = new LocalTelegram({ token: TOKEN });
    const { root } = await other.listen(0);
    other.faults.add({ fault: { kind: 'drop' }, method: 'setMyCommands' });
    const first = new BotProcess({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root });
    writeFileSync(join(first.folder, 'unused'), '');
    first.start();
    const started = new SentByBot(other);
    sendAsPerson(other.state, { personId: MEMBER, chatId: MEMBER, text: '/privacy' });
    await started.until(1);
    let status: number | string | null = null;
    void first.ended().then((code) => (status = code));
    while (status === null) await fetch(`${root}/bot${TOKEN}/getUpdates?timeout=1`);
    expect(status).toBe(1);
    expect(first.output).toMatch(/another program/);
    await first.remove();
    await other.close();
  });
});
