import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updatePerson } from '../../src/local-telegram/people/settings.js';
import { SEED_GROUP_ID } from '../../src/local-telegram/seeds.js';
import { BotInProcess, sampleService } from './bot-in-process.js';

const MEMBER = 1002;

let bot: BotInProcess;

beforeAll(async () => {
  bot = new BotInProcess((await sampleService()).service);
  await bot.start();
});

afterAll(async () => {
  expect(bot.faulty()).toEqual([]);
  await bot.close();
});

describe.each(['zh', 'en'])('a command without words, to somebody who reads %s', (languageCode) => {
  it.each([
    ['/check', '县委对全县人大工作是基本肯定的', '充分 → 基本'],
    ['/count', '人民民主', '“人民民主”'],
    ['/count', '第17句', '“第17句”'],
    ['/find', '监督 代表', '监督'],
    ['/s', '二.1', '在推动依法治县上下功夫'],
    ['/ask', '第一部分的第三点讲了什么？', '三是深刻领会'],
  ])('%s asks that person for them and takes the reply “%s” as such', async (command, words, answered) => {
    updatePerson(bot.local.state, { personId: MEMBER, languageCode });
    const { answer } = await bot.ask({ personId: MEMBER, chatId: SEED_GROUP_ID, text: command });
    expect(bot.sent.messages.at(-1)?.replyMarkup).toEqual({ force_reply: true, selective: true });
    // The words of the other language are understood as well, should the chat's language be changed in between.
    updatePerson(bot.local.state, { personId: MEMBER, languageCode: 'zh' });
    const replyTo = { messageId: answer.message_id };
    const { text } = await bot.ask({ personId: MEMBER, chatId: SEED_GROUP_ID, text: words, replyTo });
    expect(text).toContain(answered);
  });

  it('heeds another command instead', async () => {
    updatePerson(bot.local.state, { personId: MEMBER, languageCode });
    const { answer } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/count' });
    const replyTo = { messageId: answer.message_id };
    const outline = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/s 17', replyTo });
    expect(outline.text).toContain('17');
  });
});
