import type { InlineQueryResult, InlineQueryResultsButton } from '@grammyjs/types';
import { badRequest } from './api-error.js';
import type { Clock } from './clock.js';

/** What a bot answers to a pressed button. */
export interface CallbackAnswer {
  readonly text?: string;
  readonly showAlert?: boolean;
  readonly url?: string;
}

/** What a bot answers to an inline query. `results` have their texts formatted already. */
export interface InlineAnswer {
  readonly results: readonly InlineQueryResult[];
  readonly nextOffset: string;
  readonly button?: InlineQueryResultsButton;
}

interface OpenQuery<T> {
  readonly openedAtMs: number;
  answer: T | null;
  readonly waiters: ((answer: T | null) => void)[];
}

const MAX_QUERIES = 5_000;

/** Callback or inline queries that wait for the bot's answer. */
export class QueryTable<T> {
  private readonly queries = new Map<string, OpenQuery<T>>();
  private nextId: bigint;

  /** @param lifeMs how long an answer is taken */
  constructor(
    private readonly clock: Clock,
    private readonly lifeMs: number,
    firstId: bigint,
  ) {
    this.nextId = firstId;
  }

  open(): string {
    const id = String(this.nextId);
    this.nextId += 1n;
    this.queries.set(id, { openedAtMs: this.clock(), answer: null, waiters: [] });
    for (const oldest of this.queries.keys()) {
      if (this.queries.size <= MAX_QUERIES) break;
      this.queries.delete(oldest);
    }
    return id;
  }

  /** Takes the bot's answer, or refuses it as too late. */
  answer(id: string, answer: T): void {
    const query = this.queries.get(id);
    if (query === undefined || this.clock() - query.openedAtMs > this.lifeMs) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    query.answer ??= answer;
    for (const waiter of query.waiters.splice(0)) waiter(query.answer);
  }

  answerOf(id: string): T | null {
    return this.queries.get(id)?.answer ?? null;
  }

  /** Waits for the answer; null when none came in time. */
  async wait(id: string, timeoutMs: number): Promise<T | null> {
    const query = this.queries.get(id);
    if (query === undefined || query.answer !== null) return query?.answer ?? null;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), timeoutMs);
      query.waiters.push((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }
}

/** All open queries. Lives are those after which telegram-bot-api's Client.cpp drops a query unread. */
export class QueryBook {
  readonly callbacks: QueryTable<CallbackAnswer>;
  readonly inline: QueryTable<InlineAnswer>;

  constructor(clock: Clock) {
    this.callbacks = new QueryTable<CallbackAnswer>(clock, 150_000, 4_300_000_000_000_000_001n);
    this.inline = new QueryTable<InlineAnswer>(clock, 30_000, 8_600_000_000_000_000_001n);
  }
}
