import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { SpeechService } from '../answering/speech-service.js';
import { apologise } from '../bot/apologise.js';
import { createBot, createI18n, type BotConnection } from '../bot/bot.js';
import { Conversations } from '../bot/conversations.js';
import { createMetrics, recordStep } from '../bot/metrics.js';
import { register } from '../bot/register.js';
import { openStorage } from '../bot/storage.js';
import { UpdateRunner } from '../bot/update-runner.js';
import type { Config } from '../config.js';
import { TelegramError } from '../errors.js';
import { errorFields, type Logger } from '../logger.js';
import { createCharacterFold } from '../text/fold.js';
import { projectRoot, startEmbedder } from './compose.js';
import { takeUpdates } from './take-updates.js';
import { loadService } from './load-service.js';
import { createProgress } from './progress.js';

const REGISTRATION_PATIENCE_MS = 500;

/** A bot that runs. */
export interface RunningBot {
  /** Resolves when the bot has ended after `stop`; rejects where Telegram refuses it. */
  readonly ended: Promise<void>;
  /** Takes no further updates, finishes those begun, confirms them. */
  stop(): void;
  /** Of the speech as it was last read. */
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

/** Runs one at a time: two reloads at once would replace each other's index. */
function inTurn<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Puts the bot together and starts it: speech, index, embedder, storage, Telegram. Everything is closed at the end. */
export async function runBot(config: Config, connection: BotConnection, logger: Logger): Promise<RunningBot> {
  const fold = createCharacterFold();
  const metrics = createMetrics();
  const embedder = await startEmbedder(config.modelDir, logger, (ms) => recordStep(metrics, 'embed', ms));
  const storage = openStorage(config.dataDir, Number(connection.token.split(':')[0]));
  const closeAll = async () => {
    await embedder.close();
    await storage.close();
  };
  try {
    const load = (onProgress: (done: number, total: number) => void) =>
      loadService(config, embedder, fold, logger, onProgress, (ms) => recordStep(metrics, 'search', ms));
    let service = await load(createProgress(process.stderr.isTTY));
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
      reload: inTurn(async () => {
        service = await load(() => undefined);
        return service.info.sentenceCount;
      }),
    };
    const refused = new WeakSet<Update>();
    const bot = createBot(connection, dependencies, refused);
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
      refuse: (update) => {
        refused.add(update);
        return bot.handleUpdate(update);
      },
      storage,
      metrics,
      logger,
      nowMs,
    });
    const i18n = createI18n(dependencies);
    const registered = register(bot.api, i18n, logger);
    const apologised = apologise(bot.api, i18n, dependencies);
    logger.info('bot started', {
      username: bot.botInfo.username,
      sentences: service.info.sentenceCount,
      inline: bot.botInfo.supports_inline_queries,
    });
    if (!bot.botInfo.supports_inline_queries)
      logger.warn('inline mode is off', { remedy: 'send /setinline to BotFather and choose the bot' });
    const updates = await takeUpdates(config, connection, bot.api, runner, {
      metrics,
      logger,
      nowMs,
      isServiceReady: () => service.state.ready,
      embedderRestarts: () => embedder.restarts,
    });
    const ended = updates.ended.finally(async () => {
      process.off('SIGHUP', reload);
      // Neither is worth a stop that hangs in an outage: both are done again at the next start.
      await Promise.race([Promise.all([registered, apologised]), delay(REGISTRATION_PATIENCE_MS)]);
      await closeAll();
    });
    return {
      ended,
      stop: updates.stop,
      // Not the one of the start, which would be kept for ever.
      get service() {
        return service;
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
