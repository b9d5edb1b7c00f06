import { timingSafeEqual, createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from 'grammy/types';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { TelegramError } from '../errors.js';
import { errorFields, type Logger } from '../logger.js';
import { answerQuantileMs, type Metrics } from './metrics.js';

/** What the server is given. */
export interface HttpServerParts {
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly nowMs: () => number;
  /** Whether index and embedder answer. */
  readonly isServiceReady: () => boolean;
  readonly embedderRestarts: () => number;
  /**
   * Null while updates come by polling. `handle` says whether the update is finished; `letGo` hears of one that is
   * confirmed before it is.
   */
  readonly webhook: {
    readonly path: string;
    readonly secret: string;
    readonly handle: (update: Update) => Promise<boolean>;
    readonly letGo: (update: Update) => void;
  } | null;
}

const LARGEST_BODY_BYTES = 1024 * 1024;
/** Telegram gives up after some ten seconds; the work then goes on, and the journal drops the repeated delivery. */
const ANSWER_AFTER_MS = 8_000;
/** A poll lasts 25 s; without a good one for this long the bot is deaf. */
const DEAF_AFTER_MS = 90_000;
const SLOW_CLIENT_MS = 10_000;
/** Telegram opens a hundred at most. */
const MOST_CONNECTIONS = 500;

/** Compares in constant time, whatever the lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseUpdate(body: string): Update | null {
  try {
    const value: unknown = JSON.parse(body);
    const isUpdate =
      typeof value === 'object' && value !== null && 'update_id' in value && Number.isSafeInteger(value.update_id);
    return isUpdate ? (value as Update) : null;
  } catch {
    return null;
  }
}

/** Health, metrics and, in webhook mode, updates. No words of anybody are in any answer. */
export class BotHttpServer {
  private readonly server: Server;
  private readonly registry = new Registry();

  constructor(private readonly parts: HttpServerParts) {
    this.addMetrics();
    this.server = createServer(
      { requestTimeout: SLOW_CLIENT_MS, headersTimeout: SLOW_CLIENT_MS, connectionsCheckingInterval: 2_000 },
      (request, response) => {
        this.answer(request, response).catch((error: unknown) => {
          parts.logger.warn('http request failed', errorFields(error));
          if (!response.headersSent) end(response, 400);
        });
      },
    );
    this.server.maxConnections = MOST_CONNECTIONS;
  }

  /** Listens; resolves with the port. Throws `TelegramError` PORT_TAKEN. */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', (cause) =>
        reject(
          new TelegramError('PORT_TAKEN', `cannot listen on ${host}:${port}`, {
            remedy: 'set HOST and PORT to a free address',
            cause,
          }),
        ),
      );
      this.server.listen(port, host, () => resolve((this.server.address() as AddressInfo).port));
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0];
    const { webhook } = this.parts;
    if (webhook !== null && path === webhook.path) return this.takeUpdate(request, response, webhook);
    if (request.method !== 'GET') {
      end(response, 405);
      return;
    }
    if (path === '/healthz') {
      end(response, 200, 'ok\n');
      return;
    }
    if (path === '/readyz') {
      const problem = this.problem();
      end(response, problem === null ? 200 : 503, `${problem ?? 'ready'}\n`);
      return;
    }
    if (path === '/metrics') {
      end(response, 200, await this.registry.metrics());
      return;
    }
    end(response, 404);
  }

  private async takeUpdate(
    request: IncomingMessage,
    response: ServerResponse,
    webhook: NonNullable<HttpServerParts['webhook']>,
  ): Promise<void> {
    if (request.method !== 'POST') {
      end(response, 405);
      return;
    }
    const given = request.headers['x-telegram-bot-api-secret-token'];
    if (typeof given !== 'string' || !isSame(given, webhook.secret)) {
      end(response, 401);
      return;
    }
    const body = await readBody(request);
    const update = body === null ? null : parseUpdate(body);
    if (update === null) {
      end(response, body === null ? 413 : 400);
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => {
        webhook.letGo(update);
        resolve(true);
      }, ANSWER_AFTER_MS);
    });
    const isFinished = await Promise.race([webhook.handle(update), late]);
    clearTimeout(timer);
    this.parts.metrics.lastPollMs = this.parts.nowMs();
    // Not begun because of a stop: Telegram delivers it again.
    end(response, isFinished ? 200 : 503);
  }

  /** Why the bot is not ready, or null. */
  private problem(): string | null {
    const { metrics, nowMs, webhook, isServiceReady } = this.parts;
    if (!isServiceReady()) return 'the embedder does not answer';
    return webhook === null && nowMs() - metrics.lastPollMs > DEAF_AFTER_MS ? 'no good poll of late' : null;
  }

  private addMetrics(): void {
    const { metrics, embedderRestarts } = this.parts;
    // Memory, handles, and the longest gap of the event loop since the last request.
    collectDefaultMetrics({ register: this.registry });
    this.registry.registerMetric(metrics.stepSeconds);
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name: `yuanwen_${name}`,
        help,
        registers: [this.registry],
        collect() {
          this.set(read());
        },
      });
    gauge('questions_total', 'Questions answered or refused', () => metrics.questions);
    gauge('refusals_total', 'Questions that the speech does not answer', () => metrics.refusals);
    gauge('failures_total', 'Handlers that failed', () => metrics.failures);
    gauge('pending_updates', 'Updates waiting or being handled', () => metrics.pendingUpdates);
    gauge('embedder_restarts_total', 'Restarts of the embedding process', embedderRestarts);
    gauge('answer_p50_ms', 'Median of the latest answers', () => answerQuantileMs(metrics, 0.5));
    gauge('answer_p95_ms', '95th percentile of the latest answers', () => answerQuantileMs(metrics, 0.95));
  }
}

function end(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(body);
}
