import type {
  BotCommand,
  ForceReply,
  InlineQueryResult,
  InlineQueryResultsButton,
  Message,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
  UserFromGetMe,
} from '@grammyjs/types';

/*
 * What the chat page and the terminal chat speak with the local Telegram. Everything is JSON; bodies are POSTed with
 * `Content-Type: application/json`. Success is 200 with the type named below, failure is a `ClientFailure` with status
 * 400 (wrong request), 403 (not allowed to this person, wrong Origin or Host), 404 (no such chat, message, person), 409
 * (not possible any more: a closed poll, a group that was upgraded), 413 (body over 1 MiB) or 415 (not sent as JSON).
 *
 *   GET  /client/snapshot                                            → ClientSnapshot
 *   GET  /client/events?lastEventId=ID&raw=1                         → server-sent events, see ClientEvent; `raw` events
 *                                                                      only with raw=1
 *   GET  /client/chats/:chatId/messages?before=ID&limit=N&thread=ID  → MessagePage
 *   GET  /client/commands?personId=ID&chatId=ID                      → CommandMenu
 *   GET  /client/photos/:fileId                                      → the picture's bytes
 *   GET  /client/raw?before=ID&limit=N                               → RawPage
 *   POST /client/messages            SendRequest                     → ClientMessage
 *   POST /client/messages/edit       EditRequest                     → ClientMessage
 *   POST /client/messages/delete     MessageRequest                  → Done
 *   POST /client/messages/forward    ForwardRequest                  → ClientMessage
 *   POST /client/start               StartRequest                    → ClientMessage
 *   POST /client/buttons/press       PressRequest                    → CallbackReply   (waits for the bot, 15 s at most)
 *   POST /client/inline/query        InlineRequest                   → InlineReply     (waits for the bot, 15 s at most)
 *   POST /client/inline/choose       ChooseRequest                   → ClientMessage
 *   POST /client/polls/vote          VoteRequest                     → ClientMessage
 *   POST /client/reactions           ReactRequest                    → ClientMessage
 *   POST /client/people/update       PersonRequest                   → Person
 *   POST /client/chats/bot           BotMembershipRequest            → ChatInfo
 */

/** A failed client request. `code` is stable, `message` is one English line. */
export interface ClientFailure {
  readonly error: { readonly code: string; readonly message: string };
}

/** The answer to a request that has nothing to tell. */
export interface Done {
  readonly done: true;
}

/** A person one can be on the page. */
export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** IETF tag that the bot sees as `language_code`. */
  readonly languageCode: string;
  /** What the person is in the sample group: shown beside the name. */
  readonly role: 'admin' | 'member' | 'newcomer';
  /** Whether this person has blocked the bot in the private chat. */
  readonly blockedBot: boolean;
}

/** A topic of a forum. The general topic has no id and no entry here. */
export interface TopicInfo {
  readonly threadId: number;
  readonly name: string;
}

/** A chat and who is in it. A private chat has its person's id and exactly that one member. */
export interface ChatInfo {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title: string;
  readonly isForum: boolean;
  readonly topics: readonly TopicInfo[];
  /** Ids of the people who see this chat. */
  readonly memberIds: readonly number[];
  readonly adminIds: readonly number[];
  /** False after the bot left, was removed or, in a private chat, was blocked. */
  readonly botIsMember: boolean;
  /** The supergroup that replaced this group; the page then shows that one instead. */
  readonly migratedTo?: number;
  readonly messageCount: number;
  /** The latest message, for the chat list. */
  readonly lastMessage?: ClientMessage;
}

/** The bot as people see it. Texts are those of the bot's default language; see `localizedTexts` for others. */
export interface BotInfo {
  readonly user: UserFromGetMe;
  readonly name: string;
  /** Shown in the empty private chat, before Start. */
  readonly description: string;
  readonly shortDescription: string;
  /** The same three texts by language code, where the bot set them. */
  readonly localizedTexts: Readonly<
    Record<string, { readonly name?: string; readonly description?: string; readonly shortDescription?: string }>
  >;
}

