import { destination, pino, type Logger as PinoLogger } from 'pino';
import pretty from 'pino-pretty';

/** Fields of one event. Values are ids, counts, durations and codes: never user text, never a token. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One line an event. The message names the event; everything variable is a field. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** How lines are written: `pretty` for people at a terminal, `json` for machines. */
export type LogFormat = 'pretty' | 'json';
/** Least severity that is written. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Telegram bot tokens, wherever they stand in a text: digits, colon, at least 30 of the token alphabet. */
const TOKEN_PATTERN = /\d{5,}:[A-Za-z0-9_-]{30,}/g;

/** Replaces every bot token in a text. The last defence: nothing that could hold one should be logged at all. */
export function redactToken(text: string): string {
  return text.replace(TOKEN_PATTERN, '<token>');
}

/**
 * Name, code and redacted message of an error, as log fields. Deliberately not its stack, its other properties or
 * its cause's payload: those hold URLs with the token and people's messages.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: redactToken(String(error)).slice(0, 200) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { error: error.name, code, message: redactToken(error.message).slice(0, 500) };
}

function redactFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? redactToken(value) : value]),
  );
}

function wrap(log: PinoLogger): Logger {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) =>
      log[level](redactFields(fields), redactToken(event));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A logger on stderr, so that stdout stays free for what a command prints. Writes synchronously: no line is lost. */
export function createLogger(level: LogLevel, format: LogFormat): Logger {
  const stream =
    format === 'pretty'
      ? pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
      : destination({ dest: 2, sync: true });
  return wrap(pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream));
}

/** A logger that writes nothing, for commands whose only output is their result. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
