import type { Api } from 'grammy';
import type { BotConnection } from '../bot/bot.js';
import { BotHttpServer, type HttpServerParts } from '../bot/http-server.js';
import { ALLOWED_UPDATES, type UpdateRunner } from '../bot/update-runner.js';
import type { Config } from '../config.js';

/** Updates that are being taken. */
export interface TakenUpdates {
  /** Resolves after `stop`, when what was begun is finished. */
  readonly ended: Promise<void>;
  readonly stop: () => void;
}

/**
 * Takes updates by webhook where one is set, else by long polling. On Telegram a server for health and metrics listens
 * beside it; the local Telegram needs none, and its port is the page's.
 */
export async function takeUpdates(
  config: Config,
  connection: BotConnection,
  api: Api,
  runner: UpdateRunner,
  parts: Omit<HttpServerParts, 'webhook'>,
): Promise<TakenUpdates> {
  if (config.botToken !== connection.token) return { ended: runner.run(), stop: () => runner.stop() };
  const { webhook } = config;
  const path = webhook === null ? '' : new URL(webhook.url).pathname;
  const server = new BotHttpServer({
    ...parts,
    webhook:
      webhook === null
        ? null
        : {
            path,
            secret: webhook.secret,
            handle: (update) => runner.handleOnce(update),
            letGo: (update) => runner.letGo(update),
          },
  });
  const port = await server.listen(config.host, config.port);
  parts.logger.info('health server listens', { host: config.host, port });
  if (webhook === null) {
    // A webhook left from before would keep every update from polling.
    await api.deleteWebhook();
    return { ended: runner.run().finally(() => server.close()), stop: () => runner.stop() };
  }
  await api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: [...ALLOWED_UPDATES] });
  const aborter = new AbortController();
  const stopped = new Promise<void>((resolve) => aborter.signal.addEventListener('abort', () => resolve()));
  const ended = stopped.then(async () => {
    runner.stop();
    await runner.finishBegun();
    await server.close();
  });
  return { ended, stop: () => aborter.abort() };
}
