import type { Message } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start as pressStart, updatePerson } from '../../src/local-telegram/people/settings.js';
import { SEED_GROUP_ID, SEED_TOPIC_ID } from '../../src/local-telegram/seeds.js';
import type { Speech } from '../../src/speech/types.js';
import { BotInProcess, sampleService } from './bot-in-process.js';

const ADMIN = 1001;
const MEMBER = 1002;
const NEWCOMER = 1003;
const QUESTION = '代表“履职五个一”具体是哪五件事?';

let bot: BotInProcess;
let speech: Speech;

beforeAll(async () => {
  const sample = await sampleService();
  ({ speech } = sample);
  bot = new BotInProcess(sample.service);
  await bot.start();
});

afterAll(async () => {
  // That the bot may not write first is found out by trying.
  const faults = bot.faulty().filter((entry) => entry.kind !== 'call' || entry.status !== 403);
  expect(faults).toEqual([]);
  await bot.close();
});

const quotesOf = ({ text = '', entities = [] }: Message) =>
  entities
    .filter(({ type }) => type.endsWith('blockquote'))
    .map(({ offset, length }) => text.slice(offset, offset + length));
const labels = ({ reply_markup }: Message) => reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];

describe('follow-ups', () => {
  it('go on from the answer that somebody else replies to', async () => {
    const first = await bot.ask({ personId: MEMBER, chatId: SEED_GROUP_ID, text: '/ask 第一部分的第一点讲了什么？' });
    const next = await bot.ask({
      personId: NEWCOMER,
      chatId: SEED_GROUP_ID,
      text: '那第二点呢',
      replyTo: { messageId: first.answer.message_id },
    });
    expect(quotesOf(next.answer)[0]).toMatch(/^二是深刻领会/);
  });

  it('are this person’s own, and forgotten after a quarter of an hour', async () => {
    const ask = (personId: number, text: string) => bot.ask({ personId, chatId: personId, text });
    await ask(MEMBER, '第一部分的第三点讲了什么？');
    expect(quotesOf((await ask(MEMBER, '下一条呢')).answer)[0]).toMatch(/^四是深刻领会/);
    expect(quotesOf((await ask(ADMIN, '下一条呢')).answer)[0]).not.toMatch(/^五是深刻领会/);
    bot.nowMs += 16 * 60 * 1000;
    expect(quotesOf((await ask(MEMBER, '下一条呢')).answer)[0]).not.toMatch(/^五是深刻领会/);
  });
});

describe('buttons', () => {
  it('widen the first quote in place, keep the rest, and go back at the border', async () => {
    const { answer } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: QUESTION });
    const before = quotesOf(answer);
    expect(before.length).toBeGreaterThan(1);
    const widen = () => bot.pressAndSee(MEMBER, MEMBER, answer.message_id, '上文');
    const wider = await widen();
    expect(quotesOf(wider)[0]!.endsWith(before[0]!)).toBe(true);
    expect(quotesOf(wider)[0]!.length).toBeGreaterThan(before[0]!.length);
    expect(quotesOf(wider).slice(1)).toEqual(before.slice(1));
    let shown = wider;
    for (let press = 0; press < 30 && quotesOf(shown)[0] !== before[0]; press += 1) {
      for (const quote of quotesOf(shown)) expect(speech.text).toContain(quote);
      shown = await widen();
    }
    expect(quotesOf(shown)).toEqual(before);
  });

  it('turn pages for the asker and admins only; anyone may see where a quote stands', async () => {
    const { answer } = await bot.ask({ personId: MEMBER, chatId: SEED_GROUP_ID, text: `/ask ${QUESTION}` });
    const press = (personId: number, label: string) => bot.press(personId, SEED_GROUP_ID, answer.message_id, label);
    const stranger = await press(NEWCOMER, '下文');
    expect(stranger.reply.text).toBeTruthy();
    expect(quotesOf(stranger.message)).toEqual(quotesOf(answer));
    const other = await bot.pressAndSee(ADMIN, SEED_GROUP_ID, answer.message_id, '换一条');
    expect(quotesOf(other)).toEqual([quotesOf(answer)[1]]);
    const sentBefore = bot.sent.messages.length;
    await press(NEWCOMER, '出处');
    await bot.sent.until(sentBefore + 1);
    expect(bot.sent.messages[sentBefore]?.message.text).toContain(speech.sha256);
  });
});

describe('pages of /count and /find', () => {
  it.each(['/count 人民', '/find 人民'])('of %s are turned by the asker and admins only', async (text) => {
    const { answer } = await bot.ask({ personId: MEMBER, chatId: SEED_GROUP_ID, text });
    expect(answer.text).toContain('第 1 页');
    const stranger = await bot.press(NEWCOMER, SEED_GROUP_ID, answer.message_id, '下一页');
    expect(stranger.reply.text).toBe('Only the person who asked and admins can turn pages.');
    expect(stranger.message.text).toContain('第 1 页');
    const second = await bot.pressAndSee(MEMBER, SEED_GROUP_ID, answer.message_id, '下一页');
    expect(second.text).toContain('第 2 页');
    const first = await bot.pressAndSee(ADMIN, SEED_GROUP_ID, answer.message_id, '上一页');
    expect(first.text).toContain('第 1 页');
  });
});

