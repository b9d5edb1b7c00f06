import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateGroup } from '../../src/local-telegram/people/settings.js';
import { sendAsPerson } from '../../src/local-telegram/people/write.js';
import { makeChat, SEED_GROUP_ID } from '../../src/local-telegram/seeds.js';
import { BotInProcess, sampleService } from './bot-in-process.js';

const ADMIN = 1001;
const MEMBER = 1002;

describe('a bot for certain chats', () => {
  let bot: BotInProcess;

  beforeAll(async () => {
    bot = new BotInProcess((await sampleService()).service, new Set([ADMIN]));
    await bot.start();
  });

  afterAll(() => bot.close());

  it('tells others in private once, and answers where it may', async () => {
    const { text } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '讲话分几个部分？' });
    expect(text).toContain('指定的聊天');
    sendAsPerson(bot.local.state, { personId: MEMBER, chatId: MEMBER, text: '讲话分几个部分？' });
    const { chatId, text: answer } = await bot.ask({ personId: ADMIN, chatId: ADMIN, text: '讲话分几个部分？' });
    expect(chatId).toBe(ADMIN);
    expect(answer).toContain('一、深学笃用');
    expect(bot.sent.messages.filter((message) => message.chatId === MEMBER)).toHaveLength(1);
  });

  it('says so in another group and leaves it', async () => {
    const { text } = await bot.ask({ personId: MEMBER, chatId: SEED_GROUP_ID, text: '/ask 讲话分几个部分？' });
    expect(text).toContain('告退');
    await bot.chatLeft(SEED_GROUP_ID);
    expect(bot.local.state.store.chat(SEED_GROUP_ID).botStatus).toBe('left');
  });
});

it('leaves another group also where it may not say why', async () => {
  const bot = new BotInProcess((await sampleService()).service, new Set([ADMIN]));
  await bot.start();
  try {
    const fault = { kind: 'forbidden', description: 'Forbidden: not enough rights to send text messages' } as const;
    bot.local.faults.add({ fault, method: 'sendMessage', chatId: SEED_GROUP_ID });
    sendAsPerson(bot.local.state, { personId: MEMBER, chatId: SEED_GROUP_ID, text: '/ask 讲话分几个部分？' });
    await bot.chatLeft(SEED_GROUP_ID);
    expect(bot.metrics.failures).toBe(0);
  } finally {
    await bot.close();
  }
});

describe('a group that becomes a supergroup', () => {
  const GROUP = -5001;
  const SUPERGROUP = -1005001;
  const QUESTION = '/ask 讲话分几个部分？';

  it.each([
    ['stays allowed under its new id', new Set([GROUP]), '一、深学笃用'],
    ['is left where it was not allowed before', new Set([ADMIN]), '告退'],
  ])('%s', async (_, allowed, words) => {
    const bot = new BotInProcess((await sampleService()).service, allowed);
    await bot.start();
    try {
      const members = { memberIds: new Set([ADMIN, MEMBER]), adminIds: new Set([ADMIN]) };
      bot.local.state.store.putChat(makeChat({ id: GROUP, type: 'group', title: '学习小组', ...members }));
      migrateGroup(bot.local.state, GROUP, SUPERGROUP);
      const { text, chatId } = await bot.ask({ personId: MEMBER, chatId: SUPERGROUP, text: QUESTION });
      expect(chatId).toBe(SUPERGROUP);
      expect(text).toContain(words);
    } finally {
      await bot.close();
    }
  });
});
