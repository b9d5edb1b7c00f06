import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { countAtLeast, countAtMost, shown, timeAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { BotProgram } from '../harness/bot-program.js';
import { seededRandom } from '../harness/numbers.js';
import { settingsFor } from '../harness/settings.js';
import { Stage, type Asked } from '../harness/stage.js';

/** What is done to the embedding process. Out of memory: its address space may not grow any more. */
const FAULTS: readonly (readonly [string, (pid: number) => void])[] = [
  ['killed', (pid) => process.kill(pid, 'SIGKILL')],
  ['stopped', (pid) => process.kill(pid, 'SIGSTOP')],
  ['out of memory', (pid) => void spawnSync('prlimit', ['--pid', String(pid), '--as=1'])],
];
/** Deaths that one life of the bot sees: a fourth within half a minute would make it say that it is unwell. */
const DEATHS_A_LIFE = 3;
const LIMIT_MS = 5_000;

interface Tally {
  readonly answerMs: number[];
  unanswered: number;
  nextUnanswered: number;
}

async function breakOnce(stage: Stage, bot: BotProgram, number: number, random: () => number, tally: Tally) {
  const [first = 0, second = 0] = stage.people(2);
  const pid = bot.embeddingPid();
  // A long question needs memory of its own.
  const asked = stage.ask(first, `${'法院和检察院由谁产生'.repeat(90)}？${number}`);
  // Somewhere between the question's arrival and its embedding.
  await delay(random() * 6);
  if (pid !== null) FAULTS[number % FAULTS.length]?.[1](pid);
  if (!(await stage.answered([asked], 15_000))) tally.unanswered += 1;
  const [reply] = stage.repliesTo(asked);
  tally.answerMs.push((reply?.atMs ?? Infinity) - asked.atMs);
  const next = stage.ask(second, `国家的权力到底归谁？${number}`);
  await stage.answered([next], 15_000);
  if (!isAnswer(stage, next)) tally.nextUnanswered += 1;
}

/** Whether the reply holds a quotation, and is no apology. */
function isAnswer(stage: Stage, asked: Asked): boolean {
  const [reply] = stage.repliesTo(asked);
  return reply !== undefined && /〔.*第 \d+ 句/.test(reply.text);
}

/** Kills the embedding process as soon as it is back, until the bot says that it is unwell; then waits for recovery. */
async function becomeUnwell(
  stage: Stage,
  bot: BotProgram,
): Promise<{ saidSo: number; red: number; recovered: number }> {
  const from = bot.output.length;
  bot.start();
  const root = await bot.healthRoot(from);
  const status = async (path: string) => (await fetch(`${root}${path}`)).status;
  await stage.answered([stage.ask(stage.people(1)[0] ?? 0, '国家的权力到底归谁')], 10_000);
  let isRed = false;
  for (let deaths = 0; deaths < 100 && !isRed; deaths += 1) {
    const pid = bot.embeddingPid();
    if (pid !== null) process.kill(pid, 'SIGKILL');
    await delay(20);
    isRed = (await status('/readyz')) === 503;
  }
  const [person = 0, later = 0] = stage.people(2);
  const asked = stage.ask(person, '宪法宣传要做到什么程度');
  await stage.answered([asked], LIMIT_MS);
  const saidSo = /EMBEDDING_UNWELL/.test(stage.repliesTo(asked)[0]?.text ?? '');
  const isAlive = (await status('/healthz')) === 200;
  const deadlineMs = performance.now() + 30_000;
  while (performance.now() < deadlineMs && (await status('/readyz')) !== 200) await delay(50);
  const after = stage.ask(later, '宪法宣传要做到什么程度');
  await stage.answered([after], LIMIT_MS);
  return { saidSo: Number(saidSo), red: Number(isRed && isAlive), recovered: Number(isAnswer(stage, after)) };
}

async function run(scale: Scale): Promise<Outcome> {
  const times = scale === 'full' ? 21 : 3;
  const stage = await new Stage().open();
  const bot = new BotProgram(await settingsFor(stage));
  const random = seededRandom(9);
  const tally: Tally = { answerMs: [], unanswered: 0, nextUnanswered: 0 };
  for (let number = 0; number < times; number += 1) {
    if (number % DEATHS_A_LIFE === 0) {
      bot.kill('SIGTERM');
      await bot.ended();
      bot.start();
      await stage.answered([stage.ask(stage.people(1)[0] ?? 0, '国家的权力到底归谁')], 20_000);
    }
    await breakOnce(stage, bot, number, random, tally);
  }
  bot.kill('SIGTERM');
  await bot.ended();
  const deaths = bot.output.match(/embedding process (?:died|failed)/g)?.length ?? 0;
  const { saidSo, red, recovered } = await becomeUnwell(stage, bot);
  await bot.remove();
  await stage.close();
  return {
    runs: `${times} faults: ${FAULTS.map(([name]) => name).join(', ')} in turn; 1 × repeated deaths`,
    figures: [
      shown('deaths seen', deaths),
      countAtMost('unanswered', tally.unanswered, 0),
      countAtMost('next unanswered', tally.nextUnanswered, 0),
      timeAtMost('slowest', Math.max(...tally.answerMs) / 1000, LIMIT_MS / 1000, ' s'),
      countAtLeast('says unwell', saidSo, 1),
      countAtLeast('health red, alive', red, 1),
      countAtLeast('recovers by itself', recovered, 1),
    ],
  };
}

/** The embedding process fails in the middle of a question. */
export const embedderFaults: Row = {
  number: 9,
  title: 'embedding process fails',
  target: 'answered or apologised within 5 s, the next answered; unwell told, health red, own recovery',
  run,
};
