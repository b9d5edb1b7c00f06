import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Stage } from './stage.js';
import { childrenOf, compiled, endingOf, runToEnd, type Ending } from './processes.js';

let sharedIndex: Promise<string> | null = null;

async function buildSharedIndex(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'yuanwen-faults-index-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { ending, stderr } = await runToEnd([process.execPath, compiled('src', 'main.js'), 'index'], {
    ...plainEnvironment(),
    INDEX_DIR: folder,
  });
  if (ending !== 0) throw new Error(`the sample cannot be indexed: ${stderr}`);
  return folder;
}

/** Folder of an index of the sample, built once; whoever changes it copies it first. */
export function sampleIndex(): Promise<string> {
  sharedIndex ??= buildSharedIndex();
  return sharedIndex;
}

/** The environment without settings of the program. */
export function plainEnvironment(): Record<string, string | undefined> {
  return { PATH: process.env.PATH, HOME: process.env.HOME, LOG_FORMAT: 'json' };
}

/** Runs a bot before a local Telegram, both for one use; both are ended, however that goes. */
export async function withBot<Result>(
  settingsOf: (stage: Stage) => Promise<Readonly<Record<string, string>>>,
  use: (stage: Stage, bot: BotProgram) => Promise<Result>,
): Promise<Result> {
  const stage = await new Stage().open();
  const bot = new BotProgram(await settingsOf(stage));
  try {
    return await use(stage, bot);
  } finally {
    await bot.remove();
    await stage.close();
  }
}

/** The real program as a child process, with a data folder of its own. */
export class BotProgram {
  readonly folder = mkdtempSync(join(tmpdir(), 'yuanwen-faults-'));
  private child: ChildProcess | null = null;
  private ownFiles: Readonly<Record<string, string>> = {};
  /** What all its runs have printed. */
  output = '';
  private wakers: (() => void)[] = [];

  constructor(private readonly settings: Readonly<Record<string, string>>) {}

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  /** File of a speech of its own, and the folder of its index: it has them once the speech is written. */
  get speechFile(): string {
    return join(this.folder, 'speech.txt');
  }

  get indexDir(): string {
    return join(this.folder, 'index');
  }

  /** Gives it a speech of its own, or another in its place; a bot that runs reads it at a reload. */
  writeSpeech(text: string): void {
    writeFileSync(this.speechFile, text);
    this.ownFiles = { SPEECH: this.speechFile, INDEX_DIR: this.indexDir };
  }

  /** Has it read its speech again. The result says whether that has ended, well or not. */
  reload(): () => boolean {
    const from = this.output.length;
    this.kill('SIGHUP');
    return () => /speech reloaded|reload failed/.test(this.output.slice(from));
  }

  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Starts the program; `prefix` is a command that runs it, such as a shell that sets limits. */
  start(prefix: readonly string[] = []): void {
    const env = { ...plainEnvironment(), PORT: '0', DATA_DIR: this.dataDir, ...this.settings, ...this.ownFiles };
    const [file, ...args] = [...prefix, process.execPath, compiled('src', 'main.js'), 'serve'];
    this.child = spawn(file ?? process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const collect = (chunk: Buffer) => {
      this.output += chunk.toString('utf8');
      for (const wake of this.wakers.splice(0)) wake();
    };
    this.child.stdout?.on('data', collect);
    this.child.stderr?.on('data', collect);
  }

  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Resolves when the process has ended. One that lasts longer than `limitMs` is killed. */
  async ended(limitMs = 30_000): Promise<Ending> {
    if (this.child === null) return 0;
    const timer = setTimeout(() => this.kill('SIGKILL'), limitMs);
    const ending = await endingOf(this.child);
    clearTimeout(timer);
    return ending;
  }

  /** Resolves with the first match in what is printed after `from`; null where it does not come in time. */
  async printed(pattern: RegExp, limitMs = 20_000, from = 0): Promise<RegExpExecArray | null> {
    const deadlineMs = performance.now() + limitMs;
    for (;;) {
      const found = pattern.exec(this.output.slice(from));
      const leftMs = deadlineMs - performance.now();
      if (found !== null || leftMs <= 0) return found;
      await Promise.race([new Promise<void>((resolve) => this.wakers.push(resolve)), delay(Math.min(leftMs, 500))]);
    }
  }

  /** Address of its health server, as its latest run printed it. */
  async healthRoot(from = 0): Promise<string> {
    const found = await this.printed(/"port":(\d+),"msg":"health server listens"/, 20_000, from);
    return `http://127.0.0.1:${found?.[1] ?? 0}`;
  }

  /** Process id of the embedding process that lives now; null where there is none. */
  embeddingPid(): number | null {
    const isEmbedder = (pid: number) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('embedding-process');
      } catch {
        return false;
      }
    };
    return childrenOf(this.pid).find(isEmbedder) ?? null;
  }

  /** Ends it by SIGTERM and takes its folder away. */
  async remove(): Promise<void> {
    this.kill('SIGCONT');
    this.kill('SIGTERM');
    await this.ended(12_000);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