describe('example questions', () => {
  it('are in the language of who is greeted, and answered like any other, with buttons and follow-ups', async () => {
    const greeting = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/help' });
    expect(labels(greeting.answer)[1]).toBe('第一部分的第一点讲了什么？');
    updatePerson(bot.local.state, { personId: NEWCOMER, languageCode: 'en' });
    const english = await bot.ask({ personId: NEWCOMER, chatId: SEED_GROUP_ID, text: '/help@yuanwen_bot' });
    expect(labels(english.answer)[1]).toBe('What is the first point of part 1?');
    updatePerson(bot.local.state, { personId: NEWCOMER, languageCode: 'zh' });

    const sentBefore = bot.sent.messages.length;
    await bot.press(MEMBER, MEMBER, greeting.answer.message_id, '第一部分的第一点');
    await bot.sent.until(sentBefore + 1);
    const { message } = bot.sent.messages[sentBefore]!;
    expect(message.text).toMatch(/^第一部分的第一点讲了什么？\n/);
    expect(labels(message)).toContain('出处');
    const next = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '那第二点呢' });
    expect(quotesOf(next.answer)[0]).toMatch(/^二是深刻领会/);
  });
});

describe('answers in private', () => {
  const settings = async (label: string) => {
    const { answer } = await bot.ask({ personId: ADMIN, chatId: SEED_GROUP_ID, text: '/settings' });
    return bot.press(ADMIN, SEED_GROUP_ID, answer.message_id, label);
  };

  it('go to who has pressed Start; others get a button that leads to the words', async () => {
    await settings('私聊回答');
    const sentBefore = bot.sent.messages.length;
    pressStart(bot.local.state, { personId: MEMBER });
    await bot.sent.until(sentBefore + 1);
    const { chatId, text, answer } = await bot.ask({
      personId: MEMBER,
      chatId: SEED_GROUP_ID,
      threadId: SEED_TOPIC_ID,
      text: `/ask ${QUESTION}`,
    });
    expect(chatId).toBe(MEMBER);
    expect(text).toContain(QUESTION);
    expect(quotesOf(answer)[0]).toContain('至少到选区宣讲一次政策');
    const closed = await bot.ask({ personId: NEWCOMER, chatId: SEED_GROUP_ID, text: `/ask ${QUESTION}` });
    expect(closed.chatId).toBe(SEED_GROUP_ID);
    expect(quotesOf(closed.answer)).toEqual([]);
    const [button] = closed.answer.reply_markup?.inline_keyboard.flat() ?? [];
    expect(button).toMatchObject({ url: expect.stringMatching(/^https:\/\/t\.me\/yuanwen_bot\?start=[\w-]+$/) });
    await settings('私聊回答');
  });

  it('are no setting of a private chat', async () => {
    const { answer } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/settings' });
    expect(labels(answer).some((label) => label.startsWith('私聊回答'))).toBe(false);
    expect(labels(answer).some((label) => label.startsWith('每次引用'))).toBe(true);
  });
});

describe('whom the bot heeds', () => {
  it('answers anonymous admins who reply to it', async () => {
    const { answer } = await bot.ask({ personId: MEMBER, chatId: SEED_GROUP_ID, text: `/ask ${QUESTION}` });
    const reply = await bot.ask({
      personId: ADMIN,
      chatId: SEED_GROUP_ID,
      text: '第二部分的第一点讲了什么？',
      replyTo: { messageId: answer.message_id },
      asAnonymousAdmin: true,
    });
    expect(quotesOf(reply.answer)[0]).toContain('在推动依法治县上下功夫');
  });

  it('opens a sentence by its number, by command and by words', async () => {
    for (const text of ['/s 17', '第17句', '@yuanwen_bot 第十七句']) {
      const inGroup = text.startsWith('@');
      const { answer } = await bot.ask({ personId: MEMBER, chatId: inGroup ? SEED_GROUP_ID : MEMBER, text });
      expect(quotesOf(answer)).toEqual([
        speech.text.slice(speech.sentences[16]!.span.start, speech.sentences[16]!.span.end),
      ]);
    }
  });

  it('says of a command that it has not, and shows those it has', async () => {
    const { text } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/quiz' });
    expect(text).toMatch(/^没有这个命令。/);
    expect(text).toContain('/outline');
  });

  it('reads captions like texts', async () => {
    const { answer } = await bot.ask({
      personId: MEMBER,
      chatId: MEMBER,
      text: QUESTION,
      attachment: 'photo',
    });
    expect(quotesOf(answer)[0]).toContain('至少到选区宣讲一次政策');
  });
});

describe('checks', () => {
  it('says when a message holds more quotations than are judged', async () => {
    const sentences = speech.sentences.filter(({ isHeading }) => !isHeading).slice(20, 29);
    const words = sentences.map(({ span }) => `“${speech.text.slice(span.start, span.end)}”`).join('他又说');
    const { text } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: `/check ${words}` });
    expect(text).toMatch(/还有 \d+ 处没有核对/);
  });

  it('judges the selected fragment alone, and shows which', async () => {
    const { message } = bot.local.state.store.message(
      bot.local.state.store.chat(SEED_GROUP_ID),
      (await bot.ask({ personId: ADMIN, chatId: SEED_GROUP_ID, text: '/ask 讲话分几个部分' })).asked.message_id,
    );
    expect(message.message_id).toBeGreaterThan(0);
    const claim = '县委对全县人大工作是基本肯定的';
    const before = bot.sent.messages.length;
    const { asked } = await bot.ask({ personId: ADMIN, chatId: SEED_GROUP_ID, text: `/check 我记得，${claim}。` });
    const { answer, text } = await bot.ask({
      personId: MEMBER,
      chatId: SEED_GROUP_ID,
      text: '/check',
      replyTo: { messageId: asked.message_id, quote: { text: claim, position: (asked.text ?? '').indexOf(claim) } },
    });
    expect(bot.sent.messages.length).toBe(before + 2);
    expect(answer.reply_to_message?.message_id).toBe(asked.message_id);
    expect(answer.quote?.text).toBe(claim);
    expect(text).toContain('充分 → 基本');
  });
});
