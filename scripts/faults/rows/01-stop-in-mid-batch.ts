import { countAtMost, type Outcome, type Row, type Scale } from '../row.js';
import type { BotProgram } from '../harness/bot-program.js';
import { inBothModes } from '../harness/modes.js';
import type { Stage } from '../harness/stage.js';

const QUEUED = 20;
const ANSWERED_BEFORE_STOP = 5;

interface Tally {
  lost: number;
  duplicates: number;
  badEndings: number;
}

/** Stops the bot in the middle of its work, starts it again, and counts what got no answer or two. */
async function stopOnce(stage: Stage, bot: BotProgram, tally: Tally): Promise<void> {
  // Questions come while the bot is down, so that it finds them in one batch.
  const asked = stage.askAll(stage.people(QUEUED / 2), QUEUED);
  bot.start();
  const before = stage.sent.length;
  await stage.until(() => stage.sent.length >= before + ANSWERED_BEFORE_STOP, 20_000);
  bot.kill('SIGTERM');
  if ((await bot.ended()) !== 0) tally.badEndings += 1;
  bot.start();
  await stage.answered(asked, 20_000);
  await stage.confirmed();
  bot.kill('SIGTERM');
  await bot.ended();
  const { lost, duplicates } = stage.tally(asked);
  tally.lost += lost;
  tally.duplicates += duplicates;
}

async function run(scale: Scale): Promise<Outcome> {
  const times = scale === 'full' ? 20 : 1;
  const tally = { lost: 0, duplicates: 0, badEndings: 0 };
  await inBothModes(times, (stage, bot) => stopOnce(stage, bot, tally));
  return {
    runs: `${times} polling, ${times} webhook`,
    figures: [
      countAtMost('lost', tally.lost, 0),
      countAtMost('duplicate', tally.duplicates, 0),
      countAtMost('exits not 0', tally.badEndings, 0),
    ],
  };
}

/** SIGTERM while questions are being answered. */
export const stopInMidBatch: Row = {
  number: 1,
  title: 'SIGTERM in mid-batch',
  target: '0 lost, 0 duplicate',
  run,
};
