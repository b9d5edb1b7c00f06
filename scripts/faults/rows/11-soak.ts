import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countAtLeast, countAtMost, shown, timeAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { BotProgram } from '../harness/bot-program.js';
import { residentMiB } from '../harness/processes.js';
import { readMetric } from '../harness/pace.js';
import { settingsFor } from '../harness/settings.js';
import { longSpeech } from '../harness/speeches.js';
import { QUESTIONS, Stage } from '../harness/stage.js';

const AT_ONCE = 20;
/** As the Dockerfile and the systemd unit set them: glibc gives back what an indexing took. */
const DEPLOYED = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' };

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

async function reindex(bot: BotProgram, speech: string, sentences: number, mark: string): Promise<number> {
  writeFileSync(speech, longSpeech(sentences, mark));
  const from = bot.output.length;
  bot.kill('SIGHUP');
  return (await bot.printed(/speech reloaded/, 60_000, from)) === null ? 0 : 1;
}

async function run(scale: Scale): Promise<Outcome> {
  const questions = scale === 'full' ? 10_000 : 180;
  const reindexings = scale === 'full' ? 3 : 1;
  const sentences = scale === 'full' ? 300 : 60;
  const stage = await new Stage().open();
  const settings: Record<string, string> = { ...(await settingsFor(stage)), ...DEPLOYED };
  const bot = new BotProgram(settings);
  settings.SPEECH = join(bot.folder, 'speech.txt');
  settings.INDEX_DIR = join(bot.folder, 'index');
  writeFileSync(settings.SPEECH, longSpeech(sentences, '甲'));
  bot.start();
  const root = await bot.healthRoot();
  let unanswered = await askMany(stage, 100);
  const firstMiB = residentMiB(bot.pid);
  const firstHandles = await readMetric(root, 'nodejs_active_resources_total');
  let reindexed = 0;
  for (let part = 0; part < reindexings; part += 1) {
    unanswered += await askMany(stage, (questions - 100) / (reindexings + 1));
    reindexed += await reindex(bot, settings.SPEECH, sentences, `乙${part}`);
  }
  unanswered += await askMany(stage, (questions - 100) / (reindexings + 1));
  const lastMiB = residentMiB(bot.pid);
  const lastHandles = await readMetric(root, 'nodejs_active_resources_total');
  const warnings = bot.output.match(/MaxListenersExceeded|Warning:/g)?.length ?? 0;
  await bot.remove();
  await stage.close();
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

/** Memory and handles after a long time. */
export const soak: Row = {
  number: 11,
  title: '10,000 questions, 3 re-indexings',
  target: 'memory of all processes at most 1.3 × after the first 100; no handles or listeners growing',
  run,
};
