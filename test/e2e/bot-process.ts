import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientMessage, RawEntry } from '../../src/local-telegram/client-protocol.js';
import type { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { sendAsPerson } from '../../src/local-telegram/people/write.js';
import { addPerson } from '../../src/local-telegram/seeds.js';
import { ROOT } from '../paths.js';

/** The real program as a child process, with folders of its own. */
export class BotProcess {
  readonly folder = mkdtempSync(join(tmpdir(), 'yuanwen-e2e-'));
  private child: ChildProcess | null = null;
  output = '';

  constructor(private readonly settings: Readonly<Record<string, string>>) {}

  start(): void {
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LOG_FORMAT: 'json',
      PORT: '0',
      INDEX_DIR: join(this.folder, 'index'),
      DATA_DIR: join(this.folder, 'data'),
      ...this.settings,
    };
    this.child = spawn(process.execPath, [`${ROOT}dist/src/main.js`, 'serve'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer) => (this.output += chunk.toString('utf8'));
    this.child.stdout?.on('data', collect);
    this.child.stderr?.on('data', collect);
  }

  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Resolves with the exit code, or the signal's name. */
  async ended(): Promise<number | string> {
    const child = this.child;
    if (child === null) return 0;
    if (child.exitCode !== null) return child.exitCode;
    if (child.signalCode !== null) return child.signalCode;
    return new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? 0)));
  }

  async remove(): Promise<void> {
    this.kill('SIGKILL');
    await this.ended();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Messages that the bot has sent or will send, by event. */
export class SentByBot {
  readonly messages: ClientMessage[] = [];
  private waiters: (() => void)[] = [];

  constructor(local: LocalTelegram) {
    local.state.events.subscribe(({ value }) => {
      if (
        value.type !== 'message' ||
        value.message.message.from?.is_bot !== true ||
        value.message.message.via_bot !== undefined ||
        value.message.message.sender_chat !== undefined
      )
        return;
      this.messages.push(value.message);
      for (const wake of this.waiters.splice(0)) wake();
    });
  }

  /** Resolves once the bot has sent `count` messages in all. Rejects after `timeoutMs`. */
  async until(count: number, timeoutMs = 40_000): Promise<void> {
    const deadlineMs = performance.now() + timeoutMs;
    while (this.messages.length < count) {
      await new Promise<void>((resolve, reject) => {
        const fail = () => reject(new Error(`the bot sent ${this.messages.length} of ${count} messages`));
        const timer = setTimeout(fail, deadlineMs - performance.now());
        this.waiters.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}

/** Calls that Telegram would have repaired silently, or refused. */
export function faultyCalls(local: LocalTelegram): RawEntry[] {
  return local.state.raw
    .all()
    .map(({ value }) => value)
    .filter(
      (entry) =>
        entry.kind === 'call' &&
        (entry.marks.length > 0 || (!entry.ok && entry.fault === undefined && entry.method !== 'getUpdates')),
    );
}

/** Puts twenty questions to the bot at once, from four people of consecutive ids. */
export function askTwenty({ state }: LocalTelegram, firstPersonId: number): void {
  for (let index = 0; index < 20; index += 1) {
    const id = firstPersonId + (index % 4);
    if (!state.store.people.has(id))
      addPerson(state.store, {
        id,
        firstName: `问${id}`,
        languageCode: 'zh-hans',
        role: 'member',
        blockedBot: false,
      });
    sendAsPerson(state, { personId: id, chatId: id, text: `第二部分的第一点讲了什么 ${index}` });
  }
}
