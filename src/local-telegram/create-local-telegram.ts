import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { YuanwenError } from '../errors.js';
import { silentLogger, type Logger } from '../logger.js';
import { loopbackOnly } from './access.js';
import { BotApi } from './bot-api.js';
import { clientApi } from './client-api.js';
import type { ClientSnapshot } from './client-protocol.js';
import { controlApi } from './control-api.js';
import { EventLog } from './event-log.js';
import { Faults } from './faults.js';
import { Presence } from './presence.js';
import { Profile } from './profile.js';
import { QueryBook } from './query-book.js';
import { RawLog } from './raw-log.js';
import { seed } from './seeds.js';
import type { State } from './state.js';
import { Store } from './store.js';
import { UpdateQueue } from './update-queue.js';
import { Webhook } from './webhook.js';

/** The port cannot be used, nor the ones after it. */
export class ListenError extends YuanwenError {}

/** How a local Telegram is made; everything has a default. */
export interface LocalTelegramOptions {
  readonly logger?: Logger;
  readonly nowMs?: () => number;
  /** Fixed where the bot must find it again after a restart of its own. */
  readonly token?: string;
  readonly examples?: ClientSnapshot['examples'];
}

/** Ports tried after the wanted one. */
const MORE_PORTS = 20;
const FIRST_RETRY_MS = 500;

/** A Bot API server with people and chats, in memory. */
export class LocalTelegram {
  readonly state: State;
  readonly faults = new Faults();
  readonly app: Hono;
  private server: Server | null = null;

  constructor(options: LocalTelegramOptions = {}) {
    const { logger = silentLogger, nowMs = Date.now, examples = {} } = options;
    this.state = makeState(
      options.token ?? `1${randomBytes(4).readUInt32BE() % 1e9}:${randomBytes(26).toString('base64url')}`,
      logger,
      nowMs,
    );
    seed(this.state.store);
    this.app = new Hono();
    this.app.use('*', loopbackOnly());
    this.app.route('/client', clientApi(this.state, examples));
    this.app.route('/control', controlApi(this.state, this.faults));
    this.app.route('/', new BotApi(this.state, this.faults, logger).app as unknown as Hono);
  }

  get token(): string {
    return this.state.profile.token;
  }

  /** Listens on loopback, on the wanted port or one of the next; resolves with the address. Throws `ListenError`. */
  async listen(port: number): Promise<{ root: string; port: number }> {
    for (let candidate = port; ; candidate += 1) {
      const taken = await this.tryListen(candidate);
      if (taken !== null) return { root: `http://127.0.0.1:${taken}`, port: taken };
      if (candidate < port + MORE_PORTS && port !== 0) continue;
      throw new ListenError('PORT_TAKEN', `ports ${port} to ${candidate} are taken`, {
        expected: 'a free port',
        remedy: 'set PORT to another number',
      });
    }
  }

  private tryListen(port: number): Promise<number | null> {
    const server = createAdaptorServer({ fetch: this.app.fetch, hostname: '127.0.0.1' }) as Server;
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(null) : reject(error),
      );
      server.listen(port, '127.0.0.1', () => {
        this.server = server;
        resolve((server.address() as AddressInfo).port);
      });
    });
  }

  /** Ends all connections and forgets everything. */
  async close(): Promise<void> {
    this.faults.clear();
    this.state.webhook.remove();
    this.state.presence.close();
    const { server } = this;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

function makeState(token: string, logger: Logger, nowMs: () => number): State {
  const events = new EventLog();
  const raw = new RawLog(events);
  const updates = new UpdateQueue(nowMs);
  const presence = new Presence(events);
  const webhook = new Webhook(
    updates,
    presence,
    nowMs,
    logger,
    (update) => raw.record({ kind: 'update', atMs: nowMs(), via: 'webhook', update: update.json }),
    FIRST_RETRY_MS,
  );
  const user = {
    id: Number(token.split(':')[0]),
    is_bot: true,
    first_name: '原文',
    username: 'yuanwen_bot',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
  } as unknown as Profile['user'];
  return {
    clock: nowMs,
    profile: new Profile(token, user),
    store: new Store(events),
    updates,
    webhook,
    presence,
    queries: new QueryBook(nowMs),
    photos: new Map(),
    inlineMessages: new Map(),
    inlineFeedback: false,
    events,
    raw,
  };
}
