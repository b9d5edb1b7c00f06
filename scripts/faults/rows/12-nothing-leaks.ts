import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { countAtLeast, countAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { BotProgram } from '../harness/bot-program.js';
import { settingsFor, WEBHOOK_SECRET } from '../harness/settings.js';
import { Stage, TOKEN } from '../harness/stage.js';
import { Wire, type WireFault } from '../harness/wire.js';

/** Words that stand in every question here and nowhere else. */
const SECRET_WORDS = '绿皮火车慢慢开';
const SPEECH = '讲话\n要加强人大监督。代表要联系群众。';
/** The part of a token that is secret. */
const SECRET = TOKEN.split(':')[1] ?? '';

interface Setting {
  readonly stage: Stage;
  readonly bot: BotProgram;
  readonly wire: Wire;
  readonly settings: Readonly<Record<string, string>>;
}
type Provoke = (setting: Setting) => Promise<unknown>;

const ask = (stage: Stage) => stage.ask(stage.people(1)[0] ?? 0, `${SECRET_WORDS}和人大监督有什么关系`);

/** Lets a question meet a fault of the wire for a moment. */
const onTheWire =
  (fault: WireFault): Provoke =>
  async ({ stage, wire }) => {
    ask(stage);
    await delay(15);
    await wire.set(fault);
    await delay(400);
    await wire.set('none');
  };

/** Lets a question meet a fault of the server. */
const atTheServer =
  (fault: Parameters<Stage['local']['faults']['add']>[0]['fault'], method = 'sendMessage'): Provoke =>
  async ({ stage }) => {
    stage.local.faults.add({ method, fault, count: 2 });
    await stage.answered([ask(stage)], 6_000);
  };

const post = (settings: Setting['settings'], body: string, secret = WEBHOOK_SECRET) =>
  fetch(settings.WEBHOOK_URL ?? '', {
    method: 'POST',
    headers: { 'X-Telegram-Bot-Api-Secret-Token': secret },
    body,
  }).catch(() => null);

/** A message that no Telegram would send: handlers fall over it. */
const brokenUpdate = (number: number) =>
  JSON.stringify({ update_id: 900_000_000 + number, message: { text: SECRET_WORDS, from: { id: 1 }, chat: null } });

const POLLING: readonly (readonly [string, Provoke])[] = [
  ['refused', onTheWire('refused')],
  ['reset', onTheWire('reset')],
  ['hanging', onTheWire('hanging')],
  ['502', onTheWire('502 with HTML')],
  ['cut JSON', onTheWire('cut JSON')],
  ['500', atTheServer({ kind: 'server_error' })],
  ['429', atTheServer({ kind: 'rate_limited', retryAfterSeconds: 1 })],
  ['403', atTheServer({ kind: 'forbidden', description: 'Forbidden: bot was blocked by the user' })],
  ['dropped after it was done', atTheServer({ kind: 'drop', afterDone: true })],
  [
    'embedder killed',
    async ({ stage, bot }) => {
      const asked = ask(stage);
      await delay(3);
      const pid = bot.embeddingPid();
      if (pid !== null) process.kill(pid, 'SIGKILL');
      await stage.answered([asked], 10_000);
    },
  ],
  [
    'speech unreadable at reload',
    async ({ bot }) => {
      bot.writeSpeech('');
      const from = bot.output.length;
      bot.reload();
      await bot.printed(/reload/, 5_000, from);
      bot.writeSpeech(SPEECH);
    },
  ],
  [
    'killed in mid-question',
    async ({ stage, bot }) => {
      ask(stage);
      await delay(5);
      bot.kill('SIGKILL');
      await bot.ended();
    },
  ],
];

const WEBHOOK: readonly (readonly [string, Provoke])[] = [
  ['webhook: wrong secret', ({ settings }) => post(settings, brokenUpdate(1), 'wrong')],
  ['webhook: garbage', ({ settings }) => post(settings, `{{${SECRET_WORDS}`)],
  ['webhook: broken update', ({ settings }) => post(settings, brokenUpdate(2))],
];

const ENDINGS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['token refused', { BOT_TOKEN: `7000079:${SECRET}` }],
  ['token malformed', { BOT_TOKEN: `7000079 ${SECRET}` }],
  ['port taken', {}],
];

function occurrences(text: string, words: string): number {
  return text.split(words).length - 1;
}

/** All that a bot has left: what it printed and every file of its data folder. */
function remains(bot: BotProgram): string {
  const files = readdirSync(bot.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return [bot.output, ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))].join('\n');
}

interface Leaks {
  token: number;
  words: number;
  provoked: number;
}

const wordsAsBytes = Buffer.from(SECRET_WORDS).toString('latin1');

async function provokeAll(
  mode: 'polling' | 'webhook',
  level: 'info' | 'debug',
  faults: readonly (readonly [string, Provoke])[],
  leaks: Leaks,
): Promise<void> {
  const stage = await new Stage().open();
  const wire = new Wire(Number(new URL(stage.root).port));
  const plain = await settingsFor(stage, mode, await wire.open());
  const settings: Record<string, string> = { ...plain, LOG_LEVEL: level };
  const bot = new BotProgram(settings);
  bot.writeSpeech(SPEECH);
  for (const [, provoke] of faults) {
    if (!bot.isRunning) bot.start();
    await stage.answered([ask(stage)], 20_000);
    await provoke({ stage, bot, wire, settings });
    leaks.provoked += 1;
  }
  bot.kill('SIGTERM');
  await bot.ended();
  const left = remains(bot);
  leaks.token += occurrences(left, SECRET);
  // At level debug the operator has asked for more than this row promises.
  if (level === 'info') leaks.words += occurrences(left, SECRET_WORDS) + occurrences(left, wordsAsBytes);
  await bot.remove();
  await wire.close();
  await stage.close();
}

/** Starts that end with an error, at level debug, which prints most. */
async function endAll(leaks: Leaks): Promise<void> {
  const stage = await new Stage().open();
  for (const [, changes] of ENDINGS) {
    const plain = await settingsFor(stage);
    const port = new URL(stage.root).port;
    const bot = new BotProgram({ ...plain, PORT: port, LOG_LEVEL: 'debug', ...changes });
    bot.start();
    await bot.ended(10_000);
    leaks.token += occurrences(bot.output, SECRET);
    leaks.provoked += 1;
    await bot.remove();
  }
  await stage.close();
}

async function run(scale: Scale): Promise<Outcome> {
  const leaks = { token: 0, words: 0, provoked: 0 };
  const faults = scale === 'full' ? POLLING : POLLING.slice(0, 2);
  await provokeAll('polling', 'info', faults, leaks);
  await provokeAll('webhook', 'info', WEBHOOK, leaks);
  if (scale === 'full') await provokeAll('polling', 'debug', faults, leaks);
  if (scale === 'full') await provokeAll('webhook', 'debug', WEBHOOK, leaks);
  await endAll(leaks);
  const names = [...faults, ...WEBHOOK, ...ENDINGS].map(([name]) => name);
  return {
    runs: `${names.length} kinds of faults (${names.join(', ')})`,
    figures: [
      countAtMost('token', leaks.token, 0),
      countAtMost('question text at info', leaks.words, 0),
      countAtLeast('faults', names.length, scale === 'full' ? 10 : 5),
    ],
  };
}

/** The token and people's words in anything that the program leaves. */
export const nothingLeaks: Row = {
  number: 12,
  title: 'token and question text in output',
  target: '10 or more faults: 0 in stdout, stderr, logs, journal',
  run,
};
