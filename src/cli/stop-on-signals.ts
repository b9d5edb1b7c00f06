import type { RunningBot } from './run-bot.js';

/** The whole stop, signal to exit. */
const STOP_DEADLINE_MS = 10_000;

/** Stops the bot at SIGTERM and SIGINT, once; a stop that hangs is ended by force in time. */
export function stopOnSignals(bot: RunningBot): void {
  const stop = () => {
    bot.stop();
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
