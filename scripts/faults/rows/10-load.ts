import {
  countAtLeast,
  countAtMost,
  shown,
  timeAtLeast,
  timeAtMost,
  type Outcome,
  type Row,
  type Scale,
} from '../row.js';
import { BotProgram } from '../harness/bot-program.js';
import { quantile } from '../harness/numbers.js';
import { answerTimesMs, askAtPace, readMetric } from '../harness/pace.js';
import { settingsFor } from '../harness/settings.js';
import { QUESTIONS, Stage, type Asked } from '../harness/stage.js';

const A_SECOND = 30;
const BURST = 300;
/** Questions that one person sends at once, far beyond the bound of a chat's line. */
const FLOOD = 400;

const text = (number: number) => `${QUESTIONS[number % 6] ?? ''}？${number}`;

interface Steady {
  readonly asked: readonly Asked[];
  readonly timesMs: readonly number[];
  /** Updates in hand when the load ends: a queue that grows is long by then. */
  readonly pending: number;
}

async function steadyLoad(stage: Stage, root: string, seconds: number): Promise<Steady> {
  const count = seconds * A_SECOND;
  const people = stage.people(Math.ceil(count / 5));
  const asked = await askAtPace(stage, { people, aSecond: A_SECOND, text, goesOn: (done) => done < count });
  const pending = await readMetric(root, 'yuanwen_pending_updates');
  await stage.answered(asked, 30_000);
  return { asked, timesMs: answerTimesMs(stage, asked), pending };
}

/** A burst of one question from each of many people; resolves with the answers a second and those missing. */
async function burst(stage: Stage): Promise<{ aSecond: number; unanswered: number }> {
  const asked = stage.people(BURST).map((person, number) => stage.ask(person, text(number)));
  await stage.answered(asked, 60_000);
  const times = answerTimesMs(stage, asked);
  return { aSecond: (BURST * 1000) / Math.max(...times), unanswered: BURST - times.length };
}

interface Flood {
  readonly told: number;
  readonly othersUnanswered: number;
  readonly othersLate: number;
}

/** One person sends far too much, then others ask: who floods is told to wait, the others are answered. */
async function flood(stage: Stage): Promise<Flood> {
  const [flooder = 0, ...others] = stage.people(31);
  const sent = stage.askAll([flooder], FLOOD);
  const asked = others.map((person, number) => stage.ask(person, text(number)));
  await stage.answered(asked, 60_000);
  const times = answerTimesMs(stage, asked);
  await stage.confirmed();
  const told = sent.filter((one) => /请过一会儿再问/.test(stage.repliesTo(one)[0]?.text ?? '')).length;
  return {
    told,
    othersUnanswered: others.length - times.length,
    othersLate: times.filter((ms) => ms > 5_000).length,
  };
}

async function run(scale: Scale): Promise<Outcome> {
  const seconds = scale === 'full' ? 60 : 3;
  const stage = await new Stage().open();
  const bot = new BotProgram(await settingsFor(stage));
  bot.start();
  const root = await bot.healthRoot();
  await steadyLoad(stage, root, 2);
  const steady = await steadyLoad(stage, root, seconds);
  const bursts = [await burst(stage)];
  for (let more = scale === 'full' ? 2 : 0; more > 0; more -= 1) bursts.push(await burst(stage));
  const flooded = await flood(stage);
  await bot.remove();
  await stage.close();
  return {
    runs: `1 × ${seconds} s at ${A_SECOND} a second, ${bursts.length} × burst of ${BURST}, 1 × ${FLOOD} of one person beside 30 others`,
    figures: [
      countAtMost('unanswered', steady.asked.length - steady.timesMs.length, 0),
      countAtMost(
        'burst unanswered',
        bursts.reduce((sum, { unanswered }) => sum + unanswered, 0),
        0,
      ),
      countAtLeast('flooder told to wait', flooded.told, 1),
      countAtMost('others unanswered', flooded.othersUnanswered, 0),
      timeAtMost('others later than 5 s', flooded.othersLate, 0),
      timeAtMost('p99', quantile(steady.timesMs, 0.99), 50, ' ms'),
      shown('p50', quantile(steady.timesMs, 0.5), ' ms'),
      timeAtMost('in hand at the end', steady.pending, A_SECOND),
      timeAtLeast('slowest burst', Math.min(...bursts.map(({ aSecond }) => aSecond)), 60, '/s'),
    ],
  };
}

/** More and more questions. */
export const load: Row = {
  number: 10,
  title: '30 questions a second; bursts',
  target: 'all answered, p99 under 50 ms, no growth; 300 drain at 60/s; beyond the bound told to wait, fairly',
  run,
};
