import { countAtLeast, countAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { BotProgram } from '../harness/bot-program.js';
import { settingsFor } from '../harness/settings.js';
import { Stage, type Call } from '../harness/stage.js';

const CHATS = 20;
const RETRY_AFTER_SECONDS = 2;

/** Sends to a chat before the wait that Telegram had asked for was over. */
function sendsTooEarly(calls: readonly Call[]): number {
  const notBeforeMs = new Map<number, number>();
  let early = 0;
  for (const { method, chatId, atMs, durationMs, fault } of calls) {
    if (method !== 'sendMessage' || chatId === null) continue;
    if (atMs < (notBeforeMs.get(chatId) ?? 0)) early += 1;
    if (fault === 'rate_limited') notBeforeMs.set(chatId, atMs + durationMs + RETRY_AFTER_SECONDS * 1000);
  }
  return early;
}

async function run(scale: Scale): Promise<Outcome> {
  const questions = scale === 'full' ? 200 : 20;
  const stage = await new Stage().open();
  const rule = { kind: 'rate_limited', retryAfterSeconds: RETRY_AFTER_SECONDS } as const;
  stage.local.faults.add({ method: 'sendMessage', share: 0.3, fault: rule });
  const bot = new BotProgram(await settingsFor(stage));
  bot.start();
  const asked = stage.askAll(stage.people(CHATS), questions);
  await stage.answered(asked, 120_000);
  await stage.confirmed();
  await bot.remove();
  const { lost, duplicates } = stage.tally(asked);
  const limited = stage.calls.filter(({ fault }) => fault === 'rate_limited').length;
  await stage.close();
  return {
    runs: `1 × ${questions} questions in ${CHATS} chats`,
    figures: [
      countAtMost('lost', lost, 0),
      countAtMost('duplicate', duplicates, 0),
      countAtMost('sends too early', sendsTooEarly(stage.calls), 0),
      countAtLeast('429', limited, Math.floor(questions * 0.3)),
    ],
  };
}

/** Three of ten sends are refused for a while. */
export const rateLimited: Row = {
  number: 3,
  title: '30 % of sends answered 429',
  target: 'all answered, no send before its retry_after',
  run,
};
