/** What an error tells the person who has to act on it. All parts are shown; none may hold a token or user text. */
export interface ErrorDetails {
  /** What was needed, in one phrase. */
  readonly expected?: string;
  /** What was found instead. */
  readonly actual?: string;
  /** The command or edit that repairs it. */
  readonly remedy?: string;
  /** The error underneath, kept for `LOG_LEVEL=debug`. */
  readonly cause?: unknown;
}

/**
 * Base of every error this program raises on purpose. The `code` is stable and may be matched on; the message
 * is one line for people: what, expected, actual, remedy.
 */
export abstract class YuanwenError extends Error {
  readonly code: string;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  readonly remedy: string | undefined;

  constructor(code: string, what: string, details: ErrorDetails = {}) {
    const parts = [
      what,
      details.expected === undefined ? '' : `expected: ${details.expected}`,
      details.actual === undefined ? '' : `actual: ${details.actual}`,
      details.remedy === undefined ? '' : `remedy: ${details.remedy}`,
    ];
    super(parts.filter((part) => part !== '').join('; '), { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.expected = details.expected;
    this.actual = details.actual;
    this.remedy = details.remedy;
  }
}

/** The command line was used wrongly; the process exits with 2. */
export class UsageError extends YuanwenError {}

/** A setting from the environment or `.env` is wrong. */
export class ConfigError extends YuanwenError {}

/** The speech file cannot be read as a speech. */
export class SpeechError extends YuanwenError {}

/** The model's folder is damaged, incomplete or of an unknown kind. */
export class ModelError extends YuanwenError {}

/** The embedding process failed, timed out or is overloaded. */
export class EmbeddingError extends YuanwenError {}

/** The built index is missing, stale, damaged or cannot be written. */
export class IndexError extends YuanwenError {}

/** What the running bot remembers (`DATA_DIR`) cannot be read or written. */
export class StorageError extends YuanwenError {}

/** Telegram refused the bot as a whole (wrong token, second poller), so that running on is useless. */
export class TelegramError extends YuanwenError {}
