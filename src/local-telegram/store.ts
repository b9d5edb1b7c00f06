import type { ForceReply, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove } from '@grammyjs/types';
import type { ChatInfo, ClientMessage, Person } from './client-protocol.js';
import { ClientRequestError } from './api-error.js';
import type { ReactionEmoji } from './reaction-emoji.js';
import type { EventLog } from './event-log.js';

/** How the bot stands in a chat. In a private chat `kicked` means blocked. */
export type BotStatus = 'member' | 'administrator' | 'left' | 'kicked';
/** Keyboards that are no part of a message. */
export type ReplyMarkup = ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;

/** A chat as the server keeps it. */
export interface ChatRecord {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  title: string;
  readonly isForum: boolean;
  readonly topics: Map<number, string>;
  readonly memberIds: Set<number>;
  readonly adminIds: Set<number>;
  botStatus: BotStatus;
  /** Of a private chat: whether its person has ever written. A bot may not write first. */
  isOpened: boolean;
  migratedTo?: number;
  nextMessageId: number;
  readonly messages: Map<number, StoredMessage>;
}

/** A message as the server keeps it. `message` is replaced when edited, never changed. */
export interface StoredMessage {
  message: Message;
  /** User id of who wrote it, or a chat's id for channels and anonymous admins. */
  readonly senderId: number;
  readonly replyMarkup?: ReplyMarkup;
  /** Emoji by user id. */
  readonly reactions: Map<number, ReactionEmoji>;
  /** Chosen options of a poll by user id. */
  readonly votes: Map<number, readonly number[]>;
  readonly inlineMessageId?: string;
}

const MAX_PEOPLE = 20_000;
const MAX_CHATS = 20_000;
const MAX_MESSAGES_PER_CHAT = 5_000;

/** People, chats and messages, in memory. Every change is told to the pages. */
export class Store {
  readonly people = new Map<number, Person>();
  readonly chats = new Map<number, ChatRecord>();

  constructor(private readonly events: EventLog) {}

  /** Adds or replaces a person. */
  putPerson(person: Person): void {
    if (this.people.size >= MAX_PEOPLE)
      throw new ClientRequestError(409, 'TOO_MANY_PEOPLE', `over ${MAX_PEOPLE} people`);
    this.people.set(person.id, person);
    this.events.publish({ type: 'person', person });
  }

  person(id: number): Person {
    const person = this.people.get(id);
    if (person === undefined) throw new ClientRequestError(404, 'PERSON_NOT_FOUND', `no person with id ${id}`);
    return person;
  }

  putChat(chat: ChatRecord): void {
    if (this.chats.size >= MAX_CHATS) throw new ClientRequestError(409, 'TOO_MANY_CHATS', `over ${MAX_CHATS} chats`);
    this.chats.set(chat.id, chat);
    this.publishChat(chat);
  }

  chat(id: number): ChatRecord {
    const chat = this.chats.get(id);
    if (chat === undefined) throw new ClientRequestError(404, 'CHAT_NOT_FOUND', `no chat with id ${id}`);
    return chat;
  }

  message(chat: ChatRecord, messageId: number): StoredMessage {
    const stored = chat.messages.get(messageId);
    if (stored === undefined) {
      throw new ClientRequestError(404, 'MESSAGE_NOT_FOUND', `no message ${messageId} in chat ${chat.id}`);
    }
    return stored;
  }

  publishChat(chat: ChatRecord): void {
    this.events.publish({ type: 'chat', chat: chatInfo(chat) });
  }

  addMessage(chat: ChatRecord, stored: StoredMessage): void {
    chat.messages.set(stored.message.message_id, stored);
    for (const oldest of chat.messages.keys()) {
      if (chat.messages.size <= MAX_MESSAGES_PER_CHAT) break;
      chat.messages.delete(oldest);
    }
    this.events.publish({ type: 'message', message: clientMessage(chat, stored) });
  }

  /** Tells the pages that a message's text, buttons, votes or reactions changed. */
  publishEdit(chat: ChatRecord, stored: StoredMessage): void {
    this.events.publish({ type: 'message_edited', message: clientMessage(chat, stored) });
  }

  deleteMessage(chat: ChatRecord, messageId: number): void {
    chat.messages.delete(messageId);
    this.events.publish({ type: 'message_deleted', chatId: chat.id, messageId });
  }
}

function lastOf(chat: ChatRecord): StoredMessage | undefined {
  return chat.messages.get(chat.nextMessageId - 1) ?? [...chat.messages.values()].at(-1);
}

/** A chat as pages see it. */
export function chatInfo(chat: ChatRecord): ChatInfo {
  const last = lastOf(chat);
  return {
    id: chat.id,
    type: chat.type,
    title: chat.title,
    isForum: chat.isForum,
    topics: [...chat.topics].map(([threadId, name]) => ({ threadId, name })),
    memberIds: [...chat.memberIds],
    adminIds: [...chat.adminIds],
    botIsMember: chat.botStatus === 'member' || chat.botStatus === 'administrator',
    ...(chat.migratedTo === undefined ? {} : { migratedTo: chat.migratedTo }),
    messageCount: chat.messages.size,
    ...(last === undefined ? {} : { lastMessage: clientMessage(chat, last) }),
  };
}

/** A message as pages see it. */
export function clientMessage(chat: ChatRecord, stored: StoredMessage): ClientMessage {
  const byEmoji = new Map<string, number[]>();
  for (const [userId, emoji] of stored.reactions) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), userId]);
  return {
    chatId: chat.id,
    message: stored.message,
    ...(stored.replyMarkup === undefined ? {} : { replyMarkup: stored.replyMarkup }),
    reactions: [...byEmoji].map(([emoji, userIds]) => ({ emoji, userIds })),
    ...(stored.message.poll === undefined ? {} : { votes: Object.fromEntries(stored.votes) }),
  };
}