/** Everything the page needs to draw its first screen. Messages are fetched per chat. */
export interface ClientSnapshot {
  readonly bot: BotInfo;
  /** Whether a bot takes updates at the moment (a poll is open or was lately, or a webhook answers). */
  readonly botIsUp: boolean;
  readonly people: readonly Person[];
  readonly chats: readonly ChatInfo[];
  /** Questions to offer on a first visit, by language (`zh`, `en`); given by whoever started the server. */
  readonly examples: Readonly<Record<string, readonly string[]>>;
  /** Pass as Last-Event-ID (header, or `?lastEventId=`) when opening the event stream, so that nothing is missed. */
  readonly lastEventId: number;
}

/** A reaction on a message and who gave it (ids of people, or of the bot). */
export interface ReactionInfo {
  readonly emoji: string;
  readonly userIds: readonly number[];
}

/** A message as the page shows it. */
export interface ClientMessage {
  readonly chatId: number;
  /**
   * The Bot API's Message: `text`/`entities`, `caption`/`caption_entities`, `photo` (largest last, bytes at
   * /client/photos/<file_id>), `poll`, `reply_to_message`, `quote`, `reply_markup` (inline keyboard), `edit_date`,
   * `via_bot`, `forward_origin`, `message_thread_id`, service fields such as `new_chat_members`.
   * Polls carry `correct_option_ids` and `explanation`: show them only to a person who has voted or when it is closed.
   */
  readonly message: Message;
  /** Keyboard or reply prompt of a bot message that is no inline keyboard (those are in `message.reply_markup`). */
  readonly replyMarkup?: ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;
  readonly reactions: readonly ReactionInfo[];
  /** Of a poll: chosen option indexes by person id. */
  readonly votes?: Readonly<Record<string, readonly number[]>>;
}

/** Messages oldest first. */
export interface MessagePage {
  readonly messages: readonly ClientMessage[];
  /** Whether older messages exist: ask again with `before` = the first message's id. */
  readonly hasMore: boolean;
}

/** The `/` menu for one person in one chat, by the scopes and languages that the bot registered. */
export interface CommandMenu {
  readonly commands: readonly BotCommand[];
}

/** Sends a message as a person. */
export interface SendRequest {
  readonly personId: number;
  readonly chatId: number;
  /** Topic of a forum; absent: the general topic. */
  readonly threadId?: number;
  /** 1–4096 UTF-16 units; of an attachment its caption (0–1024). The server finds commands, mentions, links. */
  readonly text: string;
  readonly replyTo?: {
    readonly messageId: number;
    /** A part of the replied message's text, as selected; `position` is its UTF-16 offset. */
    readonly quote?: { readonly text: string; readonly position: number };
    /** Where the replied message is, when it is in another chat. */
    readonly chatId?: number;
  };
  /** Sends a stand-in of that kind instead of a text message. */
  readonly attachment?: 'photo' | 'sticker' | 'voice';
  /** Sends as the group itself, as an anonymous admin does. Admins only. */
  readonly asAnonymousAdmin?: boolean;
}

/** Names one message and who acts on it. */
export interface MessageRequest {
  readonly personId: number;
  readonly chatId: number;
  readonly messageId: number;
}

/** Edits one's own message's text or caption. */
export interface EditRequest extends MessageRequest {
  readonly text: string;
}

/** Forwards a message to a chat of this person. */
export interface ForwardRequest extends MessageRequest {
  readonly toChatId: number;
  readonly toThreadId?: number;
}

/** Presses Start: sends `/start` or `/start payload` in the private chat and unblocks the bot. */
export interface StartRequest {
  readonly personId: number;
  /** 1–64 of `A-Za-z0-9_-`, as in a deep link. */
  readonly payload?: string;
}

/** Presses a callback button of an inline keyboard. */
export interface PressRequest extends MessageRequest {
  readonly callbackData: string;
}

