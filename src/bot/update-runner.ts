import { setTimeout as delay } from 'node:timers/promises';
import { GrammyError, type Api } from 'grammy';
import type { Update } from 'grammy/types';
import { TelegramError } from '../errors.js';
import { errorFields, type Logger } from '../logger.js';
import type { Metrics } from './metrics.js';
import type { BotStorage } from './storage.js';

/** What the runner needs. */
export interface RunnerParts {
  readonly api: Api;
  /** Handles one update; a rejection counts as handled and is only logged. */
  readonly handle: (update: Update) => Promise<void>;
  readonly storage: BotStorage;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly nowMs: () => number;
}

/** Kinds of updates that the bot acts on. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

const POLL_SECONDS = 25;
const POLL_LIMIT = 100;
/** Wait after a failed poll; a returning server is found within this time. */
const LONGEST_BACKOFF_MS = 3_000;
/** Pause between polls that bring only updates already in hand. */
const IN_HAND_PAUSE_MS = 50;
/** An update during whose handling the process died this often is given up. */
const MOST_BEGINNINGS = 3;
/** Time that begun updates have to finish after a stop. */
const STOP_DEADLINE_MS = 9_000;

/** Updates of one key are handled in order: messages of a chat's topic, queries of a person. */
function orderKey(update: Update): string {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  if (message !== undefined)
    return `${message.chat.id}:${'message_thread_id' in message ? (message.message_thread_id ?? 0) : 0}`;
  return `person:${update.inline_query?.from.id ?? update.my_chat_member?.chat.id ?? 0}`;
}

/**
 * Takes updates by long polling and handles them: in order within a chat's topic, chats side by side. An update is
 * confirmed to Telegram only when it and all before it are finished; finished ones are kept in the journal, so that a
 * killed process loses nothing and answers nothing twice.
 */
export class UpdateRunner {
  private readonly chains = new Map<string, Promise<void>>();
  private readonly unfinished = new Map<number, Promise<void>>();
  /** Accepted and not finished, whether begun or not. */
  private readonly open = new Set<number>();
  private readonly aborter = new AbortController();
  private highestId = 0;
  private compactedAt = 0;

  constructor(private readonly parts: RunnerParts) {}

  /** Runs until `stop`. Rejects with `TelegramError` when Telegram refuses the bot as such (401, 409). */
  async run(): Promise<void> {
    let backoffMs = 100;
    while (!this.aborter.signal.aborted) {
      try {
        const updates = await this.poll(POLL_SECONDS);
        backoffMs = 100;
        this.parts.metrics.lastPollMs = this.parts.nowMs();
        const isNew = updates.map((update) => this.accept(update)).some(Boolean);
        if (!isNew && updates.length > 0) await Promise.race([delay(IN_HAND_PAUSE_MS), ...this.unfinished.values()]);
      } catch (error) {
        if (this.aborter.signal.aborted) break;
        this.throwIfFatal(error);
        this.parts.logger.warn('poll failed', errorFields(error));
        await delay(backoffMs, undefined, { signal: this.aborter.signal }).catch(() => undefined);
        backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
      }
    }
    await this.drain();
  }

  /** Takes no further updates; `run` then finishes those begun, confirms them and ends. */
  stop(): void {
    this.aborter.abort();
  }

  /** Handles one update that came by another way (a webhook), once; resolves when it is finished. */
  async handleOnce(update: Update): Promise<void> {
    this.accept(update);
    await this.unfinished.get(update.update_id);
  }

