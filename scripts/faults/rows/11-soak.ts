import { countAtLeast, countAtMost, shown, timeAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { withBot, type BotProgram } from '../harness/bot-program.js';
import { residentMiB } from '../harness/processes.js';
import { readMetric } from '../harness/pace.js';
import { deployedMemorySettings, settingsFor } from '../harness/settings.js';
import { longSpeech } from '../harness/speeches.js';
import { QUESTIONS, type Stage } from '../harness/stage.js';

const AT_ONCE = 20;

/** Questions one after another from many people, a few at once; resolves with how many have no answer. */
async function askMany(stage: Stage, count: number): Promise<number> {
  let unanswered = 0;
  for (let done = 0; done < count; done += AT_ONCE) {
    const asked = stage
      .people(AT_ONCE)
      .map((person, at) => stage.ask(person, `${QUESTIONS[(done + at) % 6] ?? ''}？${done}`));
    if (!(await stage.answered(asked, 20_000))) unanswered += stage.tally(asked).lost;
  }
  return unanswered;
}

async function reindex(bot: BotProgram, sentences: number, mark: string): Promise<number> {
  bot.writeSpeech(longSpeech(sentences, mark));
  const from = bot.output.length;
  bot.reload();
  return (await bot.printed(/speech reloaded/, 60_000, from)) === null ? 0 : 1;
}

async function measure(stage: Stage, bot: BotProgram, scale: Scale): Promise<Outcome> {
  const questions = scale === 'full' ? 10_000 : 180;
  const reindexings = scale === 'full' ? 3 : 1;
  const sentences = scale === 'full' ? 300 : 60;
  bot.writeSpeech(longSpeech(sentences, '甲'));
  bot.start();
  const root = await bot.healthRoot();
  let unanswered = await askMany(stage, 100);
  const firstMiB = residentMiB(bot.pid);
  const firstHandles = await readMetric(root, 'nodejs_active_resources_total');
  let reindexed = 0;
  for (let part = 0; part < reindexings; part += 1) {
    unanswered += await askMany(stage, (questions - 100) / (reindexings + 1));
    reindexed += await reindex(bot, sentences, `乙${part}`);
  }
  unanswered += await askMany(stage, (questions - 100) / (reindexings + 1));
  const lastMiB = residentMiB(bot.pid);
  const lastHandles = await readMetric(root, 'nodejs_active_resources_total');
  const warnings = bot.output.match(/MaxListenersExceeded|Warning:/g)?.length ?? 0;
  return {
    runs: `1 × ${questions} questions, ${reindexings} re-indexings of ${sentences} sentences`,
    figures: [
      countAtMost('unanswered', unanswered, 0),
      countAtLeast('re-indexed', reindexed, reindexings),
      countAtMost('handles more', lastHandles - firstHandles, AT_ONCE),
      countAtMost('listener warnings', warnings, 0),
      timeAtMost('memory / after 100', lastMiB / firstMiB, 1.3),
      shown('memory', lastMiB, ' MiB'),
    ],
  };
}

function run(scale: Scale): Promise<Outcome> {
  return withBot(
    async (stage) => ({ ...(await settingsFor(stage)), ...deployedMemorySettings() }),
    (stage, bot) => measure(stage, bot, scale),
  );
}

/** Memory and handles after a long time. */
export const soak: Row = {
  number: 11,
  title: '10,000 questions, 3 re-indexings',
  target: 'memory of all processes at most 1.3 × after the first 100; no handles or listeners growing',
  run,
};