/** What the bot answered to a press. */
export interface CallbackReply {
  /** False: the bot did not answer within 15 s. */
  readonly answered: boolean;
  readonly text?: string;
  /** An alert to be confirmed instead of a short notice. */
  readonly showAlert?: boolean;
  readonly url?: string;
}

/** Types `@bot query` in a chat. */
export interface InlineRequest {
  readonly personId: number;
  readonly chatId: number;
  /** At most 256 characters; longer text is cut, as clients do. */
  readonly query: string;
  /** From a previous reply's `nextOffset`. */
  readonly offset?: string;
}

/** The bot's inline results. */
export interface InlineReply {
  readonly answered: boolean;
  /** Needed to choose a result; kept as long as `cacheSeconds`. */
  readonly queryId: string;
  readonly results: readonly InlineQueryResult[];
  readonly nextOffset: string;
  readonly button?: InlineQueryResultsButton;
}

/** Sends one of the inline results to the chat where the query was typed. */
export interface ChooseRequest {
  readonly personId: number;
  readonly chatId: number;
  readonly threadId?: number;
  readonly queryId: string;
  readonly resultId: string;
}

/** Votes; an empty list takes the vote back where the poll allows it. */
export interface VoteRequest extends MessageRequest {
  readonly optionIndexes: readonly number[];
}

/** Sets one's reaction; null removes it. */
export interface ReactRequest extends MessageRequest {
  readonly emoji: string | null;
}

/** Changes a person. */
export interface PersonRequest {
  readonly personId: number;
  readonly languageCode?: string;
  /** Blocks or unblocks the bot in the private chat. */
  readonly blockedBot?: boolean;
}

/** Adds the bot to a group or removes it. Admins only. */
export interface BotMembershipRequest {
  readonly personId: number;
  readonly chatId: number;
  readonly present: boolean;
}

/** Something Telegram repairs without a word and the local Telegram marks. */
export interface Mark {
  readonly method: string;
  /** Stable name, such as `text_trimmed`, `entities_dropped`, `nested_quotation_flattened`. */
  readonly kind: string;
  readonly detail: string;
}

/** One line of the raw view: a Bot API call with its response, or an update as delivered. */
export type RawEntry =
  | {
      readonly id: number;
      readonly kind: 'call';
      /** Unix time in ms. */
      readonly atMs: number;
      readonly durationMs: number;
      readonly method: string;
      readonly params: unknown;
      readonly status: number;
      readonly ok: boolean;
      readonly response: unknown;
      readonly marks: readonly Mark[];
      /** The fault that the control path had this call answered with. */
      readonly fault?: string;
    }
  | {
      readonly id: number;
      readonly kind: 'update';
      readonly atMs: number;
      /** How it went out: taken by a poll, or posted to the webhook. */
      readonly via: 'poll' | 'webhook';
      readonly update: unknown;
    };

/** Raw entries, newest first. A `getUpdates` that returned nothing is left out. */
export interface RawPage {
  readonly entries: readonly RawEntry[];
  readonly hasMore: boolean;
}

/**
 * Events of the stream. Each is sent as `id: N`, `event: <type>`, `data: <this object as JSON>`. A stream resumed with
 * Last-Event-ID gets what it missed; where that is too long ago it gets `reset` and should fetch the snapshot anew.
 */
export type ClientEvent =
  | { readonly type: 'message'; readonly message: ClientMessage }
  | { readonly type: 'message_edited'; readonly message: ClientMessage }
  | { readonly type: 'message_deleted'; readonly chatId: number; readonly messageId: number }
  | {
      readonly type: 'chat_action';
      readonly chatId: number;
      readonly threadId?: number;
      readonly action: string;
      /** Show it this long, or until the bot's next message in the chat. */
      readonly forMs: number;
    }
  | { readonly type: 'bot_status'; readonly botIsUp: boolean }
  /** The bot's profile or its commands changed: `bot` is new, menus must be fetched again. */
  | { readonly type: 'bot'; readonly bot: BotInfo }
  | { readonly type: 'chat'; readonly chat: ChatInfo }
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'raw'; readonly entry: RawEntry }
  | { readonly type: 'reset' };
