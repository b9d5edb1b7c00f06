import type { Config } from '../config.js';
import { ConfigError } from '../errors.js';
import { createLogger } from '../logger.js';
import { LocalTelegram } from '../local-telegram/create-local-telegram.js';
import { TerminalChat } from '../local-telegram/terminal-chat.js';
import { runBot } from './run-bot.js';
import { stopOnSignals } from './stop-on-signals.js';

/** Whether the person at the terminal reads Chinese. */
function isChineseTerminal(): boolean {
  const language = process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '';
  return language === '' || language.startsWith('zh') || /^C(?:\.|$)|^POSIX$/.test(language);
}

/**
 * Runs the bot without Telegram: a Bot API server on loopback, the same bot over the same HTTP API, and a chat in the
 * terminal where there is one. Ends with the chat, or with a signal.
 */
export async function serveLocally(config: Config, options: { readonly terminal: boolean }): Promise<number> {
  if (!/^(?:127\.0\.0\.1|localhost|::1)$/.test(config.host)) {
    throw new ConfigError('HOST_NOT_LOOPBACK', 'the local Telegram listens on loopback only', {
      expected: 'HOST=127.0.0.1',
      actual: config.host,
      remedy: 'leave HOST unset',
    });
  }
  const logger = createLogger(
    options.terminal && config.logLevel === 'info' ? 'warn' : config.logLevel,
    config.logFormat,
  );
  const local = new LocalTelegram({ logger });
  const { root, port } = await local.listen(config.port);
  if (config.port !== 0 && port !== config.port)
    console.error(`Port ${config.port} is taken; using ${port}. 端口被占用，改用 ${port}。`);
  console.error(
    `Local Telegram on ${root} · 本机模拟 Telegram；连接真正的 Telegram：在 .env 里填 BOT_TOKEN（向 @BotFather 申请）后重新启动。`,
  );
  const bot = await runBot(config, { token: local.token, apiRoot: root }, logger).catch(async (error: unknown) => {
    await local.close();
    throw error;
  });
  stopOnSignals(bot);
  console.error(`Ready: 《${bot.service.info.title}》`);
  if (options.terminal) {
    const chat = new TerminalChat({
      root,
      input: process.stdin,
      output: process.stdout,
      hasColor: process.stdout.isTTY,
      isChinese: isChineseTerminal(),
    });
    await chat.run();
    bot.stop();
  }
  await bot.ended;
  await local.close();
  return 0;
}
