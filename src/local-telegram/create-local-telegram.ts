import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UserFromGetMe } from '@grammyjs/types';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { YuanwenError } from '../errors.js';
import { silentLogger, type Logger } from '../logger.js';
import { accessKeyOnly, loopbackHostOnly, ownOriginOnly, pageHeaders } from './access.js';
import { BotApi, type NodeEnv } from './bot-api.js';
import { clientApi } from './client-api.js';
import type { ClientSnapshot } from './client-protocol.js';
import { controlApi } from './control-api.js';
import { EventLog } from './event-log.js';
import { Faults } from './faults.js';
import { PageFiles } from './page-files.js';
import { Presence } from './presence.js';
import { Profile } from './profile.js';
import { QueryBook } from './query-book.js';
import { RawLog } from './raw-log.js';
import { seed } from './seeds.js';
import type { State } from './state.js';
import { Store } from './store.js';
import { UpdateQueue } from './update-queue.js';
import { Webhook } from './webhook.js';

/** The address cannot be used, or neither the port nor the ones after it. */
export class ListenError extends YuanwenError {}

/** How a local Telegram is made; everything has a default. */
export interface LocalTelegramOptions {
  readonly logger?: Logger;
  readonly nowMs?: () => number;
  /** Fixed where the bot must find it again after a restart of its own. */
  readonly token?: string;
  /** Address to listen on; default 127.0.0.1. Any that is not loopback asks visitors for the access key. */
  readonly host?: string;
  /** Wait before a webhook delivery is tried again, in ms; doubles up to a minute. Default 500. */
  readonly webhookRetryMs?: number;
}

/** Where a local Telegram can be reached. */
export interface ListeningAddress {
  /** Base address for the Bot API. */
  readonly root: string;
  readonly port: number;
  /** Address of the chat page, with the access key where one is needed. */
  readonly pageUrl: string;
}

/** Ports tried after the wanted one. */
const MORE_PORTS = 20;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** A Bot API server with people and chats, in memory. */
export class LocalTelegram {
  readonly state: State;
  readonly faults = new Faults();
  readonly app: Hono<NodeEnv>;
  private examples: ClientSnapshot['examples'] = {};
  private readonly host: string;
  private readonly accessKey: string | null;
  private server: Server | null = null;

  constructor(options: LocalTelegramOptions = {}) {
    const { logger = silentLogger, nowMs = Date.now } = options;
    this.state = makeState(
      options.token ?? `1${randomBytes(4).readUInt32BE() % 1e9}:${randomBytes(26).toString('base64url')}`,
      logger,
      nowMs,
      options.webhookRetryMs ?? 500,
    );
    seed(this.state.store);
    this.host = options.host ?? '127.0.0.1';
    this.accessKey = LOOPBACK.has(this.host) ? null : randomBytes(18).toString('base64url');
    this.app = this.makeApp(logger);
  }

  private makeApp(logger: Logger): Hono<NodeEnv> {
    const app = new Hono<NodeEnv>();
    const pages = new PageFiles();
    app.use('*', pageHeaders);
    app.use('*', this.accessKey === null ? loopbackHostOnly() : accessKeyOnly(this.accessKey));
    app.use('/client/*', ownOriginOnly());
    app.use('/control/*', ownOriginOnly());
    app.route(
      '/client',
      clientApi(this.state, () => this.examples),
    );
    app.route('/control', controlApi(this.state, this.faults));
    app.get('/', async (context) => (await pages.respond(context, 'index.html')) ?? context.notFound());
    app.get('/page/:name{.+}', async (context) => {
      return (await pages.respond(context, context.req.param('name'))) ?? context.notFound();
    });
    const botApi = new BotApi(this.state, this.faults, logger);
    this.state.webhook.performAnswersBy((answer) => botApi.performAnswer(answer));
    app.route('/', botApi.app);
    return app;
  }

  /** Replaces the questions to offer; pages are told. What can be asked is known once the bot has read its speech. */
  setExamples(examples: ClientSnapshot['examples']): void {
    this.examples = examples;
    this.state.events.publish({ type: 'bot', bot: this.state.profile.info() });
  }

  get token(): string {
    return this.state.profile.token;
  }

  /** Listens on loopback, on the wanted port or one of the next; resolves with the address. Throws `ListenError`. */
  async listen(port: number): Promise<ListeningAddress> {
    for (let candidate = port; ; candidate += 1) {
      const taken = await this.tryListen(candidate);
      if (taken !== null) return this.address(taken);
      if (candidate < port + MORE_PORTS && port !== 0) continue;
      throw new ListenError('PORT_TAKEN', `ports ${port} to ${candidate} are taken`, {
        expected: 'a free port',
        remedy: 'set PORT to another number',
      });
    }
  }

  private address(port: number): ListeningAddress {
    // An address for all interfaces is none to call; this machine reaches it by loopback.
    const isAny = this.host === '0.0.0.0' || this.host === '::';
    const name = isAny ? '127.0.0.1' : this.host.includes(':') ? `[${this.host}]` : this.host;
    const root = `http://${name}:${port}`;
    return { root, port, pageUrl: this.accessKey === null ? root : `${root}/?key=${this.accessKey}` };
  }

  private tryListen(port: number): Promise<number | null> {
    const server = createAdaptorServer({ fetch: this.app.fetch, hostname: this.host }) as Server;
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(null) : reject(this.unusable(error)),
      );
      server.listen(port, this.host, () => {
        this.server = server;
        resolve((server.address() as AddressInfo).port);
      });
    });
  }

  private unusable(cause: Error): ListenError {
    return new ListenError('ADDRESS_UNUSABLE', `cannot listen on ${this.host}`, {
      expected: 'an address of this machine',
      actual: cause.message,
      remedy: 'set HOST to another address, or leave it unset',
      cause,
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

function makeState(token: string, logger: Logger, nowMs: () => number, webhookRetryMs: number): State {
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
    webhookRetryMs,
  );
  const user: UserFromGetMe = {
    id: Number(token.split(':')[0]),
    is_bot: true,
    first_name: '原文',
    username: 'yuanwen_bot',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
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
    pollCount: 0,
    events,
    raw,
  };
}
