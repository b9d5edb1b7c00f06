import type { Config } from '../config.js';
import { createLogger } from '../logger.js';
import { LocalTelegram, type ListeningAddress } from '../local-telegram/create-local-telegram.js';
import { TerminalChat } from '../local-telegram/terminal-chat.js';
import { runBot, type RunningBot } from './run-bot.js';
import { stopOnSignals } from './stop-on-signals.js';

/** Whether the person at the terminal reads Chinese. */
function isChineseTerminal(): boolean {
  const language = process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '';
  return language === '' || language.startsWith('zh') || /^C(?:\.|$)|^POSIX$/.test(language);
}

/** The one line at the start: where the page is, and how to get to the real Telegram. */
function openingLine(config: Config, address: ListeningAddress): string {
  const isOther = config.port !== 0 && address.port !== config.port;
  const taken = isOther ? `（端口 ${config.port} 被占用 / port ${config.port} is taken）` : '';
  return `聊天页面 / chat page: ${address.pageUrl} ${taken}· 连接真正的 Telegram：在 .env 里填 BOT_TOKEN（向 @BotFather 申请），再重新启动 / to connect Telegram, put BOT_TOKEN into .env`;
}

async function listenAndRun(
  config: Config,
  isForTerminal: boolean,
): Promise<{ readonly local: LocalTelegram; readonly address: ListeningAddress; readonly bot: RunningBot }> {
  const isQuiet = isForTerminal && config.logLevel === 'info';
  const logger = createLogger(isQuiet ? 'warn' : config.logLevel, config.logFormat);
  const local = new LocalTelegram({ logger, host: config.host });
  const address = await local.listen(config.port);
  if (!isForTerminal) console.error(openingLine(config, address));
  try {
    const bot = await runBot(config, { token: local.token, apiRoot: address.root }, logger);
    stopOnSignals(bot);
    local.setExamples(bot.service.info.exampleQuestions);
    return { local, address, bot };
  } catch (error) {
    await local.close();
    throw error;
  }
}

/**
 * Runs the bot without Telegram: a Bot API server and its chat page, on loopback unless HOST says otherwise, and the same
 * bot over the same HTTP API. Ends with a signal.
 */
export async function servePage(config: Config): Promise<number> {
  const { local, bot } = await listenAndRun(config, false);
  await bot.ended;
  await local.close();
  return 0;
}

/** The same with a chat in the terminal, on loopback and a free port. Ends with the chat, or with a signal. */
export async function chatInTerminal(config: Config): Promise<number> {
  const { local, address, bot } = await listenAndRun({ ...config, host: '127.0.0.1', port: 0 }, true);
  console.error(`《${bot.service.info.title}》`);
  const chat = new TerminalChat({
    root: address.root,
    input: process.stdin,
    output: process.stdout,
    hasColor: process.stdout.isTTY,
    isChinese: isChineseTerminal(),
  });
  await chat.run();
  bot.stop();
  await bot.ended;
  await local.close();
  return 0;
}
