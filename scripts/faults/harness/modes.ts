import { withBot, type BotProgram } from './bot-program.js';
import { MODES, settingsFor } from './settings.js';
import type { Stage } from './stage.js';

/** Does something as often by polling as by webhook, with one bot and one local Telegram for each. */
export async function inBothModes(
  times: number,
  once: (stage: Stage, bot: BotProgram) => Promise<void>,
): Promise<void> {
  for (const mode of MODES) {
    await withBot(
      (stage) => settingsFor(stage, mode),
      async (stage, bot) => {
        for (let run = 0; run < times; run += 1) await once(stage, bot);
      },
    );
  }
}
