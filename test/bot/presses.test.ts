import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressAndWait } from '../../src/local-telegram/people/queries.js';
import { BotInProcess, sampleService } from './bot-in-process.js';

const MEMBER = 1002;

describe('a button pressed twice', () => {
  let bot: BotInProcess;

  beforeAll(async () => {
    bot = new BotInProcess((await sampleService()).service);
    await bot.start();
  });

  afterAll(() => bot.close());

  it('turns one page and is no failure', async () => {
    const { answer } = await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/count 人民' });
    const next = answer.reply_markup?.inline_keyboard.flat()[0];
    const callbackData = next !== undefined && 'callback_data' in next ? next.callback_data : '';
    const press = { personId: MEMBER, chatId: MEMBER, messageId: answer.message_id, callbackData };
    await pressAndWait(bot.local.state, press);
    await pressAndWait(bot.local.state, press);
    // Both edits are through when the next question is answered: one chat's updates are handled in their order.
    await bot.ask({ personId: MEMBER, chatId: MEMBER, text: '/s 17' });
    const { message } = bot.local.state.store.message(bot.local.state.store.chat(MEMBER), answer.message_id);
    expect(message.text).toContain('第 2 页');
    expect(bot.metrics.failures).toBe(0);
  });
});
