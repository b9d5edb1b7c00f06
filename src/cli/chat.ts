import { parseArgs } from 'node:util';
import { readConfig, type Command } from './command.js';
import { chatInTerminal } from './serve-locally.js';

/** A chat with the bot in the terminal, over the local Telegram. */
export const chatCommand: Command = {
  help: 'npm run chat\nA chat with the bot in the terminal, over a Bot API server on loopback. Reads questions from a pipe too.',
  async run(args) {
    parseArgs({ args: [...args], options: {} });
    return chatInTerminal(readConfig());
  },
};
