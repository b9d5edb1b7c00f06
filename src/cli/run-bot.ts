import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpeechService } from '../answering/speech-service.js';
import { createBot, createI18n, type BotConnection } from '../bot/bot.js';
import { Conversations } from '../bot/conversations.js';
import { createMetrics } from '../bot/metrics.js';
import { register } from '../bot/register.js';
import { openStorage } from '../bot/storage.js';
import { UpdateRunner } from '../bot/update-runner.js';
import type { Config } from '../config.js';
import { TelegramError } from '../errors.js';
import { errorFields, type Logger } from '../logger.js';
import { createCharacterFold } from '../text/fold.js';
import { projectRoot, startEmbedder } from './compose.js';
import { loadService } from './load-service.js';
import { createProgress } from './progress.js';

/** A bot that runs. */
export interface RunningBot {
  /** Resolves when the bot has ended after `stop`; rejects where Telegram refuses it. */
  readonly ended: Promise<void>;
  /** Takes no further updates, finishes those begun, confirms them. */
  stop(): void;
  readonly service: SpeechService;
}

function programVersion(): string {
  const text = readFileSync(join(projectRoot(), 'package.json'), 'utf8');
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? 'unknown';
}

/** A wrong token is told in one line; any other failure of the first call is left to the poll loop. */
function explainStart(error: unknown): never {
  const code = error instanceof Error && 'error_code' in error ? error.error_code : null;
  if (code !== 401 && code !== 404) throw error;
  throw new TelegramError('TELEGRAM_UNAUTHORIZED', 'Telegram refuses the token', {
    expected: 'a token that BotFather gave',
    actual: `answer ${String(code)} to getMe`,
    remedy: 'correct BOT_TOKEN',
  });
}

/** Puts the bot together and starts it: speech, index, embedder, storage, Telegram. Everything is closed at the end. */
export async function runBot(config: Config, connection: BotConnection, logger: Logger): Promise<RunningBot> {
  const fold = createCharacterFold();
  const embedder = await startEmbedder(config.modelDir, logger);
  const storage = openStorage(config.dataDir, Number(connection.token.split(':')[0]));
  const closeAll = async () => {
    await embedder.close();
    await storage.close();
  };
  try {
    let service = await loadService(config, embedder, fold, logger, createProgress(process.stderr.isTTY));
    const metrics = createMetrics();
    const nowMs = Date.now;
    const dependencies = {
      getService: () => service,
      storage,
      conversations: new Conversations(nowMs),
      metrics,
      logger,
      nowMs,
      version: programVersion(),
      localesDir: join(projectRoot(), 'src', 'bot', 'locales'),
      adminIds: config.adminIds,
      allowedChats: config.allowedChats,
      embedderRestarts: () => embedder.restarts,
      reload: async () => {
        service = await loadService(config, embedder, fold, logger, () => undefined);
        return service.info.sentenceCount;
      },
    };
    const bot = createBot(connection, dependencies);
    await bot.init().catch(explainStart);
    const reload = () => {
      dependencies.reload().then(
        (sentences) => logger.info('speech reloaded', { sentences }),
        (error: unknown) => logger.error('reload failed', errorFields(error)),
      );
    };
    process.on('SIGHUP', reload);
    const runner = new UpdateRunner({
      api: bot.api,
      handle: (update) => bot.handleUpdate(update),
      storage,
      metrics,
      logger,
      nowMs,
    });
    const registered = register(bot.api, createI18n(dependencies), logger);
    logger.info('bot started', {
      username: bot.botInfo.username,
      sentences: service.info.sentenceCount,
      inline: bot.botInfo.supports_inline_queries,
    });
    const ended = runner.run().finally(async () => {
      process.off('SIGHUP', reload);
      await registered;
      await closeAll();
    });
    return { ended, stop: () => runner.stop(), service };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
