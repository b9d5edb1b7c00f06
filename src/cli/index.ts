import { parseArgs } from 'node:util';
import { IndexError } from '../errors.js';
import { createLogger } from '../logger.js';
import { loadSpeech } from '../speech/speech-file.js';
import { createCharacterFold } from '../text/fold.js';
import { readConfig, type Command } from './command.js';
import { buildAndSave, loadSaved, startEmbedder } from './compose.js';
import { createProgress } from './progress.js';

/** Builds the index. */
export const indexCommand: Command = {
  help: 'npm run index -- [--speech FILE]\nBuilds index/ for the speech; does nothing where it is up to date.',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { speech: { type: 'string' } } });
    const config = readConfig(values);
    const speech = await loadSpeech(config.speechFile);
    const embedder = await startEmbedder(config.modelDir, createLogger(config.logLevel, config.logFormat));
    try {
      const existing = await loadSaved(config, speech, embedder).catch((error: unknown) => {
        if (error instanceof IndexError) return null;
        throw error;
      });
      if (existing !== null) {
        console.log(`The index is up to date: ${existing.units.length} sentences. 索引已是最新。`);
        return 0;
      }
      const startedMs = performance.now();
      const built = await buildAndSave(
        config,
        speech,
        embedder,
        createCharacterFold(),
        createProgress(process.stderr.isTTY),
      );
      console.log(
        `Indexed ${built.contents.units.length} sentences in ${((performance.now() - startedMs) / 1000).toFixed(1)} s. 索引完成。`,
      );
      if (built.truncatedCount > 0)
        console.log(
          `${built.truncatedCount} sentences are longer than the model's window; only their beginnings are embedded.`,
        );
      return 0;
    } finally {
      await embedder.close();
    }
  },
};
