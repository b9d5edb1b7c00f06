import type { Clock } from './clock.js';
import type { EventLog } from './event-log.js';
import type { Presence } from './presence.js';
import type { Profile } from './profile.js';
import type { QueryBook } from './query-book.js';
import type { RawLog } from './raw-log.js';
import type { Store } from './store.js';
import type { UpdateQueue } from './update-queue.js';
import type { Webhook } from './webhook.js';

/** A picture that the bot uploaded. */
export interface Photo {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

/** All that the local Telegram knows. Dies with the process. */
export interface State {
  readonly clock: Clock;
  readonly profile: Profile;
  readonly store: Store;
  readonly updates: UpdateQueue;
  readonly webhook: Webhook;
  readonly presence: Presence;
  readonly queries: QueryBook;
  readonly photos: Map<string, Photo>;
  /** Where messages sent by inline mode are, by `inline_message_id`. */
  readonly inlineMessages: Map<string, { readonly chatId: number; readonly messageId: number }>;
  /** Whether the bot is told which inline results people choose (BotFather's /setinlinefeedback). */
  readonly inlineFeedback: boolean;
  /** How many polls there were; their ids count up. */
  pollCount: number;
  readonly events: EventLog;
  readonly raw: RawLog;
}
