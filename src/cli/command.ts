import { config as loadEnvironmentFile } from 'dotenv';
import { join, resolve } from 'node:path';
import { createConfig, type Config } from '../config.js';
import { projectRoot } from './compose.js';

/** One command of the command line. */
export interface Command {
  readonly help: string;
  /** Runs with the arguments after the command's name; resolves with the exit status. */
  run(args: readonly string[]): Promise<number>;
}

/** Settings from the environment and `.env`; a speech given as an option is relative to where the command was called. */
export function readConfig(options: { readonly speech?: string | undefined } = {}): Config {
  loadEnvironmentFile({ path: join(projectRoot(), '.env'), quiet: true });
  const speech =
    options.speech === undefined ? {} : { SPEECH: resolve(process.env.INIT_CWD ?? process.cwd(), options.speech) };
  return createConfig({ ...process.env, ...speech }, projectRoot(), process.stderr.isTTY);
}

/** A path given as an option, relative to where the command was called. */
export function fromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
