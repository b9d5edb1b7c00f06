import { createHmac, randomBytes } from 'node:crypto';
import type { Update } from 'grammy/types';
import { errorFields, type Logger } from '../logger.js';
import type { Metrics } from './metrics.js';
import type { BotStorage } from './storage.js';

/** What handling updates needs. */
export interface HandlingParts {
  /** Handles one update; a rejection counts as handled and is only logged. */
  readonly handle: (update: Update) => Promise<void>;
  /** Tells whoever sent the update to wait and ask again; nothing else is done about it. */
  readonly refuse: (update: Update) => Promise<void>;
  readonly storage: BotStorage;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly nowMs: () => number;
}

/** An update during whose handling the process died this often is given up. */
const MOST_BEGINNINGS = 3;
/** Updates that may wait in one line; the next is refused, so that no chat takes the room of all. */
const MOST_IN_A_LINE = 20;
/** Updates that may wait in all lines together. */
const MOST_IN_HAND = 400;
/** A line whose first update takes longer holds up confirming for everybody. */
const STUCK_AFTER_MS = 1_500;
/** Journal marks kept below the confirmed offset, for a delivery that crossed the confirmation. */
const SPARE_MARKS = 500;
const COMPACT_EVERY = 1_000;

/** Chat ids in the log, comparable within one run and with nothing else. */
const LOG_SALT_BYTES = 16;

interface Line {
  /** Updates in line by number, the one that is being handled first. */
  readonly updates: Map<number, Update>;
  last: Promise<void>;
  /** When the update that is being handled was begun. */
  begunMs: number;
  /** Whether its people have been told to wait since it was last empty. */
  isTold: boolean;
}

function chatOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return message?.chat.id ?? update.inline_query?.from.id ?? update.my_chat_member?.chat.id ?? 0;
}

/** Updates of one key are handled in order: messages of a chat's topic, queries of a person. */
function orderKey(update: Update): string {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  if (message === undefined) return `person:${chatOf(update)}`;
  return `${message.chat.id}:${'message_thread_id' in message ? (message.message_thread_id ?? 0) : 0}`;
}

/** Updates that were taken and are not finished: lines in order, side by side, and the journal of what became of them. */
export class UpdatesInHand {
  private readonly lines = new Map<string, Line>();
  private readonly unfinished = new Map<number, Promise<void>>();
  /** Accepted, not finished, and not to be confirmed yet. */
  private readonly open = new Set<number>();
  private readonly begun = new Set<number>();
  private readonly salt = randomBytes(LOG_SALT_BYTES);
  private isStopped = false;
  private highestId = 0;
  private compactedAt = 0;
  private wake: () => void = () => undefined;

  constructor(private readonly parts: HandlingParts) {}

  get size(): number {
    return this.unfinished.size;
  }

  /** Everything before this is finished; 0 where nothing is known. */
  get confirmOffset(): number {
    if (this.open.size > 0) return Math.min(...this.open);
    return this.highestId === 0 ? 0 : this.highestId + 1;
  }

  /** Begins nothing more: what has not begun stays unconfirmed and comes again after the restart. */
  stop(): void {
    this.isStopped = true;
  }

  /** All is confirmed. After a quiet week Telegram's numbers may start anywhere, also lower. */
  forgetOffset(): void {
    if (this.open.size === 0) this.highestId = 0;
  }

  /** Puts a new update in its line; false for one that is in hand or finished. */
  accept(update: Update): boolean {
    const id = update.update_id;
    this.highestId = Math.max(this.highestId, id);
    if (this.unfinished.has(id) || this.parts.storage.isFinished(id)) return false;
    const key = orderKey(update);
    const line = this.lines.get(key) ?? { updates: new Map(), last: Promise.resolve(), begunMs: 0, isTold: false };
    const isRefused = line.updates.size >= MOST_IN_A_LINE || this.unfinished.size >= MOST_IN_HAND;
    this.open.add(id);
    const work = isRefused ? this.turnAway(update, line) : line.last.then(() => this.process(update, line));
    this.unfinished.set(id, work);
    this.lines.set(key, line);
    if (!isRefused) {
      line.updates.set(id, update);
      line.last = work;
    }
    this.parts.metrics.pendingUpdates = this.unfinished.size;
    void work.then(() => this.leave(key, line, id));
    return true;
  }

