import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../../src/cli/compose.js';
import { countAtLeast, countAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { BotProgram } from '../harness/bot-program.js';
import { settingsFor } from '../harness/settings.js';
import { Stage } from '../harness/stage.js';

/** Critical advisories against packages of this kind of program, and the first versions without them, by major version. */
const ADVISORIES: readonly {
  readonly id: string;
  readonly name: string;
  readonly fixed: Readonly<Record<number, string>>;
}[] = [
  { id: 'CVE-2023-36665', name: 'protobufjs', fixed: { 6: '6.11.4', 7: '7.2.5' } },
  { id: 'CVE-2026-41242', name: 'protobufjs', fixed: { 7: '7.5.5', 8: '8.0.1' } },
  // The advisory's own range ends with 7.6.2.
  { id: 'CVE-2026-44291', name: 'protobufjs', fixed: { 7: '7.6.3', 8: '8.0.1' } },
];

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

function readLock(): Readonly<Record<string, LockEntry>> {
  const text = readFileSync(join(projectRoot(), 'package-lock.json'), 'utf8');
  return (JSON.parse(text) as { packages: Record<string, LockEntry> }).packages;
}

const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');
const numbersOf = (version: string) => version.split('.').map(Number);

function isBefore(version: string, fixed: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(fixed)];
  const at = a.findIndex((number, index) => number !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** Packages that run and that a critical advisory names. */
function vulnerable(lock: Readonly<Record<string, LockEntry>>): string[] {
  return Object.entries(lock).flatMap(([path, { version = '', dev }]) =>
    ADVISORIES.filter(({ name, fixed }) => {
      if (dev === true || nameOf(path) !== name) return false;
      const firstGood = fixed[numbersOf(version)[0] ?? 0];
      return firstGood === undefined ? (numbersOf(version)[0] ?? 0) < 7 : isBefore(version, firstGood);
    }).map(({ id }) => `${nameOf(path)} ${version}: ${id}`),
  );
}

/** Packages with an install script that package.json says nothing about, or allows without need. */
function undeclaredScripts(lock: Readonly<Record<string, LockEntry>>): string[] {
  const manifest = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    allowScripts: Record<string, boolean>;
  };
  return Object.entries(lock)
    .filter(([path, entry]) => entry.hasInstallScript === true && existsSync(join(projectRoot(), path)))
    .map(([path]) => nameOf(path))
    .filter((name) => !Object.hasOwn(manifest.allowScripts, name));
}

interface BlockedStart {
  readonly isAnswered: boolean;
  readonly attempts: readonly string[];
}

/** Starts the bot with all sockets but the Bot API's blocked, index not built, and asks. */
async function startBlocked(): Promise<BlockedStart> {
  const stage = await new Stage().open();
  const plain = await settingsFor(stage);
  const settings: Record<string, string> = { ...plain };
  const bot = new BotProgram(settings);
  const log = join(bot.folder, 'blocked.log');
  const preload = pathToFileURL(join(projectRoot(), 'scripts', 'faults', 'programs', 'loopback-port-only.mjs')).href;
  Object.assign(settings, {
    INDEX_DIR: join(bot.folder, 'index'),
    ALLOWED_PORT: new URL(stage.root).port,
    BLOCKED_LOG: log,
    NODE_OPTIONS: `--import=${preload}`,
  });
  bot.start();
  const asked = stage.ask(stage.people(1)[0] ?? 0, '代表“履职五个一”具体是哪五件事');
  await stage.answered([asked], 60_000);
  const isAnswered = (stage.repliesTo(asked)[0]?.text ?? '').includes('至少到选区宣讲一次政策');
  const attempts = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  await bot.remove();
  await stage.close();
  return { isAnswered, attempts };
}

/** Whether the blocking blocks: a connection to elsewhere has to fail under it. */
function blockingWorks(): boolean {
  const preload = pathToFileURL(join(projectRoot(), 'scripts', 'faults', 'programs', 'loopback-port-only.mjs')).href;
  const script = `require('node:net').connect(9, '127.0.0.1').on('error', () => process.exit(1))`;
  const { stderr } = spawnSync(process.execPath, [`--import=${preload}`, '-e', script], {
    env: { ALLOWED_PORT: '1' },
    timeout: 20_000,
    encoding: 'utf8',
  });
  return stderr.includes('blocked: connect');
}

async function run(scale: Scale): Promise<Outcome> {
  const times = scale === 'full' ? 3 : 1;
  const lock = readLock();
  const starts: BlockedStart[] = [];
  for (let time = 0; time < times; time += 1) starts.push(await startBlocked());
  const attempts = starts.flatMap((start) => start.attempts);
  return {
    runs: `${Object.keys(lock).length} packages, ${ADVISORIES.length} advisories, ${times} blocked starts${[...new Set(attempts)].map((attempt) => `; tried ${attempt}`).join('')}`,
    figures: [
      countAtMost('critical advisories', vulnerable(lock).length, 0),
      countAtMost('undeclared install scripts', undeclaredScripts(lock).length, 0),
      countAtLeast('blocked starts that answer', starts.filter(({ isAnswered }) => isAnswered).length, times),
      countAtMost('other connections tried', attempts.length, 0),
      countAtLeast('blocking blocks', Number(blockingWorks()), 1),
    ],
  };
}

/** What is installed, what installing runs, and whom the program calls. */
export const supplyAndSockets: Row = {
  number: 15,
  title: 'packages and sockets',
  target: '0 critical advisories, declared install scripts only, answers with all else blocked',
  run,
};
