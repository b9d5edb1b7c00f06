#!/usr/bin/env node
/** The command line: one command a file in src/cli. */
import { YuanwenError, UsageError } from './errors.js';
import type { Command } from './cli/command.js';

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./cli/serve.js')).serveCommand,
  chat: async () => (await import('./cli/chat.js')).chatCommand,
  index: async () => (await import('./cli/index.js')).indexCommand,
  ask: async () => (await import('./cli/ask.js')).askCommand,
  check: async () => (await import('./cli/check.js')).checkCommand,
  text: async () => (await import('./cli/text.js')).textCommand,
  evaluate: async () => (await import('./cli/evaluate.js')).evaluateCommand,
};

const HELP = `yuanwen 原文: answers questions about a speech in the speech's own words

Commands: ${Object.keys(COMMANDS).join(', ')}
Each prints its own help with --help. Settings are read from the environment and .env (see .env.example).`;

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(HELP);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined)
    throw new UsageError('COMMAND_UNKNOWN', `no command ${JSON.stringify(name)}`, {
      expected: Object.keys(COMMANDS).join(', '),
    });
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(command.help);
    return 0;
  }
  return command.run(rest);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) console.error(error.stack, error.cause ?? '');
    const isUsage =
      error instanceof UsageError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    if (error instanceof Error && !(error instanceof YuanwenError) && !isUsage)
      console.error('This is a defect of the program; LOG_LEVEL=debug shows where.');
    process.exit(isUsage ? 2 : 1);
  },
);
