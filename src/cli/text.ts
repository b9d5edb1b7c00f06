import { parseArgs } from 'node:util';
import { loadSpeech } from '../speech/speech-file.js';
import { readConfig, type Command } from './command.js';

/** Prints the canonical text. */
export const textCommand: Command = {
  help: 'npm run --silent text -- [--speech FILE]\nPrints the canonical text of the speech and nothing else. Needs no index and no model.',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { speech: { type: 'string' } } });
    const speech = await loadSpeech(readConfig(values).speechFile);
    await new Promise<void>((resolve, reject) =>
      process.stdout.write(speech.text, (error) => (error instanceof Error ? reject(error) : resolve())),
    );
    return 0;
  },
};
