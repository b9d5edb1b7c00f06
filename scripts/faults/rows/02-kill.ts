import { setTimeout as delay } from 'node:timers/promises';
import { openStorage } from '../../../src/bot/storage.js';
import { countAtMost, shown, type Outcome, type Row, type Scale } from '../row.js';
import { withBot, type BotProgram } from '../harness/bot-program.js';
import { inBothModes } from '../harness/modes.js';
import { seededRandom } from '../harness/numbers.js';
import { settingsFor, WEBHOOK_SECRET } from '../harness/settings.js';
import { TOKEN, type Asked, type Stage } from '../harness/stage.js';

const QUEUED = 100;
const PEOPLE = 20;
const LONGEST_LIFE_MS = 1_200;

interface Tally {
  kills: number;
  lost: number;
  duplicates: number;
  /** Duplicates above the number of sends that were in flight when the process was killed. */
  unexplained: number;
  cutShort: number;
}

/** Answers that Telegram has and the journal has not: their sends were in flight at the kill. */
async function inFlight(bot: BotProgram, stage: Stage, asked: readonly Asked[]): Promise<number> {
  const storage = openStorage(bot.dataDir, Number(TOKEN.split(':')[0]));
  const open = asked.filter((one) => stage.repliesTo(one).length > 0 && !storage.isFinished(one.updateId)).length;
  await storage.close();
  return open;
}

/** Kills the bot at a random moment of its work, starts it again, and counts what got no answer or two. */
async function killOnce(stage: Stage, bot: BotProgram, random: () => number, tally: Tally): Promise<void> {
  const asked = stage.askAll(stage.people(PEOPLE), QUEUED);
  const before = stage.sent.length;
  bot.start();
  await stage.until(() => stage.sent.length > before, 20_000);
  await delay(random() * LONGEST_LIFE_MS);
  bot.kill('SIGKILL');
  await bot.ended();
  if (!asked.every((one) => stage.repliesTo(one).length > 0)) tally.cutShort += 1;
  const open = await inFlight(bot, stage, asked);
  bot.start();
  await stage.answered(asked, 30_000);
  await stage.confirmed();
  bot.kill('SIGTERM');
  await bot.ended();
  const { lost, duplicates } = stage.tally(asked);
  tally.kills += 1;
  tally.lost += lost;
  tally.duplicates += duplicates;
  tally.unexplained += Math.max(0, duplicates - open);
}

/** Delivers one update three times by webhook, across a kill; returns the answers too many. */
async function deliverThrice(stage: Stage, bot: BotProgram): Promise<number> {
  bot.start();
  const root = await bot.healthRoot();
  const [person = 0] = stage.people(1);
  const asked = stage.ask(person, '法院和检察院由谁产生');
  const update = JSON.stringify(stage.local.state.updates.waiting()[0]?.json);
  await stage.answered([asked], 10_000);
  const post = () =>
    fetch(`${root}/hook`, {
      method: 'POST',
      headers: { 'X-Telegram-Bot-Api-Secret-Token': WEBHOOK_SECRET },
      body: update,
    });
  await post();
  bot.kill('SIGKILL');
  await bot.ended();
  const from = bot.output.length;
  bot.start();
  await bot.healthRoot(from);
  await post();
  // The answer to a question after it comes later than any second one to the first.
  const last = stage.ask(person, '国家的权力到底归谁');
  await stage.answered([last], 10_000);
  return Math.abs(stage.repliesTo(asked).length - 1);
}

async function run(scale: Scale): Promise<Outcome> {
  const times = scale === 'full' ? 10 : 1;
  const tally = { kills: 0, lost: 0, duplicates: 0, unexplained: 0, cutShort: 0 };
  const random = seededRandom(1);
  await inBothModes(times, (stage, bot) => killOnce(stage, bot, random, tally));
  const tooMany = await withBot((stage) => settingsFor(stage, 'webhook'), deliverThrice);
  return {
    runs: `${times} kills polling, ${times} webhook, ${QUEUED} questions each`,
    figures: [
      countAtMost('lost', tally.lost, 0),
      // An average says nothing about a kill or two.
      scale === 'full'
        ? countAtMost('duplicates a kill', tally.duplicates / tally.kills, 1)
        : shown('duplicates a kill', tally.duplicates / tally.kills),
      countAtMost('above sends in flight', tally.unexplained, 0),
      countAtMost('same update thrice: answers too many', tooMany, 0),
      shown('kills that cut work short', tally.cutShort),
    ],
  };
}

/** SIGKILL at random moments. */
export const kill: Row = {
  number: 2,
  title: 'SIGKILL',
  target: '0 lost; duplicates at most one a send in flight, 1 a kill on average; same update thrice: 1 answer',
  run,
};
