import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './errors.js';
import type { LogFormat, LogLevel } from './logger.js';

/** The settings of one run, checked and frozen. Paths are absolute. */
export interface Config {
  /** Null: local Telegram. */
  readonly botToken: string | null;
  /** Base address of the Bot API, without a trailing slash. */
  readonly telegramApiRoot: string;
  readonly speechFile: string;
  readonly indexDir: string;
  readonly dataDir: string;
  readonly modelDir: string;
  readonly host: string;
  readonly port: number;
  /** Null: long polling. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  readonly adminIds: ReadonlySet<number>;
  /** Empty: every chat is allowed. */
  readonly allowedChats: ReadonlySet<number>;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  readonly production: boolean;
}

const idList = z.string().transform((text, context) => {
  const ids = text.split(',').map((part) => part.trim());
  const wrong = ids.filter((id) => !/^-?\d{1,16}$/.test(id));
  if (wrong.length > 0) {
    context.addIssue({
      code: 'custom',
      message: `expected comma-separated ids, not ${JSON.stringify(wrong.join(','))}`,
    });
    return z.NEVER;
  }
  return new Set(ids.map(Number));
});

const url = (protocols: RegExp, form: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.test(new URL(text).protocol), `expected ${form}`)
    .transform((text) => text.replace(/\/+$/, ''));

const settings = z.object({
  // The value is never put into the message: a mistyped token is still half a secret.
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]{10,}$/, 'expected the form 123456:ABC… that BotFather gives')
    .optional(),
  TELEGRAM_API_ROOT: url(/^https?:$/, 'an http or https address').default('https://api.telegram.org'),
  SPEECH: z.string().default('speeches/speech.txt'),
  INDEX_DIR: z.string().default('index'),
  DATA_DIR: z.string().default('data'),
  EMBEDDING_MODEL: z.string().default('models/bge-small-zh-v1.5'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'expected a port number')
    .transform(Number)
    .refine((port) => port <= 65535, 'expected a port number from 0 to 65535')
    .default(8787),
  WEBHOOK_URL: url(/^https?:$/, 'an http or https address').optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/, 'expected 1 to 256 of A-Z a-z 0-9 _ -')
    .optional(),
  ADMIN_IDS: idList.default(new Set<number>()),
  ALLOWED_CHATS: idList.default(new Set<number>()),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['pretty', 'json']).optional(),
  NODE_ENV: z.string().optional(),
});

/** Names of all settings, as in `.env.example`. */
export const settingNames: readonly string[] = Object.keys(settings.shape).filter((name) => name !== 'NODE_ENV');

/**
 * Reads the settings. Relative paths start at `root`, the project's folder; an empty value counts as not set.
 * Throws one `ConfigError` that lists every wrong value.
 */
export function createConfig(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
  isTerminal: boolean,
): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = settings.safeParse(present);
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if ((present.WEBHOOK_URL === undefined) !== (present.WEBHOOK_SECRET === undefined)) {
    problems.push('WEBHOOK_URL and WEBHOOK_SECRET: expected both or neither');
  }
  if (!result.success || problems.length > 0) {
    throw new ConfigError('CONFIG_INVALID', `wrong settings: ${problems.join(' | ')}`, {
      remedy: 'correct them in the environment or in .env (.env.example lists each setting)',
    });
  }
  const values = result.data;
  return Object.freeze({
    botToken: values.BOT_TOKEN ?? null,
    telegramApiRoot: values.TELEGRAM_API_ROOT,
    speechFile: resolve(root, values.SPEECH),
    indexDir: resolve(root, values.INDEX_DIR),
    dataDir: resolve(root, values.DATA_DIR),
    modelDir: resolve(root, values.EMBEDDING_MODEL),
    host: values.HOST,
    port: values.PORT,
    webhook:
      values.WEBHOOK_URL === undefined || values.WEBHOOK_SECRET === undefined
        ? null
        : { url: values.WEBHOOK_URL, secret: values.WEBHOOK_SECRET },
    adminIds: values.ADMIN_IDS,
    allowedChats: values.ALLOWED_CHATS,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT ?? (isTerminal ? 'pretty' : 'json'),
    production: values.NODE_ENV === 'production',
  });
}
