import { expect, it, vi } from 'vitest';
import { sendAsPerson } from '../../src/local-telegram/people/write.js';
import { SEED_GROUP_ID, SEED_TOPIC_ID } from '../../src/local-telegram/seeds.js';
import { BotInProcess, sampleService } from './bot-in-process.js';

const OPERATOR = 1001;

it('shows typing when a command is slow, in its topic, and nothing when it is quick', async () => {
  let finish: (sentences: number) => void = () => undefined;
  const bot = new BotInProcess((await sampleService()).service, new Set(), new Set([OPERATOR]));
  bot.reload = () => new Promise((resolve) => (finish = resolve));
  const actions: { chatId: number; threadId?: number }[] = [];
  bot.local.state.events.subscribe(({ value }) => {
    if (value.type === 'chat_action') actions.push(value);
  });
  await bot.start();
  try {
    const place = { personId: OPERATOR, chatId: SEED_GROUP_ID, threadId: SEED_TOPIC_ID };
    for (const text of ['/outline', '/s 17', '/count 人民']) await bot.ask({ ...place, text });
    expect(actions).toEqual([]);
    sendAsPerson(bot.local.state, { ...place, text: '/reload' });
    await vi.waitFor(
      () => expect(actions).toEqual([expect.objectContaining({ chatId: SEED_GROUP_ID, threadId: SEED_TOPIC_ID })]),
      { timeout: 3_000 },
    );
    const { length } = bot.sent.messages;
    finish(7);
    await bot.sent.until(length + 1);
    expect(bot.sent.messages[length]?.message.text).toContain('7');
    expect(actions).toHaveLength(1);
  } finally {
    await bot.close();
  }
});
