import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { ConfigError } from '../errors.js';
import { createLogger } from '../logger.js';
import { readConfig, type Command } from './command.js';
import { servePage } from './serve-locally.js';
import { runBot } from './run-bot.js';
import { stopOnSignals } from './stop-on-signals.js';

async function serveTelegram(config: Config, botToken: string): Promise<number> {
  const logger = createLogger(config.logLevel, config.logFormat);
  const bot = await runBot(config, { token: botToken, apiRoot: config.telegramApiRoot }, logger);
  stopOnSignals(bot);
  await bot.ended;
  logger.info('bot stopped');
  return 0;
}

/** Runs the bot. */
export const serveCommand: Command = {
  help: 'npm start\nBuilds the index where it is missing or stale, then runs the bot: on Telegram with BOT_TOKEN, without it on a local Telegram with a chat page in the browser.',
  async run(args) {
    parseArgs({ args: [...args], options: {} });
    const config = readConfig();
    if (config.botToken !== null) return serveTelegram(config, config.botToken);
    if (config.production) {
      throw new ConfigError('TOKEN_MISSING', 'no BOT_TOKEN in production', {
        expected: 'BOT_TOKEN, since NODE_ENV is production',
        actual: 'none',
        remedy: 'set BOT_TOKEN, or leave NODE_ENV unset to try the bot locally',
      });
    }
    return servePage(config);
  },
};
