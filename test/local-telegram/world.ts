import { LocalTelegram, type LocalTelegramOptions } from '../../src/local-telegram/create-local-telegram.js';
import type { ClientEvent, ClientMessage, Mark, RawEntry } from '../../src/local-telegram/client-protocol.js';
import { SEED_GROUP_ID, SEED_TOPIC_ID } from '../../src/local-telegram/seeds.js';
import type { BotStatus } from '../../src/local-telegram/store.js';

export const TOKEN = '7000100:AAContractTestTokenThatIsNoSecret';
export const [ADMIN, MEMBER, NEWCOMER] = [1001, 1002, 1003] as const;
export const GROUP = SEED_GROUP_ID;
export const TOPIC = SEED_TOPIC_ID;
export const BOT_ID = 7000100;

/** An HTTP answer whose body is JSON. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A Bot API answer. */
export interface ApiBody {
  readonly ok: boolean;
  // What a method returns differs by method; the tests compare it with a pattern.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly result?: any;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: unknown;
}

/** A local Telegram that listens, with a clock the tests move. */
export class World {
  nowMs = Date.UTC(2026, 0, 1);
  readonly local: LocalTelegram;
  root = '';

  constructor(options: LocalTelegramOptions = {}) {
    this.local = new LocalTelegram({ token: TOKEN, nowMs: () => this.nowMs, ...options });
  }

  static async open(options: LocalTelegramOptions = {}): Promise<World> {
    const world = new World(options);
    world.root = (await world.local.listen(0)).root;
    return world;
  }

  close(): Promise<void> {
    return this.local.close();
  }

  /** Calls a method with JSON parameters. */
  async api(method: string, params: unknown = {}): Promise<Answer<ApiBody>> {
    return this.apiBy(method, { body: JSON.stringify(params), headers: { 'Content-Type': 'application/json' } });
  }

  /** Calls a method by a request of one's own. */
  async apiBy(methodAndQuery: string, request: RequestInit, token = TOKEN): Promise<Answer<ApiBody>> {
    const response = await fetch(`${this.root}/bot${token}/${methodAndQuery}`, { method: 'POST', ...request });
    return { status: response.status, body: (await response.json()) as ApiBody };
  }

  // The client API's bodies are compared with patterns as well.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async client<Body = any>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    const post = { method: 'POST', body: JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const response = await fetch(this.root + path, {
      ...(body === undefined ? {} : post),
      headers: { ...type, ...headers },
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  /** Sends as a person over HTTP; gives the message's id. */
  async says(personId: number, chatId: number, text: string, more: object = {}): Promise<number> {
    const { status, body } = await this.client('/client/messages', { personId, chatId, text, ...more });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return (body as ClientMessage).message.message_id;
  }

  /** Sends as the bot; gives the message's id. */
  async botSays(chatId: number, text: string, more: object = {}): Promise<number> {
    const { body } = await this.api('sendMessage', { chat_id: chatId, text, ...more });
    if (!body.ok) throw new Error(body.description);
    return body.result.message_id as number;
  }

  /** Everything waiting for the bot, without confirming it. */
  async updates(): Promise<Record<string, never>[]> {
    return (await this.api('getUpdates')).body.result as Record<string, never>[];
  }

  /** The kinds of updates that wait, in order. */
  async updateTypes(): Promise<string[]> {
    return (await this.updates()).map((update) => Object.keys(update).find((key) => key !== 'update_id') ?? '');
  }

  setBotStatus(chatId: number, status: BotStatus): void {
    this.local.state.store.chat(chatId).botStatus = status;
  }

  raw(): readonly RawEntry[] {
    return this.local.state.raw.all().map(({ value }) => value);
  }

  /** The marks of the latest call. */
  lastMarks(): readonly Mark[] {
    const call = this.raw().findLast((entry) => entry.kind === 'call');
    return call?.kind === 'call' ? call.marks : [];
  }

  /** Resolves with the first event that fits, past ones included. */
  event(fits: (event: ClientEvent) => boolean): Promise<ClientEvent> {
    const { events } = this.local.state;
    const past = events.all().find(({ value }) => fits(value));
    if (past !== undefined) return Promise.resolve(past.value);
    return new Promise((resolve) => {
      const stop = events.subscribe(({ value }) => {
        if (!fits(value)) return;
        stop();
        resolve(value);
      });
    });
  }
}