  /** Resolves when all begun updates are finished, at the latest after nine seconds. */
  async finishBegun(): Promise<void> {
    const aborter = new AbortController();
    const deadline = delay(STOP_DEADLINE_MS, undefined, { signal: aborter.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.unfinished.values()), deadline]);
    aborter.abort();
  }

  private poll(timeoutSeconds: number): Promise<Update[]> {
    const timeout = AbortSignal.timeout((timeoutSeconds + 10) * 1000);
    const signal = timeoutSeconds > 0 ? AbortSignal.any([this.aborter.signal, timeout]) : AbortSignal.timeout(3_000);
    const parameters = {
      offset: this.confirmOffset(),
      limit: POLL_LIMIT,
      timeout: timeoutSeconds,
      allowed_updates: [...ALLOWED_UPDATES],
    };
    // grammY's types name an older package's signal, which Node's own fulfils.
    return this.parts.api.getUpdates(parameters, signal as unknown as Parameters<Api['getUpdates']>[1]);
  }

  /** Everything before this is finished; 0 before the first update. */
  private confirmOffset(): number {
    return this.open.size === 0 ? (this.highestId === 0 ? 0 : this.highestId + 1) : Math.min(...this.open);
  }

  private throwIfFatal(error: unknown): void {
    if (
      !(error instanceof GrammyError) ||
      (error.error_code !== 401 && error.error_code !== 409 && error.error_code !== 404)
    )
      return;
    const isConflict = error.error_code === 409;
    throw new TelegramError(
      isConflict ? 'TELEGRAM_CONFLICT' : 'TELEGRAM_UNAUTHORIZED',
      isConflict ? 'another program takes this bot’s updates' : 'Telegram refuses the token',
      {
        expected: isConflict ? 'one running bot for a token, and no webhook' : 'a token that BotFather gave',
        actual: `${error.error_code} ${error.description.slice(0, 80)}`,
        remedy: isConflict ? 'stop the other program, then start again' : 'correct BOT_TOKEN',
      },
    );
  }

  /** Puts a new update in its chat's line; false for one that is in hand, finished, or comes after a stop. */
  private accept(update: Update): boolean {
    const id = update.update_id;
    this.highestId = Math.max(this.highestId, id);
    if (this.open.has(id) || this.parts.storage.isFinished(id)) return false;
    this.open.add(id);
    const key = orderKey(update);
    const before = this.chains.get(key) ?? Promise.resolve();
    const work = before.then(() => this.process(update));
    this.chains.set(key, work);
    this.unfinished.set(id, work);
    this.parts.metrics.pendingUpdates = this.unfinished.size;
    void work.then(() => {
      this.unfinished.delete(id);
      this.parts.metrics.pendingUpdates = this.unfinished.size;
      if (this.chains.get(key) === work) this.chains.delete(key);
    });
    return true;
  }

  private async process(update: Update): Promise<void> {
    // After a stop nothing new is begun: it stays unconfirmed and comes again after the restart.
    if (this.aborter.signal.aborted) return;
    const { storage, logger } = this.parts;
    try {
      const beginnings = storage.begin(update.update_id);
      if (beginnings >= MOST_BEGINNINGS) logger.error('update given up', { updateId: update.update_id, beginnings });
      else await this.parts.handle(update);
    } catch (error) {
      logger.error('update failed', { updateId: update.update_id, ...errorFields(error) });
    }
    await this.finish(update.update_id);
  }

  private async finish(updateId: number): Promise<void> {
    await this.parts.storage
      .finish(updateId)
      .catch((error: unknown) => this.parts.logger.error('journal failed', errorFields(error)));
    this.open.delete(updateId);
    if (updateId - this.compactedAt < 1_000) return;
    this.compactedAt = updateId;
    // Some are kept, for a delivery that crossed the confirmation.
    const before = this.confirmOffset() - 500;
    await this.parts.storage
      .compact(before)
      .catch((error: unknown) => this.parts.logger.warn('journal not compacted', errorFields(error)));
  }

  private async drain(): Promise<void> {
    await this.finishBegun();
    // Confirms what was finished since the last poll. Failing is no loss: the journal knows.
    await this.poll(0).catch((error: unknown) =>
      this.parts.logger.warn('last confirmation failed', errorFields(error)),
    );
  }
}
