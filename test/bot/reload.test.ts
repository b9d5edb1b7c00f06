import type { Message } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SpeechService } from '../../src/answering/speech-service.js';
import { SEED_GROUP_ID } from '../../src/local-telegram/seeds.js';
import { bytesOf, SAMPLE } from '../paths.js';
import { BotInProcess, sampleService, serviceOf } from './bot-in-process.js';

const MEMBER = 1002;

let bot: BotInProcess;
let other: SpeechService;

/** The sample with another opening, so that every offset is another one. */
async function shiftedService(): Promise<SpeechService> {
  const text = Buffer.from(bytesOf(SAMPLE)).toString('utf8');
  const at = text.indexOf('一、');
  return (await serviceOf(Buffer.from(`${text.slice(0, at)}先说几句题外的话。\n${text.slice(at)}`))).service;
}

beforeEach(async () => {
  bot = new BotInProcess((await sampleService()).service);
  other = await shiftedService();
  await bot.start();
});

afterEach(() => bot.close());

const quotesOf = ({ text = '', entities = [] }: Message) =>
  entities
    .filter(({ type }) => type.endsWith('blockquote'))
    .map(({ offset, length }) => text.slice(offset, offset + length));

describe('after another speech has been read', () => {
  it('a follow-up goes on from nothing, neither the last question nor the answer replied to', async () => {
    const ask = (text: string, replyTo?: number) =>
      bot.ask({
        personId: MEMBER,
        chatId: SEED_GROUP_ID,
        text: replyTo === undefined ? `/ask ${text}` : text,
        ...(replyTo === undefined ? {} : { replyTo: { messageId: replyTo } }),
      });
    const first = await ask('第一部分的第三点讲了什么？');
    expect(quotesOf((await ask('下一条呢')).answer)[0]).toMatch(/^四是深刻领会/);
    bot.service = other;
    expect(quotesOf((await ask('下一条呢')).answer)[0] ?? '').not.toMatch(/^[四五]是深刻领会/);
    expect(quotesOf((await ask('下一条呢', first.answer.message_id)).answer)[0] ?? '').not.toMatch(/^[四五]是深刻领会/);
  });

  it('an answer that was being looked up meanwhile is of the old one, and its buttons say so', async () => {
    const old = bot.service;
    bot.service = {
      ...old,
      answer: async (...question) => {
        const answer = await old.answer(...question);
        bot.service = other;
        return answer;
      },
    };
    const { answer } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '第一部分的第三点讲了什么？' });
    const { reply } = await bot.press(MEMBER, MEMBER, answer.message_id, '下文');
    expect(reply.text).toContain('讲话已经更换');
    const next = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '下一条呢' });
    expect(quotesOf(next.answer)[0] ?? '').not.toMatch(/^四是深刻领会/);
  });
});
