import { setTimeout as delay } from 'node:timers/promises';
import { LocalTelegram } from '../../../src/local-telegram/create-local-telegram.js';
import { countAtMost, timeAtMost, type Figure, type Outcome, type Row, type Scale } from '../row.js';
import { BotProgram } from '../harness/bot-program.js';
import { settingsFor } from '../harness/settings.js';
import { Stage, TOKEN } from '../harness/stage.js';
import { Wire, type WireFault } from '../harness/wire.js';

const OUTAGES: readonly WireFault[] = ['refused', 'reset', 'hanging', '502 with HTML', 'cut JSON'];
const LIMIT_SECONDS = 5;

interface Recovery {
  readonly kind: WireFault;
  readonly lost: number;
  readonly firstAnswerSeconds: number;
}

/** One outage: a question is under way when it begins, others come during it. */
async function outage(kind: WireFault, seconds: number): Promise<Recovery> {
  const stage = await new Stage().open();
  const wire = new Wire(Number(new URL(stage.root).port));
  const bot = new BotProgram(await settingsFor(stage, 'polling', await wire.open()));
  bot.start();
  const people = stage.people(6);
  await stage.answered([stage.ask(people[0] ?? 0, '国家的权力到底归谁')], 20_000);
  const asked = [stage.ask(people[1] ?? 0, '法院和检察院由谁产生')];
  await delay(10);
  await wire.set(kind);
  await delay((seconds * 1000) / 2);
  asked.push(...people.slice(2).map((person) => stage.ask(person, '宪法宣传要做到什么程度')));
  const before = stage.sent.length;
  await delay((seconds * 1000) / 2);
  await wire.set('none');
  const endMs = performance.now();
  await stage.until(() => stage.sent.length > before, 60_000);
  const firstAnswerSeconds = ((stage.sent[before]?.atMs ?? Infinity) - endMs) / 1000;
  await stage.answered(asked, 60_000);
  const { lost } = stage.tally(asked);
  await bot.remove();
  await wire.close();
  await stage.close();
  return { kind, lost, firstAnswerSeconds };
}

/** Lines that are no log events: what is printed for people at the end. */
const clearLines = (output: string) => output.split('\n').filter((line) => line !== '' && !line.startsWith('{'));

/** Whether a wrong token ends the program as it should. */
async function endsUnauthorized(): Promise<boolean> {
  const stage = await new Stage().open();
  const settings = { ...(await settingsFor(stage)), BOT_TOKEN: `${TOKEN}wrong` };
  const bot = new BotProgram(settings);
  bot.start();
  const ending = await bot.ended(20_000);
  const lines = clearLines(bot.output);
  await bot.remove();
  await stage.close();
  return ending === 1 && lines.length === 1 && /token/.test(lines[0] ?? '');
}

/** Whether a running bot ends as it should when its token is withdrawn, or when another program polls. */
async function endsWhileRunning(how: 'withdrawn' | 'second poller'): Promise<boolean> {
  const stage = await new Stage().open();
  const bot = new BotProgram(await settingsFor(stage));
  bot.start();
  await stage.answered([stage.ask(stage.people(1)[0] ?? 0, '国家的权力到底归谁')], 20_000);
  let isOver = false;
  const ended = bot.ended(30_000).finally(() => (isOver = true));
  if (how === 'withdrawn') {
    const { port } = new URL(stage.root);
    await stage.close();
    const successor = new LocalTelegram({ token: '7000078:AAAnotherTokenThatIsNoSecretAtAll012' });
    await successor.listen(Number(port));
    await ended;
    await successor.close();
  } else {
    while (!isOver) await fetch(`${stage.root}/bot${TOKEN}/getUpdates?timeout=1`);
    await stage.close();
  }
  const ending = await ended;
  const lines = clearLines(bot.output);
  await bot.remove();
  const pattern = how === 'withdrawn' ? /token/ : /another program/;
  return ending === 1 && lines.length === 1 && pattern.test(lines[0] ?? '');
}

async function run(scale: Scale): Promise<Outcome> {
  const seconds = scale === 'full' ? 60 : 1;
  const kinds = scale === 'full' ? OUTAGES : OUTAGES.filter((kind) => kind !== 'hanging');
  // Side by side: a bot that waits needs no processor.
  const recoveries = await Promise.all(kinds.map((kind) => outage(kind, seconds)));
  const endings = [
    await endsUnauthorized(),
    await endsWhileRunning('withdrawn'),
    await endsWhileRunning('second poller'),
  ];
  const figures: Figure[] = recoveries.map(({ kind, firstAnswerSeconds }) =>
    timeAtMost(kind, firstAnswerSeconds, LIMIT_SECONDS, ' s'),
  );
  return {
    runs: `1 × ${seconds} s of each kind; 401 at the start, 401 and 409 while running`,
    figures: [
      countAtMost(
        'lost',
        recoveries.reduce((sum, { lost }) => sum + lost, 0),
        0,
      ),
      countAtMost('401 and 409 without a clear line and exit 1', endings.filter((isRight) => !isRight).length, 0),
      ...figures,
    ],
  };
}

/** Telegram cannot be reached for a while, or refuses the bot. */
export const outages: Row = {
  number: 4,
  title: '60 s outage; 409 and 401',
  target: 'first answer within 5 s of its end; one clear line, exit code not 0',
  run,
};
