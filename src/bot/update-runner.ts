import { setTimeout as delay } from 'node:timers/promises';
import { GrammyError, type Api } from 'grammy';
import type { Update } from 'grammy/types';
import { TelegramError } from '../errors.js';
import { errorFields } from '../logger.js';
import { UpdatesInHand, type HandlingParts } from './updates-in-hand.js';

/** What the runner needs. */
export interface RunnerParts extends HandlingParts {
  readonly api: Api;
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
/** After a failure polls are short, so that the end of an outage is seen soon even where calls hang. */
const CAUTIOUS_POLL_SECONDS = 1;
const POLL_LIMIT = 100;
const POLL_GRACE_MS = 10_000;
const CAUTIOUS_GRACE_MS = 1_500;
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 1_500;
/**
 * Pause between polls that bring only updates already in hand: they would come at once, again and again. A longer one
 * would hold up other chats beside one whose answer is slow; over a network the calls themselves are far slower.
 */
const IN_HAND_PAUSE_MS = 10;
/** Longer with many in hand, since each poll brings them all. */
const PAUSE_FOR_EACH_MS = 0.2;
/** Time that begun updates have to finish after a stop. */
const STOP_DEADLINE_MS = 9_000;

/**
 * Takes updates by long polling and handles them: in order within a chat's topic, chats side by side. An update is
 * confirmed to Telegram only when it and all before it are finished; finished ones are kept in the journal, so that a
 * killed process loses nothing and answers nothing twice.
 */
export class UpdateRunner {
  private readonly inHand: UpdatesInHand;
  private readonly aborter = new AbortController();

  constructor(private readonly parts: RunnerParts) {
    this.inHand = new UpdatesInHand(parts);
  }

  /** Runs until `stop`. Rejects with `TelegramError` when Telegram refuses the bot as such (401, 404, 409). */
  async run(): Promise<void> {
    let backoffMs = 0;
    while (!this.aborter.signal.aborted) {
      try {
        const updates = await this.poll(backoffMs === 0 ? POLL_SECONDS : CAUTIOUS_POLL_SECONDS);
        backoffMs = 0;
        this.parts.metrics.lastPollMs = this.parts.nowMs();
        await this.take(updates);
      } catch (error) {
        if (this.aborter.signal.aborted) break;
        throwIfFatal(error);
        this.parts.logger.warn('poll failed', errorFields(error));
        backoffMs = Math.min(Math.max(backoffMs * 2, FIRST_BACKOFF_MS), LONGEST_BACKOFF_MS);
        await delay(backoffMs, undefined, { signal: this.aborter.signal }).catch(() => undefined);
      }
    }
    await this.drain();
  }

  /** Takes no further updates; `run` then finishes those begun, confirms them and ends. */
  stop(): void {
    this.inHand.stop();
    this.aborter.abort();
  }

  /** Handles one update that came by a webhook, once; true when it is finished, false when a stop came before it. */
  async handleOnce(update: Update): Promise<boolean> {
    this.inHand.accept(update);
    await this.inHand.settled(update.update_id);
    return this.parts.storage.isFinished(update.update_id);
  }

  /** An update is confirmed before it is finished: what is owed is kept, for an apology after a kill. */
  letGo(update: Update): void {
    this.inHand.letGo(update);
  }

  /** Resolves when all begun updates are finished, at the latest after nine seconds. */
  async finishBegun(): Promise<void> {
    const aborter = new AbortController();
    const deadline = delay(STOP_DEADLINE_MS, undefined, { signal: aborter.signal }).catch(() => undefined);
    await Promise.race([this.inHand.allSettled(), deadline]);
    aborter.abort();
    this.inHand.releaseUnfinished();
  }

  private async take(updates: readonly Update[]): Promise<void> {
    if (updates.length === 0) this.inHand.forgetOffset();
    const isNew = updates.map((update) => this.inHand.accept(update)).some(Boolean);
    if (isNew || updates.length === 0) return;
    this.inHand.letGoOfStuckLine();
    await this.inHand.empty(IN_HAND_PAUSE_MS + updates.length * PAUSE_FOR_EACH_MS);
  }

  private async poll(timeoutSeconds: number): Promise<Update[]> {
    const aborter = new AbortController();
    const abort = () => aborter.abort();
    const graceMs = timeoutSeconds === POLL_SECONDS ? POLL_GRACE_MS : CAUTIOUS_GRACE_MS;
    const timer = setTimeout(abort, timeoutSeconds * 1000 + graceMs);
    // The last poll, after a stop, is not to be cut off by it.
    if (timeoutSeconds > 0) this.aborter.signal.addEventListener('abort', abort, { once: true });
    try {
      const parameters = {
        offset: this.inHand.confirmOffset,
        limit: POLL_LIMIT,
        timeout: timeoutSeconds,
        allowed_updates: [...ALLOWED_UPDATES],
      };
      // grammY's types name an older package's signal, which Node's own fulfils.
      return await this.parts.api.getUpdates(parameters, aborter.signal as unknown as Parameters<Api['getUpdates']>[1]);
    } finally {
      clearTimeout(timer);
      this.aborter.signal.removeEventListener('abort', abort);
    }
  }

  private async drain(): Promise<void> {
    await this.finishBegun();
    // Confirms what was finished since the last poll. Failing is no loss: the journal knows.
    await this.poll(0).catch((error: unknown) =>
      this.parts.logger.warn('last confirmation failed', errorFields(error)),
    );
  }
}

function throwIfFatal(error: unknown): void {
  if (!(error instanceof GrammyError) || ![401, 404, 409].includes(error.error_code)) return;
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
