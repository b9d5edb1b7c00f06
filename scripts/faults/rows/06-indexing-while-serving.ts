import { countAtLeast, countAtMost, shown, timeAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { withBot, type BotProgram } from '../harness/bot-program.js';
import { quantile } from '../harness/numbers.js';
import { answerTimesMs, askAtPace, readMetric } from '../harness/pace.js';
import { settingsFor } from '../harness/settings.js';
import { longSpeech } from '../harness/speeches.js';
import { QUESTIONS, type Stage } from '../harness/stage.js';

const A_SECOND = 10;
const LAG = 'nodejs_eventloop_lag_max_seconds';

interface Measured {
  readonly idleMs: number[];
  readonly busyMs: number[];
  readonly gapMs: number;
  readonly idleGapMs: number;
  readonly unanswered: number;
  /** Answers of the new speech before it is in place. */
  readonly notOld: number;
  readonly isReplaced: boolean;
}

const text = (number: number) => `${QUESTIONS[number % 6] ?? ''}？${number}`;

/** Asks at a pace while the bot is idle, then while it indexes another speech; then whether that has come into place. */
async function reindexOnce(
  stage: Stage,
  bot: BotProgram,
  number: number,
  passages: number,
  questions: number,
): Promise<Measured> {
  bot.writeSpeech(longSpeech(passages, '甲'));
  bot.start();
  const root = await bot.healthRoot();
  const warmUp = { people: stage.people(20), aSecond: A_SECOND, text };
  await stage.answered(await askAtPace(stage, { ...warmUp, goesOn: (count) => count < 20 }), 20_000);
  await readMetric(root, LAG);
  const idle = await askAtPace(stage, {
    ...warmUp,
    people: stage.people(questions),
    goesOn: (count) => count < questions,
  });
  await stage.answered(idle, 20_000);
  const idleGapMs = (await readMetric(root, LAG)) * 1000;
  bot.writeSpeech(longSpeech(passages, `乙${number}`));
  const isReloaded = bot.reload();
  const busy = await askAtPace(stage, { ...warmUp, people: stage.people(600), goesOn: () => !isReloaded() });
  const gapMs = (await readMetric(root, LAG)) * 1000;
  await stage.answered(busy, 20_000);
  // The last ones may have met either index.
  const certain = busy.slice(0, -5);
  const notOld = certain.filter((one) => /乙/.test(stage.repliesTo(one)[0]?.text ?? '')).length;
  const after = stage.ask(stage.people(1)[0] ?? 0, text(1));
  await stage.answered([after], 20_000);
  const isReplaced = /乙/.test(stage.repliesTo(after)[0]?.text ?? '');
  const idleMs = answerTimesMs(stage, idle);
  const busyMs = answerTimesMs(stage, busy);
  const unanswered = idle.length + busy.length - idleMs.length - busyMs.length;
  return { idleMs, busyMs, gapMs, idleGapMs, unanswered, notOld, isReplaced };
}

async function run(scale: Scale): Promise<Outcome> {
  const times = scale === 'full' ? 3 : 1;
  const passages = scale === 'full' ? 500 : 80;
  const questions = scale === 'full' ? 100 : 10;
  const runs: Measured[] = [];
  for (let number = 0; number < times; number += 1)
    runs.push(await withBot(settingsFor, (stage, bot) => reindexOnce(stage, bot, number, passages, questions)));
  const idleP95 = quantile(
    runs.flatMap(({ idleMs }) => idleMs),
    0.95,
  );
  const busyP95 = quantile(
    runs.flatMap(({ busyMs }) => busyMs),
    0.95,
  );
  const sum = (of: (one: Measured) => number) => runs.reduce((total, one) => total + of(one), 0);
  return {
    runs: `${times} × ${passages} sentences, ${A_SECOND} questions a second, ${sum(({ busyMs }) => busyMs.length)} while indexing`,
    figures: [
      countAtMost(
        'unanswered',
        sum(({ unanswered }) => unanswered),
        0,
      ),
      countAtMost(
        'from the new index too soon',
        sum(({ notOld }) => notOld),
        0,
      ),
      countAtLeast(
        'new index in place',
        sum(({ isReplaced }) => Number(isReplaced)),
        times,
      ),
      timeAtMost('longest gap', Math.max(...runs.map(({ gapMs }) => gapMs)), 50, ' ms'),
      shown('idle', Math.max(...runs.map(({ idleGapMs }) => idleGapMs)), ' ms'),
      timeAtMost('p95 / idle p95', busyP95 / idleP95, 3),
      shown('idle p95', idleP95, ' ms'),
    ],
  };
}

/** The speech is replaced while people ask. */
export const indexingWhileServing: Row = {
  number: 6,
  title: '500 passages indexed while serving',
  target: 'longest gap of the event loop 50 ms, p95 at most 3 × idle, old index until the new one',
  run,
};