  /** Resolves when an update is finished or left undone; at once for one that is not in hand. */
  settled(updateId: number): Promise<void> {
    return this.unfinished.get(updateId) ?? Promise.resolve();
  }

  /** Resolves when all that was begun is finished. */
  async allSettled(): Promise<void> {
    await Promise.allSettled(this.unfinished.values());
  }

  /** Resolves when nothing is in hand any more, at the latest after `pauseMs`. */
  async empty(pauseMs: number): Promise<void> {
    if (this.unfinished.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /**
   * Confirms the line that holds up confirming, where its first update is stuck: else a chat whose sends hang would keep
   * everybody's updates at Telegram. Until they are finished the journal holds what is owed, for an apology after a kill.
   */
  letGoOfStuckLine(): void {
    const oldest = this.confirmOffset;
    const line = [...this.lines.values()].find(({ updates }) => updates.has(oldest));
    if (line === undefined || line.begunMs === 0 || this.parts.nowMs() - line.begunMs < STUCK_AFTER_MS) return;
    for (const update of line.updates.values()) this.letGo(update);
    this.parts.logger.warn('stuck chat confirmed before it is answered', { updates: line.updates.size });
  }

  /** An update that is confirmed, or will be, before it is finished: the journal holds what is owed until then. */
  letGo({ update_id: updateId, message }: Update): void {
    if (!this.unfinished.has(updateId)) return;
    this.open.delete(updateId);
    if (message !== undefined)
      this.parts.storage.owe({ updateId, chatId: message.chat.id, messageId: message.message_id });
  }

  /** Takes back the beginnings of what a stop leaves undone, since nobody died. */
  releaseUnfinished(): void {
    for (const id of this.begun) this.parts.storage.release(id);
  }

  private async turnAway(update: Update, line: Line): Promise<void> {
    if (!line.isTold) {
      line.isTold = true;
      this.parts.logger.warn('too much is waiting', { chat: this.hash(update), waiting: this.unfinished.size });
      await this.parts
        .refuse(update)
        .catch((error: unknown) => this.parts.logger.warn('refusal not sent', errorFields(error)));
    }
    this.finish(update.update_id);
  }

  private leave(key: string, line: Line, id: number): void {
    this.unfinished.delete(id);
    this.parts.metrics.pendingUpdates = this.unfinished.size;
    line.updates.delete(id);
    // A refusal may outlive its line: by then another may stand under the key.
    if (line.updates.size === 0 && this.lines.get(key) === line) this.lines.delete(key);
    if (this.unfinished.size === 0) this.wake();
  }

  private async process(update: Update, line: Line): Promise<void> {
    if (this.isStopped) return;
    const { storage, logger, nowMs } = this.parts;
    const id = update.update_id;
    const begunMs = nowMs();
    line.begunMs = begunMs;
    this.begun.add(id);
    let outcome = 'done';
    try {
      const beginnings = storage.begin(id);
      if (beginnings >= MOST_BEGINNINGS) {
        outcome = 'given up';
        logger.error('update given up', { updateId: id, beginnings });
      } else await this.parts.handle(update);
    } catch (error) {
      outcome = 'failed';
      logger.error('update failed', { updateId: id, ...errorFields(error) });
    }
    this.finish(id);
    line.begunMs = 0;
    logger.info('update handled', { updateId: id, chat: this.hash(update), ms: nowMs() - begunMs, outcome });
  }

  private hash(update: Update): string {
    return createHmac('sha256', this.salt)
      .update(String(chatOf(update)))
      .digest('hex')
      .slice(0, 8);
  }

  private finish(updateId: number): void {
    const { storage, logger } = this.parts;
    try {
      storage.finish(updateId);
      this.open.delete(updateId);
      this.begun.delete(updateId);
      if (updateId - this.compactedAt < COMPACT_EVERY && updateId >= this.compactedAt) return;
      this.compactedAt = updateId;
      storage.compact(this.confirmOffset - SPARE_MARKS);
    } catch (error) {
      logger.error('journal failed', errorFields(error));
      // Unwritten, it must not hold up everything after it; the worst is a second answer.
      this.open.delete(updateId);
      this.begun.delete(updateId);
    }
  }
}
