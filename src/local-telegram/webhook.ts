import { errorFields, type Logger } from '../logger.js';
import type { Clock } from './clock.js';
import { unixSeconds } from './clock.js';
import type { Presence } from './presence.js';
import type { PendingUpdate, UpdateQueue } from './update-queue.js';

/** Where and how updates are posted. */
export interface WebhookTarget {
  readonly url: string;
  readonly secretToken?: string;
  readonly maxConnections: number;
}

/** The last delivery that failed. */
export interface WebhookFailure {
  readonly atSeconds: number;
  readonly message: string;
}

const REQUEST_TIMEOUT_MS = 60_000;
const LONGEST_RETRY_MS = 60_000;

/** Posts updates to the bot: one chat's one after another, chats side by side, until each is taken. */
export class Webhook {
  private target: WebhookTarget | null = null;
  private failure: WebhookFailure | null = null;
  private readonly busyKeys = new Set<string>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private stop: () => void = () => undefined;
  private perform: (answer: Response) => Promise<void> = async () => undefined;

  /** @param firstRetryMs wait before the second attempt; doubles up to a minute */
  constructor(
    private readonly updates: UpdateQueue,
    private readonly presence: Presence,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly onDelivered: (update: PendingUpdate) => void,
    private readonly firstRetryMs: number,
  ) {}

  /** Sets who does the methods that the bot names in its answers. */
  performAnswersBy(perform: (answer: Response) => Promise<void>): void {
    this.perform = perform;
  }

  get current(): WebhookTarget | null {
    return this.target;
  }

  get lastFailure(): WebhookFailure | null {
    return this.failure;
  }

  set(target: WebhookTarget): void {
    this.remove();
    this.target = target;
    this.stop = this.updates.onAdded(() => this.deliverNext());
    this.deliverNext();
  }

  remove(): void {
    this.stop();
    this.target = null;
    this.failure = null;
    this.busyKeys.clear();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private deliverNext(): void {
    const target = this.target;
    if (target === null) return;
    for (const update of this.updates.waiting()) {
      if (this.busyKeys.size >= target.maxConnections) return;
      if (this.busyKeys.has(update.orderKey)) continue;
      this.busyKeys.add(update.orderKey);
      void this.deliver(target, update, this.firstRetryMs);
    }
  }

  private async deliver(target: WebhookTarget, update: PendingUpdate, retryMs: number): Promise<void> {
    const problem = await this.post(target, update);
    if (this.target !== target) return;
    this.presence.delivered(problem === null);
    if (problem === null) {
      this.updates.confirm(update.updateId);
      this.onDelivered(update);
      this.busyKeys.delete(update.orderKey);
      this.deliverNext();
      return;
    }
    this.failure = { atSeconds: unixSeconds(this.clock), message: problem };
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.deliver(target, update, Math.min(retryMs * 2, LONGEST_RETRY_MS));
    }, retryMs);
    this.timers.add(timer);
  }

  /** Null when the bot took the update. Never throws. */
  private async post(target: WebhookTarget, update: PendingUpdate): Promise<string | null> {
    const headers = new Headers({ 'Content-Type': 'application/json' });
    if (target.secretToken !== undefined) headers.set('X-Telegram-Bot-Api-Secret-Token', target.secretToken);
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        headers,
        body: JSON.stringify(update.json),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
        redirect: 'manual',
      });
      if (response.ok) {
        await this.perform(response);
        return null;
      }
      await response.arrayBuffer();
      return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    } catch (error) {
      this.logger.debug('webhook delivery failed', errorFields(error));
      return 'Connection failed';
    }
  }
}
