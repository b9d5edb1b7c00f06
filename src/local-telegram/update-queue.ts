import type { Update } from '@grammyjs/types';
import { BotApiError } from './api-error.js';
import type { Clock } from './clock.js';

/** The kinds of updates, as in `allowed_updates`. */
export type UpdateType = Exclude<keyof Update, 'update_id'>;

/** An update waiting to be taken. */
export interface PendingUpdate {
  readonly updateId: number;
  readonly type: UpdateType;
  /** Updates of one key are posted to a webhook one after another. */
  readonly orderKey: string;
  readonly addedAtMs: number;
  /** The JSON that goes out. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** What `getUpdates` asks for. */
export interface PollRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
  /** Aborted when the poller's connection closes. */
  readonly signal: AbortSignal;
}

const HOUR_MS = 3_600_000;
/** How long an update waits: a day, but for queries, which nobody waits for that long (telegram-bot-api Client.cpp). */
const RETENTION_MS: Partial<Record<UpdateType, number>> = { callback_query: 150_000, inline_query: 30_000 };
/** Types that are sent only to who asks for them by name. */
const ONLY_ON_REQUEST: ReadonlySet<UpdateType> = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const CAPACITY = 100_000;
const FUTURE_IDS = 10;

interface Waiter {
  readonly wake: () => void;
  readonly fail: (error: BotApiError) => void;
}

/** Updates that the bot has not confirmed yet, and the one poll that may wait for them. */
export class UpdateQueue {
  private pending = new Map<number, PendingUpdate>();
  private nextId: number;
  private allowed: ReadonlySet<UpdateType> | null = null;
  private waiter: Waiter | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly clock: Clock) {
    // Telegram's numbers start anywhere; a start above 1 shows bots that take 0 or 1 for granted.
    this.nextId = 700_000_001;
  }

  /** Queues an update unless its type is not wanted; returns its id, or null. `payload` goes out under the type's name. */
  add(type: UpdateType, payload: unknown, orderKey: string): number | null {
    const wanted = this.allowed === null ? !ONLY_ON_REQUEST.has(type) : this.allowed.has(type);
    if (!wanted) return null;
    return this.insert(type, { [type]: payload }, orderKey);
  }

  /** Queues any JSON as an update, whatever types are allowed. For the control path. */
  addRaw(type: UpdateType, fields: Readonly<Record<string, unknown>>): number {
    return this.insert(type, fields, 'raw');
  }

  private insert(type: UpdateType, fields: Readonly<Record<string, unknown>>, orderKey: string): number {
    const updateId = this.nextId;
    this.nextId += 1;
    const json = { update_id: updateId, ...fields };
    this.pending.set(updateId, { updateId, type, orderKey, addedAtMs: this.clock(), json });
    if (this.pending.size > CAPACITY) this.pending.delete(this.firstId());
    this.waiter?.wake();
    for (const listener of this.listeners) listener();
    return updateId;
  }

  private firstId(): number {
    for (const updateId of this.pending.keys()) return updateId;
    return this.nextId;
  }

  /** Sets which types are queued from now on; an empty list means the default ones. */
  allow(types: readonly UpdateType[] | undefined): void {
    if (types !== undefined) this.allowed = types.length === 0 ? null : new Set(types);
  }

  /** Names of the allowed types, or undefined for the default. */
  get allowedTypes(): readonly UpdateType[] | undefined {
    return this.allowed === null ? undefined : [...this.allowed];
  }

  /** Updates not yet confirmed, oldest first. */
  waiting(): readonly PendingUpdate[] {
    const now = this.clock();
    for (const update of this.pending.values()) {
      if (now - update.addedAtMs > (RETENTION_MS[update.type] ?? 24 * HOUR_MS)) this.pending.delete(update.updateId);
    }
    return [...this.pending.values()];
  }

  get size(): number {
    return this.pending.size;
  }

  /** Forgets an update that a webhook has taken. */
  confirm(updateId: number): void {
    this.pending.delete(updateId);
  }

  clear(): void {
    this.pending = new Map();
  }

  /** Calls the listener after each new update until the returned function is called. */
  onAdded(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Confirms what the offset confirms and returns what is next, waiting up to the timeout for a first update. */
  async poll(request: PollRequest): Promise<readonly PendingUpdate[]> {
    this.stopPolling('terminated by other getUpdates request; make sure that only one bot instance is running');
    this.confirmBefore(request.offset);
    const ready = this.take(request);
    if (ready.length > 0 || request.timeoutSeconds === 0) return ready;
    await this.wait(request.timeoutSeconds * 1000, request.signal);
    return request.signal.aborted ? [] : this.take(request);
  }

  /** Ends the waiting poll, if any, with a 409 that says why. */
  stopPolling(reason: string): void {
    this.waiter?.fail(new BotApiError(409, `Conflict: ${reason}`));
  }

  private confirmBefore(offset: number): void {
    // A negative offset counts from the end of the queue, and forgets everything before.
    const first = offset >= 0 ? offset : (this.waiting().at(offset)?.updateId ?? 0);
    if (this.isInFuture(first)) return;
    for (const updateId of this.pending.keys()) {
      if (updateId >= first) break;
      this.pending.delete(updateId);
    }
  }

  private take(request: PollRequest): readonly PendingUpdate[] {
    const due = this.waiting();
    const isFrom = request.offset > 0 && !this.isInFuture(request.offset);
    const from = isFrom ? due.filter((update) => update.updateId >= request.offset) : due;
    return from.slice(0, request.limit);
  }

  /** An offset far behind the queue's end is from somewhere else: it counts as none (tdlib TQueue::get). */
  private isInFuture(offset: number): boolean {
    return offset > this.nextId + FUTURE_IDS;
  }

  private wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        if (this.waiter === waiter) this.waiter = null;
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      const waiter: Waiter = {
        wake: done,
        fail: (error) => {
          reject(error);
          done();
        },
      };
      this.waiter = waiter;
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }
}
