import { setTimeout as delay } from 'node:timers/promises';
import { countAtLeast, countAtMost, shown, timeAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { BotProgram } from '../harness/bot-program.js';
import { quantile } from '../harness/numbers.js';
import { settingsFor } from '../harness/settings.js';
import { QUESTIONS, Stage, type Asked } from '../harness/stage.js';

const CHATS = 50;
const PAUSE_MS = 40;

/** Asks each person in turn, at an even pace; resolves with the time that each answer took, in ms. */
async function askInTurn(stage: Stage, people: readonly number[], rounds: number): Promise<number[]> {
  const asked: Asked[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const person of people) {
      asked.push(stage.ask(person, `${QUESTIONS[asked.length % 6] ?? ''}？${asked.length}`));
      await delay(PAUSE_MS);
    }
  }
  await stage.answered(asked, 30_000);
  return asked.flatMap((one) => {
    const [reply] = stage.repliesTo(one);
    return reply === undefined ? [] : [reply.atMs - one.atMs];
  });
}

async function run(scale: Scale): Promise<Outcome> {
  const rounds = scale === 'full' ? 5 : 1;
  const stage = await new Stage().open();
  const bot = new BotProgram(await settingsFor(stage));
  bot.start();
  const [hung = 0, ...others] = stage.people(CHATS);
  await askInTurn(stage, others.slice(0, 10), 1);
  const idle = await askInTurn(stage, stage.people(CHATS - 1), rounds);
  stage.local.faults.add({ chatId: hung, fault: { kind: 'hang' } });
  const stuck = [1, 2, 3].map((number) => stage.ask(hung, `国家的权力到底归谁？${number}`));
  const withHang = await askInTurn(stage, others, rounds);
  const wanted = rounds * (CHATS - 1);
  const limitMs = 2 * quantile(idle, 0.95);
  stage.local.faults.clear();
  const isRecovered = await stage.answered(stuck, 20_000);
  await bot.remove();
  await stage.close();
  return {
    runs: `1 × ${wanted} questions of ${CHATS - 1} chats beside one that hangs`,
    figures: [
      countAtLeast('other chats answered', withHang.length, wanted),
      countAtMost('hung chat unanswered after', isRecovered ? 0 : 1, 0),
      timeAtMost('p95 / idle p95', quantile(withHang, 0.95) / quantile(idle, 0.95), 2),
      timeAtMost('share later than 2 × idle p95', withHang.filter((ms) => ms > limitMs).length / wanted, 0.05),
      shown('idle p95', quantile(idle, 0.95), ' ms'),
    ],
  };
}

/** Sends to one chat never come back. */
export const oneChatHangs: Row = {
  number: 5,
  title: 'one chat’s sends hang',
  target: '95 % of other chats within twice the idle p95',
  run,
};
