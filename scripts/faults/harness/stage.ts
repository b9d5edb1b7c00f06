import { setTimeout as delay } from 'node:timers/promises';
import type { ClientMessage } from '../../../src/local-telegram/client-protocol.js';
import { LocalTelegram, type LocalTelegramOptions } from '../../../src/local-telegram/create-local-telegram.js';
import { sendAsPerson } from '../../../src/local-telegram/people/write.js';
import { addPerson } from '../../../src/local-telegram/seeds.js';
import { OPEN_QUESTIONS } from '../../open-questions.js';

/** A token that belongs to nobody. */
export const TOKEN = '7000077:AAFaultsTokenThatIsNoSecretAtAll0123';

/** Open questions, one for a list, and one that the sample does not answer. */
export const QUESTIONS: readonly string[] = [...OPEN_QUESTIONS, '代表“履职五个一”具体是哪五件事', '明天会下雨吗'];

/** One message of the bot. */
export interface Sent {
  readonly atMs: number;
  readonly chatId: number;
  readonly replyTo: number;
  readonly text: string;
  readonly entities: readonly { readonly type: string; readonly offset: number; readonly length: number }[];
  /** Data of its buttons. */
  readonly callbackData: readonly string[];
}

/** One question that was put to the bot. */
export interface Asked {
  readonly atMs: number;
  readonly chatId: number;
  readonly messageId: number;
  readonly updateId: number;
}

/** One call of the bot, as the server saw it. */
export interface Call {
  readonly method: string;
  readonly chatId: number | null;
  readonly atMs: number;
  readonly durationMs: number;
  readonly status: number;
  readonly ok: boolean;
  readonly fault: string | null;
  /** What Telegram would have repaired silently. */
  readonly marks: readonly { readonly kind: string; readonly detail: string }[];
}

const keyOf = (chatId: number, messageId: number) => `${chatId}:${messageId}`;

/** The local Telegram with any number of people, what was asked there and what the bot sent. Times: `performance.now()`. */
export class Stage {
  readonly local: LocalTelegram;
  readonly asked: Asked[] = [];
  readonly sent: Sent[] = [];
  readonly calls: Call[] = [];
  private readonly sentTo = new Map<string, Sent[]>();
  private wakers: (() => void)[] = [];
  private nextPerson = 100_000;
  root = '';

  constructor(options: LocalTelegramOptions = {}) {
    this.local = new LocalTelegram({ token: TOKEN, webhookRetryMs: 50, ...options });
    this.local.state.events.subscribe(({ value }) => {
      if (value.type === 'message' && value.message.message.from?.is_bot === true) this.noteSent(value.message);
      else if (value.type === 'raw' && value.entry.kind === 'call') this.noteCall(value.entry);
    });
  }

  /** Listens on a free port of loopback. */
  async open(): Promise<this> {
    this.root = (await this.local.listen(0)).root;
    return this;
  }

  close(): Promise<void> {
    return this.local.close();
  }

  /** New people, each with a private chat; their ids. */
  people(count: number): number[] {
    return Array.from({ length: count }, () => {
      const id = this.nextPerson++;
      const person = { id, firstName: `问${id}`, languageCode: 'zh-hans', blockedBot: false } as const;
      addPerson(this.local.state.store, { ...person, role: 'member' });
      return id;
    });
  }

  /** Sends as a person in the private chat. */
  ask(personId: number, text: string): Asked {
    const atMs = performance.now();
    const { message } = sendAsPerson(this.local.state, { personId, chatId: personId, text });
    const updateId = this.local.state.updates.waiting().at(-1)?.updateId ?? 0;
    const asked = { atMs, chatId: personId, messageId: message.message_id, updateId };
    this.asked.push(asked);
    return asked;
  }

  /** Puts `count` questions, the people taking turns. */
  askAll(people: readonly number[], count: number): Asked[] {
    return Array.from({ length: count }, (_, index) =>
      this.ask(people[index % people.length] ?? 0, `${QUESTIONS[index % QUESTIONS.length] ?? ''}？${index}`),
    );
  }

  /** Messages of the bot in reply to a question. */
  repliesTo(asked: Asked): readonly Sent[] {
    return this.sentTo.get(keyOf(asked.chatId, asked.messageId)) ?? [];
  }

  /** Resolves with true once `isDone` holds, which is asked after every call of the bot; false after `limitMs`. */
  async until(isDone: () => boolean, limitMs: number): Promise<boolean> {
    const deadlineMs = performance.now() + limitMs;
    while (!isDone()) {
      const leftMs = deadlineMs - performance.now();
      if (leftMs <= 0) return false;
      await Promise.race([new Promise<void>((resolve) => this.wakers.push(resolve)), delay(Math.min(leftMs, 50))]);
    }
    return true;
  }

  /** Resolves when all of these have a reply; false where one has none after `limitMs`. */
  answered(asked: readonly Asked[], limitMs: number): Promise<boolean> {
    let from = 0;
    return this.until(() => {
      for (let next = asked[from]; next !== undefined && this.repliesTo(next).length > 0; next = asked[from]) from += 1;
      return from === asked.length;
    }, limitMs);
  }

  /** Resolves when Telegram has nothing left to deliver: what comes twice has come by then. */
  confirmed(limitMs = 40_000): Promise<boolean> {
    return this.until(() => this.local.state.updates.size === 0, limitMs);
  }

  /** How many of these have no reply, and how many replies too many there are. */
  tally(asked: readonly Asked[]): { lost: number; duplicates: number } {
    const counts = asked.map((one) => this.repliesTo(one).length);
    return {
      lost: counts.filter((count) => count === 0).length,
      duplicates: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    };
  }

  /** Calls that Telegram refused, faults of ours left out. */
  rejectedCalls(): Call[] {
    return this.calls.filter(({ method, fault, ok }) => !ok && fault === null && method !== 'getUpdates');
  }

  private noteSent({ chatId, message }: ClientMessage): void {
    const replyTo = message.reply_to_message?.message_id ?? 0;
    const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
    const callbackData = buttons.flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));
    const { text = '', entities = [] } = message;
    const sent = { atMs: performance.now(), chatId, replyTo, text, entities, callbackData };
    this.sent.push(sent);
    const key = keyOf(chatId, replyTo);
    this.sentTo.set(key, [...(this.sentTo.get(key) ?? []), sent]);
    this.wake();
  }

  private noteCall(entry: {
    method: string;
    params: unknown;
    atMs: number;
    durationMs: number;
    status: number;
    ok: boolean;
    marks: Call['marks'];
    fault?: string;
  }): void {
    const { params } = entry;
    const chatId = typeof params === 'object' && params !== null && 'chat_id' in params ? params.chat_id : null;
    this.calls.push({
      method: entry.method,
      chatId: typeof chatId === 'number' ? chatId : null,
      atMs: entry.atMs,
      durationMs: entry.durationMs,
      status: entry.status,
      ok: entry.ok,
      fault: entry.fault ?? null,
      marks: entry.marks,
    });
    this.wake();
  }

  private wake(): void {
    for (const wake of this.wakers.splice(0)) wake();
  }
}
