import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandMenu, updatePerson } from '../../src/local-telegram/people/settings.js';
import { SEED_GROUP_ID } from '../../src/local-telegram/seeds.js';
import { BotInProcess, sampleService } from './bot-in-process.js';

const ADMIN = 1001;
const MEMBER = 1002;
const OPERATOR = MEMBER;

let bot: BotInProcess;

beforeAll(async () => {
  bot = new BotInProcess((await sampleService()).service, new Set(), new Set([OPERATOR]));
  await bot.start();
});

afterAll(() => bot.close());

describe('/lang', () => {
  it('sets the language, over that of whoever writes, and back', async () => {
    const { answer, text } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/lang' });
    expect(text).toBe('语言：自动');
    const choose = (label: string) => bot.pressAndSee(MEMBER, MEMBER, answer.message_id, label);
    expect((await choose('English')).text).toBe('Language: English');
    expect((await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/outline' })).text).toMatch(/^Outline/);
    expect((await choose('automatic')).text).toBe('语言：自动');
    expect((await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/outline' })).text).toMatch(/^讲话提纲/);
  });

  it('is for admins in a group, asked for and tapped', async () => {
    const ask = (personId: number) => bot.ask({ personId, chatId: SEED_GROUP_ID, text: '/lang' });
    expect((await ask(MEMBER)).text).toBe('只有管理员可以改设置。');
    const { answer } = await ask(ADMIN);
    const { reply, message } = await bot.press(MEMBER, SEED_GROUP_ID, answer.message_id, 'English');
    expect(reply.text).toBe('只有管理员可以改设置。');
    expect(message.text).toBe('语言：自动');
  });
});

describe('the menu of commands', () => {
  it.each([
    ['in private', MEMBER, MEMBER, true],
    ['for admins of a group', ADMIN, SEED_GROUP_ID, true],
    ['not for its members', MEMBER, SEED_GROUP_ID, false],
  ])('offers the language %s, in the reader’s language', async (_, personId, chatId, isOffered) => {
    await bot.register();
    for (const [languageCode, words] of [
      ['en', "Language of the bot's words"],
      ['zh', '选择界面语言'],
    ] as const) {
      updatePerson(bot.local.state, { personId, languageCode });
      const { commands } = commandMenu(bot.local.state, personId, chatId);
      expect(commands.length).toBeGreaterThan(5);
      const offered = commands.find(({ command }) => command === 'lang');
      expect(offered?.description).toBe(isOffered ? words : undefined);
    }
  });
});

describe('/stats', () => {
  it('tells how long the bot has been running', async () => {
    bot.nowMs += ((2 * 24 + 3) * 60 + 4) * 60_000 + 59_999;
    const { text } = await bot.ask({ personId: OPERATOR, chatId: OPERATOR, text: '/stats' });
    expect(text).toContain('已运行 2 天 3 小时 4 分');
  });
});
