import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { askTwenty, BotProcess, faultyCalls, SentByBot } from './bot-process.js';

const TOKEN = '7000002:AAWebhookTestTokenThatIsNoSecretAtAll';

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

let local: LocalTelegram;
let sent: SentByBot;
let bot: BotProcess;
let root: string;

beforeAll(async () => {
  local = new LocalTelegram({ token: TOKEN });
  const api = await local.listen(0);
  const port = await freePort();
  root = `http://127.0.0.1:${port}`;
  sent = new SentByBot(local);
  bot = new BotProcess({
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: api.root,
    PORT: String(port),
    WEBHOOK_URL: `${root}/hook`,
    WEBHOOK_SECRET: 'a-secret',
  });
  bot.start();
});

afterAll(async () => {
  await bot.remove();
  await local.close();
});

it('answers by webhook, and loses and repeats nothing when stopped in the middle', async () => {
  askTwenty(local, 5_000);
  await sent.until(5);
  expect((await fetch(`${root}/readyz`)).status).toBe(200);
  bot.kill('SIGTERM');
  expect(await bot.ended()).toBe(0);
  bot.start();
  await sent.until(20);
  const answers = sent.messages.map(({ chatId, message }) => `${chatId}:${message.reply_to_message?.message_id ?? 0}`);
  expect(new Set(answers).size).toBe(answers.length);
  expect(answers).toHaveLength(20);
  expect(faultyCalls(local)).toEqual([]);
});
