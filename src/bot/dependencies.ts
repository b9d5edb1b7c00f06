import type { SpeechService } from '../answering/speech-service.js';
import type { Logger } from '../logger.js';
import type { BotStorage } from './storage.js';
import type { Conversations } from './conversations.js';
import type { Metrics } from './metrics.js';

/** What the bot is given by the composition root. */
export interface BotDependencies {
  /** The service of the speech that is loaded now; another one after a reload. */
  readonly getService: () => SpeechService;
  readonly storage: BotStorage;
  readonly conversations: Conversations;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Now, in milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly version: string;
  /** Folder of the interface's words, one `.ftl` file a language. */
  readonly localesDir: string;
  readonly adminIds: ReadonlySet<number>;
  /** Empty: every chat is allowed. */
  readonly allowedChats: ReadonlySet<number>;
  /** Times the embedding process had to be started again. */
  readonly embedderRestarts: () => number;
  /** Reads the speech again; resolves with the number of its sentences. */
  readonly reload: () => Promise<number>;
}
